"""What counts only once a second person agreed, as a procedure declares it. Pure: codes and words, nobody's names.

A move, a sheet or an outcome says whose agreement it needs; the requirement is then `approval.` with what it is about.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from gehoor.domain.services.schema import Wording
from gehoor.domain.services.schema.needed import SHEET, the_sheets_of
from gehoor.domain.services.schema.procedure import Outcome, ProcedureFile

SUPERVISOR, COLLEAGUE = "supervisor", "colleague"
APPROVAL = "approval."
WHOSE = {
    SUPERVISOR: gettext_lazy("het akkoord van een leidinggevende: “%(what)s”"),
    COLLEAGUE: gettext_lazy("het akkoord van een collega: “%(what)s”"),
}


@dataclass(frozen=True)
class Wanted:
    """Something that needs a second person: `of` names it (`move.refuse`, `sheet.safety`, `outcome.refused`), `by` whose agreement."""

    of: str
    by: str
    label: Wording

    @property
    def requirement(self) -> str:
        """The word by which a step requires it."""
        return APPROVAL + self.of

    def in_words(self, language: str) -> str:
        """Whose agreement to what, in words that complete "Eerst nodig: …"."""
        return WHOSE[self.by] % {"what": self.label.text(language)}


def the_wanted(procedure: ProcedureFile, stage: str) -> dict[str, Wanted]:
    """Everything that needs a second person while a case stands in this stage, by what it is about."""
    here = procedure.stage(stage)
    found = [Wanted(f"move.{one.code}", one.approval, one.label) for one in here.moves if one.approval]
    found += [Wanted(f"sheet.{one.code}", one.approval, one.title) for one in procedure.sheets if one.approval]
    offered = {code for move in here.moves for code in move.outcomes}
    found += [Wanted(f"outcome.{one.code}", one.approval, one.label) for one in procedure.outcomes
              if one.approval and one.code in offered]
    return {one.of: one for one in found}


def label_of(procedure: ProcedureFile, of: str) -> Wording | None:
    """What an agreement was about, also after the case has moved on."""
    kind, _dot, code = of.partition(".")
    known = {
        "sheet": {one.code: one.title for one in procedure.sheets}, "outcome": {one.code: one.label for one in procedure.outcomes},
        "move": {move.code: move.label for stage in procedure.stages for move in stage.moves},
    }
    return known.get(kind, {}).get(code)


def covered_by(procedure: ProcedureFile, of: str) -> list[str]:
    """The sheets that an agreement is about, in the order in which they are declared to be read: the sheet itself last."""
    kind, _dot, code = of.partition(".")
    declared = {"sheet": procedure.sheets, "outcome": procedure.outcomes}.get(kind, ())
    covers = next((one.covers for one in declared if one.code == code), [])
    return [*covers, code] if kind == "sheet" else list(covers)


def about_sheet(procedure: ProcedureFile, code: str) -> list[str]:
    """Everything whose agreement is about this sheet, so that it lapses once the sheet says something else."""
    wanted = [f"sheet.{one.code}" for one in procedure.sheets if one.approval]
    wanted += [f"outcome.{one.code}" for one in procedure.outcomes if one.approval]
    return [of for of in wanted if code in covered_by(procedure, of)]


def with_approvals(required: Iterable[str], wanted: Collection[str], *of: str) -> list[str]:
    """What is required, and the agreement to each sheet among it and to what is named besides, where one is wanted. Who requires an
    answer requires the sheet on which it stands."""
    required = list(required)
    sheets = (SHEET + code for code in the_sheets_of(required))
    about = [one for one in dict.fromkeys((*sheets, *of)) if one in wanted]
    return [*required, *(APPROVAL + one for one in about)]


def outcome_requires(outcome: Outcome, wanted: Collection[str]) -> list[str]:
    """What an outcome requires, agreements with it."""
    return with_approvals(outcome.requires, wanted, f"outcome.{outcome.code}")
