"""Which parts of a file somebody may see, and why not the others. Pure: the declared matrix, who asks, and the class of each part in; a
decision for each part out. Nothing here opens a part.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from gehoor.domain.services.schema.access import LOOK, AccessFile, AccessRegime, Cell, Standing

ABOUT_ASKER, IF_AGREED, YES = "about_asker", "if_agreed", "yes"
OTHERS = "others"
"""Why a part about another child of the case is withheld."""


@dataclass(frozen=True)
class Asking:
    """Who asks, about which minor.

    `party`: who asks, where they are somebody of the case. `is_agreed`: the young person agrees that they read it. `opposed`: the
    interests of parent and child oppose each other. `other_minors`: children of the case whose file it isn't.
    """

    asker: str
    age: int | None
    is_able: bool
    party: UUID | None = None
    is_agreed: bool = False
    opposed: bool = False
    other_minors: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Fragment:
    """A part of the file, without what stands in it: what it is, of which class, and about whom."""

    id: UUID
    kind: str
    code: str
    about: UUID | None = None


@dataclass(frozen=True)
class Decision:
    """Whether a part is shown; if not, the code of the reason and the article."""

    fragment: Fragment
    is_shown: bool
    why: str = ""
    source: str = ""


class NobodyKnowsTheAge(ValueError):
    """The row depends on the age of the minor, and nobody knows it."""


def the_row(regime: AccessRegime, asking: Asking) -> Standing:
    """The row of the matrix that is theirs: the first that fits.

    :raises NobodyKnowsTheAge: it depends on an age that nobody knows.
    """
    for row in regime.rows:
        if row.asks != asking.asker:
            continue
        if (row.able is not None and row.able != asking.is_able) or (row.opposed is not None and row.opposed != asking.opposed):
            continue
        if row.from_age or row.under_age is not None:
            if asking.age is None:
                raise NobodyKnowsTheAge
            if asking.age < row.from_age or (row.under_age is not None and asking.age >= row.under_age):
                continue
        return row
    raise KeyError(asking.asker)


def decide(regime: AccessRegime, asking: Asking, fragments: Iterable[Fragment]) -> list[Decision]:
    """For every part whether it is shown, in the order given. A part that nobody classed yet is never shown.

    :raises NobodyKnowsTheAge: it depends on an age that nobody knows.
    """
    row = the_row(regime, asking)
    return [_of(fragment, row.classes.get(fragment.code), asking) for fragment in fragments]


def depends_on_minor(regime: AccessRegime, asker: str) -> bool:
    """Whether this asker may see parts for what a minor is or decides: then it is said which minor."""
    return any(cell.sees in (YES, IF_AGREED) for row in regime.rows if row.asks == asker for cell in row.classes.values())


def unlooked(fragments: Iterable[Fragment]) -> list[Fragment]:
    """The parts that somebody must look at first."""
    return [one for one in fragments if one.code == LOOK]


def default_class(file: AccessFile, *, kind: str, told_by_child: bool) -> str:
    """The class of a part that nobody classed: what the child itself tells is its own."""
    return file.defaults["own" if told_by_child else "other"][kind]


def _of(fragment: Fragment, cell: Cell | None, asking: Asking) -> Decision:
    if cell is None:
        return Decision(fragment, is_shown=False, why=LOOK)
    if fragment.about in asking.other_minors and fragment.about != asking.party:
        # A brother's or a sister's: of whatever class, the row was found for the age and the wish of somebody else.
        return Decision(fragment, is_shown=False, why=cell.why or OTHERS, source=cell.source)
    is_shown = cell.sees == YES or (
        cell.sees == ABOUT_ASKER and asking.party is not None and fragment.about == asking.party) or (
        cell.sees == IF_AGREED and asking.is_agreed)
    return Decision(fragment, is_shown=is_shown, why="" if is_shown else cell.why or "", source=cell.source)
