"""What is due from us on a case, or was asked of others: written down, given to a colleague, put off, ended; and who is reminded.

The clock holds no keys: who is reminded learns that something waits, never what.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gehoor.domain.accounts.access import Person, the_day_of
from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.access import hold_case, seen_by
from gehoor.domain.cases.actions.tasks import (
    ACCESS,
    FOLLOW_UP,
    TASK,
    end_task,
    give_task,
    make_task,
    note_reminded,
    put_off_task,
    who_sees_to_it,
)
from gehoor.domain.cases.models import Case, Task
from gehoor.domain.inspection.actions import refuse_access
from gehoor.domain.inspection.queries import the_request_behind
from gehoor.domain.services.registry import Service
from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.domain.services.schema.procedure import FollowUp, Sheet
from gehoor.foundation.action import journey
from gehoor.foundation.calendars import add
from gehoor.journeys.alerts import tell_people


def task_is_made(*, person: Person, case: Case, kind: str, what: str, whom: str = "", to: Account | None, due_on: date | None,
                 remind_on: date | None = None, at: datetime) -> Task:
    """Write down a task or a request, for oneself or a colleague.

    :raises NothingToDo: it doesn't say what, or a request not of whom.
    :raises NotForThem: that colleague may not open the case.
    """
    with journey("work.is_done", at=at, actor=person.account):
        hold_case(person, case)
        task = make_task(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), kind=kind, what=what, whom=whom,
                         account=to, due_on=due_on, remind_on=remind_on, at=at)
        if to is not None and to.pk != person.id:
            tell_people([to], at=at)
    return task


def task_is_ended(*, person: Person, case: Case, task_id, ended_as: str, why: str = "", at: datetime) -> Task:
    """It is done, answered, dropped or will not be done. A request to see the file is then refused, or taken back.

    :raises WhyIsMissing: it is dropped or not done, and nobody says why.
    :raises ChangedMeanwhile: a colleague ended it first.
    """
    with journey("work.is_done", at=at, actor=person.account):
        hold_case(person, case)
        task = end_task(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), task_id=task_id,
                        ended_as=ended_as, why=why, at=at)
        if task.kind == ACCESS and (request := the_request_behind(task.pk)):
            refuse_access(person=person, request=request, at=at)
        return task


def task_is_given(*, person: Person, case: Case, task_id, to: Account, at: datetime) -> Task:
    """Let a colleague see to it.

    :raises NotForThem: that colleague may not open the case.
    :raises ChangedMeanwhile: it ended meanwhile.
    """
    with journey("work.is_done", at=at, actor=person.account):
        hold_case(person, case)
        task = give_task(person=person, case=case, task_id=task_id, to=to, at=at)
        tell_people([to] if to.pk != person.id else [], at=at)
    return task


def task_is_put_off(*, person: Person, case: Case, task_id, due_on: date | None, remind_on: date | None, at: datetime) -> Task:
    """Another day for it; its reminder comes anew.

    :raises ChangedMeanwhile: it ended meanwhile.
    :raises SetByLaw: its day isn't ours to choose.
    """
    with journey("work.is_done", at=at, actor=person.account):
        hold_case(person, case)
        return put_off_task(case=case, task_id=task_id, due_on=due_on, remind_on=remind_on)


def follow_up_begins(*, person: Person, case: Case, service: Service, declared: FollowUp, what: str, at: datetime) -> Task:
    """Somebody looks afterwards if what was asked is done: part of closing with an outcome, or of a finding, that asks for it."""
    due_on = the_day_of(add(declared.within, at, service.calendar))
    return make_task(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), kind=FOLLOW_UP, what=what,
                     account=who_sees_to_it(person, case, at=at), due_on=due_on, remind_on=due_on, at=at)


def tasks_follow_sheet(*, person: Person, case: Case, sheet: Sheet, answers: Mapping[str, Any], at: datetime) -> None:
    """Each day on a sheet on which something is to be done becomes a task: part of filling it in. Filled in anew with another day, the
    task that waits is put off; a day that has passed asks for nothing."""
    asked = [(question.becomes_task, _whole_day(answers.get(question.code))) for question in sheet.fields if question.becomes_task]
    days = {what.text(SOURCE_LANGUAGE): day for what, day in asked if day}
    if not days:
        return
    staff_file = person.keyring.open(case.compartment_id)
    waiting = {task.unsealed(staff_file)["what"]: task for task in case.tasks.filter(kind=TASK, done_at=None)}
    for what, day in days.items():
        if what in waiting:
            put_off_task(case=case, task_id=waiting[what].pk, due_on=day, remind_on=day)
        elif day >= the_day_of(at):
            make_task(person=person, case=case, staff_file=staff_file, kind=TASK, what=what, account=who_sees_to_it(person, case, at=at),
                      due_on=day, remind_on=day, at=at)


def _whole_day(said: Any) -> date | None:
    """A day that is known to the day; of a partial date nobody is reminded."""
    parts = [said.get(part) for part in ("year", "month", "day")] if isinstance(said, Mapping) else []
    return date(*parts) if parts and all(parts) else None


def people_are_reminded(*, at: datetime) -> int:
    """Tell everybody once of what they wanted to be reminded of by today. Returns how many people were told. Opens nothing.

    Who may see the case no more isn't told: a mail would tell of it. It waits, for the day that they may see it again.
    """
    due = Task.objects.filter(done_at=None, reminded_at=None, remind_on__lte=the_day_of(at), account__is_active=True)
    waiting: dict[Account, list[Task]] = defaultdict(list)
    for task in seen_by(due, case="case", who="account", day=the_day_of(at)).select_related("account"):
        waiting[task.account].append(task)
    for account, tasks in waiting.items():
        with journey("people.reminded", at=at, actor_kind="clock"):
            note_reminded(account=account, tasks=tasks, at=at)
            tell_people([account], at=at)
    return len(waiting)
