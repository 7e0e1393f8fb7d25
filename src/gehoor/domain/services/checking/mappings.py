"""axes.yaml, outcomes and figures.yaml against the common axes of core.yaml, and what refers to lists of axes.yaml."""

from collections.abc import Sequence

from gehoor.domain.services.checking.view import View, looks_at
from gehoor.domain.services.schema.axes import LISTS, MARKS, Mapping
from gehoor.domain.services.schema.figures import is_answer
from gehoor.domain.services.schema.sheet import COUNTED_ANYHOW

_HOME = {"themes": "domain", "failings": "failing", "roles": "reporter_role", "genders": "gender", "regions": "region",
         "violence": "violence", "by_whom": "by_whom", "institutions": "respondent", "measures": None, "tags": None,
         "help_levels": None, "markers": None, "certainties": None}
"""The lists of axes.yaml and the common axis of each; None: there is none."""


LEAST_OUTSIDE = 5
"""Below this no number is shown to the world outside."""
OF_AN_ITEM = ("finding", "respondent")
"""What only a point of complaint is counted along."""


@looks_at("axes", "core")
def values(view: View) -> None:
    """Every theme, failing, role, gender and region has its place on the axis made for it."""
    for name, axis in _HOME.items():
        for place, value in enumerate(view.axes.values(name)):
            path = (name, place, "core")
            _known(view, "axes", path, value.core)
            if axis and not any(mapping.axis == axis for mapping in value.core):
                view.fault("axes", path, f'"{value.code}" maps nowhere on the common axis {axis}')


@looks_at("procedure", "core")
def outcomes(view: View) -> None:
    """Every outcome, and every finding of a point, has its place too."""
    for list_name, what in (("outcomes", "outcome"), ("findings", "finding")):
        for place, one in enumerate(getattr(view.procedure, list_name)):
            path = (list_name, place, "core")
            _known(view, "procedure", path, one.core)
            if not any(mapping.axis == "outcome" for mapping in one.core):
                view.fault("procedure", path, f'{what} "{one.code}" maps nowhere on the common axis outcome')


@looks_at("figures", "core")
def units(view: View) -> None:
    """A table counts something that can be counted."""
    known = [value.code for value in view.core.axes["unit"].values]
    for place, table in enumerate(view.figures.tables):
        view.must_know("figures", ("tables", place, "unit"), table.unit, known, "unit of core.yaml")


@looks_at("figures", "axes")
def counted_lists(view: View) -> None:
    """A table is cut along a list that the service has."""
    lists = {dimension: name for name, dimension in LISTS.items() if dimension in MARKS}
    for place, table in enumerate(view.figures.tables):
        for position, dimension in enumerate(table.by):
            if dimension in OF_AN_ITEM and table.unit != "item":
                view.fault("figures", ("tables", place, "by", position),
                           f'table "{table.code}" is cut along {dimension}, which only a point of complaint has: its unit is no item')
            name = lists.get(dimension)
            if name and not view.axes.values(name):
                view.fault("figures", ("tables", place, "by", position),
                           f'table "{table.code}" is cut along {dimension}, and axes.yaml has no {name}')


@looks_at("figures", "procedure", "core")
def counted_sheets(view: View) -> None:
    """A table is cut along answers that a sheet counts, and a unit that only sheets count has nothing else to be cut along."""
    counts = [(sheet, one) for sheet in view.procedure.sheets for one in sheet.counts]
    only_on_sheets = {value.code for value in view.core.axes["unit"].values} - set(COUNTED_ANYHOW)
    for place, table in enumerate(view.figures.tables):
        answers = {f"{sheet.code}.{code}" for sheet, one in counts if one.unit == table.unit for code in one.answers}
        marks = {axis for _sheet, one in counts if one.unit == table.unit for axis in one.marks}
        if table.unit in only_on_sheets and not any(one.unit == table.unit for _sheet, one in counts):
            view.fault("figures", ("tables", place, "unit"), f'table "{table.code}" counts {table.unit}, which no sheet counts')
            continue
        for position, dimension in enumerate(table.by):
            path = ("tables", place, "by", position)
            if is_answer(dimension):
                view.must_know("figures", path, dimension, answers, f"answer that a sheet counts as {table.unit}")
            elif table.unit in only_on_sheets and dimension not in ("month", *marks):
                view.fault("figures", path, f'table "{table.code}" is cut along {dimension}, which no sheet says of {table.unit}')


@looks_at("service", "axes")
def themes_of_teams(view: View) -> None:
    """Themes that lead to a team are declared, and lead to one."""
    known = [theme.code for theme in view.axes.themes]
    taken: dict[str, str] = {}
    for place, team in enumerate(view.service.teams):
        for position, theme in enumerate(team.themes):
            path = ("teams", place, "themes", position)
            view.must_know("service", path, theme, known, "theme of axes.yaml")
            if theme in taken:
                view.fault("service", path, f'theme "{theme}" already leads to team "{taken[theme]}"')
            taken[theme] = team.code


def _known(view: View, kind: str, path: tuple, mappings: Sequence[Mapping]) -> None:
    for index, mapping in enumerate(mappings):
        if view.must_know(kind, (*path, index, "axis"), mapping.axis, view.core.axes, "axis of core.yaml"):
            codes = [value.code for value in view.core.axes[mapping.axis].values]
            view.must_know(kind, (*path, index, "value"), mapping.value, codes, f"value of the common axis {mapping.axis}")


@looks_at("service", "figures")
def figures_for_readers(view: View) -> None:
    """Figures that the world outside sees are declared, and tell nothing of a few."""
    known = [table.code for table in view.figures.tables]
    for place, audience in enumerate(view.service.audiences):
        for position, code in enumerate(audience.figures):
            view.must_know("service", ("audiences", place, "figures", position), code, known, "table of figures.yaml")
        if audience.figures and view.figures.least < LEAST_OUTSIDE:
            view.fault("service", ("audiences", place, "figures"),
                       f'audience "{audience.code}" sees figures, and figures.yaml doesn\'t say `least: {LEAST_OUTSIDE}` or more')


CHECKS = [values, outcomes, units, counted_lists, counted_sheets, themes_of_teams, figures_for_readers]
