"""Short questions with the same answers stand in one table; every other question stands alone, and order stays."""

import pytest
import yaml

from gehoor.domain.services.forms import Reader, form_class
from gehoor.domain.services.schema import Question
from gehoor.interfaces.staff.templatetags.desk import in_runs
from tests import make

RATED = "{code: %s, kind: choice, label: %s, choices: [{code: good, label: Goed}, {code: bad, label: Slecht}]}"


@pytest.fixture
def runs():
    service = make.all_services(make.a_day())[0]
    reader = Reader(service=service, language="nl", on=make.a_day())

    def of(*declared: str, data=None, **answers):
        questions = [Question.model_validate(yaml.safe_load(one)) for one in declared]
        return in_runs(form_class(questions, reader)(data, answers=answers))

    return of


def test_three_of_them_make_a_table_with_their_answers_as_its_head(runs):
    found = runs(*(RATED % (code, code.upper()) for code in ("a", "b", "c")), "{code: why, kind: long_text, label: Waarom}", b="bad")
    assert [(run.heads, len(run.parts)) for run in found] == [(("Goed", "Slecht"), 3), ((), 1)]
    rows = list(found[0].rows)
    assert [row.part.label for row in rows] == ["A", "B", "C"]
    assert [answer[1] for row in rows for answer in row.answers if answer[3]] == ["bad"]


def test_two_of_them_or_long_answers_stay_as_they_are(runs):
    long = RATED.replace("Slecht", "Zo slecht dat iemand er iets aan moet doen")
    assert [run.heads for run in runs(RATED % ("a", "A"), RATED % ("b", "B"))] == [(), ()]
    assert [run.heads for run in runs(*(long % (code, code) for code in "abc"))] == [(), (), ()]


def test_yes_no_and_other_answers_dont_mix(runs):
    yes_no = "{code: %s, kind: yes_no_unknown, label: Ja}"
    found = runs(*(RATED % (code, code) for code in "abc"), *(yes_no % code for code in "xyz"))
    assert [len(run.heads) for run in found] == [2, 3]
