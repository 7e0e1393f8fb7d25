"""To whom something of a case may go: one of its recipients, named where the case didn't have it yet; and whether that is a parent.

A parent who is named in words is a parent all the same. Words that are like the name of somebody in the case are taken for nobody else
unless who works here says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.cases.models import Case, Party
from gehoor.domain.cases.parties import is_like
from gehoor.domain.consent.actions import name_recipient, say_outside
from gehoor.domain.consent.models import Recipient
from gehoor.domain.consent.queries import is_opposed
from gehoor.domain.directory.models import Institution
from gehoor.domain.services.law import the_sharing
from gehoor.domain.services.names import NobodyIsNamedHere, is_without_names
from gehoor.domain.services.registry import service_of_version
from gehoor.domain.services.schema.sharing import SharingFile
from gehoor.domain.services.service import Service
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment


class LikeSomebodyHere(Refusal):
    """The words are like the name of somebody in the case."""

    def __init__(self, names: list[str]):
        super().__init__(_("Dit lijkt op iemand uit deze zaak: %(names)s. Kies die persoon in de lijst, of zeg dat het iemand anders is.")
                         % {"names": ", ".join(names)})


class MayBeAParent(Refusal):
    """The interests of parent and child oppose each other, and nobody said that this is no parent."""

    message = _("Het belang van ouder en kind gaan in deze zaak niet samen. Zeg eerst dat dit geen ouder is, en niemand anders uit deze "
                "zaak.")


@dataclass(frozen=True)
class ToWhom:
    """A recipient: one that the case has already, an institution of the list, somebody of the case, or somebody in words.

    `is_outside`: who works here says that these words mean nobody in the case and no parent of the child.
    """

    kind: str = ""
    words: str = ""
    known: Recipient | None = None
    institution: Institution | None = None
    party: Party | None = None
    is_outside: bool = False


def recipient_of(to: ToWhom, *, case: Case, staff_file: OpenCompartment, at: datetime) -> Recipient:
    """The recipient that is meant, named where the case didn't have it yet.

    :raises NobodyIsNamedHere: somebody in words, in a case of a kind without names.
    :raises LikeSomebodyHere: the words are like a name of the case, and nobody said that it is somebody else.
    :raises MayBeAParent: parent and child are opposed, and nobody said that this is no parent.
    """
    if to.known is not None:
        if to.is_outside and not is_said_outside(to.known, staff_file):
            return say_outside(case=case, staff_file=staff_file, recipient=to.known)
        return to.known
    if to.words and not to.institution and is_without_names(service_of_version(case.version), case.kind):
        raise NobodyIsNamedHere
    if refusal := why_unsure(to, case=case, staff_file=staff_file, at=at):
        raise refusal
    return name_recipient(case=case, staff_file=staff_file, kind=to.kind, words=to.words, institution=to.institution, party=to.party,
                          is_outside=to.is_outside, at=at)


def why_unsure(to: ToWhom, *, case: Case, staff_file: OpenCompartment, at: datetime) -> Refusal | None:
    """Why words alone don't say who this is; None where they do, or where somebody said that it is nobody of the case."""
    if to.is_outside or to.party or to.institution:
        return None
    if to.known is not None and (to.known.party_id or to.known.tag or is_said_outside(to.known, staff_file)):
        return None
    words, kind = (recipient_in_words(to.known, staff_file), to.known.kind) if to.known else (to.words, to.kind)
    here = [party.unsealed(staff_file) for party in case.parties.all()]
    if alike := [str(said.get("name") or said.get("pseudonym")) for said in here if is_like(words, said)]:
        return LikeSomebodyHere(alike)
    return MayBeAParent() if is_anybody(kind, the_sharing(at.date())) and is_opposed(case) else None


def recipient_in_words(recipient: Recipient, staff_file: OpenCompartment) -> str:
    """Who it is: of somebody in the case the name."""
    if recipient.party_id:
        return str(recipient.party.unsealed(staff_file).get("name") or "")
    return recipient.unsealed(staff_file)["words"]


def is_said_outside(recipient: Recipient, staff_file: OpenCompartment) -> bool:
    """Whether somebody said that a recipient in words is nobody of the case."""
    return bool(recipient.unsealed(staff_file).get("is_outside"))


def is_anybody(kind: str, sharing: SharingFile) -> bool:
    """Whether words of this kind of recipient can mean a parent as well as anybody else."""
    declared = sharing.named("recipients", kind)
    return declared is not None and declared.anybody


@dataclass(frozen=True)
class Parents:
    """The parents of the child in a case, as something may go to them: by the role or the relation that they have, or by their name."""

    parties: frozenset[UUID]
    said: Mapping[UUID, Mapping]
    sharing: SharingFile
    staff_file: OpenCompartment

    @classmethod
    def of(cls, case: Case, said: Mapping[Party, Mapping], service: Service, staff_file: OpenCompartment,
           sharing: SharingFile) -> "Parents":
        related = by_relation(case, sharing)
        parents = frozenset(party.id for party in said if party.id in related or is_parent(party, service, sharing))
        return cls(parents, {party.id: one for party, one in said.items()}, sharing, staff_file)

    def receive(self, recipient: Recipient) -> bool:
        """Whether what goes to this recipient goes to a parent."""
        if recipient.party_id or recipient.tag:
            return recipient.party_id in self.parties
        words = recipient_in_words(recipient, self.staff_file)
        return not is_said_outside(recipient, self.staff_file) and any(is_like(words, self.said[one]) for one in self.parties)

    def may_receive(self, recipient: Recipient) -> bool:
        """Whether a recipient in words can be a parent for all that was said of it."""
        is_in_words = not (recipient.party_id or recipient.tag)
        return is_in_words and is_anybody(recipient.kind, self.sharing) and not is_said_outside(recipient, self.staff_file)


def is_parent(party: Party | None, service: Service, sharing: SharingFile) -> bool:
    """Whether somebody of the case is a parent of the child, by the role that they have in it."""
    return party is not None and not party.is_child and is_of_parents(party.role, service, sharing)


def is_read_by_a_parent(case: Case, service: Service, sharing: SharingFile) -> bool:
    """Whether a parent of the child holds the receipt, by the role that the reporter has in the case or told with."""
    reporters, related = case.parties.filter(is_reporter=True), by_relation(case, sharing)
    return is_of_parents(case.reporter_role, service, sharing) or any(
        one.pk in related or is_parent(one, service, sharing) for one in reporters)


def by_relation(case: Case, sharing: SharingFile) -> set[UUID]:
    """Who is a parent of a child in the case, whatever role they have in it themselves."""
    return set(case.relations.filter(kind__in=sharing.parents, other__is_child=True).values_list("party", flat=True))


def is_of_parents(code: str, service: Service, sharing: SharingFile) -> bool:
    """Whether a role is one of a parent, by its own code or by what it counts as."""
    role = next((one for one in service.axes.roles if one.code == code), None)
    core = {mapping.value for mapping in role.core if mapping.axis == "reporter_role"} if role else set()
    return bool({code, *core} & set(sharing.parents))
