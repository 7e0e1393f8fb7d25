"""The words: every code once in its list, languages that the service has, a plain twin wherever a child reads."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from gehoor.domain.services.checking.view import View, looks_at
from gehoor.domain.services.schema import FILES, Question, Wording
from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.domain.services.schema.fields import RIGHTS

Placed = tuple[tuple, Wording]


def codes_once(view: View) -> None:
    """No list holds a code twice."""
    for kind in FILES:
        if view.has([kind]):
            for path, items in _lists(view.files[kind].model, ()):
                seen = set()
                for place, item in enumerate(items):
                    code = getattr(item, "code", None)
                    if code is not None and code in seen and not isinstance(item, Question):
                        view.fault(kind, (*path, place, "code"), f'"{code}" stands here twice')
                    seen.add(code)


@looks_at("service")
def languages(view: View) -> None:
    """Words stand in languages that the service offers, Dutch among them."""
    known = [*view.service.languages, SOURCE_LANGUAGE]
    if SOURCE_LANGUAGE not in view.service.languages:
        view.fault("service", ("languages",), "Dutch (nl) is not among the languages; other languages fall back to it")
    for kind in FILES:
        for path, wording in _wordings(view.files[kind].model, ()) if view.has([kind]) else ():
            for language in wording.texts:
                view.must_know(kind, (*path, language), language, known, "language of this service")
            for language in wording.twin:
                view.must_know(kind, (*path, "plain", language), language, known, "language of this service")
    if view.has(["procedure"]):
        for language in view.procedure.attention.words:
            view.must_know("procedure", ("attention", "words", language), language, known, "language of this service")


@looks_at("service")
def twins_of_the_service(view: View) -> None:
    """What service.yaml says to children has a plain twin."""
    about = view.service
    plain = [audience.code for audience in about.audiences if audience.wording == "plain"]
    if not plain:
        return
    read: list[Placed] = [(("promises", place), words) for place, words in enumerate(about.promises)]
    for place, audience in enumerate(about.audiences):
        if audience.code in plain:
            read += _wordings(audience, ("audiences", place))
    for part in ("readers", "channels", "lines", "notices"):
        for place, item in enumerate(getattr(about, part)):
            if getattr(item, "public", True) and (not item.audiences or set(item.audiences) & set(plain)):
                read += _wordings(item, (part, place))
    read += [(("promised", place, "label"), promise.label) for place, promise in enumerate(about.promised)]
    _twins(view, "service", [(path, words) for path, words in read if "seasons" not in path and path[-1] != "address"])


@looks_at("service", "intake", "axes")
def twins_of_the_questions(view: View) -> None:
    """What a child is asked has a plain twin, answers from axes.yaml included."""
    plain = {audience.code: audience for audience in view.service.audiences if audience.wording == "plain"}
    for place, questionnaire in enumerate(view.intake.questionnaires):
        served = [plain[code] for code in questionnaire.audiences if code in plain]
        if not served:
            continue
        _twins(view, "intake", _wordings(questionnaire, ("questionnaires", place)))
        offered = {role for audience in served for role in audience.roles}
        for name in {question.choices_from for question in questionnaire.fields() if question.choices_from}:
            if name.startswith(RIGHTS):
                view.fault("intake", ("questionnaires", place), f"a child would read {name}, and rights have no plain twins")
                continue
            labels = ((value.code, ((name, index, "label"), value.label)) for index, value in enumerate(view.axes.values(name)))
            _twins(view, "axes", (label for code, label in labels if name != "roles" or code in offered))


@looks_at("service", "procedure")
def twins_of_the_standing(view: View) -> None:
    """Where it stands and how it ended can be told to a child."""
    if any(audience.wording == "plain" for audience in view.service.audiences):
        for part in ("stages", "outcomes"):
            items = enumerate(getattr(view.procedure, part))
            _twins(view, "procedure", (((part, place, "tells"), item.tells) for place, item in items))


def _twins(view: View, kind: str, read: Any) -> None:
    for path, wording in read:
        if not wording.twin:
            name = next(step for step in reversed(path) if isinstance(step, str))
            view.fault(kind, path, f'a child reads this "{name}" and it has no plain twin (`plain:`)')


def _lists(model: BaseModel, path: tuple) -> Iterator[tuple[tuple, list]]:
    for name, value in _parts(model, path):
        if isinstance(value, list):
            yield name, value
        for place, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(item, BaseModel):
                yield from _lists(item, name if place is None else (*name, place))


def _wordings(model: BaseModel, path: tuple) -> Iterator[Placed]:
    for name, value in _parts(model, path):
        for place, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
            where = name if place is None else (*name, place)
            if isinstance(item, Wording):
                yield where, item
            elif isinstance(item, BaseModel):
                yield from _wordings(item, where)


def _parts(model: BaseModel, path: tuple) -> Iterator[tuple[tuple, Any]]:
    if not isinstance(model, Wording):
        for name, field in type(model).model_fields.items():
            yield (*path, field.alias or name), getattr(model, name)


CHECKS = [codes_once, languages, twins_of_the_service, twins_of_the_questions, twins_of_the_standing]
