"""A case about an institution follows the length that this institution sets itself: on its page, in the list, and from the day it holds."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.directory.lengths import OwnLength
from gehoor.foundation.calendars import Span
from gehoor.journeys.case_moves_on import case_is_assigned, respondent_is_named
from gehoor.journeys.directory_is_kept import own_length_is_said
from gehoor.journeys.terms_are_computed import terms_are_computed_anew
from gehoor.journeys.terms_run import the_terms
from tests import make, people
from tests.domain.services.declared import SHIPPED, a_folder

pytestmark = pytest.mark.django_db
RULE = "nl.jeugdwet.klacht/judgement"
FIRST_OF_APRIL = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
OWN = ('{code: answer, label: {nl: Antwoord, en: Answer}, within: 45 calendar days, from: received, until: closed, kind: statutory, '
       'source: "Voorbeeldreglement, art. 3", status: to_be_confirmed}')


@pytest.fixture
def house(settings, tmp_path):
    """A service whose answer follows the Jeugdwet: the institution's own regulation says how long."""
    folder = a_folder(Path(tmp_path))
    for name in ("regimes", "calendars"):
        shutil.copytree(SHIPPED / name, folder.root / name)
    folder.change("procedure.yaml", OWN, f"{{code: answer, rule: {RULE}, from: received, within: 6 weeks, until: closed}}")
    folder.change("service.yaml", "country: BE", "country: NL")
    folder.change("service.yaml", "timezone: Europe/Brussels", "timezone: Europe/Amsterdam")
    settings.GEHOOR_DECLARED, settings.GEHOOR_SERVICES = [folder.root], ["voorbeeld"]
    return make.a_house()


@pytest.fixture
def haven(house):
    return make.an_institution("Woongroep De Haven", kind="residential_open", place="Arnhem")


def a_case(house, noor, *institutions):
    case = access_case(noor, make.a_report(house, at=FIRST_OF_APRIL).case.reference)
    case = case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=FIRST_OF_APRIL)
    for one in institutions:
        respondent_is_named(person=noor, case=case, kind="institution", words="", institution=one, at=FIRST_OF_APRIL)
    return access_case(noor, case.reference)


def say(house, institution, within: str, from_day: date, *, confirmed: bool = False):
    own_length_is_said(person=house.person(people.ILIAS), institution=institution, at=FIRST_OF_APRIL, length=OwnLength(
        rule=RULE, within=Span.parse(within), source=f"huisregels, {within}", holds_from=from_day, is_confirmed=confirmed))


def answer(case, house):
    return next(term for term in the_terms(case, house.service) if term.code == "answer")


def test_without_an_own_length_what_is_usual_counts_and_is_to_be_confirmed(house, noor, haven):
    """Received on Wednesday 1 April 2026: six weeks end on Wednesday 13 May."""
    term = answer(a_case(house, noor, haven), house)
    assert (house.service.day_of(term.due_at), term.status) == (date(2026, 5, 13), "to_be_confirmed")


def test_the_length_that_the_institution_sets_counts_and_says_where_it_stands(house, noor, haven):
    """Four weeks end on Wednesday 29 April 2026."""
    say(house, haven, "4 weeks", date(2025, 3, 1), confirmed=True)
    term = answer(a_case(house, noor, haven), house)
    assert (house.service.day_of(term.due_at), term.status) == (date(2026, 4, 29), "confirmed")
    assert "door de instelling zelf bepaald: huisregels, 4 weeks (Jeugdwet, art. 4.2.1, lid 2)" in term.explanation


def test_a_new_length_leaves_what_was_received_before_as_it_was(house, noor, haven):
    case = a_case(house, noor, haven)
    say(house, haven, "4 weeks", date(2025, 3, 1))
    say(house, haven, "10 weeks", date(2026, 4, 2))
    assert house.service.day_of(answer(case, house).due_at) == date(2026, 4, 29)


def test_another_institutions_length_is_nobody_elses(house, noor, haven):
    kade = make.an_institution("De Kade", kind="residential_open", place="Assen")
    say(house, kade, "4 weeks", date(2025, 3, 1))
    assert house.service.day_of(answer(a_case(house, noor, haven), house).due_at) == date(2026, 5, 13)
    assert house.service.day_of(answer(a_case(house, noor, haven, kade), house).due_at) == date(2026, 4, 29), "of two the shorter"


def test_the_list_follows_within_a_day(house, noor, haven, django_assert_max_num_queries):
    cases = [a_case(house, noor, haven) for _number in range(3)]
    terms_are_computed_anew(at=FIRST_OF_APRIL)
    say(house, haven, "1 week", date(2025, 3, 1))
    with django_assert_max_num_queries(25):
        terms_are_computed_anew(at=FIRST_OF_APRIL)
    due = {term.code: term.due_at for term in the_terms(cases[0], house.service)}
    assert house.service.day_of(due["answer"]) == date(2026, 4, 8)
    for case in cases:
        case.refresh_from_db()
        assert case.next_due_at == min(due.values())
