"""Somebody searches: sealed words are opened with the keys of the teams they are in, and every hit passes the access filter."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Team
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.queries import PAGE, by_ordinals, the_unindexed_count
from gehoor.foundation import audit
from gehoor.foundation.action import journey
from gehoor.foundation.search.find import find
from gehoor.foundation.vault.keyring import NoKey


@dataclass(frozen=True)
class Found:
    """A page of hits, newest first; where the next page goes on, and how many cases search doesn't know yet."""

    cases: list[Case]
    before: int | None
    unindexed: int


def case_is_found(*, person: Person, query: str, before: int | None = None, at: datetime) -> Found:
    """Find the cases in which every word stands. Leaves a line in the audit that somebody searched, never for what."""
    found: list[Case] = []
    last = None
    hits = _ordinals(person, query, before)
    while len(found) < PAGE and (batch := list(islice(hits, PAGE))):
        for case in by_ordinals(person, batch):
            if len(found) < PAGE:
                found.append(case)
        last = found[-1].ordinal if len(found) == PAGE else batch[-1]
    with journey("cases.searched", at=at, actor=person.account):
        audit.record(action="cases.searched", actor_kind="person", actor_id=person.id, at=at, detail={"hits": len(found)})
    return Found(cases=found, before=last if len(found) == PAGE else None, unindexed=the_unindexed_count(person))


def _ordinals(person: Person, query: str, before: int | None) -> Iterator[int]:
    """Hits of all teams of the person, newest first."""
    streams = []
    for team in Team.objects.filter(id__in=person.case_teams).exclude(search_compartment=None):
        try:
            key = person.keyring.open(team.search_compartment).key
        except NoKey:
            continue
        streams.append(find(key=key, index_id=team.id, query=query, before=before))
    return _merged(streams)


def _merged(streams: list[Iterator[int]]) -> Iterator[int]:
    last = None
    for ordinal in merge(*streams, reverse=True):
        if ordinal != last:
            yield ordinal
        last = ordinal
