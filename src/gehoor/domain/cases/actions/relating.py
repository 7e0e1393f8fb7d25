"""How people in a case belong together, and in whose care they live: with dates, ended and never overwritten."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case, Relation
from gehoor.domain.cases.parties import comes_before
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment


class WithThemselves(Refusal):
    """Nobody is their own parent."""

    message = _("Kies twee verschillende mensen.")


class AlreadySo(Refusal):
    """The same relation runs already."""

    message = _("Dit staat er al. Beëindig het eerst als het opnieuw begint.")


class EndsBeforeItBegins(Refusal):
    """An end before the beginning."""

    message = _("Het einde ligt voor het begin.")


@action("relation.added")
def relate(*, person: Person, case: Case, staff_file: OpenCompartment, party: UUID, kind: str, other: UUID | None = None,
           respondent: UUID | None = None, since: dict | None = None, words: str = "", at: datetime) -> Relation:
    """Say how somebody belongs to another person of the case, or in whose care they are.

    :param since: a partial date; sealed, as are the words.
    :raises WithThemselves: both are the same person.
    :raises AlreadySo: the same relation runs already.
    :raises ChangedMeanwhile: one of them is none of this case.
    """
    if party == other:
        raise WithThemselves
    ends = [case.parties.filter(pk=party), case.parties.filter(pk=other) if other else case.respondents.filter(pk=respondent)]
    if not all(one.exists() for one in ends):
        raise ChangedMeanwhile
    if case.relations.filter(party=party, other=other, respondent=respondent, kind=kind, ended_at=None).exists():
        raise AlreadySo
    relation = Relation(case=case, party_id=party, other_id=other, respondent_id=respondent, kind=kind, added_at=at)
    relation.seal(staff_file, {"since": since, "words": words})
    relation.save(force_insert=True)
    write_timeline(case=case, kind="related", at=at, account=person.account)
    return relation


@action("relation.ended")
def end_relation(*, person: Person, case: Case, staff_file: OpenCompartment, relation: UUID, until: dict | None, words: str = "",
                 at: datetime) -> Relation:
    """End a relation on a (partial) date. It stays readable as what it was.

    :raises ChangedMeanwhile: it was ended already, or is none of this case.
    :raises EndsBeforeItBegins: the end lies before the beginning.
    """
    row = case.relations.filter(pk=relation, ended_at=None).first()
    if row is None:
        raise ChangedMeanwhile
    said = row.unsealed(staff_file)
    if comes_before(until, said.get("since")):
        raise EndsBeforeItBegins
    row.seal(staff_file, {**said, "until": until, "why": words})
    row.ended_at = at
    row.save(update_fields=["compartment_id", "sealed", "seal_version", "ended_at"])
    write_timeline(case=case, kind="unrelated", at=at, account=person.account)
    return row
