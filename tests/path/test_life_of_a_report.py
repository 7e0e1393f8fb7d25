"""The life of a report, walked from the first word to the count: the eight stops of docs/path.md in one story."""

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.moving import NotYet
from gehoor.domain.cases.queries import the_worklist
from gehoor.domain.conversations.access import the_story
from gehoor.domain.conversations.queries import how_many_read, what_passed
from gehoor.foundation.audit.models import AuditLine
from gehoor.foundation.vault.receipts import open_receipt
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_assigned, case_is_summarised, case_moves_on, the_moves
from gehoor.journeys.message_passes import reporter_reads, reporter_writes, staff_answers
from gehoor.journeys.year_is_counted import the_year
from tests import make, people


@pytest.mark.django_db
def test_a_report_is_told_received_seen_heard_answered_closed_and_counted():
    house = make.a_house()
    noor = house.person(people.NOOR)

    # told, received
    arrived = make.a_report(house, at=make.NOON)
    reference = arrived.case.reference

    # seen: on the list of whoever may see it, and opened
    waiting = the_worklist(noor, view="nobody", at=make.NOON)
    assert [case.reference for case in waiting.cases] == [reference]
    case = access_case(noor, reference)
    opened = case_is_opened(person=noor, case=case, at=make.NOON + make.HOUR)
    assert people.AMIRS_STORY in opened.story.said["answers"].values()
    assert AuditLine.objects.filter(action="case.read", actor_id=noor.id, object_id=str(case.id)).count() == 1

    # worked on
    at = make.NOON + 2 * make.HOUR
    case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=at)
    case_is_summarised(person=noor, case=case, title="Uitgesloten", summary="Niet gehoord voor de beslissing.", at=at)
    make.classify(house, noor, case, at=at)

    # answered, and read with the receipt
    staff_answers(person=noor, case=case, text="Dag Amir. Bedankt dat je dit vertelt.", kind="answer", at=at)
    story = the_story(open_receipt(arrived.code))
    reporter_reads(story=story, at=at + make.HOUR)
    assert [passed.text for passed in what_passed(story.conversation, story.compartment)] == ["Dag Amir. Bedankt dat je dit vertelt."]
    assert how_many_read(case) == 1
    reporter_writes(story=story, kind="reply", text="Dank je", held_files=[], at=at + make.HOUR)

    # closed: what the procedure requires is done first, and it says so until then
    case = access_case(noor, reference)
    closed = make.close(house, noor, case, at=at + make.DAY)
    assert closed.is_closed

    # counted: one contact, one case, with the codes as they stand now
    year = the_year(service=house.service, year=2026, language="nl")
    assert {table.total for table in year.tables if table.unit in ("contact", "case") and table.is_of_all} == {1}
    by_theme = next(table for table in year.tables if table.unit == "case" and table.rows[0].code in house.themes)
    assert by_theme.cell(case.theme, by_theme.columns[0].code if by_theme.columns else "") in (0, 1)


@pytest.mark.django_db
def test_a_case_that_lacks_something_says_what_and_stays_open():
    house = make.a_house()
    noor = house.person(people.NOOR)
    case = access_case(noor, make.a_report(house).case.reference)
    not_yet = [move for move in the_moves(case) if not move.allowed]
    assert not_yet, "the first stage should require something before it is left"
    with pytest.raises(NotYet) as refusal:
        case_moves_on(person=noor, case=case, move=not_yet[0].code, expected=case.stage, at=make.NOON)
    assert not_yet[0].why_not[0] in str(refusal.value)
