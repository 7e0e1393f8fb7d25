"""What waits between people stands on the page of the day and of the team: for who may see the case, at a price that doesn't grow."""

from datetime import timedelta

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case
from gehoor.domain.consent.models import OutwardAct, Override
from gehoor.domain.mediation.models import Mediation
from gehoor.domain.services.approvals import the_wanted
from gehoor.domain.services.law import the_grounds, the_grounds_file
from gehoor.journeys import mediation_goes_on as mediating
from gehoor.journeys import something_leaves as leaving
from gehoor.journeys.case_moves_on import case_becomes_confidential, case_is_assigned, respondent_is_named
from gehoor.journeys.consent_is_given import consent_is_recorded
from gehoor.journeys.law_goes_first import override_is_decided, telling_is_asked
from gehoor.journeys.second_person_decides import approval_is_asked
from tests import make, people
from tests.interfaces.staff.test_worklist import queries_of

pytestmark = pytest.mark.django_db
DAY, TEAM = "/werk/day/", "/werk/team/"
SECOND, ENDING, SIDES = "wacht op een tweede persoon", "eindigt binnen een week", "een partij zei nog niets"


@pytest.fixture
def noor(house):
    return house.person(people.NOOR)


@pytest.fixture
def school():
    return make.an_institution("Basisschool Het Kompas")


def of_noor(house, noor) -> Case:
    case = make.a_report(house, reporter_name="Amir", child_age="15").case
    return case_is_assigned(person=noor, case=access_case(noor, case.reference), to=noor.account, expected=None, at=make.NOON)


def planned(noor, case, school) -> OutwardAct:
    return leaving.act_is_planned(person=noor, case=case, to=leaving.ToWhom(kind="institution", institution=school), kind="letter",
                                  purpose="hear_side", data=["subject"], about="", at=make.NOON)


def overridden(house, noor, case, school) -> Override:
    act, file = planned(noor, case, school), the_grounds_file(house.service, make.a_day())
    ground = next(one for one in the_grounds(house.service, make.a_day(), lifts="act") if not one.may_tell)
    return telling_is_asked(person=noor, case=case, act=act, ground=ground.code, known_as="other", is_child_told=True, told_why="",
                            answers={one.code: "Omdat het moet." for one in file.asked(ground)}, at=make.NOON)


def agreed_until(noor, case, school, days: int, *, at=make.NOON) -> None:
    consent_is_recorded(person=noor, case=case, to=leaving.ToWhom(kind="institution", institution=school),
                        party=case.parties.get(is_child=True), capacity="child", purpose="hear_side", data=["subject"], answer="given",
                        way="phone", words="", from_at=make.NOON, until_at=make.NOON + timedelta(days=days), at=at)


def mediated(house, noor, case) -> Mediation:
    """A mediation between the child and its school, who both said nothing yet."""
    stage = house.service.procedure.mediation.stages[0]
    Case.objects.filter(pk=case.pk).update(stage=stage)
    school = make.an_institution("Atheneum De Brug")
    mediating_case = access_case(noor, case.reference)
    respondent = respondent_is_named(person=noor, case=mediating_case, kind="institution", words="", institution=school, at=make.NOON)
    chairs = [f"party:{case.parties.get(is_child=True).pk}", f"respondent:{respondent.pk}"]
    return mediating.mediation_begins(person=noor, case=access_case(noor, case.reference), form="shuttle", why="Zij willen praten.",
                                      chairs=chairs, at=make.NOON)


def test_an_override_waits_on_the_day_of_who_can_decide_and_not_of_who_asked(house, desk, noor, school):
    case = of_noor(house, noor)
    override = overridden(house, noor, case, school)
    ilias = desk(people.ILIAS)
    page = ilias.page(DAY)
    assert SECOND in page and f"/werk/case/{case.reference}/do/confirm_telling/{override.pk}/" in page
    assert SECOND not in desk(people.NOOR).page(DAY)
    assert SECOND not in desk(people.LIEN).page(DAY), "a colleague who may not open the case learns nothing of it"
    override_is_decided(person=ilias.person, case=access_case(ilias.person, case.reference), override=override, verdict="declined",
                        reasons="Vraag het eerst.", at=make.NOON)
    assert SECOND not in ilias.page(DAY)


def test_the_team_sees_what_waits_for_whom_agreements_too(house, desk, noor, school):
    case = of_noor(house, noor)
    overridden(house, noor, case, school)
    wanted = next(iter(the_wanted(house.service.procedure, case.stage)), "")
    if wanted.startswith("sheet."):
        make.meet(house, noor, case, wanted, at=make.NOON)
    if wanted:
        approval_is_asked(person=noor, case=access_case(noor, case.reference), of=wanted, reasons="Lees even mee.",
                          colleague=house.person(people.ILIAS).account, at=make.NOON)
    page = desk(people.ILIAS).page(TEAM)
    assert SECOND in page and case.reference in page
    assert ("Wacht op een akkoord" in page) == bool(wanted)


def test_a_consent_that_ends_soon_asks_to_be_asked_again(house, desk, noor, school):
    case, later = of_noor(house, noor), of_noor(house, noor)
    agreed_until(noor, case, school, days=5)
    agreed_until(noor, later, school, days=30)
    for page in (desk(people.NOOR).page(DAY), desk(people.ILIAS).page(TEAM)):
        part = page[page.index(ENDING):].partition("</section>")[0]
        assert case.reference in part and later.reference not in part
        assert f"/werk/case/{case.reference}/consents/" in part
    assert ENDING not in desk(people.ILIAS).page(DAY), "it is Noor's to ask"
    agreed_until(noor, case, school, days=60, at=make.NOON + timedelta(hours=1))
    assert ENDING not in desk(people.NOOR).page(DAY)


def test_a_side_that_said_nothing_waits_until_it_has(house, desk, noor):
    case = of_noor(house, noor)
    mediation = mediated(house, noor, case)
    assert SIDES in desk(people.NOOR).page(DAY) and SIDES in desk(people.ILIAS).page(TEAM)
    sides = list(mediation.sides.all())
    for side in sides:
        mediating.side_answers(person=noor, case=access_case(noor, case.reference), side_id=side.id, takes_part=True, conditions="",
                               at=make.NOON)
    assert SIDES not in desk(people.NOOR).page(DAY)
    proposal = mediating.proposal_is_made(person=noor, case=access_case(noor, case.reference), side_id=None, text="Samen eten.",
                                          interest="Amir kan weer naar school.", at=make.NOON)
    assert SIDES in desk(people.NOOR).page(DAY)
    for side in sides:
        mediating.side_takes_stand(person=noor, case=access_case(noor, case.reference), proposal_id=proposal.id, side_id=side.id,
                                   status="accepted", words="", at=make.NOON)
    assert SIDES not in desk(people.NOOR).page(DAY)


def test_behind_a_wall_nothing_of_it_is_seen_by_who_isn_t_named(house, desk, noor, school):
    case = of_noor(house, noor)
    overridden(house, noor, case, school)
    lien = house.person(people.LIEN)
    case_becomes_confidential(person=noor, case=access_case(noor, case.reference), to=[noor.account, lien.account], at=make.NOON)
    ilias = desk(people.ILIAS)
    assert case.reference not in ilias.page(DAY) and case.reference not in ilias.page(TEAM)
    assert SECOND in desk(people.LIEN).page(DAY)


def test_what_waits_costs_as_many_queries_for_four_cases_as_for_one(house, desk, noor, school):
    def one_more():
        case = of_noor(house, noor)
        overridden(house, noor, case, school)
        agreed_until(noor, case, school, days=3)

    ilias = desk(people.ILIAS)
    one_more()
    few = [queries_of(ilias, page) for page in (DAY, TEAM)]
    for _more in range(3):
        one_more()
    assert [queries_of(ilias, page) for page in (DAY, TEAM)] == few
