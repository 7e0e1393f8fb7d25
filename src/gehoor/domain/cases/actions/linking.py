"""Cases that belong together, and cases that turned out to be one. Both keep their file; who may not open one of them sees no link.

A link leaves no line on a timeline: such a line would tell of a case to who may not know that it exists.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import visible_cases
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case, CaseLink
from gehoor.domain.cases.second import in_whose_place, refuse_one_seat
from gehoor.foundation.action import action
from gehoor.foundation.errors import NotAllowed, Refusal
from gehoor.foundation.vault.compartments import OpenCompartment

MERGE, APART = "merge", "apart"
"""Two cases are one; two cases only look alike. Kernel words beside those of the common axis `link`."""


class WithItself(Refusal):
    """A case belongs with another one."""

    message = _("Dit is dezelfde zaak. Kies een andere.")


class AlreadyLinked(Refusal):
    """The same link stands already."""

    message = _("Deze twee zaken staan al zo bij elkaar.")


class MergedAlone(Refusal):
    """Two children who are taken for one are shown to the wrong family: two people look."""

    message = _("Wie voorstelt om zaken samen te voegen, bevestigt het niet zelf. Vraag het een collega.")


@action("case.linked")
def link_cases(*, person: Person, case: Case, staff_file: OpenCompartment, other: Case, kind: str, reasons: str, at: datetime) -> CaseLink:
    """Say that two cases belong together, or propose that they are one (`merge`: counts once a second person confirmed it).

    :raises NotAllowed: this person may not open the other one; or it doesn't exist, which looks the same.
    :raises WithItself: both are one case.
    :raises AlreadyLinked: they are linked so already.
    """
    if other.pk == case.pk:
        raise WithItself
    if not visible_cases(person).filter(pk=other.pk).exists():
        raise NotAllowed
    if links_between(case, other).filter(kind=kind, undone_at=None).exists():
        raise AlreadyLinked
    link = CaseLink(case=case, other=other, kind=kind, made_by=person.account, made_at=at)
    link.seal(staff_file, {"reasons": reasons, **in_whose_place(person, case)})
    link.save(force_insert=True)
    return link


@action("case.merge_confirmed")
def confirm_merge(*, person: Person, case: Case, link: UUID, at: datetime) -> CaseLink:
    """A second person agrees that two cases are one. Both keep their file.

    :raises MergedAlone: it is who proposed it.
    :raises OneSeat: they only do the work of who proposed it, or the other way round.
    :raises ChangedMeanwhile: it was confirmed or undone already.
    :raises NotAllowed: this person may not open both.
    """
    row = _held(person, case, link)
    if row.kind != MERGE or row.confirmed_at:
        raise ChangedMeanwhile
    if row.made_by_id == person.account.id:
        raise MergedAlone
    said = row.unsealed(person.keyring.open(row.compartment_id))
    for one in (row.case, row.other):
        refuse_one_seat(one, asker=row.made_by_id, decider=person.id, said=said, at=at)
    row.confirmed_by, row.confirmed_at = person.account, at
    row.save(update_fields=["confirmed_by", "confirmed_at"])
    return row


@action("case.unlinked")
def undo_link(*, person: Person, case: Case, link: UUID, at: datetime) -> CaseLink:
    """Take a link, a proposal or a merging back: one person can. It stays readable that it was so.

    :raises ChangedMeanwhile: it was undone already.
    :raises NotAllowed: this person may not open both.
    """
    row = _held(person, case, link)
    row.undone_by, row.undone_at = person.account, at
    row.save(update_fields=["undone_by", "undone_at"])
    return row


def links_between(one: Case, other: Case):
    """Every link between two cases, whichever of them it was made from."""
    return CaseLink.objects.filter(Q(case=one, other=other) | Q(case=other, other=one))


def _held(person: Person, case: Case, link: UUID) -> CaseLink:
    # Held itself: a colleague who acts on it from the other case holds that one, and not this.
    row = CaseLink.objects.select_for_update().filter(Q(case=case) | Q(other=case), pk=link).first()
    if row is None:
        raise NotAllowed
    if visible_cases(person).filter(pk__in=[row.case_id, row.other_id]).count() < 2:
        raise NotAllowed
    if row.undone_at:
        raise ChangedMeanwhile
    return row
