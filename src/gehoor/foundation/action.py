"""Journeys and actions: the one transaction, and the one audit line that every change leaves.

A journey opens the transaction over both databases and commits the keys first: a key without data is harmless and swept,
data without its key would be lost. An action outside a journey refuses.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from threading import Lock
from uuid import UUID

from django.db import connections, models, transaction

from gehoor.foundation import audit
from gehoor.foundation.errors import OutsideJourney


@dataclass
class Journey:
    """What the actions of one journey share: its name, its moment, who acts, and what follows after the commit."""

    name: str
    at: datetime
    actor_kind: str = "system"
    actor_id: UUID | None = None
    afterwards: list[Callable[[], None]] = field(default_factory=list)
    lines: list[dict] = field(default_factory=list)


_WRITES = Lock()
LONGEST_TURN = 20.0

_current: ContextVar[Journey | None] = ContextVar("gehoor_journey", default=None)


def current_journey() -> Journey:
    """The journey under way.

    :raises OutsideJourney: there is none.
    """
    under_way = _current.get()
    if under_way is None:
        raise OutsideJourney("A change needs a journey: wrap it in `with journey(...)`.")
    return under_way


@contextmanager
def journey(name: str, *, at: datetime, actor=None, actor_kind: str = "") -> Iterator[Journey]:
    """Open the one transaction of a story that changes something; what it promised for afterwards runs after the commit.

    :param actor: the person who acts (anything with an `id`), or None for the clock or a reporter.
    :param actor_kind: `person`, `reporter`, `clock` or `operator`; by default person where there is an actor.
    :raises OutsideJourney: a journey inside a journey; the inner one should be an action.
    """
    if _current.get() is not None:
        raise OutsideJourney(f'"{name}" starts inside another journey.')
    kind = actor_kind or ("person" if actor is not None else "system")
    told = Journey(name=name, at=at, actor_kind=kind, actor_id=getattr(actor, "id", None))
    token = _current.set(told)
    try:
        with ExitStack() as transactions:
            transactions.enter_context(_turn())
            # Left in reverse order: the keys are on disk before the data that needs them.
            transactions.enter_context(transaction.atomic(using="default"))
            transactions.enter_context(transaction.atomic(using="keys"))
            yield told
            # All lines at once: a story that changes a lot asks the database once.
            if told.lines:
                audit.record_all(told.lines)
    finally:
        _current.reset(token)
    for follow_up in told.afterwards:
        follow_up()


@contextmanager
def _turn() -> Iterator[None]:
    """SQLite lets one write at a time, and whoever finds it busy sleeps ever longer: within a process we queue instead.

    Who waited too long goes on and meets the database's own limit; another process may be the one that writes.
    """
    if connections["default"].vendor != "sqlite":
        yield
        return
    has_it = _WRITES.acquire(timeout=LONGEST_TURN)
    try:
        yield
    finally:
        if has_it:
            _WRITES.release()


def after_commit(follow_up: Callable[[], None]) -> None:
    """Promise something for after both commits: a signal to somebody, never a change of this story."""
    current_journey().afterwards.append(follow_up)


def action(name: str) -> Callable:
    """Mark a function as a change: refuses outside a journey, and leaves one audit line about what it returns.

    The line is about the returned row, or about `audit_object` (a row) where the function takes one; `audit_detail`
    on the returned row or the argument adds codes. No line ever holds text of a person.
    """

    def furnish(change: Callable) -> Callable:
        @wraps(change)
        def wrapper(*args, **kwargs):
            told = current_journey()
            result = change(*args, **kwargs)
            row = result if isinstance(result, models.Model) else next(
                (value for value in kwargs.values() if isinstance(value, models.Model)), None)
            told.lines.append({
                "action": name, "actor_kind": told.actor_kind, "actor_id": told.actor_id, "at": told.at,
                "object_kind": row._meta.label_lower if row is not None else "", "object_id": row.pk if row is not None else None,
                "detail": getattr(row, "audit_detail", None) or {},
            })
            return result

        wrapper.action_name = name
        return wrapper

    return furnish
