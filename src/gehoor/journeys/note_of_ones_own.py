"""A note that only its writer reads, beside a case: sealed under a key that nobody else holds, and never learnt by search."""

from datetime import datetime

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.noting import drop_private_note, write_private_note
from gehoor.domain.cases.models import Case, PrivateNote
from gehoor.foundation.action import journey


def own_note_is_written(*, person: Person, case: Case, text: str, at: datetime) -> PrivateNote:
    """Keep a note of one's own.

    :raises NothingToDo: it is empty.
    """
    with journey("own_note.written", at=at, actor=person.account):
        hold_case(person, case)
        return write_private_note(person=person, case=case, text=text, at=at)


def own_note_is_dropped(*, person: Person, case: Case, note_id, at: datetime) -> None:
    """Forget one."""
    with journey("own_note.dropped", at=at, actor=person.account):
        hold_case(person, case)
        drop_private_note(person=person, case=case, note_id=note_id)
