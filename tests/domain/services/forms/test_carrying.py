"""Answers to another version of a questionnaire: what still fits is kept, and no word of the rest is lost."""

from hypothesis import given
from hypothesis import strategies as st

from gehoor.domain.services.forms.carrying import carried_over
from gehoor.domain.services.forms.choices import Reader
from tests import make
from tests.domain.services.declared import the_example

SERVICE = the_example()
CHILD = SERVICE.questionnaire("child")
READER = Reader(service=SERVICE, language="nl", on=make.a_day(), audience="child")


def over(**answers):
    return carried_over(CHILD, answers, READER)


def test_what_is_still_asked_stays_as_it_was():
    answers = {"story": "Dit.", "theme": ["school"], "since": {"year": 2025}, "contact_how": "phone"}
    assert over(**answers) == (answers, [])


def test_the_words_of_a_question_that_is_gone_are_left_over():
    assert over(story="Dit.", gone="En ook dit.") == ({"story": "Dit."}, ["En ook dit."])
    assert over(gone={"about": "vorige zomer", "year": 2025}, more=["a", "b"]) == ({}, ["vorige zomer 2025", "a; b"])


def test_a_choice_that_is_gone_is_no_answer_any_more():
    assert over(contact_how="pigeon") == ({}, ["pigeon"])
    assert over(theme=["school", "ponies"]) == ({"theme": ["school"]}, ["school; ponies"])


def test_an_answer_of_another_shape_is_no_answer():
    assert over(since="vorig jaar", story=["Dit."]) == ({}, ["vorig jaar", "Dit."])


def test_one_institution_and_several_fit_each_other():
    assert over(school=["De Brug", "De Boot"]) == ({"school": "De Brug; De Boot"}, [])


ANSWERS = st.dictionaries(
    st.sampled_from([question.code for question in CHILD.fields()] + ["gone", "other"]),
    st.one_of(st.text(min_size=1), st.lists(st.text(min_size=1), min_size=1), st.integers(0, 99),
              st.dictionaries(st.sampled_from(["day", "year", "about"]), st.text(min_size=1), min_size=1)))


@given(ANSWERS)
def test_no_word_is_lost(answers):
    taken, left = carried_over(CHILD, answers, READER)
    for code, answer in answers.items():
        said = answer.values() if isinstance(answer, dict) else answer if isinstance(answer, list) else [answer]
        for word in said:
            word = str(word).strip()
            assert word in str(taken.get(code, "")) or repr(word)[1:-1] in str(taken.get(code, "")) or any(word in words for words in left)
