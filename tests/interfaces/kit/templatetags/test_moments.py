from datetime import timedelta

import pytest
from django.utils.translation import override

from gehoor.domain.services.hours import Line
from gehoor.domain.services.schema import Wording
from gehoor.interfaces.kit.templatetags import moments
from tests.make import NOON

NAME = Wording.model_validate("Wij")


@pytest.fixture(autouse=True)
def dutch(clock):
    with override("nl"):
        yield


def line(state, *, until=None, opens_at=None):
    return Line(code="x", name=NAME, about=None, number="1", website=None, is_ours=True, is_emergency=False, is_free=True,
                to_be_confirmed=False, state=state, until=until, opens_at=opens_at, why=None)


@pytest.mark.parametrize(("later", "said"), [
    (timedelta(), "Vandaag, dinsdag 10 maart"), (timedelta(days=1), "Morgen, woensdag 11 maart"),
    (timedelta(days=-1), "Gisteren, maandag 9 maart"),
    (timedelta(days=3), "vrijdag 13 maart"), (timedelta(days=300), "maandag 4 januari 2027")])
def test_a_day_is_said_as_people_say_it(later, said):
    assert moments.near_day(NOON + later) == said


@pytest.mark.parametrize(("later", "said"), [
    (timedelta(days=1), "Uiterlijk morgen, woensdag 11 maart"), (timedelta(days=3), "Uiterlijk vrijdag 13 maart")])
def test_a_promise_is_said_with_its_last_day(later, said):
    assert moments.latest(NOON + later) == said


@pytest.mark.parametrize(("later", "said"), [
    (timedelta(), "12 uur"), (timedelta(hours=4, minutes=34), "16.34 uur"), (timedelta(minutes=5), "12.05 uur")])
def test_the_clock_is_that_of_the_wall(later, said):
    assert moments.clock(NOON + later) == said


@pytest.mark.parametrize(("one", "said"), [
    (line("day_and_night"), "Open, dag en nacht"), (line("open"), "Nu open"), (line("closed"), "Dicht"),
    (line("open", until=NOON + timedelta(hours=5)), "Open tot 17 uur"),
    (line("closed", opens_at=NOON + timedelta(hours=4)), "Dicht. Open om 16 uur"),
    (line("closed", opens_at=NOON + timedelta(hours=21)), "Dicht. Open morgen om 9 uur"),
    (line("closed", opens_at=NOON + timedelta(days=5)), "Dicht. Open zondag om 12 uur"),
    (line("closed", opens_at=NOON + timedelta(days=20)), "Dicht. Open maandag 30 maart om 13 uur")])
def test_who_is_there_and_until_when(one, said):
    assert moments.state_in_words(one) == said


@pytest.mark.parametrize(("ahead", "said"), [
    (timedelta(hours=1, minutes=40), "nog 1 u 40"), (timedelta(minutes=12), "nog 12 min"),
    (timedelta(hours=5), "vandaag 17.00"), (timedelta(hours=11, minutes=59, seconds=59), "vandaag"),
    (timedelta(days=3), "vr 13 mrt"), (timedelta(days=300), "ma 4 jan 2027"), (timedelta(hours=-1), "vandaag, te laat"),
    (timedelta(days=-1), "1 dag te laat"), (timedelta(days=-2), "2 dagen te laat")])
def test_a_list_says_shortly_when_something_is_due(ahead, said):
    assert moments.due_words(NOON + ahead, NOON) == said
