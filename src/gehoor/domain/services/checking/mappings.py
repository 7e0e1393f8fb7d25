"""axes.yaml, outcomes and figures.yaml against the common axes of core.yaml."""

from collections.abc import Sequence

from gehoor.domain.services.checking.view import View, looks_at
from gehoor.domain.services.schema.axes import Mapping

_HOME = {"themes": "domain", "failings": "failing", "roles": "reporter_role", "genders": "gender", "regions": "region",
         "violence": "violence", "by_whom": "by_whom", "institutions": "respondent", "measures": None, "tags": None,
         "help_levels": None, "markers": None, "certainties": None}
"""The lists of axes.yaml and the common axis of each; None: there is none."""


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
    """Every outcome has its place too."""
    for place, outcome in enumerate(view.procedure.outcomes):
        path = ("outcomes", place, "core")
        _known(view, "procedure", path, outcome.core)
        if not any(mapping.axis == "outcome" for mapping in outcome.core):
            view.fault("procedure", path, f'outcome "{outcome.code}" maps nowhere on the common axis outcome')


@looks_at("figures", "core")
def units(view: View) -> None:
    """A table counts something that can be counted."""
    known = [value.code for value in view.core.axes["unit"].values]
    for place, table in enumerate(view.figures.tables):
        view.must_know("figures", ("tables", place, "unit"), table.unit, known, "unit of core.yaml")


def _known(view: View, kind: str, path: tuple, mappings: Sequence[Mapping]) -> None:
    for index, mapping in enumerate(mappings):
        if view.must_know(kind, (*path, index, "axis"), mapping.axis, view.core.axes, "axis of core.yaml"):
            codes = [value.code for value in view.core.axes[mapping.axis].values]
            view.must_know(kind, (*path, index, "value"), mapping.value, codes, f"value of the common axis {mapping.axis}")


CHECKS = [values, outcomes, units]
