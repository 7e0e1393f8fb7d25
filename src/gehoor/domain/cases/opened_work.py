"""What is to be done in a case, as its page shows it: tasks, what waits for a second person, and the reader's own notes.

Own notes are opened with their writer's key and never stand among what search learns.
"""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.models import Approval, Case, PrivateNote, Task
from gehoor.foundation.asking import prepared
from gehoor.foundation.vault.compartments import OpenCompartment
from gehoor.foundation.vault.rows import unseal_many


@dataclass(frozen=True)
class ToDo:
    """A task with what is sealed in it."""

    row: Task
    what: str
    whom: str
    why: str


@dataclass(frozen=True)
class Asked:
    """An agreement that was asked or given, with the reasons of both."""

    row: Approval
    asked: str
    reasons: str
    # The names of whom it was asked of; empty where nobody wrote that down.
    whom: str = ""
    # The sheet that was changed since, where it lapsed by that.
    changed: str = ""
    # The account of whom the asker stood in for; empty where they had a seat of their own.
    in_place_of: str = ""


@dataclass(frozen=True)
class OwnNote:
    """A note that only who reads it wrote."""

    row: PrivateNote
    text: str


@dataclass(frozen=True)
class OpenedWork:
    """The tasks that run and those that ended last, agreements newest first, and one's own notes."""

    running: list[ToDo]
    ended: list[ToDo]
    approvals: list[Asked]
    own_notes: list[OwnNote]


def the_opened_work(*, person: Person, case: Case, staff_file: OpenCompartment) -> OpenedWork:
    """Open what is to be done in a case."""
    tasks = [_to_do(row, staff_file) for row in _tasks(case)]
    approvals = [Asked(row, **row.unsealed(staff_file)) for row in _approvals(case)]
    return OpenedWork(
        running=[one for one in tasks if one.row.done_at is None],
        ended=sorted((one for one in tasks if one.row.done_at), key=lambda one: one.row.done_at, reverse=True),
        approvals=approvals, own_notes=the_own_notes(person, case))


def the_task(*, case: Case, task_id, staff_file: OpenCompartment) -> ToDo | None:
    """One task of a case."""
    row = case.tasks.select_related("account", "done_by").filter(pk=task_id).first()
    return _to_do(row, staff_file) if row else None


def the_own_notes(person: Person, case: Case) -> list[OwnNote]:
    """This person's own notes in a case, oldest first; nobody else's."""
    rows = _own_notes(case, person.id)
    said = unseal_many(rows, person.keyring) if rows else {}
    return [OwnNote(row, said[row.pk]["text"]) for row in rows if row.pk in said]


def _to_do(row: Task, staff_file: OpenCompartment) -> ToDo:
    return ToDo(row, **row.unsealed(staff_file))


@prepared
def _tasks(case: Case) -> QuerySet[Task]:
    return case.tasks.select_related("account", "done_by")


@prepared
def _approvals(case: Case) -> QuerySet[Approval]:
    return case.approvals.select_related("asked_by", "decided_by")


@prepared
def _own_notes(case: Case, person: UUID) -> QuerySet[PrivateNote]:
    return case.private_notes.filter(account=person)
