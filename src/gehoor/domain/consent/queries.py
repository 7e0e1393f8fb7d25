"""Every question about consent."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import visible_cases
from gehoor.domain.cases.models import Case
from gehoor.domain.consent.covering import Said, Somebody, the_age
from gehoor.domain.consent.models import CONTACT, DONE, GIVEN, REPORTER, Consent, Opposed, OutwardAct, Override, Recipient, Shown
from gehoor.foundation.asking import prepared
from gehoor.foundation.vault.compartments import OpenCompartment

ENDS_SOON = timedelta(days=7)
SHOWN_AT_MOST = 100


def the_contact_consent(case: Case) -> Consent | None:
    """The consent (or refusal) to be contacted that stands for this case."""
    return next(iter(_contact_consents(case)), None)


@prepared
def _contact_consents(case: Case) -> QuerySet[Consent]:
    return Consent.objects.filter(case=case, purpose=CONTACT, withdrawn_at=None).order_by("-from_at")[:1]


def what_was_said(case: Case) -> list[Said]:
    """Every consent to tell somebody outside, every refusal, and why a child was not asked."""
    return [Said(id=one.id, who=one.party_id, to=one.to_id, purpose=one.purpose, data=frozenset(one.data), answer=one.answer,
                 from_at=one.from_at, until_at=one.until_at, withdrawn_at=one.withdrawn_at, capacity=one.capacity, reason=one.reason,
                 exception=one.exception, recorded_at=one.recorded_at) for one in Consent.objects.filter(case=case).exclude(to=None)]


def the_people(parties: Iterable, said: Mapping[UUID, Mapping], *, at: datetime, nameless: str,
               parents: Collection[UUID] = ()) -> list[Somebody]:
    """The people of a case as consent asks for them.

    :param said: what is sealed of each party, by its id.
    :param nameless: what somebody is called whose name nobody said.
    :param parents: who is a parent, where parent and child are opposed.
    """
    return [Somebody(id=one.id, called=str(said[one.id].get("name") or nameless), is_child=one.is_child, is_reporter=one.is_reporter,
                     age=the_age(said[one.id], at.date()), is_parent=one.id in parents) for one in parties]


def is_opposed(case: Case) -> bool:
    """Whether the interests of parent and child oppose each other in this case."""
    return bool(_opposed(case))


@prepared
def _opposed(case: Case) -> QuerySet[Opposed]:
    return Opposed.objects.filter(case=case, lifted_at=None).values_list("pk", flat=True)[:1]


def the_opposed(case: Case) -> list[Opposed]:
    """Every time that somebody noted that the interests of parent and child oppose each other, whether it was lifted since or not."""
    return list(Opposed.objects.filter(case=case).select_related("set_by"))


def the_recipients(case: Case) -> list[Recipient]:
    """To whom something may go in this case."""
    return list(Recipient.objects.filter(case=case).select_related("party"))


def the_consents(case: Case) -> list[Consent]:
    """What was agreed, refused or not asked, newest first, without the consent to be contacted."""
    return list(Consent.objects.filter(case=case).exclude(to=None).select_related("recorded_by", "to", "party").order_by("-recorded_at"))


def the_withdrawn(ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """Which of these consents were withdrawn, and when. No query where there are none."""
    wanted = set(ids)
    return dict(Consent.objects.filter(pk__in=wanted).exclude(withdrawn_at=None).values_list("pk", "withdrawn_at")) if wanted else {}


def the_acts(case: Case) -> list[OutwardAct]:
    """What left, will leave or was stopped, newest first."""
    acts = OutwardAct.objects.filter(case=case).select_related("to", "made_by", "done_by", "stopped_by", "override")
    return list(acts.prefetch_related("rests_on"))


def the_overrides(case: Case) -> list[Override]:
    """What was decided, or waits for a second person, newest first."""
    return list(Override.objects.filter(case=case).select_related("asked_by", "decided_by", "act", "to"))


def the_overrides_waiting(person: Person) -> list[Override]:
    """What was asked on a legal ground in the cases that this person may open and waits for a second one, oldest first."""
    theirs = Exists(visible_cases(person).filter(pk=OuterRef("case")))
    rows = Override.objects.filter(theirs, verdict="", case__team__in=person.case_teams)
    return list(rows.select_related("asked_by").order_by("asked_at").defer("sealed")[:SHOWN_AT_MOST])


def the_consents_that_end(person: Person, *, at: datetime) -> list[Consent]:
    """Consents in open cases that this person may open, which end within a week and weren't given anew, soonest first."""
    theirs = Exists(visible_cases(person).filter(pk=OuterRef("case")))
    anew = Consent.objects.filter(case=OuterRef("case"), to=OuterRef("to"), party=OuterRef("party"), purpose=OuterRef("purpose"),
                                  recorded_at__gt=OuterRef("recorded_at"))
    rows = Consent.objects.filter(theirs, ~Exists(anew), answer=GIVEN, withdrawn_at=None, until_at__gte=at, until_at__lt=at + ENDS_SOON,
                                  case__team__in=person.case_teams, case__closed_at=None)
    return list(rows.order_by("until_at").defer("sealed")[:SHOWN_AT_MOST])


def has_shared(case: Case) -> bool:
    """Whether there is anything about sharing that the reporter can read with the receipt."""
    return Shown.objects.filter(case=case).exists()


def shown_to_reporter(case: Case, conversation: OpenCompartment) -> tuple[list[tuple[Consent, str]], list[tuple[OutwardAct, str]]]:
    """What the holder of the receipt sees: consents of theirs that stand, and what was told to whom, each with the recipient's words."""
    rows = Shown.objects.filter(case=case).select_related("consent", "act")
    consents, acts = [], []
    for row in rows:
        words = row.unsealed(conversation)["to"]
        if row.consent and row.consent.giver == REPORTER and row.consent.was_given and row.consent.withdrawn_at is None:
            consents.append((row.consent, words))
        elif row.act and row.act.state == DONE and row.act.is_shown:
            acts.append((row.act, words))
    return consents, sorted(acts, key=lambda one: one[0].done_at)
