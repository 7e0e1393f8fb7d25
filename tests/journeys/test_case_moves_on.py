"""Two at once: what somebody writes while a colleague shuts the case off is kept where it can be read, or refused."""

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.foundation.errors import NotAllowed
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_becomes_confidential, case_is_summarised, case_moves_on, the_moves
from gehoor.journeys.file_is_asked_for import file_is_asked_for, offered_regimes
from gehoor.journeys.message_passes import note, reporter_writes, staff_answers
from gehoor.journeys.people_are_known import party_is_added
from tests import make, people

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_written_while_a_case_moves_behind_a_wall_stays_readable():
    house = make.a_house()
    noor, lien, arrived = house.person(people.NOOR), house.person(people.LIEN), make.a_report(house)
    read_before, story_before = access_case(noor, arrived.case.reference), make.story_of(arrived)
    case_becomes_confidential(person=noor, case=arrived.case, to=[noor.account, lien.account], at=make.NOON)

    reporter_writes(story=story_before, kind="reply", text="Nog iets.", held_files=[], at=make.NOON)
    for read in (read_before, access_case(noor, arrived.case.reference)):
        case_is_summarised(person=noor, case=read, title="Titel", summary="Kort.", at=make.NOON)
        staff_answers(person=noor, case=read, text="Dag.", kind="answer", at=make.NOON)
    opened = case_is_opened(person=noor, case=access_case(noor, arrived.case.reference), at=make.NOON)
    assert (opened.summary, [message.text for message in opened.messages]) == ("Kort.", ["Nog iets.", "Dag.", "Dag."])


def test_who_had_the_page_open_when_the_wall_came_writes_nothing_more_and_reads_nothing_more():
    house = make.a_house()
    noor, lien, ilias = (house.person(one) for one in (people.NOOR, people.LIEN, people.ILIAS))
    arrived = make.a_report(house)
    read_before = access_case(ilias, arrived.case.reference)
    case_becomes_confidential(person=noor, case=arrived.case, to=[noor.account, lien.account], at=make.NOON)

    for try_it in (
        lambda: note(person=ilias, case=read_before, text="Gezien.", at=make.NOON),
        lambda: party_is_added(person=ilias, case=read_before, role="child", about={"name": "X"}, is_child=True, at=make.NOON),
        lambda: case_becomes_confidential(person=ilias, case=read_before, to=[ilias.account], at=make.NOON),
    ):
        with pytest.raises(NotAllowed):
            try_it()


def test_a_step_and_a_request_for_the_file_are_asked_of_the_case_as_it_stands_by_now():
    house = make.a_house()
    noor, lien, arrived = house.person(people.NOOR), house.person(people.LIEN), make.a_report(house, child_age="15")
    case = access_case(noor, arrived.case.reference)
    move = next(one for one in the_moves(case, person=noor) if one.to != case.stage and not one.closes)
    for code in move.missing:
        make.meet(house, noor, case, code, at=make.NOON)
    before = [access_case(noor, case.reference) for _page in range(2)]
    minor = before[0].parties.get(is_child=True)
    case_becomes_confidential(person=noor, case=case, to=[noor.account, lien.account], at=make.NOON)

    request = file_is_asked_for(
        person=noor, case=before[0], regime=offered_regimes(house.service, make.NOON.date())[0], asker="minor", party=minor, minor=minor,
        is_able=None, is_agreed=False, is_checked=True, words="Mag ik lezen?", reasons="", received_on=make.NOON.date(), at=make.NOON)
    now = access_case(noor, case.reference)
    assert request.unsealed(noor.keyring.open(now.compartment_id))["words"] == "Mag ik lezen?"
    assert case_moves_on(person=noor, case=before[1], move=move.code, expected=before[1].stage, at=make.NOON).stage == move.to
