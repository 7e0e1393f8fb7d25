"""How long an institution's own regulation gives, and which of its versions holds on a day. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from gehoor.foundation.calendars import Span


@dataclass(frozen=True)
class OwnLength:
    """What an institution says of one term of a regime from a day on. `within` is None where its regulation says nothing any more.

    `is_confirmed`: somebody of the service read it in the regulation itself.
    """

    rule: str
    within: Span | None
    source: str
    holds_from: date
    is_confirmed: bool = False


def holding(lengths: Iterable[OwnLength], on: date) -> dict[str, OwnLength]:
    """Of each rule the version that holds on a day; none where the newest that began says nothing any more."""
    begun = sorted((one for one in lengths if one.holds_from <= on), key=lambda one: (one.rule, one.holds_from))
    newest = (list(versions)[-1] for _rule, versions in groupby(begun, key=lambda one: one.rule))
    return {one.rule: one for one in newest if one.within is not None}


@dataclass(frozen=True)
class OwnLengths:
    """The own lengths of several institutions, by the tags that stand beside cases: read once, asked for each day of receipt."""

    by_tag: Mapping[bytes, Collection[OwnLength]] = field(default_factory=dict)

    def of(self, tag: bytes | None, on: date) -> dict[str, OwnLength]:
        """What this institution says on a day, by rule (`regime/term`); nothing for a tag without own lengths, or no tag."""
        return holding(self.by_tag.get(bytes(tag), ()), on) if tag else {}
