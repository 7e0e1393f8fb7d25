"""A mediation from its beginning to its end, and what stops it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.figures.queries import Cut, the_cut
from gehoor.domain.mediation import actions
from gehoor.domain.mediation.states import ACCEPTED, AGREED, CONDITIONAL, NOTHING, SHUTTLE, TOGETHER
from gehoor.foundation.errors import NotAllowed
from gehoor.journeys import mediation_goes_on as going
from gehoor.journeys.case_moves_on import case_is_classified, respondent_is_named
from tests import make, people
from tests.make import DAY, HOUR, NOON

pytestmark = pytest.mark.django_db
INTEREST = "Amir kan weer naar school, en wordt gehoord voor er iets beslist wordt."


@pytest.fixture
def case(house, noor):
    """A case of Amir and a school, in a stage in which the procedure knows mediation."""
    case = make.a_report(house).case
    respondent_is_named(person=noor, case=case, kind="institution", words="", institution=make.an_institution("De Wilg"), at=NOON)
    case.stage = house.service.procedure.mediation.stages[0]
    case.save(update_fields=["stage"])
    return case


def chairs(case) -> list[str]:
    return [f"party:{case.parties.get(is_child=True).id}", f"respondent:{case.respondents.get().id}"]


def begun(noor, case, **how):
    how = {"form": TOGETHER, "why": "Beiden willen praten.", "chairs": chairs(case), "at": NOON + HOUR} | how
    return going.mediation_begins(person=noor, case=case, **how)


def seated(noor, case):
    """Both sides, taking part."""
    begun(noor, case)
    sides = [one.row for one in going.the_mediation_opened(noor, case).sides]
    for side in sides:
        going.side_answers(person=noor, case=case, side_id=side.id, takes_part=True, conditions="", at=NOON + HOUR)
    return sides


def ended(noor, case, **how):
    how = {"ended_as": AGREED, "interest": INTEREST, "words": "", "at": NOON + DAY} | how
    return going.mediation_ends(person=noor, case=case, **how)


def test_from_two_sides_to_an_agreement(noor, case):
    amir, school = seated(noor, case)
    proposal = going.proposal_is_made(person=noor, case=case, side_id=school.id, text="Terug op 1 april.", interest=INTEREST,
                                      at=NOON + HOUR)
    for side in (amir, school):
        going.side_takes_stand(person=noor, case=case, proposal_id=proposal.id, side_id=side.id, status=ACCEPTED, words="", at=NOON + DAY)
    ended(noor, case, words="Amir begint op 1 april weer.")
    told = going.the_mediation_opened(noor, case)
    assert told.row.ended_as == AGREED
    assert told.words["interest"] == INTEREST
    assert [(one.text, one.by.name, one.is_agreed) for one in told.proposals] == [("Terug op 1 april.", "De Wilg, Gent", True)]
    assert [entry.kind for entry in case.timeline.order_by("at") if entry.kind.startswith("mediation")] == [
        "mediation_begun", "mediation_ended"]
    counted = the_cut(Cut(code="x", unit="mediation", rows="mediation"), service=case.service, year=2026)
    assert counted == {("agreed", ""): 1}, "and it is counted by how it ended"


def test_what_a_side_says_is_heard_by_whom_it_names_and_until_it_takes_that_back(noor, case):
    amir, school = seated(noor, case)
    said = going.side_speaks(person=noor, case=case, side_id=amir.id, text="Ik ben bang voor de directeur.", at=NOON + HOUR)
    assert heard(noor, case, school) == []
    going.words_are_cleared(person=noor, case=case, statement_id=said.id, for_sides=[school.id], at=NOON + HOUR)
    assert heard(noor, case, school) == ["Ik ben bang voor de directeur."]
    assert heard(noor, case, amir) == []
    going.words_are_cleared(person=noor, case=case, statement_id=said.id, for_sides=[], at=NOON + DAY)
    assert heard(noor, case, school) == []


def heard(noor, case, side) -> list[str]:
    return [said.text for _other, said in going.the_mediation_opened(noor, case).side(side.id).may_hear]


def test_who_took_a_stand_may_take_another_and_the_newest_counts(noor, case):
    amir, school = seated(noor, case)
    proposal = going.proposal_is_made(person=noor, case=case, side_id=None, text="Een herstelgesprek.", interest=INTEREST, at=NOON + HOUR)
    for status, at in ((CONDITIONAL, NOON + HOUR), (ACCEPTED, NOON + DAY)):
        going.side_takes_stand(person=noor, case=case, proposal_id=proposal.id, side_id=amir.id, status=status, words="Met mama.", at=at)
    (told,) = going.the_mediation_opened(noor, case).proposals
    assert told.by is None
    assert {one.side.row.id: one.status for one in told.stands} == {amir.id: ACCEPTED, school.id: "open"}
    assert proposal.stands.count() == 2


def test_an_agreement_is_never_written_over_somebodys_silence(noor, case):
    amir, _school = seated(noor, case)
    proposal = going.proposal_is_made(person=noor, case=case, side_id=None, text="Een herstelgesprek.", interest=INTEREST, at=NOON + HOUR)
    going.side_takes_stand(person=noor, case=case, proposal_id=proposal.id, side_id=amir.id, status=ACCEPTED, words="", at=NOON + HOUR)
    with pytest.raises(actions.NotAgreed):
        ended(noor, case)
    assert ended(noor, case, ended_as=NOTHING).ended_as == NOTHING


def test_it_never_ends_without_a_word_about_the_child(noor, case):
    seated(noor, case)
    with pytest.raises(actions.NoInterestSaid):
        ended(noor, case, ended_as=NOTHING, interest="  ")


def test_nothing_is_proposed_without_a_paragraph_on_what_it_means_for_the_child(noor, case):
    _amir, school = seated(noor, case)
    with pytest.raises(actions.NoInterestSaid):
        going.proposal_is_made(person=noor, case=case, side_id=school.id, text="Terug op 1 april.", interest=" ", at=NOON + HOUR)
    going.proposal_is_made(person=noor, case=case, side_id=school.id, text="Terug op 1 april.", interest=INTEREST, at=NOON + HOUR)
    told = going.the_mediation_opened(noor, case)
    assert [(one.text, one.interest) for one in told.proposals] == [("Terug op 1 april.", INTEREST)]


def test_who_does_not_take_part_says_nothing_and_is_asked_nothing(noor, case):
    begun(noor, case)
    silent = going.the_mediation_opened(noor, case).sides[0].row
    with pytest.raises(actions.TakesNoPart):
        going.side_speaks(person=noor, case=case, side_id=silent.id, text="…", at=NOON + HOUR)
    with pytest.raises(actions.TakesNoPart):
        going.proposal_is_made(person=noor, case=case, side_id=silent.id, text="…", interest=INTEREST, at=NOON + HOUR)


def test_it_takes_two_and_nobody_from_elsewhere(noor, case):
    with pytest.raises(actions.TooFewSides):
        begun(noor, case, chairs=chairs(case)[:1])
    elsewhere = "party:00000000-0000-0000-0000-000000000000"
    with pytest.raises(actions.TooFewSides):
        begun(noor, case, chairs=[chairs(case)[0], elsewhere])


def test_of_two_who_begin_at_once_the_second_is_told(noor, case):
    begun(noor, case)
    with pytest.raises(ChangedMeanwhile):
        begun(noor, case)


def test_after_the_end_nothing_changes_and_another_one_may_begin(noor, case):
    amir, _school = seated(noor, case)
    ended(noor, case, ended_as=NOTHING)
    with pytest.raises(actions.Ended):
        going.side_speaks(person=noor, case=case, side_id=amir.id, text="Toch nog iets.", at=NOON + DAY)
    assert begun(noor, case, form=SHUTTLE, at=NOON + DAY).form == SHUTTLE


class TestWhereViolenceIsRecorded:
    @pytest.fixture
    def violent(self, house, noor, case):
        service = house.service
        case_is_classified(person=noor, case=case, kind=service.procedure.counts_as, theme=house.themes[0], themes=[], failings=[],
                           marks={"violence": [service.axes.violence[0].code]}, at=NOON)
        return case

    def test_a_handler_does_not_begin(self, noor, violent):
        with pytest.raises(actions.MediationBlocked):
            begun(noor, violent)
        with pytest.raises(actions.MediationBlocked):
            begun(noor, violent, override="Ze willen het allebei.")
        assert not violent.mediations.exists()

    def test_a_supervisor_begins_with_the_reasons_and_not_without(self, house, noor, violent):
        ilias = house.person(people.ILIAS)
        with pytest.raises(actions.MediationBlocked):
            begun(ilias, violent, override=" ")
        begun(ilias, violent, form=SHUTTLE, override="Het kind vraagt het zelf, en niemand zit samen.")
        told = going.the_mediation_opened(noor, violent)
        assert told.words["override"] == "Het kind vraagt het zelf, en niemand zit samen."
        assert told.row.overridden_by == ilias.account


def test_where_the_procedure_knows_no_mediation_none_begins(house, noor, case):
    case.stage = house.service.procedure.stages[0].code
    case.save(update_fields=["stage"])
    with pytest.raises(NotAllowed):
        begun(noor, case)


def test_opening_it_asks_the_same_number_of_questions_for_much_as_for_little(noor, case):
    amir, school = seated(noor, case)

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            going.the_mediation_opened(noor, case)
        return len(asked)

    def more(number: int) -> None:
        for _time in range(number):
            said = going.side_speaks(person=noor, case=case, side_id=amir.id, text="Nog iets.", at=NOON + HOUR)
            going.words_are_cleared(person=noor, case=case, statement_id=said.id, for_sides=[school.id], at=NOON + HOUR)
            going.proposal_is_made(person=noor, case=case, side_id=school.id, text="Nog een.", interest=INTEREST, at=NOON + HOUR)

    more(1)
    few = questions()
    more(4)
    assert questions() == few
