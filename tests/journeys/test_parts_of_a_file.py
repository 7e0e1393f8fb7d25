"""Whatever is kept of a story is a part of its file for who asks to see it, and none is shown before somebody looked."""

from datetime import timedelta

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.inspection.deciding import unlooked
from gehoor.domain.services.law import the_grounds_file
from gehoor.domain.services.registry import service_of_version
from gehoor.journeys import consent_is_given, law_goes_first, mediation_goes_on, note_of_ones_own, something_leaves, work_is_done
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_assigned
from gehoor.journeys.file_is_asked_for import file_is_asked_for, offered_regimes
from gehoor.journeys.parts_of_a_file import the_parts
from gehoor.journeys.people_are_known import party_is_added
from tests import make

pytestmark = pytest.mark.django_db
NOON = make.NOON


@pytest.fixture
def case(house, noor):
    arrived = make.a_report(house, reporter_name="Amir", child_age="14")
    return case_is_assigned(person=noor, case=access_case(noor, arrived.case.reference), to=noor.account, expected=None, at=NOON)


def parts(noor, case) -> dict[str, list]:
    """The parts of the file by their kind."""
    found: dict[str, list] = {}
    for part in the_parts(case_is_opened(person=noor, case=case, at=NOON), staff_file=noor.keyring.open(case.compartment_id), at=NOON):
        found.setdefault(part.fragment.kind, []).append(part)
    return found


def texts(some: list) -> str:
    return " ".join(words for part in some for _name, words in part.told)


def test_consent_letters_and_what_two_people_decide_are_parts_that_somebody_looks_at_first(noor, case):
    child, school = case.parties.get(is_child=True), something_leaves.ToWhom(kind="institution", institution=make.an_institution("De Wilg"))
    consent_is_given.consent_is_recorded(person=noor, case=case, to=school, party=child, capacity="child", purpose="hear_side",
                                         data=["story"], answer="refused", way="spoken", words="Zeg het niet aan meester Jan.",
                                         from_at=NOON, at=NOON)
    act = something_leaves.act_is_planned(person=noor, case=case, to=school, kind="letter", purpose="hear_side", data=["story"],
                                          about="Waarom werd hij geschorst?", at=NOON)
    file = the_grounds_file(service_of_version(case.version), NOON.date())
    ground = next(one for one in file.grounds if one.code == "necessity")
    law_goes_first.telling_is_asked(person=noor, case=case, act=act, ground="necessity", known_as="secret_holder", is_child_told=False,
                                    answers={one.code: "Omdat het moet." for one in file.asked(ground)}, told_why="Niet veilig.", at=NOON)
    found = parts(noor, case)
    assert "meester Jan" in texts(found["consent"])
    assert "geschorst" in texts(found["outward"])
    assert "Niet veilig." in texts(found["override"])
    assert len(unlooked(one.fragment for kind in ("consent", "outward", "override") for one in found[kind])) == 3


def test_why_parent_and_child_are_opposed_is_a_part_that_is_named_and_looked_at_first(noor, case):
    """Who asks for the file reads that something of this kind is kept back and on which ground, also once it was lifted."""
    consent_is_given.parent_and_child_are_opposed(person=noor, case=case, why="Hij is bang voor zijn vader.", at=NOON)
    consent_is_given.parent_and_child_agree_again(person=noor, case=case, at=NOON)
    found = parts(noor, case)["opposed"]
    assert texts(found) == "Hij is bang voor zijn vader."
    assert len(unlooked(one.fragment for one in found)) == 1


def test_what_a_side_said_to_the_mediator_and_each_proposal_are_parts_of_their_own(noor, case):
    case.stage = service_of_version(case.version).procedure.mediation.stages[0]
    case.save(update_fields=["stage"])
    mother = party_is_added(person=noor, case=case, role="parent", about={"name": "Moeder"}, is_child=False, at=NOON)
    child = case.parties.get(is_child=True)
    mediation = mediation_goes_on.mediation_begins(person=noor, case=case, form="shuttle", why="Ze praten niet meer.", at=NOON,
                                                   chairs=[f"party:{mother.id}", f"party:{child.id}"])
    first, second = mediation.sides.all()
    for side in (first, second):
        mediation_goes_on.side_answers(person=noor, case=case, side_id=side.id, takes_part=True, conditions="", at=NOON)
    mediation_goes_on.side_speaks(person=noor, case=case, side_id=first.id, text="Ik ben bang voor hem.", at=NOON)
    proposal = mediation_goes_on.proposal_is_made(person=noor, case=case, side_id=None, interest="Rust.", at=NOON,
                                                  text="Elke zondag bellen.")
    mediation_goes_on.side_takes_stand(person=noor, case=case, proposal_id=proposal.id, side_id=second.id, status="accepted",
                                       words="Als het kort is.", at=NOON)
    found = parts(noor, case)
    assert "praten niet" in texts(found["mediation"])
    assert "bang voor hem" in texts(found["statement"])
    assert "Elke zondag bellen." in texts(found["proposal"])
    assert "Als het kort is." in texts(found["proposal"])
    assert "bang voor hem" not in texts(found["mediation"]), "another side may see the mediation and not what this one said"


def test_tasks_are_parts_but_own_notes_and_the_question_to_see_the_file_are_not(noor, case):
    work_is_done.task_is_made(person=noor, case=case, kind="task", what="Bel de juf van Amir.", to=noor.account, at=NOON,
                              due_on=NOON.date())
    note_of_ones_own.own_note_is_written(person=noor, case=case, text="Ik vertrouw dit niet.", at=NOON)
    before = parts(noor, case)
    file_is_asked_for(person=noor, case=case, regime=offered_regimes(service_of_version(case.version), NOON.date())[0], asker="minor",
                      party=None, minor=case.parties.get(is_child=True), is_able=None, is_agreed=False, is_checked=True,
                      words="Ik wil alles zien.", reasons="", received_on=NOON.date(), at=NOON + timedelta(minutes=1))
    after = parts(noor, case)
    assert texts(after["task"]) == "Bel de juf van Amir."
    assert "vertrouw" not in texts([part for some in after.values() for part in some])
    assert {kind: len(some) for kind, some in after.items()} == {kind: len(some) for kind, some in before.items()}
