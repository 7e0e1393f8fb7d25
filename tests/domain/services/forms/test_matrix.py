"""A table of rows on one scale: each row apart, kept as far as it was filled in, and read back row by row."""

from datetime import date

import pytest
from django.http import QueryDict
from pydantic import ValidationError

from gehoor.domain.services.forms import Reader, form_class, told
from gehoor.domain.services.schema import Question
from tests.domain.services.declared import the_example

STAFF = Reader(service=the_example(), language="nl", on=date(2026, 3, 10))
SCALE = [{"code": "applies", "label": "Geldt"}, {"code": "doesnt", "label": "Geldt niet"}, {"code": "unknown", "label": "Weet ik niet"}]
ROWS = [{"code": "a", "label": "Eerste"}, {"code": "b", "label": "Tweede"}]


def table(**more) -> Question:
    said = {"code": "t", "kind": "matrix", "label": "Tabel", "choices": SCALE, "rows": ROWS, **more}
    return Question.model_validate({name: value for name, value in said.items() if value is not None})


def fill(question: Question, *others: Question, **written: str):
    data = QueryDict(mutable=True)
    data.update({name.replace("__", "-"): value for name, value in written.items()})
    form = form_class([question, *others], STAFF)(data)
    form.is_valid()
    return form


def faults(form) -> dict[str, str]:
    return {fault.params["row"]: fault.messages[0] for fault in form.errors.as_data()["t"]}


def test_what_was_answered_is_kept_row_by_row_and_the_rest_may_stay_open():
    form = fill(table(words="Waarom?"), t__a="applies", **{"t__a-words": "  Twee jaar oud.\r\nGezien. "})
    assert form.given == {"t": {"a": {"is": "applies", "words": "Twee jaar oud.\nGezien."}}}


def test_nothing_answered_is_no_answer():
    assert fill(table()).given == {}


def test_words_that_nobody_asked_for_are_not_kept():
    assert fill(table(), t__a="doesnt", **{"t__a-words": "Toch iets."}).given == {"t": {"a": {"is": "doesnt"}}}


def test_an_answer_that_needs_words_says_so_at_its_row():
    form = fill(table(words="Waarom?", words_for=["applies"]), t__a="applies", t__b="doesnt")
    assert faults(form) == {"a": "Schrijf bij “Eerste” ook waarom. Dit antwoord kan niet zonder."}


def test_words_without_an_answer_ask_for_the_answer():
    assert faults(fill(table(words="Waarom?"), **{"t__b-words": "Iets."})) == {"b": "Kies ook een antwoord bij “Tweede”."}


def test_an_answer_off_the_scale_and_words_too_long_are_refused():
    assert set(faults(fill(table(), t__a="perhaps"))) == {"a"}
    assert set(faults(fill(table(words="Waarom?"), t__a="doesnt", **{"t__a-words": "x" * 2_001}))) == {"a"}


def test_where_every_row_is_required_each_open_one_is_named():
    form = fill(table(required=True), t__b="doesnt")
    assert faults(form) == {"a": "Kies ook een antwoord bij “Eerste”."}
    assert [one.messages for one in fill(table(required=True)).errors.as_data()["t"]] == [
        ["Beantwoord “Tabel”. Zonder antwoord kunnen we niet verder."]]


def test_what_was_typed_stands_there_again_after_a_fault():
    form = fill(table(words="Waarom?", words_for=["applies"]), t__a="applies", t__b="doesnt", **{"t__b-words": "Nagekeken."})
    assert form["t"].value() == {"a": {"is": "applies", "words": ""}, "b": {"is": "doesnt", "words": "Nagekeken."}}


def test_the_rows_can_be_the_grounds_of_the_procedure():
    form = fill(table(rows=None, rows_from="grounds"), t__not_a_child="applies")
    assert form.given == {"t": {"not_a_child": {"is": "applies"}}}
    assert [row.label for row in form.fields["t"].rows] == ["Het gaat niet om een minderjarige"]


def test_it_is_read_back_in_the_order_of_its_rows():
    question = table(words="Waarom?")
    said = told([question], {"t": {"b": {"is": "doesnt"}, "a": {"is": "applies", "words": "Oud."}, "gone": {"is": "unknown"}}}, STAFF)
    assert said[0].rows == (("Eerste", "Geldt", "Oud."), ("Tweede", "Geldt niet", ""), ("gone", "Weet ik niet", ""))
    assert said[0].answer == "Eerste: Geldt (Oud.)\nTweede: Geldt niet\ngone: Weet ik niet"


def test_a_question_can_become_compulsory_by_another_answer_and_is_asked_anyhow():
    deviates = Question.model_validate({"code": "deviates", "kind": "choice", "label": "Wijkt het af?",
                                        "choices": [{"code": "yes", "label": "Ja"}, {"code": "no", "label": "Nee"}]})
    why = Question.model_validate({"code": "why", "kind": "long_text", "label": "Waarom?",
                                   "required_when": {"question": "deviates", "is": "yes"}})
    assert fill(deviates, why, deviates="no").given == {"deviates": "no"}
    assert fill(deviates, why, deviates="no", why="Daarom.").given == {"deviates": "no", "why": "Daarom."}
    assert list(fill(deviates, why, deviates="yes").errors) == ["why"]
    assert fill(deviates, why, deviates="yes", why="Daarom.").given == {"deviates": "yes", "why": "Daarom."}


@pytest.mark.parametrize("wrong", [
    {"rows": None}, {"rows_from": "grounds"}, {"choices": None}, {"words_for": ["applies"]}, {"rows_from": "bic", "rows": None},
    {"kind": "choice"}, {"ordered": True},
], ids=str)
def test_a_table_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(ValidationError):
        table(**wrong)
