"""What the clock does: send what was released, chain the audit, sweep what nobody needs. Holds no keys, and closes nothing.

Called every few seconds by the timers interface, in one process of an instance.
"""

from datetime import datetime, timedelta
from uuid import UUID

from gehoor.domain.cases.actions.timing import open_cases
from gehoor.domain.cases.models import Case
from gehoor.domain.centres.models import Received
from gehoor.domain.contacts.actions import sweep_arrivals
from gehoor.foundation.audit.lines import chain_batches
from gehoor.foundation.files.sweeping import sweep_files
from gehoor.foundation.outbox.delivery import deliver_due
from gehoor.foundation.sealed_sessions.backend import clear_expired
from gehoor.foundation.vault.rekeying import finish_rekeys
from gehoor.foundation.vault.sweeping import sweep_orphans
from gehoor.journeys.terms_are_computed import terms_are_computed_anew
from gehoor.journeys.terms_are_near import people_are_warned
from gehoor.journeys.work_is_done import people_are_reminded

# Keys without data are looked for among those of these days before yesterday: what fell out longer ago was swept then.
ORPHANS_OF_DAYS = 3


def the_clock_ticks(*, at: datetime) -> None:
    """Every few seconds: deliver what is due, and wipe sessions that are over, with the keys that waited in them."""
    deliver_due(at=at)
    clear_expired(at=at)


def an_hour_passes(*, at: datetime) -> None:
    """Every hour: chain the audit, remind people of what waits for them, and sweep keys from before a wall that a fault left, keys
    whose data never came, held files, old arrivals."""
    chain_batches(at=at)
    people_are_reminded(at=at)
    finish_rekeys(at=at)
    sweep_files(at=at)
    sweep_arrivals(at=at)
    for back in range(1, ORPHANS_OF_DAYS + 1):
        day = at.date() - timedelta(days=back)
        sweep_orphans(since=day, until=day + timedelta(days=1), still_there=_still_there)


def a_day_passes(*, at: datetime) -> None:
    """Once a day: compute every running term anew, and tell people of those that are near. Takes longer the more cases there are."""
    terms_are_computed_anew(at=at)
    people_are_warned(at=at)


def how_much_a_day_is() -> int:
    """How many cases the work of a day goes through."""
    return open_cases().count()


def _still_there(asked: set[UUID]) -> set[UUID]:
    """What keys were made for is a case, or a question of another centre; whatever else they seal keeps them by being sealed with
    them."""
    return set(Case.objects.filter(id__in=asked).values_list("id", flat=True)) | set(
        Received.objects.filter(id__in=asked).values_list("id", flat=True))
