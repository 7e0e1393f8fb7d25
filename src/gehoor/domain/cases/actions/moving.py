"""How a case moves on: through the stages that its procedure declares, to an end, and back open when needed.

What a move requires of later rooms is gathered by the journey and handed in as `met`.
"""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.nearest import KEPT, NOTHING_DUE, Nearest
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment


class NotYet(Refusal):
    """Something required is missing; names it."""

    def __init__(self, missing: list[str]):
        self.missing = missing
        super().__init__(_("Dit kan nog niet. Eerst nodig: %(missing)s.") % {"missing": ", ".join(missing)})


@action("case.moved")
def enter_stage(*, person: Person, case: Case, move: str, expected: str, to: str, is_admission: bool, at: datetime,
                grounds: Sequence[str] = (), text: str = "", staff_file: OpenCompartment | None = None) -> Case:
    """Take a declared step to a stage that is not the end.

    :param expected: the stage that the person saw when they decided.
    :param grounds: of a step that refuses; `text` are its reasons, sealed.
    :raises ChangedMeanwhile: a colleague moved it first.
    """
    _move(case, expected, stage=to, stage_entered_at=at, **({"admitted_at": at} if is_admission and not case.admitted_at else {}))
    codes = {"from": expected, "to": to, "move": move, **({"grounds": list(grounds)} if grounds else {})}
    write_timeline(case=case, kind="moved", at=at, account=person.account, codes=codes, text=text, staff_file=staff_file)
    return case


@action("case.closed")
def close_case(*, person: Person, case: Case, move: str, expected: str, to: str, outcome: str, grounds: list[str],
               at: datetime, text: str = "", staff_file: OpenCompartment | None = None) -> Case:
    """Close a case with an outcome. Only a person closes; no clock does.

    :param text: the reasons of a refusal, sealed.
    :raises ChangedMeanwhile: a colleague moved it first.
    """
    _move(case, expected, stage=to, stage_entered_at=at, closed_at=at, outcome=outcome, **NOTHING_DUE.fields())
    write_timeline(case=case, kind="closed", at=at, account=person.account,
                   codes={"from": expected, "to": to, "move": move, "outcome": outcome, "grounds": grounds}, text=text,
                   staff_file=staff_file)
    return case


@action("case.reopened")
def reopen_case(*, person: Person, case: Case, move: str, expected: str, to: str, at: datetime) -> Case:
    """Open a closed case again, by a person, with everything that was in it.

    :raises ChangedMeanwhile: a colleague moved it first.
    """
    _move(case, expected, stage=to, stage_entered_at=at, closed_at=None, outcome="")
    write_timeline(case=case, kind="reopened", at=at, account=person.account, codes={"from": expected, "to": to, "move": move})
    return case


@action("case.word_passed")
def note_word(*, case: Case, by: str, answers: bool, at: datetime) -> Case:
    """Note who spoke last: the `reporter` or `us`; `answers` when ours is an answer."""
    case.last_word_at, case.last_word_by = at, by
    if by == "us":
        case.last_told_at = at
        case.answered_at = case.answered_at or (at if answers else None)
    else:
        case.last_heard_at = at
    case.save(update_fields=["last_word_at", "last_word_by", "last_told_at", "last_heard_at", "answered_at"])
    return case


@action("case.raised")
def raise_urgency(*, case: Case, urgency: str, is_urgent: bool, at: datetime) -> Case:
    """Words in a new message made the case more urgent than it was. They only raise; a person decides again."""
    case.urgency, case.is_urgent, case.urgency_decided, case.raised_by_words = urgency, is_urgent, False, True
    case.save(update_fields=["urgency", "is_urgent", "urgency_decided", "raised_by_words"])
    write_timeline(case=case, kind="raised", at=at, codes={"urgency": urgency})
    return case


@action("case.let_rest")
def let_rest(*, person: Person, case: Case, at: datetime) -> Case:
    """What the reporter wrote after the end was read, and asks for nothing: the case goes off the page of the day."""
    case.last_word_by = "us"
    case.save(update_fields=["last_word_by"])
    write_timeline(case=case, kind="let_rest", at=at, account=person.account)
    return case


def set_next_due(*, case: Case, nearest: Nearest) -> None:
    """Keep the nearest running term on the case, for the work list. Computed from the case's moments, so it leaves no audit line."""
    for name, value in nearest.fields().items():
        setattr(case, name, value)
    case.save(update_fields=KEPT)


def _move(case: Case, expected: str, **fields) -> None:
    """Change the case only if it still stands where the person saw it: of two at once, one is told."""
    fields["place"] = case.place_with(**fields)
    if not Case.objects.filter(pk=case.pk, stage=expected).update(**fields):
        raise ChangedMeanwhile
    for name, value in fields.items():
        setattr(case, name, value)
