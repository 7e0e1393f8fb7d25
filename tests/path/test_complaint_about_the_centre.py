"""A complaint about a centre itself: who reads it, who doesn't, and by when it is acknowledged and answered."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from gehoor.domain.accounts.models import Team
from gehoor.domain.cases.access import access_case, visible_cases
from gehoor.domain.cases.models import Case
from gehoor.foundation.errors import NotAllowed
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_classified
from gehoor.journeys.message_passes import staff_answers
from gehoor.journeys.terms_run import the_terms
from tests import make, people

RECEIVED = datetime(2026, 3, 25, 9, tzinfo=UTC)
BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.fixture
def centre(settings) -> make.House:
    """A centre in which Noor helps families, and Sam is the management."""
    settings.GEHOOR_SERVICES = ("vk",)
    return make.a_house()


def complained(centre: make.House) -> Case:
    told = "Ik kreeg mijn dossier niet te zien."
    return make.a_report(centre, at=RECEIVED, audience="complainant", story=told, contact_kind="complaint").case


def ends(centre: make.House, case: Case) -> dict[str, date]:
    return {term.code: term.due_at.astimezone(BRUSSELS).date() for term in the_terms(case, centre.service)}


@pytest.mark.django_db
def test_it_goes_to_the_management_past_the_people_whom_it_may_be_about(centre):
    case = complained(centre)
    assert case.team == Team.objects.get(service="vk", code="management")
    noor = centre.person(people.NOOR)
    assert not visible_cases(noor).filter(pk=case.pk).exists()
    with pytest.raises(NotAllowed):
        access_case(noor, case.reference)


@pytest.mark.django_db
def test_it_is_acknowledged_within_7_working_days_and_answered_within_a_month(centre):
    """Received on Wednesday 25 March 2026: 26 and 27, 30 and 31, 1, 2 and 3 April are seven; a month ends on 25 April."""
    case = complained(centre)
    found = ends(centre, case)
    assert found["complaint_received"] == date(2026, 4, 3)
    assert found["complaint_answer"] == date(2026, 4, 25)
    running = {term.code: term for term in the_terms(case, centre.service)}
    assert all(running[code].to_be_confirmed and "Klachtenprocedure" in running[code].source for code in
               ("complaint_received", "complaint_answer"))


@pytest.mark.django_db
def test_no_other_contact_has_these_terms_and_one_that_turns_out_to_be_a_complaint_has_them_from_its_receipt(centre):
    noor, at = centre.person(people.NOOR), datetime(2026, 4, 10, 9, tzinfo=UTC)
    case = access_case(noor, make.a_report(centre, at=RECEIVED, story="Ik ben bezorgd over een meisje.").case.reference)
    assert not {"complaint_received", "complaint_answer"} & set(ends(centre, case))
    case_is_opened(person=noor, case=case, at=at)
    staff_answers(person=noor, case=case, text="Wij lazen je bericht.", kind="answer", at=at)
    assert case.next_due == "no_news"
    case = case_is_classified(person=noor, case=case, kind="complaint", theme="about_us", themes=[],
                              failings=[centre.service.axes.failings[0].code], at=at)
    assert ends(centre, case)["complaint_answer"] == date(2026, 4, 25)
    assert Case.objects.get(pk=case.pk).next_due == "complaint_answer", "the work list follows"
