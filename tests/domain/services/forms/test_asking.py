"""Which pages are asked, and which answers still count."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.domain.services.forms import answers_with, kept_answers, unanswered, visible_pages
from gehoor.domain.services.forms.asking import lacking
from gehoor.domain.services.schema import Condition, Questionnaire
from tests.domain.services.declared import the_example

CHILD = the_example().questionnaire("child")


def a_page(code: str, *questions: dict, **more) -> dict:
    return {
        "code": code,
        "title": code,
        "fields": [{"kind": "text", "label": question["code"], **question} for question in questions],
        **more,
    }


CHAIN = Questionnaire.model_validate(
    {
        "code": "chain",
        "audiences": ["child"],
        "pages": [
            a_page("one", {"code": "a"}),
            a_page("two", {"code": "b"}, when={"question": "a", "answered": True}),
            a_page(
                "three",
                {"code": "c", "when": {"question": "b", "answered": True}},
                {"code": "d", "when": {"question": "c", "is": "yes"}},
            ),
            a_page("four", {"code": "e", "required": True}),
        ],
    }
)


def pages(questionnaire: Questionnaire, **answers) -> list[str]:
    return [page.code for page in visible_pages(questionnaire, answers)]


def test_a_page_is_shown_when_its_condition_holds():
    assert pages(CHILD) == ["vertel", "thema", "contact"]
    assert pages(CHILD, contact_how="phone") == ["vertel", "thema", "contact", "veilig"]
    assert pages(CHILD, contact_how="none") == ["vertel", "thema", "contact"]


def test_a_page_without_a_question_left_is_not_shown():
    assert pages(CHAIN, a="x") == ["one", "two", "four"]
    assert pages(CHAIN, a="x", b="y") == ["one", "two", "three", "four"]


def test_an_answer_on_a_hidden_page_decides_nothing_and_is_dropped_at_the_end():
    answers = {"b": "y", "c": "yes", "d": "old", "e": "end"}
    assert pages(CHAIN, **answers) == ["one", "four"]
    assert kept_answers(CHAIN, answers) == {"e": "end"}
    assert kept_answers(CHAIN, {**answers, "a": "x"}) == {"a": "x", **answers}


def test_what_was_emptied_is_gone_and_other_pages_stay():
    page = CHILD.page("thema")
    assert answers_with({"story": "s", "theme": ["school"], "school": "De Brug"}, page.fields, {"theme": ["family"]}) == {
        "story": "s",
        "theme": ["family"],
    }


def test_it_cannot_be_sent_without_what_is_required():
    assert [(page.code, question.code) for page, question in unanswered(CHAIN, {"a": "x"})] == [("four", "e")]
    assert unanswered(CHAIN, {"e": "x"}) == []


@pytest.mark.parametrize(
    ("condition", "answers", "holds"),
    [
        ({"question": "a", "is": "x"}, {"a": "x"}, True),
        ({"question": "a", "is": "x"}, {"a": ["y", "x"]}, True),
        ({"question": "a", "is": "x"}, {}, False),
        ({"question": "a", "is_not": "x"}, {}, True),
        ({"question": "a", "is_not": "x"}, {"a": ["y", "x"]}, False),
        ({"question": "a", "any_of": ["x", "y"]}, {"a": "y"}, True),
        ({"question": "a", "any_of": ["x", "y"]}, {"a": "z"}, False),
        ({"question": "a", "answered": True}, {"a": []}, False),
        ({"question": "a", "answered": True}, {"a": 0}, True),
        ({"question": "a", "answered": False}, {"a": ""}, True),
        ({"all": [{"question": "a", "is": "x"}, {"question": "b", "is": "y"}]}, {"a": "x", "b": "y"}, True),
        ({"all": [{"question": "a", "is": "x"}, {"question": "b", "is": "y"}]}, {"a": "x"}, False),
        ({"any": [{"question": "a", "is": "x"}, {"question": "b", "is": "y"}]}, {"b": "y"}, True),
        ({"any": [{"question": "a", "is": "x"}, {"all": [{"question": "b", "is": "y"}]}]}, {}, False),
    ],
)
def test_a_condition_is_one_of_a_few_words(condition, answers, holds):
    assert Condition.model_validate(condition).holds(answers) is holds


answers_of_a_child = st.fixed_dictionaries(
    {},
    optional={
        "story": st.text(max_size=5),
        "urgent": st.sampled_from(["yes", "no", "unknown"]),
        "theme": st.lists(st.sampled_from(["school", "family"])),
        "school": st.text(max_size=3),
        "contact_how": st.sampled_from(["receipt", "phone", "none"]),
        "contact_safe": st.sampled_from(["yes", "no"]),
        "number": st.text(max_size=3),
        "unknown": st.text(max_size=3),
    },
)


@given(answers_of_a_child)
def test_keeping_answers_twice_keeps_the_same(answers):
    kept = kept_answers(CHILD, answers)
    assert kept_answers(CHILD, kept) == kept
    assert kept.items() <= answers.items()
    assert visible_pages(CHILD, kept) == visible_pages(CHILD, answers)


@given(answers_of_a_child)
def test_pages_come_once_and_in_their_order(answers):
    shown = [page.code for page in visible_pages(CHILD, answers)]
    assert max(Counter(shown).values()) == 1
    assert shown == [page.code for page in CHILD.pages if page.code in shown]


def test_what_is_needed_from_an_age_on_is_not_missed_of_a_younger_child():
    from_twelve = {"any": [{"question": "age", "at_least": 12}, {"question": "age", "answered": False}]}
    asked = Questionnaire.model_validate({"code": "q", "audiences": ["child"], "pages": [a_page(
        "one", {"code": "age", "kind": "number"},
        {"code": "agrees", "kind": "yes_no_unknown", "needed_for": "contact met anderen", "needed_when": from_twelve})]})

    def missed(**answers) -> list[str]:
        return [question.code for _page, question in lacking(asked, answers)]

    assert missed(age=9) == []
    assert missed(age=12) == missed() == ["agrees"]
    assert missed(age=15, agrees="no") == []
