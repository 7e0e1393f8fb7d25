"""Every change to consent. What leaves the house, and on which ground without consent: `outward.py` and `overriding.py`."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case, Party
from gehoor.domain.consent.models import (
    AGREED,
    CONTACT,
    GIVEN,
    PENDING,
    REPORTER,
    STOPPED,
    TO_ACT,
    TO_RECIPIENT,
    Consent,
    Opposed,
    OutwardAct,
    Override,
    Recipient,
    Shown,
)
from gehoor.domain.directory.models import Institution
from gehoor.domain.services.names import NobodyIsNamedHere, is_without_names, names_somebody
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment

WITHDRAWN, BY_HAND, ALL_WITHDRAWN = "withdrawn", "by_hand", "reporter_withdrew"
"""Why an outward act was stopped: a consent under it was withdrawn, somebody here did it, or the reporter withdrew altogether."""


class EndsBeforeItBegins(Refusal):
    """A consent that could never hold."""

    message = _("De toestemming eindigt voor ze begint. Kijk de twee datums na.")


@action("consent.recorded")
def record_contact_consent(*, case: Case, staff_file: OpenCompartment, was_given: bool, channel: str, how: dict,
                           at: datetime) -> Consent:
    """Record whether the reporter may be contacted, and if so how. Nothing said means no.

    :param how: `address`, `when`, `name` (the neutral name to use), and what else was asked about contact: all sealed.
    :raises NobodyIsNamedHere: it says who somebody is, in a case of a kind without names.
    """
    if names_somebody(how) and is_without_names(service_of_version(case.version), case.kind):
        raise NobodyIsNamedHere
    withdraw_contact_consent(case=case, at=at)
    consent = Consent(case=case, recipient=REPORTER, purpose=CONTACT, giver=REPORTER, was_given=was_given, channel=channel, from_at=at)
    consent.seal(staff_file, how)
    consent.save(force_insert=True)
    return consent


def withdraw_contact_consent(*, case: Case, at: datetime) -> int:
    """End every consent to be contacted on this case. Returns how many there were."""
    standing = Consent.objects.filter(case=case, purpose=CONTACT, withdrawn_at=None)
    return standing.update(withdrawn_at=at)


@action("recipient.named")
def name_recipient(*, case: Case, staff_file: OpenCompartment, kind: str, words: str, institution: Institution | None,
                   party: Party | None, is_outside: bool = False, at: datetime) -> Recipient:
    """Name somebody outside to whom something may go. The same institution or person of the case is named once.

    :param is_outside: somebody said that the words mean nobody in the case and no parent of the child.
    """
    tag = institution.tag if institution else None
    if (party or tag) and (known := Recipient.objects.filter(case=case, party=party, tag=tag, kind=kind).first()):
        return known
    recipient = Recipient(case=case, kind=kind, tag=tag, party=party, added_at=at)
    recipient.seal(staff_file, {"words": words or (str(institution) if institution else ""), "is_outside": is_outside})
    recipient.save(force_insert=True)
    return recipient


@action("recipient.said_outside")
def say_outside(*, case: Case, staff_file: OpenCompartment, recipient: Recipient) -> Recipient:
    """Note that a recipient in words is nobody in the case and no parent of the child."""
    held = Recipient.objects.select_for_update().get(case=case, pk=recipient.pk)
    held.seal(staff_file, {**held.unsealed(staff_file), "is_outside": True})
    held.save()
    return held


@action("consent.recorded")
def record_consent(*, person: Person, case: Case, staff_file: OpenCompartment, to: Recipient, party: Party, capacity: str, purpose: str,
                   data: Collection[str], answer: str, way: str, words: str, from_at: datetime, at: datetime,
                   until_at: datetime | None = None, reason: str = "", exception: str = "") -> Consent:
    """Record what somebody of the case said about telling these data to this recipient, or why a child was not asked.

    :param words: what they said, or why exactly it was not asked; sealed.
    :raises EndsBeforeItBegins: it could never hold.
    """
    if until_at is not None and until_at < from_at:
        raise EndsBeforeItBegins
    consent = Consent(
        case=case, recipient=to.kind, to=to, purpose=purpose, giver=REPORTER if party.is_reporter else "party", party=party,
        capacity=capacity, answer=answer, was_given=answer == GIVEN, data=sorted(data), way=way, reason=reason, exception=exception,
        from_at=from_at, until_at=until_at, recorded_by=person.account, recorded_at=at)
    consent.seal(staff_file, {"words": words})
    consent.save(force_insert=True)
    write_timeline(case=case, kind="consent", at=at, account=person.account,
                   codes={"answer": answer, "to": to.kind, "purpose": purpose, "capacity": capacity})
    return consent


@action("consent.shown")
def show(*, case: Case, conversation: OpenCompartment, words: str, consent: Consent | None = None,
         act: OutwardAct | None = None) -> Shown:
    """Let the reporter see, with the receipt, to whom a consent of theirs is or to whom something was told."""
    shown = Shown(case=case, consent=consent, act=act)
    shown.seal(conversation, {"to": words})
    shown.save(force_insert=True)
    return shown


@action("consent.withdrawn")
def withdraw_consent(*, case: Case, consent_id: UUID, by: str, at: datetime, account=None) -> Consent:
    """End a consent, and stop every pending act that rests on it, but for what two people decided on a legal ground. Needs no key.

    :param by: `reporter` with the receipt, who takes back their own alone, or `person` who works here and was told.
    :raises ChangedMeanwhile: it was withdrawn already, or never given.
    """
    theirs = {"giver": REPORTER} if by == REPORTER else {}
    consent = Consent.objects.select_for_update().filter(case=case, pk=consent_id, withdrawn_at=None, answer=GIVEN, **theirs).first()
    if consent is None:
        raise ChangedMeanwhile
    consent.withdrawn_at, consent.withdrawn_by = at, by
    consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    stopped = _stop(_waiting(case, at).filter(rests_on__consent=consent), because=WITHDRAWN, at=at)
    write_timeline(case=case, kind="consent_withdrawn", at=at, account=account,
                   codes={"to": consent.recipient, "purpose": consent.purpose, "by": by, "stopped": stopped})
    return consent


@action("consent.all_withdrawn")
def withdraw_everything(*, case: Case, at: datetime) -> Case:
    """The reporter wants to stop: every consent of theirs ends, and whatever was about to leave stops, but for what two people decided
    on a legal ground. Needs no key."""
    theirs = Consent.objects.filter(case=case, giver=REPORTER, answer=GIVEN, withdrawn_at=None)
    theirs.update(withdrawn_at=at, withdrawn_by=REPORTER)
    stopped = _stop(_waiting(case, at), because=ALL_WITHDRAWN, at=at)
    if stopped:
        write_timeline(case=case, kind="outward_stopped", at=at, codes={"n": stopped, "because": ALL_WITHDRAWN})
    return case


@action("case.opposed")
def set_opposed(*, person: Person, case: Case, staff_file: OpenCompartment, why: str, at: datetime) -> Opposed:
    """Note that the interests of parent and child oppose each other in this case: nothing goes to a parent any more.

    :raises ChangedMeanwhile: it was noted already.
    """
    if Opposed.objects.filter(case=case, lifted_at=None).exists():
        raise ChangedMeanwhile
    opposed = Opposed(case=case, set_by=person.account, set_at=at)
    opposed.seal(staff_file, {"why": why})
    opposed.save(force_insert=True)
    to_parents = OutwardAct.objects.filter(case=case, state=PENDING, override=None, to__party__isnull=False)
    write_timeline(case=case, kind="opposed", at=at, account=person.account, codes={"pending": to_parents.count()})
    return opposed


@action("case.no_longer_opposed")
def lift_opposed(*, person: Person, case: Case, at: datetime) -> Opposed:
    """Note that they oppose each other no longer.

    :raises ChangedMeanwhile: it was lifted already.
    """
    opposed = Opposed.objects.filter(case=case, lifted_at=None).first()
    if opposed is None:
        raise ChangedMeanwhile
    opposed.lifted_by, opposed.lifted_at = person.account, at
    opposed.save(update_fields=["lifted_by", "lifted_at"])
    write_timeline(case=case, kind="opposed_lifted", at=at, account=person.account)
    return opposed


def _waiting(case: Case, at: datetime) -> QuerySet[OutwardAct]:
    """What would still leave with consent; what two people decided on a legal ground doesn't wait for a wish."""
    decided = Q(lifts=TO_ACT, act=OuterRef("pk")) | Q(lifts=TO_RECIPIENT, to=OuterRef("to"), until_at__gte=at)
    return OutwardAct.objects.filter(case=case, state=PENDING).exclude(Exists(Override.objects.filter(decided, verdict=AGREED)))


def _stop(acts, *, because: str, at: datetime) -> int:
    return OutwardAct.objects.filter(pk__in=list(acts.values_list("pk", flat=True))).update(
        state=STOPPED, stopped_at=at, stopped_because=because)
