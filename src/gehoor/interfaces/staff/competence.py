"""What a minor is presumed able to decide by its age, and what was judged of it, right by right. Never derived silently: both are shown.

The rights and their ages are declared (rights/competence_*.yaml); what was judged stands on a series of sheets named by the right.
"""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from gehoor.domain.cases.opened import OpenedCase
from gehoor.domain.consent.covering import the_age
from gehoor.domain.services.registry import Service, the_rights
from gehoor.domain.services.schema.fields import RIGHTS
from gehoor.domain.services.schema.procedure import Sheet
from gehoor.interfaces.staff.filled import Filling, read_back
from gehoor.interfaces.staff.saying import language


@dataclass(frozen=True)
class Judged:
    """One right: from which age a minor is presumed able to exercise it, who is or isn't by age, and what was judged last."""

    label: str
    from_age: int
    presumed: list[str] = field(default_factory=list)
    judged: Filling | None = None


@dataclass(frozen=True)
class Competence:
    """The competence of the minors of a case, the sheet on which it is judged, and where the ages are written."""

    sheet: str
    rights: list[Judged]
    sources: list[str]
    to_be_confirmed: bool

    @property
    def is_judged(self) -> bool:
        """Whether a person judged something of it."""
        return any(one.judged for one in self.rights)


def the_competence_sheet(service: Service) -> Sheet | None:
    """The series in which a procedure judges competence: it is named by rights that have an age; None where it has none."""
    for sheet in service.procedure.sheets:
        asked = sheet.field(sheet.named_by) if sheet.named_by else None
        rights = the_rights().get((asked.choices_from or "").removeprefix(RIGHTS)) if asked else None
        if rights and any(entry.from_age is not None for entry in rights.entries):
            return sheet
    return None


def competence_of(opened: OpenedCase, service: Service, at: datetime) -> Competence | None:
    """What is presumed and what was judged, in the order of the rights; None where the procedure judges no competence."""
    sheet = the_competence_sheet(service)
    if sheet is None:
        return None
    rights = the_rights()[sheet.field(sheet.named_by).choices_from.removeprefix(RIGHTS)]
    known = [one for one in opened.sheets if one.row.code == sheet.code]
    fillings = read_back(sheet, known, service, entered_at=opened.case.stage_entered_at).fillings if known else []
    newest = {one.code: one for one in reversed(fillings)}
    aged = [entry for entry in rights.entries if entry.from_age is not None]
    children = [(one.said.get("name") or one.said.get("pseudonym") or _("kind"), the_age(one.said, service.day_of(at)))
                for one in opened.parties if one.row.is_child]
    judged = [Judged(entry.title.text(language()), entry.from_age, [_presumed(name, age, entry.from_age) for name, age in children],
                     newest.get(entry.code)) for entry in aged]
    return Competence(sheet.code, judged, list(dict.fromkeys(filter(None, (entry.source for entry in aged)))),
                      any(entry.status == "to_be_confirmed" for entry in aged))


def _presumed(name: str, age: int | None, from_age: int) -> str:
    if age is None:
        return _("%(name)s: leeftijd niet bekend") % {"name": name}
    said = _("%(name)s, %(age)d: vermoed bekwaam") if age >= from_age else _("%(name)s, %(age)d: vermoed nog niet bekwaam")
    return said % {"name": name, "age": age}
