"""Answers read back in words."""

from datetime import date

import pytest

from gehoor.domain.services.forms import Reader, told
from gehoor.domain.services.forms.telling import date_in_words
from tests.domain.services.declared import the_example

ANSWERS = {"theme": ["school", "family"], "story": "Ik mag niet\nmeer binnen.", "urgent": "no", "since": {"year": 2025, "month": 9}}


@pytest.mark.parametrize(
    ("audience", "language", "answers"),
    [
        ("child", "nl", ["Ik mag niet\nmeer binnen.", "Nee", "School, Thuis", "09-2025"]),
        (None, "nl", ["Ik mag niet\nmeer binnen.", "Nee", "Onderwijs, Gezin", "09-2025"]),
        (None, "en", ["Ik mag niet\nmeer binnen.", "Education, Family", "09-2025"]),
    ],
)
def test_answers_are_read_back_in_the_words_of_the_reader(audience, language, answers):
    reader = Reader(the_example(), language, date(2026, 3, 10), audience)
    read = [one.answer for one in told(the_example().questionnaire("child").fields(), ANSWERS, reader)]
    assert [answer for answer in read if answer in answers] == answers


def test_a_code_that_is_gone_is_read_as_it_is():
    reader = Reader(the_example(), "nl", date(2026, 3, 10))
    assert told(the_example().questionnaire("child").fields(), {"theme": ["gone"]}, reader)[0].answer == "gone"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"day": 3, "month": 9, "year": 2025}, "03-09-2025"),
        ({"year": 2025}, "2025"),
        ({"month": 9}, "maand 9"),
        ({"day": 3}, "dag 3 van een maand"),
        ({"day": 3, "month": 9}, "03-09"),
        ({"day": 3, "year": 2025}, "dag 3 van een maand in 2025"),
        ({"about": "in de lente"}, "in de lente"),
        ({"year": 2025, "about": "in de lente"}, "2025, in de lente"),
    ],
)
def test_a_partial_date_says_no_more_than_was_told(given, words):
    assert date_in_words(given, "nl") == words
