"""Delivering what is due: each item claimed, opened, handed over, erased. Called by timers, by as many at once as there are.

A claim is one update that only one deliverer can win, so two never send the same item. A deliverer that dies while sending
lets its claim run out; then the item goes again, under the same Message-ID: a mail twice is better than one never.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import F

from gehoor.foundation.action import journey
from gehoor.foundation.errors import Unreadable
from gehoor.foundation.ids import new_id
from gehoor.foundation.outbox import box, mail
from gehoor.foundation.outbox.actions import record_failed, record_sent
from gehoor.foundation.outbox.mail import NotDelivered
from gehoor.foundation.outbox.models import OutboxItem, Reason, State
from gehoor.foundation.outbox.queries import the_due_items

CLAIMED_FOR = timedelta(minutes=10)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=6)
# With these waits the last try is about two days after the first.
MOST_TRIES = 16
BUDGET_WAITS_FOR = timedelta(days=1)
MAILS_AN_HOUR = 6
FAILED_KEPT_FOR = timedelta(days=30)
_MARK_KEPT_FOR = timedelta(hours=2)

DELIVERERS = {"mail": mail.send}


@dataclass
class Delivered:
    """What one round did."""

    sent: int = 0
    waiting: int = 0
    failed: int = 0


def deliver_due(*, at: datetime, most: int = 100) -> Delivered:
    """Send what is due. Stops early when the mail server does not answer: the rest stays due for the next round."""
    _tidy(at)
    done = Delivered()
    for item_id in list(the_due_items(at).values_list("id", flat=True)[:most]):
        item = claim(item_id, at=at)
        if item is None:
            continue
        try:
            _deliver(item, at=at)
            done.sent += 1
        except NotDelivered as fault:
            if _put_back(item, fault, at=at):
                done.waiting += 1
            else:
                done.failed += 1
            if fault.reason == Reason.UNREACHABLE:
                break
    return done


def claim(item_id, *, at: datetime) -> OutboxItem | None:
    """Take a waiting item for oneself; None when another has it, or it is no longer due."""
    mine = new_id()
    won = OutboxItem.objects.filter(pk=item_id, state=State.WAITING, due_at__lte=at).update(
        state=State.SENDING, claim=mine, claimed_until=at + CLAIMED_FOR)
    return OutboxItem.objects.filter(pk=item_id, claim=mine).first() if won else None


def wait_after(tries: int) -> timedelta:
    """How long to wait after this many tries that failed: a minute, two, four, to six hours."""
    return min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT)


def _deliver(item: OutboxItem, *, at: datetime) -> None:
    if item.tries >= MOST_TRIES:
        raise NotDelivered(Reason.INTERRUPTED, is_final=True)
    try:
        payload = box.take_out(item)
    except Unreadable:
        raise NotDelivered(Reason.UNREADABLE, is_final=True) from None
    _spend(item, payload["to"], at=at)
    DELIVERERS[item.kind](payload, item_id=item.pk)
    with journey("outbox.delivers", at=at, actor_kind="clock"):
        record_sent(item=item, at=at)


def _spend(item: OutboxItem, address: str, *, at: datetime) -> None:
    """Note for whom it is, then count: of two deliverers that meet at the limit both hold back, and nobody is flooded."""
    item.recipient = box.recipient_mark(address, _hour(at).isoformat())
    OutboxItem.objects.filter(pk=item.pk).update(recipient=item.recipient)
    others = OutboxItem.objects.filter(recipient=item.recipient, state__in=[State.SENDING, State.SENT]).exclude(pk=item.pk)
    if others.count() >= getattr(settings, "GEHOOR_MAILS_AN_HOUR", MAILS_AN_HOUR):
        raise NotDelivered(Reason.BUDGET, is_final=at - item.released_at > BUDGET_WAITS_FOR)


def _put_back(item: OutboxItem, fault: NotDelivered, *, at: datetime) -> bool:
    """Whether it is tried again later. Held back by its budget is no try; stopped in the meantime, it stays stopped."""
    tries = item.tries + (fault.reason != Reason.BUDGET)
    mine = OutboxItem.objects.filter(pk=item.pk, claim=item.claim, state=State.SENDING)
    if fault.is_final or tries >= MOST_TRIES:
        item.tries = tries
        if mine.update(tries=tries):
            with journey("outbox.delivers", at=at, actor_kind="clock"):
                record_failed(item=item, reason=fault.reason, at=at)
        return False
    due_at = _hour(at) + timedelta(hours=1) if fault.reason == Reason.BUDGET else at + wait_after(tries)
    mine.update(state=State.WAITING, reason=fault.reason, tries=tries, due_at=due_at, claim=None)
    return True


def _tidy(at: datetime) -> None:
    """Claims that ran out go back; marks of recipients and the content of what failed long ago go."""
    items = OutboxItem.objects
    items.filter(state=State.SENDING, claimed_until__lt=at).update(
        state=State.WAITING, reason=Reason.INTERRUPTED, claim=None, due_at=at, tries=F("tries") + 1)
    items.filter(done_at__lt=at - _MARK_KEPT_FOR).exclude(recipient="").update(recipient="")
    items.filter(state=State.FAILED, done_at__lt=at - FAILED_KEPT_FOR).exclude(sealed=b"").update(sealed=b"")


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
