"""Where a story stands, as a path in plain words: what happened, what happens now, what comes next and when at the latest.

Called by the page after sending and by the page of who came back. Words come from the declared procedure and promises.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from gehoor.domain.cases.models import Case
from gehoor.domain.services.schema import Wording
from gehoor.domain.services.service import Service
from gehoor.domain.services.terms import RunningTerm, promised

DONE, NOW, NEXT = "done", "now", "next"


@dataclass(frozen=True)
class Step:
    """One stop on the path. `kind` says what it is where no declared words do: told, read, wrote, stopped, closed,
    reopened, stopping, looking, your_turn.
    """

    state: str
    kind: str = ""
    words: Wording | None = None
    at: datetime | None = None
    due_at: datetime | None = None
    # Whether what comes by then is the end: nothing stands behind it.
    is_end: bool = False


def path_ahead(service: Service, *, urgency: str, at: datetime) -> list[Step]:
    """The path of a story that was just sent: told today, then what is promised, each with its day."""
    ahead = [Step(NOW if place == 0 else NEXT, words=words, due_at=due)
             for place, (_code, words, due) in enumerate(_in_order(service, urgency, at))]
    return [Step(DONE, "told", at=at), *ahead]


def path_of(service: Service, case: Case, *, withdrawn_at: datetime | None, is_asked: bool,
            terms: Sequence[RunningTerm] = ()) -> list[Step]:
    """The path of a story that is being worked on: dated steps behind, where it stands now, what was promised and isn't met, and until
    when it may take where the service tells that.

    :param is_asked: our last word was a question, so that it is the reporter's turn.
    :param terms: what runs on the case.
    """
    steps = [Step(DONE, "told", at=case.opened_at)]
    if case.first_seen_at:
        steps.append(Step(DONE, "read", at=case.first_seen_at))
    if case.last_told_at:
        steps.append(Step(DONE, "wrote", at=case.last_told_at))
    if withdrawn_at:
        steps.append(Step(DONE, "stopped", at=withdrawn_at))
    if case.is_closed:
        outcome = service.procedure.outcome(case.outcome) if case.outcome else None
        steps.append(Step(DONE, "closed", at=case.closed_at))
        return [*steps, Step(NOW, words=(outcome or service.procedure.stage(case.stage)).tells, at=case.closed_at)]
    reopened_at = case.timeline.filter(kind="reopened").order_by("at").values_list("at", flat=True).last()
    if reopened_at:
        steps = sorted([*steps, Step(DONE, "reopened", at=reopened_at)], key=lambda step: step.at)
    if withdrawn_at and withdrawn_at < case.stage_entered_at:
        # People decided since: it may go on for the child, without anybody waiting for it.
        return [*steps, _now(service, case, is_asked=is_asked)]
    if withdrawn_at:
        # What was promised goes no further; only what stopping means is still to come.
        return [*steps, Step(NOW, "stopping")]
    met = {"first_read": case.first_seen_at, "first_answer": case.last_told_at}
    # What was promised when it was told isn't promised anew to who had an end already.
    waiting = [Step(NEXT, words=words, due_at=due) for code, words, due in _in_order(service, case.urgency, case.opened_at)
               if not met.get(code) and not reopened_at]
    waiting = sorted([*waiting, *_told(terms)], key=lambda step: step.due_at)
    if not case.first_seen_at and waiting:
        # Nobody has read it yet: what is next is that somebody does.
        return [*steps, replace(waiting[0], state=NOW), *waiting[1:]]
    return [*steps, _now(service, case, is_asked=is_asked), *waiting]


def _told(terms: Sequence[RunningTerm]) -> list[Step]:
    """The terms of which the reporter reads the end, as it stands now: an extension moves it."""
    return [Step(NEXT, words=term.known.term.tells, due_at=term.due_at, is_end=term.known.term.until == "closed")
            for term in terms if term.known.term.tells and term.met_at is None and not term.stands_still]


def _now(service: Service, case: Case, *, is_asked: bool) -> Step:
    """Where it stands: their turn when we asked something, else what the stage tells; the first stage tells of reading, which is done."""
    if is_asked:
        return Step(NOW, "your_turn")
    stage = service.procedure.stage(case.stage)
    if stage.code == service.procedure.stages[0].code:
        return Step(NOW, "looking")
    return Step(NOW, words=stage.tells, at=case.stage_entered_at)


def _in_order(service: Service, urgency: str, start: datetime) -> list[tuple[str, Wording, datetime]]:
    return sorted(promised(service, urgency=urgency, start=start), key=lambda one: one[2])
