"""Withdrawn, sent, confirmed at the very same moment: one of two comes first, and nothing leaves after a withdrawal."""

import pytest

from gehoor.domain.consent.models import Consent, OutwardAct, Override
from gehoor.domain.consent.outward import NotPending
from gehoor.domain.consent.overriding import AlreadyDecided
from gehoor.domain.services.law import the_grounds_file
from gehoor.journeys import consent_is_given as giving
from gehoor.journeys import law_goes_first as overriding
from gehoor.journeys import something_leaves as leaving
from tests import make, people
from tests.at_once import at_once, databases_on_disk

pytestmark = pytest.mark.django_db(transaction=True)
NOON, HOUR = make.NOON, make.HOUR
DATA = ["subject"]


def a_letter(noor, case) -> OutwardAct:
    """A letter that waits, and rests on what Amir agreed to."""
    school = leaving.ToWhom(kind="institution", words="De school")
    consent = giving.consent_is_recorded(
        person=noor, case=case, to=school, party=case.parties.get(is_child=True), capacity="child", purpose="hear_side", data=DATA,
        answer="given", way="written", words="Ja.", from_at=NOON, at=NOON)
    return leaving.act_is_planned(person=noor, case=case, to=leaving.ToWhom(known=consent.to), kind="letter", purpose="hear_side",
                                  data=DATA, about="", at=NOON)


def test_of_a_letter_sent_and_a_consent_taken_back_at_once_one_comes_first(tmp_path):
    house = make.a_house()
    noor = house.person(people.NOOR)
    arrived = make.a_report(house, reporter_name="Amir", child_age="15")
    act, consent = a_letter(noor, arrived.case), Consent.objects.exclude(to=None).get()
    story = make.story_of(arrived)
    with databases_on_disk(tmp_path):
        sent, taken_back = at_once(
            lambda: leaving.act_is_done(person=noor, case=arrived.case, act=act, said="Een brief", at=NOON + HOUR),
            lambda: giving.reporter_takes_back(story=story, consent_id=consent.id, at=NOON + HOUR))
        [(state, withdrawn_at)] = at_once(lambda: (OutwardAct.objects.get().state, Consent.objects.exclude(to=None).get().withdrawn_at))
    assert isinstance(taken_back, Consent)
    assert withdrawn_at == NOON + HOUR
    if isinstance(sent, NotPending):
        assert state == "stopped"
    else:
        assert (sent.state, state) == ("done", "done"), "it left before the consent was taken back"


def test_of_two_who_decide_at_once_the_second_is_told(tmp_path):
    house = make.a_house()
    noor, others = house.person(people.NOOR), [house.person(one) for one in (people.ILIAS, people.LIEN)]
    case = make.a_report(house, reporter_name="Amir", child_age="15").case
    act, file = a_letter(noor, case), the_grounds_file(house.service, NOON.date())
    ground = next(one for one in file.grounds if one.code == "necessity")
    override = overriding.telling_is_asked(person=noor, case=case, act=act, ground="necessity", known_as="other", is_child_told=True,
                                           told_why="", answers={one.code: "Ja." for one in file.asked(ground)}, at=NOON)
    with databases_on_disk(tmp_path):
        results = at_once(*[
            lambda person=person, verdict=verdict: overriding.override_is_decided(
                person=person, case=case, override=override, verdict=verdict, reasons="Gelezen.", at=NOON)
            for person, verdict in zip(others, ("agreed", "declined"), strict=True)])
        [kept] = at_once(lambda: Override.objects.get().verdict)
    assert sorted(type(one).__name__ for one in results) == sorted([AlreadyDecided.__name__, Override.__name__])
    assert kept == next(one.verdict for one in results if isinstance(one, Override))
