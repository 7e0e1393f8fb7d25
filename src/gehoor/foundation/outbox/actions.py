"""Every change of the outbox that a person, a rule or a delivery makes. Called by journeys and by `delivery`."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.foundation.action import action, current_journey
from gehoor.foundation.errors import Refusal
from gehoor.foundation.outbox import box, mail
from gehoor.foundation.outbox.models import OutboxItem, Reason, State

CHECKS = {"mail": mail.check}


class NothingLeft(Refusal):
    """What was to be sent is erased, or never failed."""

    message = _("Dit is niet meer te versturen. Maak een nieuw bericht.")


@action("outbox.released")
def release(*, kind: str, payload: dict, about: UUID | None, at: datetime, due_at: datetime | None = None) -> OutboxItem:
    """Let something leave, now or at `due_at`. Who acts in this journey releases it; without a person, the journey's rule does.

    :param payload: for a mail the texts `to`, `subject`, `body` and, if it should have one, `from_name`.
    :raises NotAMail: it could never be sent.
    """
    payload = CHECKS[kind](payload)
    told = current_journey()
    item = OutboxItem(kind=kind, about=about, released_at=at, released_by=told.actor_id, released_in=told.name,
                      due_at=due_at or at)
    box.put_in(item, payload)
    item.save(force_insert=True)
    return item


def stop(*, about: UUID) -> int:
    """Hold back everything about this that has not left yet, and erase it; returns how many items."""
    at = current_journey().at
    items = OutboxItem.objects.filter(about=about, state__in=[State.WAITING, State.SENDING, State.FAILED])
    return len([stop_item(item=item, at=at) for item in items])


@action("outbox.stopped")
def stop_item(*, item: OutboxItem, at: datetime) -> OutboxItem:
    """Hold back one item and erase it. One that is being sent this moment may still leave, and then says so."""
    item.state, item.done_at, item.sealed = State.STOPPED, at, b""
    item.save(update_fields=["state", "done_at", "sealed"])
    return item


@action("outbox.tried_again")
def try_again(*, item: OutboxItem, at: datetime) -> OutboxItem:
    """A person saw that it failed and wants it tried again.

    :raises NothingLeft: it did not fail, or its content is erased.
    """
    if item.state != State.FAILED or not item.sealed:
        raise NothingLeft
    item.state, item.reason, item.tries, item.due_at, item.done_at = State.WAITING, "", 0, at, None
    item.save(update_fields=["state", "reason", "tries", "due_at", "done_at"])
    return item


@action("outbox.sent")
def record_sent(*, item: OutboxItem, at: datetime) -> OutboxItem:
    """It left: its content is erased. This is so even when somebody stopped it, or another took it over, in between."""
    return _noted(item, state=State.SENT, reason="", done_at=at, sealed=b"", claim=None)


@action("outbox.failed")
def record_failed(*, item: OutboxItem, reason: Reason, at: datetime) -> OutboxItem:
    """It will not leave by itself any more; a person can see why, try again or hold it back."""
    return _noted(item, state=State.FAILED, reason=reason, done_at=at, claim=None)


def forget(*, about: UUID) -> int:
    """Remove every trace here of something that is erased; returns how many items. The audit keeps that they were sent."""
    current_journey()
    return OutboxItem.objects.filter(about=about).delete()[0]


def _noted(item: OutboxItem, **fields) -> OutboxItem:
    """Not `save`: the item may have been forgotten while it was being sent, and must not come back."""
    for name, value in fields.items():
        setattr(item, name, value)
    OutboxItem.objects.filter(pk=item.pk).update(**fields)
    return item
