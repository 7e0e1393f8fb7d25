"""Every question about a mediation: opened whole, with a number of queries that doesn't grow with it."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, Subquery

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import visible_cases
from gehoor.domain.cases.models import Case
from gehoor.domain.directory.queries import names_by_tag
from gehoor.domain.mediation.models import Clearance, Mediation, Proposal, Side, Stand, Statement
from gehoor.domain.mediation.states import OPEN, REFUSED, YES, is_agreed
from gehoor.foundation.vault.compartments import OpenCompartment

SHOWN_AT_MOST = 100


@dataclass(frozen=True)
class Said:
    """A statement in words, with whom it is cleared for."""

    row: Statement
    text: str
    cleared_for: list[Side]


@dataclass(frozen=True)
class Taken:
    """Where a side stands on a proposal now, and since when."""

    side: "Seated"
    status: str
    words: str = ""
    row: Stand | None = None


@dataclass(frozen=True)
class Proposed:
    """A proposal in words with what it means for the child, by whom (nobody: the mediator), and where each side stands."""

    row: Proposal
    text: str
    interest: str
    by: "Seated | None"
    stands: list[Taken]
    is_agreed: bool


@dataclass
class Seated:
    """A side with its name, what it said, and what others cleared for it."""

    row: Side
    name: str
    role: str
    conditions: str
    said: list[Said] = field(default_factory=list)
    may_hear: list[tuple["Seated", Said]] = field(default_factory=list)

    @property
    def takes_part(self) -> bool:
        return self.row.takes_part == YES


@dataclass
class OpenedMediation:
    """All of a mediation."""

    row: Mediation
    words: dict
    sides: list[Seated]
    proposals: list[Proposed]

    def side(self, side_id: UUID | str | None) -> Seated | None:
        """The side of that id."""
        return next((one for one in self.sides if str(one.row.id) == str(side_id)), None)


def the_mediation(case: Case) -> Mediation | None:
    """The newest mediation of a case: the one that goes on, if any does."""
    return case.mediations.select_related("began_by", "overridden_by").order_by("-began_at").first()


def has_ended(case: Case) -> bool:
    """Whether there was a mediation in this case and none goes on."""
    ends = list(case.mediations.values_list("ended_at", flat=True))
    return bool(ends) and None not in ends


def the_chairs(case: Case, staff_file: OpenCompartment) -> list[tuple[str, str, str]]:
    """Who can be a side, as (key, name, role): the people in the case, and whom it is about."""
    names = names_by_tag({bytes(one.tag) for one in case.respondents.all() if one.tag})
    people = [(f"party:{one.id}", one.unsealed(staff_file).get("name", ""), one.role) for one in case.parties.all()]
    return people + [(f"respondent:{one.id}", names.get(bytes(one.tag or b""), "") or one.unsealed(staff_file)["words"], "respondent")
                     for one in case.respondents.exclude(kind="rule")]


def the_opened_mediation(mediation: Mediation, staff_file: OpenCompartment) -> OpenedMediation:
    """Open everything of a mediation."""
    rows = list(mediation.sides.select_related("party", "respondent"))
    names = names_by_tag({bytes(one.respondent.tag) for one in rows if one.respondent and one.respondent.tag})
    seated = {row.id: _seated(row, names, staff_file) for row in rows}
    cleared: dict[UUID, list[Side]] = {}
    for one in Clearance.objects.filter(statement__side__mediation=mediation, withdrawn_at=None):
        cleared.setdefault(one.statement_id, []).append(seated[one.side_id].row)
    for row in Statement.objects.filter(side__mediation=mediation).select_related("account"):
        said = Said(row, row.unsealed(staff_file)["text"], cleared.get(row.id, []))
        seated[row.side_id].said.append(said)
        for other in said.cleared_for:
            seated[other.id].may_hear.append((seated[row.side_id], said))
    latest = {(one.proposal_id, one.side_id): one for one in Stand.objects.filter(proposal__mediation=mediation)}
    present = [one for one in seated.values() if one.takes_part]
    proposals = []
    for row in mediation.proposals.all():
        stands = [_taken(side, latest.get((row.id, side.row.id)), staff_file) for side in present]
        said = row.unsealed(staff_file)
        proposals.append(Proposed(row, said["text"], said.get("interest", ""), seated.get(row.side_id), stands,
                                  is_agreed({one.side.row.id: one.status for one in stands}, [one.row.id for one in present])))
    return OpenedMediation(mediation, mediation.unsealed(staff_file), list(seated.values()), proposals)


def _seated(row: Side, names: dict[bytes, str], staff_file: OpenCompartment) -> Seated:
    conditions = row.unsealed(staff_file)["conditions"]
    if row.party:
        return Seated(row, row.party.unsealed(staff_file).get("name", ""), row.party.role, conditions)
    name = names.get(bytes(row.respondent.tag or b""), "") or row.respondent.unsealed(staff_file)["words"]
    return Seated(row, name, "respondent", conditions)


def _taken(side: Seated, row: Stand | None, staff_file: OpenCompartment) -> Taken:
    return Taken(side, row.status, row.unsealed(staff_file)["words"], row) if row else Taken(side, OPEN)


def the_sides_waited_for(person: Person) -> list[Side]:
    """Sides of mediations that go on in cases that this person may open and that said nothing yet: whether they take part, or where they
    stand on a proposal that nobody refused."""
    theirs = Exists(visible_cases(person).filter(pk=OuterRef("mediation__case")))
    newest = Stand.objects.filter(proposal=OuterRef("pk"), side=OuterRef(OuterRef("pk"))).order_by("-at", "-id").values("status")[:1]
    refused = Stand.objects.filter(proposal=OuterRef("pk"), status=REFUSED)
    unsaid = Proposal.objects.filter(~Exists(refused), mediation=OuterRef("mediation")).annotate(newest=Subquery(newest))
    unsaid = unsaid.filter(Q(newest=None) | Q(newest=OPEN))
    rows = Side.objects.filter(theirs, Q(answered_at=None) | Q(takes_part=YES) & Exists(unsaid), mediation__ended_at=None,
                               mediation__case__team__in=person.case_teams, mediation__case__closed_at=None)
    return list(rows.select_related("mediation").order_by("mediation__began_at", "number").defer("sealed", "mediation__sealed")[
        :SHOWN_AT_MOST])
