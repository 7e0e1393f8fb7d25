"""Codes and what people read for them, in the order declared: for lists, filters and tables.

Called by pages and by figures. Labels of older versions come from the version that the code was given under.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from gehoor.domain.services.forms.choices import Reader, offered
from gehoor.domain.services.registry import the_core
from gehoor.domain.services.schema.axes import LISTS, MARKS
from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.domain.services.schema.figures import is_answer
from gehoor.domain.services.service import Service
from gehoor.domain.services.terms import terms_of
from gehoor.domain.services.testing import norm_in_words, norms_of
from gehoor.foundation.errors import Refusal

_OWN_LISTS = {dimension: name for name, dimension in LISTS.items()} | {"every_theme": "themes", "every_failing": "failings"}
_CORE_AXES = {
    "child_age": "child_age", "child_gender": "gender", "region": "region", "respondent": "respondent", "concerned": "concerned",
    "mediation": "mediation",
    "relation": "relation", "care": "care", "link": "link",
}
_TERMS = ("term", "term_kept", "term_late", "term_extended")
_NORMS = ("norm_kept", "norm_not_kept")
_PROCEDURE = {
    "kind": "kinds", "urgency": "urgencies", "outcome": "outcomes", "stage": "stages", "ground": "grounds",
    "finding": "findings",
}


class NotDeclared(Refusal):
    """A code that no list of the service holds."""

    def __init__(self, code: str) -> None:
        super().__init__(_("“%(code)s” staat in geen lijst van deze dienst. Kies uit de lijsten.") % {"code": code})


@lru_cache(maxsize=512)
def code_labels(service: Service, dimension: str, language: str) -> dict[str, str]:
    """The label of every code of a dimension.

    :param dimension: one of LISTS in schema/axes.py, or every_theme, every_failing, channel, kind, urgency, outcome, stage, term,
        term_kept, term_late, term_extended, norm_kept, norm_not_kept, mediation,
        ground, finding, `<sheet>.<question>` (its answers), sheet, audience, team, child_age, respondent,
        concerned, relation, care, link, month (01 to 12). A list that the service doesn't declare has no codes, except
        genders and regions, which the common axes have.
    :raises KeyError: there is no such dimension.
    """
    if dimension == "month":
        with override(language):
            return {f"{month:02}": date_format(date(2024, month, 1), "F") for month in range(1, 13)}
    if is_answer(dimension):
        return _answers(service, dimension, language)
    if dimension in _OWN_LISTS and (values := service.axes.values(_OWN_LISTS[dimension])):
        return _labelled(values, "label", language)
    if dimension in _CORE_AXES:
        return the_core().labels(_CORE_AXES[dimension], language)
    if dimension in _OWN_LISTS:
        return {}
    if dimension in _NORMS:
        return {one.code: norm_in_words(norms.code, one.code, language) for norms in norms_of(service, "norms", on=service.valid_from)
                for one in norms.entries}
    if dimension in _TERMS:
        return _labelled(terms_of(service).values(), "label", language)
    if dimension in _PROCEDURE:
        return _labelled(getattr(service.procedure, _PROCEDURE[dimension]), "label", language)
    items, name = {
        "channel": (service.about.channels, "label"), "audience": (service.about.audiences, "title"),
        "team": (service.about.teams, "name"), "sheet": (service.procedure.sheets, "title"),
    }[dimension]
    return _labelled(items, name, language)


def refuse_undeclared(service: Service, **said: Iterable[str]) -> None:
    """Refuse codes that stand in no list of the service; nothing said is nothing to refuse.

    :raises NotDeclared: names the code.
    """
    for dimension, codes in said.items():
        known = code_labels(service, dimension, SOURCE_LANGUAGE)
        if unknown := next((code for code in codes if code and code not in known), None):
            raise NotDeclared(unknown)


def refuse_undeclared_marks(service: Service, marks: Mapping[str, Iterable[str]]) -> None:
    """The same for marks; failings are said beside them, because one of them is the main one.

    :raises NotDeclared: names the code, or the dimension that has no marks.
    """
    if unknown := next((dimension for dimension in marks if dimension not in MARKS or dimension == "failing"), None):
        raise NotDeclared(unknown)
    refuse_undeclared(service, **marks)


def _answers(service: Service, dimension: str, language: str) -> dict[str, str]:
    """The answers to a question of a sheet; none where this version of the service has no such sheet or question."""
    sheet, code = dimension.split(".")
    asked = next((one.field(code) for one in service.procedure.sheets if one.code == sheet), None)
    if asked is None:
        return {}
    with override(language):
        return {one.code: str(one.label) for one in offered(asked, Reader(service, language, on=date.max), past=True)}


def _labelled(items: Iterable[Any], name: str, language: str) -> dict[str, str]:
    return {item.code: getattr(item, name).text(language) for item in items}
