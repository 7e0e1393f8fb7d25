"""What is due from us and what was asked of others: made, given to a colleague, put off, ended. What it is, is sealed."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person, the_day_of
from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case, Task
from gehoor.domain.cases.queries import the_seers
from gehoor.foundation.action import action, current_journey
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment

TASK, REQUEST, FOLLOW_UP, ACCESS = "task", "request", "follow_up", "access"
DONE, DROPPED, ANSWERED, NOT_DONE, REFUSED = "done", "dropped", "answered", "not_done", "refused"
ENDS = {TASK: (DONE, DROPPED), REQUEST: (ANSWERED, DROPPED), FOLLOW_UP: (DONE, NOT_DONE), ACCESS: (REFUSED, DROPPED)}
"""How each kind can end by hand. What somebody asked to see is done once it was put together for them."""
ASKS_WHY = (DROPPED, NOT_DONE, REFUSED)
"""Endings that say why."""


class NothingToDo(Refusal):
    """A task says what is to be done; a request also of whom."""

    message = _("Schrijf wat er moet gebeuren. Vraag je het aan iemand anders, schrijf dan ook aan wie.")


class WhyIsMissing(Refusal):
    """What is dropped, or not done, says why."""

    message = _("Schrijf waarom. Wie deze zaak later leest, wil dat weten.")


class SetByLaw(Refusal):
    """The law says until when somebody must hear whether they may see a file."""

    message = _("De wet zegt wanneer dit moet. Die dag verander je niet.")


class NotForThem(Refusal):
    """They don't work on the cases of this team, stand too near to somebody in it, or the case is a colleague's."""

    message = _("Deze collega kan deze zaak niet openen. Kies iemand anders, of noem hen eerst als plaatsvervanger.")


@action("task.made")
def make_task(*, person: Person, case: Case, staff_file: OpenCompartment, kind: str, what: str, whom: str = "", account: Account | None,
              due_on: date | None, remind_on: date | None = None, at: datetime) -> Task:
    """Write down something that is due from us (`task`), asked of others (`request`), or looked at after the end (`follow_up`).

    :param account: who sees to it; None: whoever takes the case.
    :raises NothingToDo: it doesn't say what, or a request not of whom.
    :raises NotForThem: that colleague may not open the case.
    """
    if not what.strip() or (kind == REQUEST and not whom.strip()):
        raise NothingToDo
    if account is not None and account.pk != person.id:
        _refuse_strangers(case, account, at)
    task = Task(case=case, team=case.team, kind=kind, account=account, made_by=person.account, made_at=at, due_on=due_on,
                remind_on=remind_on)
    task.seal(staff_file, {"what": what, "whom": whom, "why": ""})
    task.save(force_insert=True)
    if kind == ACCESS:
        # Its own line tells of it, and no line here becomes one more part of the file that was asked for.
        return task
    told = f"{what} ({whom})" if whom else what
    write_timeline(case=case, kind="task_made", at=at, account=person.account, codes={"kind": kind}, text=told, staff_file=staff_file)
    return task


@action("task.ended")
def end_task(*, person: Person, case: Case, staff_file: OpenCompartment, task_id, ended_as: str, why: str = "", at: datetime) -> Task:
    """It is done, answered, dropped, or will not be done.

    :raises WhyIsMissing: it is dropped or not done, and nobody says why.
    :raises ChangedMeanwhile: a colleague ended it first.
    """
    task = _running(case, task_id)
    if ended_as not in ENDS[task.kind]:
        raise ChangedMeanwhile
    if ended_as in ASKS_WHY and not why.strip():
        raise WhyIsMissing
    said = task.unsealed(staff_file)
    task.seal(staff_file, said | {"why": why})
    task.done_at, task.done_by, task.ended_as = at, person.account, ended_as
    task.save(update_fields=["sealed", "done_at", "done_by", "ended_as"])
    told = f"{said['what']}: {why}" if why else said["what"]
    write_timeline(case=case, kind="task_ended", at=at, account=person.account, codes={"kind": task.kind, "as": ended_as}, text=told,
                   staff_file=staff_file)
    return task


@action("task.met")
def meet_task(*, person: Person, task: Task, at: datetime) -> Task:
    """What it asked was done by another act, which tells of it; a task that ended already stays as it is."""
    if task.done_at is None:
        task.done_at, task.done_by, task.ended_as = at, person.account, DONE
        task.save(update_fields=["done_at", "done_by", "ended_as"])
    return task


@action("task.given")
def give_task(*, person: Person, case: Case, task_id, to: Account, at: datetime) -> Task:
    """Let a colleague see to it.

    :raises NotForThem: that colleague may not open the case.
    :raises ChangedMeanwhile: it ended meanwhile.
    """
    task = _running(case, task_id)
    if to.pk != person.id:
        _refuse_strangers(case, to, at)
    task.account = to
    task.save(update_fields=["account"])
    write_timeline(case=case, kind="task_given", at=at, account=person.account, codes={"to": to.name})
    return task


@action("task.put_off")
def put_off_task(*, case: Case, task_id, due_on: date | None, remind_on: date | None) -> Task:
    """Another day for it, and for its reminder, which comes anew.

    :raises ChangedMeanwhile: it ended meanwhile.
    :raises SetByLaw: its day isn't ours to choose.
    """
    task = _running(case, task_id)
    if task.kind == ACCESS and due_on != task.due_on:
        raise SetByLaw
    task.due_on, task.remind_on, task.reminded_at = due_on, remind_on, None
    task.save(update_fields=["due_on", "remind_on", "reminded_at"])
    return task


@action("tasks.passed_on")
def pass_tasks_on(*, account: Account) -> Account:
    """What is due from a leaver in the cases of colleagues is due from those colleagues now; in their own, from whoever gets these."""
    theirs = Case.objects.filter(pk=OuterRef("case")).values("handler")
    Task.objects.filter(account=account, done_at=None).exclude(case__handler=account).update(account=Subquery(theirs))
    return account


def let_go_of_tasks(case: Case, *, to: Account | None, but: Iterable[Account] = ()) -> None:
    """What is due on a case from who may open it no more is due from this colleague now (None: from whoever takes the case): nobody
    would be reminded of it any more. Part of handing over and of shutting off."""
    current_journey()
    case.tasks.filter(done_at=None, account__isnull=False).exclude(account__in=list(but)).update(account=to)


@action("tasks.reminded")
def note_reminded(*, account: Account, tasks: Iterable[Task], at: datetime) -> Account:
    """Note that somebody was reminded of these."""
    Task.objects.filter(pk__in=[task.pk for task in tasks]).update(reminded_at=at)
    return account


def who_sees_to_it(person: Person, case: Case, *, at: datetime) -> Account:
    """Whose work it is when nobody says so: the handler's, while they may open the case; else of who is at it."""
    return next((one for one in the_seers(case, day=the_day_of(at)) if one.pk == case.handler_id), person.account)


def _running(case: Case, task_id) -> Task:
    task = case.tasks.filter(pk=task_id, done_at=None).first()
    if task is None:
        raise ChangedMeanwhile
    return task


def _refuse_strangers(case: Case, account: Account, at: datetime) -> None:
    if not the_seers(case, day=the_day_of(at)).filter(pk=account.pk).exists():
        raise NotForThem
