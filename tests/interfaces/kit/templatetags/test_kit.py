from datetime import date

import pytest
from django.template import Context, Template

from gehoor.domain.services.forms import Reader, form_class
from gehoor.domain.services.schema import Question

pytestmark = pytest.mark.django_db

CHOICES = [{"code": "school", "label": "Mijn school", "hint": "Of je klas."}, {"code": "home", "label": "Thuis"}]
KINDS = [
    {"code": "words", "kind": "text", "label": "Een woord", "hint": "Kort."},
    {"code": "story", "kind": "long_text", "label": "Je verhaal", "help": "Begin waar je wil."},
    {"code": "one", "kind": "choice", "label": "Kies er één", "choices": CHOICES},
    {"code": "more", "kind": "choices", "label": "Kies er meer", "choices": CHOICES},
    {"code": "day", "kind": "partial_date", "label": "Wanneer?"},
    {"code": "age", "kind": "number", "label": "Hoe oud?"},
    {"code": "sure", "kind": "yes_no_unknown", "label": "Zeker?"},
    {"code": "town", "kind": "place", "label": "Waar?"},
    {"code": "school", "kind": "institution", "label": "Welke school?"},
    {"code": "letter", "kind": "files", "label": "Een brief"},
    {"code": "told", "kind": "note", "label": "Je mag stoppen."},
]
TYPED = {
    "words": 'a "b"', "story": "\nEerste <b>regel</b>", "one": "home", "more": ["school", "home"], "age": "tien", "sure": "unknown",
    "day_day": "31", "day_month": "2", "day_year": "2026", "day_about": "lang geleden", "town": "Gent", "school": "De Brug",
}
PAGE = Template("{% load kit %}{% include 'kit/error_summary.html' %}{% for one in form.parts %}{% part one form %}{% endfor %}")


@pytest.fixture
def page(clock):
    from gehoor.domain.services.registry import all_services

    service = all_services(date(2026, 3, 10))[0]
    reader = Reader(service=service, language="nl", on=date(2026, 3, 10), audience=service.about.audiences[0].code)
    make = form_class([Question.model_validate(one) for one in KINDS], reader)

    def shown(typed=None):
        from django.http import QueryDict
        from django.utils.datastructures import MultiValueDict
        from django.utils.http import urlencode

        data = QueryDict(urlencode(typed, doseq=True)) if typed else None
        return PAGE.render(Context({"form": make(data, MultiValueDict())}))

    return shown


def test_every_kind_of_question_has_a_label_and_an_input(page):
    shown = page()
    for one in KINDS:
        assert one["label"] in shown
    for name in ("words", "story", "age", "town", "school", "letter"):
        assert f'for="id_{name}"' in shown and f'id="id_{name}"' in shown
    for name in ("one", "more", "sure", "day"):
        assert f'id="id_{name}_0"' in shown
    assert shown.count("<fieldset") == 4
    assert 'aria-describedby="id_words-hint"' in shown


def test_nothing_is_chosen_beforehand_and_nothing_is_filled_in_by_the_browser(page):
    shown = page()
    assert " checked" not in shown
    for tag in ("<input", "<textarea"):
        for piece in shown.split(tag)[1:]:
            assert 'autocomplete="off"' in piece.split(">")[0] or 'type="file"' in piece.split(">")[0]


def test_what_was_typed_stands_there_again_as_it_was(page):
    shown = page(TYPED)
    assert 'value="a &quot;b&quot;"' in shown
    assert "\n\nEerste &lt;b&gt;regel&lt;/b&gt;</textarea>" in shown
    assert shown.count(" checked") == 4
    for value in ("31", "2", "2026", "lang geleden", "tien", "Gent", "De Brug"):
        assert f'value="{value}"' in shown


def test_an_error_is_named_above_leads_to_its_input_and_stands_beside_it(page):
    shown = page(TYPED)
    assert 'href="#id_age"' in shown and 'href="#id_day_0"' in shown
    assert 'id="id_age-error"' in shown and 'aria-describedby="id_age-error"' in shown
    assert shown.count('aria-invalid="true"') == 1
    assert 'role="alert"' in shown


def test_what_somebody_answered_stands_on_nobody_elses_page(page, clock):
    before = page()
    assert "De Brug" in page(TYPED)
    assert page() == before
