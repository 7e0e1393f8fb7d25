"""Every question about questions between centres."""

from dataclasses import dataclass
from uuid import UUID

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import visible_cases
from gehoor.domain.cases.models import Case
from gehoor.domain.centres.models import Question, Received
from gehoor.domain.consent.models import PENDING
from gehoor.foundation.vault.compartments import OpenCompartment
from gehoor.foundation.vault.rows import unseal_many

SHOWN_AT_MOST = 100


@dataclass(frozen=True)
class Asked:
    """A question of ours, opened."""

    row: Question
    said: dict


@dataclass(frozen=True)
class AskedOfUs:
    """A question of another centre, opened. What was answered is only there for who answered: of everybody else it would tell
    whether there is a case that they may not open."""

    row: Received
    said: dict


def the_questions(case: Case, staff_file: OpenCompartment) -> dict[UUID, Asked]:
    """What a case asks other centres, by the id of the act that carries it."""
    rows = Question.objects.filter(case=case).select_related("party", "recorded_by")
    return {row.act_id: Asked(row, row.unsealed(staff_file)) for row in rows}


def the_received_waiting(person: Person) -> list[Received]:
    """What other centres asked the teams of this person and nobody answered yet, oldest first. Says nothing of any case."""
    rows = Received.objects.filter(answered_at=None, team__in=person.case_teams).order_by("received_at")
    return list(rows.defer("sealed")[:SHOWN_AT_MOST])


def the_received(person: Person) -> list[AskedOfUs]:
    """What other centres asked the teams of this person, newest first: what waits, and what was answered last."""
    rows = Received.objects.filter(team__in=person.case_teams).select_related("registered_by", "answered_by")
    rows = sorted(rows[:SHOWN_AT_MOST], key=lambda row: row.answered_at is not None)
    said = unseal_many(rows, person.keyring) if rows else {}
    return [AskedOfUs(row, _for(person, row, said[row.pk])) for row in rows if row.pk in said]


def access_received(person: Person, received_id: UUID) -> Received | None:
    """A question of another centre to a team of this person; None where there is none that is theirs to read."""
    rows = Received.objects.filter(pk=received_id, team__in=person.case_teams)
    return rows.select_related("team", "registered_by", "answered_by").first()


def opened_for(person: Person, received: Received) -> dict:
    """What is sealed of it, as far as this person may read it."""
    return _for(person, received, received.unsealed(person.keyring.open(received.compartment_id)))


def prepared_in(person: Person, received: Received) -> set[UUID]:
    """The cases from which an answer was prepared that still waits: only those that this person may open."""
    acts = received.prepared.filter(act__state=PENDING).values("act__case")
    return set(visible_cases(person).filter(pk__in=acts).values_list("pk", flat=True))


def _for(person: Person, row: Received, said: dict) -> dict:
    if row.answered_by_id == person.id:
        return said
    return {name: value for name, value in said.items() if name not in ("answer", "reasons")}
