"""The format itself: every field explains itself, and words fall back as promised."""

import pytest
from pydantic import BaseModel, ValidationError

from gehoor.domain.services.schema import FILES, Hours, PageFile, Wording
from gehoor.domain.services.schema.axes import CoreFile, RightsFile
from gehoor.domain.services.schema.fields import MEANS
from gehoor.domain.services.service import Service
from gehoor.domain.services.shapes import _models_in


def every_model(model: type[BaseModel], seen: set | None = None) -> set[type[BaseModel]]:
    seen = set() if seen is None else seen
    if model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            for inner in _models_in(field.annotation):
                every_model(inner, seen)
    return seen


ALL = sorted(
    {inner for model in (*FILES.values(), PageFile, CoreFile, RightsFile, Service) for inner in every_model(model)},
    key=lambda model: model.__name__,
)


@pytest.mark.parametrize("model", ALL, ids=lambda model: model.__name__)
def test_every_field_says_what_it_is_for(model):
    assert model.__doc__
    assert [name for name, field in model.model_fields.items() if not field.description] == []


@pytest.mark.parametrize(
    ("language", "plain", "text"),
    [
        ("nl", False, "Onderwijs"),
        ("nl", True, "School"),
        ("en", False, "Education"),
        ("fr", False, "Onderwijs"),
        ("nl-be", False, "Onderwijs"),
        ("en", True, "School"),
        ("fr", True, "School"),
    ],
)
def test_words_fall_back_to_dutch_and_stay_plain(language, plain, text):
    words = Wording.model_validate({"nl": "Onderwijs", "en": "Education", "plain": {"nl": "School"}})
    assert words.text(language, plain=plain) == text


def test_bare_text_is_dutch_and_without_a_twin_the_words_themselves_are_read():
    assert Wording.model_validate("Zomer").text("en", plain=True) == "Zomer"


@pytest.mark.parametrize("written", [None, [], True, {"en": "Only"}, {"nl": " "}, {"nl": "x", "plain": {"en": "y"}}])
def test_words_without_dutch_are_refused(written):
    with pytest.raises(ValidationError):
        Wording.model_validate(written)


def test_nothing_declared_changes_after_reading():
    with pytest.raises(ValidationError):
        Hours(always=True).always = False


def test_a_meaning_names_kinds_that_exist():
    kinds = {"text", "long_text", "choice", "choices", "partial_date", "number", "yes_no_unknown", "place", "institution", "files",
             "appointment"}
    assert {kind for kinds_of in MEANS.values() for kind in kinds_of} <= kinds
