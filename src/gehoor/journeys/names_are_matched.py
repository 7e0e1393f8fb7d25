"""Names in a case become known to the team's matching, and leave it: called by the journeys that learn a name, or shut a case off.

Only an unlocked session holds the search key of the team, so a name that arrived with a report is tagged when the case is first opened.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.naming import tag_names
from gehoor.domain.cases.models import Case, NameTag, Party
from gehoor.domain.cases.parties import CONCERNED, GROUP
from gehoor.foundation.search.index import forget
from gehoor.foundation.search.names import is_tellable, name_tags
from gehoor.foundation.vault.keyring import NoKey


def know_names(*, person: Person, case: Case, people: Iterable[tuple[Party, Mapping[str, Any]]]) -> None:
    """Tag whom the case is about, anew where they were tagged before. Behind a wall nothing is tagged."""
    if case.is_confidential or not case.team.search_compartment:
        return
    people = [(party, said) for party, said in people if _is_matched(party)]
    tags: dict[UUID, dict[bytes, bool]] = {party.id: {} for party, _said in people}
    if any(is_tellable(*_name(said)) for _party, said in people):
        try:
            key = person.keyring.open(case.team.search_compartment).key
        except NoKey:
            return
        tags = {party.id: name_tags(key=key, index_id=case.team_id, name=_name(said)[0], born=_name(said)[1]) for party, said in people}
    tag_names(case=case, tags=tags)


def know_new_names(*, person: Person, case: Case, people: Iterable[tuple[Party, Mapping[str, Any]]]) -> None:
    """Tag who isn't tagged yet."""
    tellable = [(party, said) for party, said in people if _is_matched(party) and is_tellable(*_name(said))]
    if not tellable or case.is_confidential:
        return
    tagged = set(NameTag.objects.filter(party__case=case).values_list("party", flat=True))
    if new := [(party, said) for party, said in tellable if party.id not in tagged]:
        know_names(person=person, case=case, people=new)


def learn_anew(case: Case) -> None:
    """Let search forget the words of a case that changed; it learns them when the case is opened next, right after the change."""
    if not case.is_walled:
        forget(index_id=case.team_id, ordinal=case.ordinal)
        case.indexed_at = None
        case.save(update_fields=["indexed_at"])


def _is_matched(party: Party) -> bool:
    return party.is_child or (party.role in CONCERNED and party.role != GROUP)


def _name(said: Mapping[str, Any]) -> tuple[str, str]:
    return str(said.get("name") or ""), str(said.get("born") or "")
