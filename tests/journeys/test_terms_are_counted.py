"""A case that ends is counted by the terms that it kept, and those that it didn't; one that is taken up again no more."""

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case
from gehoor.domain.figures.queries import Cut, the_cut
from gehoor.journeys.case_moves_on import case_moves_on
from gehoor.journeys.message_passes import staff_answers
from tests import make, people

pytestmark = pytest.mark.django_db


def terms(case, how: str) -> set[str]:
    return {code for code, _none in the_cut(Cut(code="x", unit="case", rows=f"term_{how}"), service=case.service, year=2026)}


def ended(house, noor, *, after) -> Case:
    """A case that is answered and closed so long after it came."""
    case, at = access_case(noor, make.a_report(house).case.reference), make.NOON + after
    staff_answers(person=noor, case=case, text="Dit is ons antwoord.", kind="answer", at=at)
    return make.close(house, house.person(people.NOOR, at=at), case, at=at)


def test_a_case_that_ends_in_time_kept_its_terms(house, noor):
    case = ended(house, noor, after=make.HOUR)
    assert "first_answer" in terms(case, "kept")
    assert terms(case, "late") == terms(case, "extended") == set()


def test_a_case_that_ends_late_did_not_and_taken_up_again_it_says_neither(house, noor):
    case = ended(house, noor, after=120 * make.DAY)
    assert "first_answer" in terms(case, "late") and "first_answer" not in terms(case, "kept")
    reopened = case_moves_on(person=noor, case=case, move="reopen", expected=case.stage, at=make.NOON + 121 * make.DAY)
    assert terms(reopened, "late") == terms(reopened, "kept") == set()
