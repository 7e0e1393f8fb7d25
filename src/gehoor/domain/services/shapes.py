"""Holds what was read against the schema and says what doesn't fit, in words and at its line.

Called by the loader, one file at a time. What several files must agree on is checked in `checking`.
"""

import types
from collections.abc import Sequence
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from gehoor.domain.services.marked_yaml import Marked
from gehoor.domain.services.problems import did_you_mean

_Model = TypeVar("_Model", bound=BaseModel)
_PATTERNS = {
    r"^[a-z][a-z0-9_]{0,39}$": "is no code: small letters, digits and _ only, at most 40, a letter first",
    r"^[A-Za-z][A-Za-z0-9_]{0,39}$": "is no code of a common axis: letters, digits and _ only",
    r"^[a-z][a-z0-9-]{0,29}$": "can't stand in an address: small letters, digits and - only, at most 30, a letter first",
    r"^[a-z]{2}(-[a-z]{2})?$": "is no language (two small letters); a text with a comma in it stands between quotes",
    r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$": "is no day of the year; write month-day, as 07-01",
    r"^[A-Z][A-Z0-9]{1,7}$": "is no prefix: two to eight capitals or digits, a capital first",
    r"^[A-Z]{2}$": "is no country; write two capitals, as BE",
    r"^#[0-9a-f]{6}$": "is no colour; write # and six of 0-9 a-f, small letters",
}


def fit(model: type[_Model], marked: Marked) -> _Model | None:
    """The file as the model has it; None when it doesn't fit, with every reason noted in `marked`."""
    try:
        return model.model_validate(marked.data)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            path, is_key = _path_in(marked, fault["loc"])
            cause, suggestion = _words(model, fault, path, is_key)
            marked.problem(path, cause, suggestion)
        return None


def _path_in(marked: Marked, loc: tuple[str | int, ...]) -> tuple[tuple[str | int, ...], bool]:
    """Where in the file pydantic means; it adds steps of its own, which stand on no line."""
    path: tuple[str | int, ...] = ()
    for step in loc:
        if (*path, step) in marked.lines:
            path = (*path, step)
        elif step == "twin" and (*path, "plain") in marked.lines:
            path = (*path, "plain")
    return path, bool(loc) and loc[-1] == "[key]"


def _words(model: type[BaseModel], fault: Any, path: tuple[str | int, ...], is_key: bool) -> tuple[str, str]:
    kind, given, ctx = fault["type"], fault["input"], fault.get("ctx", {})
    name = next((str(step) for step in reversed(fault["loc"]) if isinstance(step, str) and step != "[key]"), "this file")
    if kind == "extra_forbidden":
        return f'"{name}" is not known here', did_you_mean(name, _keys_at(model, fault["loc"][:-1]))
    if kind == "missing":
        return f'"{name}" is missing', ""
    if kind == "string_pattern_mismatch":
        return f'"{given}" {_PATTERNS.get(ctx["pattern"], "is not written as " + ctx["pattern"])}', ""
    if kind == "literal_error":
        known = [choice.strip("'") for choice in ctx["expected"].replace(" or ", ", ").split(", ")]
        return f'"{name}" can be {ctx["expected"]}, not "{given}"', did_you_mean(str(given), known)
    if kind == "too_short" and name == "core":
        return 'maps nowhere: "core" needs a value of a common axis', ""
    if kind == "too_short":
        return f'"{name}" is empty', ""
    if kind.startswith(("date_", "dict_", "list_", "model_", "string_", "int_", "bool_")):
        return f'"{name}" is wrong: {fault["msg"][0].lower()}{fault["msg"][1:]}', ""
    known = ctx.get("known", ())
    return fault["msg"], did_you_mean(_first_quoted(fault["msg"]), known) if known else ""


def _first_quoted(text: str) -> str:
    return text.split('"')[1] if text.count('"') > 1 else text


def _keys_at(annotation: Any, loc: Sequence[str | int]) -> list[str]:
    """The keys that the schema knows at a place, to suggest one."""
    for model in _models_in(annotation):
        keys = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
        if not loc:
            return list(keys)
        if loc[0] in keys:
            return _keys_at(keys[loc[0]], [step for step in loc[1:] if isinstance(step, str)])
    return []


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (list, dict, Union, types.UnionType, Annotated):
        return [model for part in get_args(annotation) for model in _models_in(part)]
    return []
