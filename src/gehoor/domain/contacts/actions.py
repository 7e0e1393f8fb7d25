"""Every change to contacts. There is none that alters what was said."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.contacts.models import Arrival, Contact, Standing, Unfinished
from gehoor.domain.services.names import NobodyIsNamedHere, is_without_names, names_somebody
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment, erase_compartment

ARRIVALS_KEPT = timedelta(days=2)


class AlreadyArrived(Refusal):
    """The same story was sent before: a double click, or a second tab."""

    message = _("Dit is al aangekomen.")


@action("contact.recorded")
def record_contact(*, compartment: OpenCompartment, said: dict, service: str, version: str, channel: str, kind: str, at: datetime,
                   audience: str = "", language: str = "nl", reporter_role: str = "", theme: str = "", outcome: str = "",
                   standing: str = Standing.REAL, minutes: int | None = None, says_urgent: bool = False,
                   raised_by_words: bool = False, registered_by: UUID | None = None, fact: UUID | None = None) -> Contact:
    """Keep what was said, word for word, sealed under the conversation with the reporter.

    :param said: `answers` and `meanings` of a questionnaire, or `words` of a talk.
    :param minutes: how long a talk took.
    :param fact: what counts it, where that is written before it (`attach_fact` where it is written after).
    :raises NobodyIsNamedHere: what staff typed says who somebody is, in a kind of contact without names.
    """
    typed = (said.get(who) or {} for who in ("reporter", "child", "contact"))
    if any(map(names_somebody, typed)) and is_without_names(service_of_version(version), kind):
        raise NobodyIsNamedHere
    contact = Contact(
        service=service, version=version, channel=channel, kind=kind, received_at=at, audience=audience, language=language,
        reporter_role=reporter_role, theme=theme, outcome=outcome, standing=standing, minutes=minutes, says_urgent=says_urgent,
        raised_by_words=raised_by_words, registered_by=registered_by, fact=fact,
    )
    contact.seal(compartment, said)
    contact.save(force_insert=True)
    return contact


def note_arrival(*, submission_id: UUID, at: datetime) -> None:
    """Note that a submission arrived.

    :raises AlreadyArrived: it did before.
    """
    if Arrival.objects.filter(id=submission_id).exists():
        raise AlreadyArrived
    Arrival.objects.create(id=submission_id, arrived_at=at)


@action("contact.counted")
def attach_fact(*, contact: Contact, fact: UUID) -> Contact:
    """Let a contact point at the fact that counts it; the fact knows nothing of the contact."""
    contact.fact = fact
    contact.save(update_fields=["fact"])
    return contact


@action("story.paused")
def keep_unfinished(*, compartment: OpenCompartment, service: str, receipt: UUID, said: dict, at: datetime) -> Unfinished:
    """Keep a story that someone stopped telling, for the holder of the receipt alone."""
    row = Unfinished.objects.filter(receipt=receipt).first() or Unfinished(receipt=receipt, service=service)
    row.kept_at = at
    row.seal(compartment, said)
    row.save()
    return row


@action("story.taken_up")
def drop_unfinished(*, receipt: UUID, at: datetime) -> None:
    """The story was sent; what was kept of it meanwhile goes, and its key with it: no copy of the row is readable any more."""
    kept = Unfinished.objects.filter(receipt=receipt)
    for compartment in list(kept.values_list("compartment_id", flat=True)):
        erase_compartment(compartment, at)
    kept.delete()


def sweep_arrivals(*, at: datetime) -> int:
    """Forget submissions that can't be sent a second time any more. Returns how many."""
    return Arrival.objects.filter(arrived_at__lt=at - ARRIVALS_KEPT).delete()[0]
