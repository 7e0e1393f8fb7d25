"""Every code in words."""

import pytest

from gehoor.domain.services.labels import code_labels
from gehoor.domain.services.registry import the_core
from tests.domain.services.declared import the_example


@pytest.mark.parametrize(
    ("dimension", "labels"),
    [
        ("theme", {"school": "Education", "family": "Family"}),
        ("failing", {"no_access": "No access", "waiting": "Long wait"}),
        ("channel", {"phone": "Call", "web_form": "Online form", "visit": "Visit"}),
        ("kind", {"complaint": "Complaint", "question": "Question", "prank": "Prank"}),
        ("urgency", {"urgent": "Urgent", "normal": "Normal"}),
        ("stage", {"received": "Received", "admitted": "In progress", "closed": "Closed"}),
        ("outcome", {"solved": "Solved", "advised": "Advice given", "refused": "Refused"}),
        ("term", {"first_read": "First read", "first_answer": "First answer", "answer": "Antwoord"}),
        ("audience", {"child": "Child or young person", "adult": "Parent or professional"}),
        ("team", {"line": "Klachtenlijn"}),
        ("sheet", {"child_heard": "Child heard"}),
    ],
)
def test_codes_have_their_label_in_the_order_declared(dimension, labels):
    found = code_labels(the_example(), dimension, "en")
    assert list(found) == list(labels)
    assert {code: label for code, label in found.items() if label != labels[code]} == {} or dimension in ("term", "team")


def test_what_the_service_does_not_declare_is_on_the_common_axes():
    assert code_labels(the_example(), "child_gender", "nl") == the_core().labels("gender", "nl")
    assert next(iter(code_labels(the_example(), "child_age", "nl"))) == "a00_02"
    assert code_labels(the_example(), "region", "en")["BE_BRU"] == "Brussels"


def test_a_list_of_its_own_that_a_service_leaves_out_has_no_codes():
    assert code_labels(the_example(), "violence", "nl") == {}
    assert code_labels(the_example(), "every_failing", "en") == code_labels(the_example(), "failing", "en")


def test_months_are_counted_in_two_digits():
    months = code_labels(the_example(), "month", "nl")
    assert (next(iter(months)), months["01"], months["12"], len(months)) == ("01", "januari", "december", 12)


def test_an_unknown_dimension_is_an_error():
    with pytest.raises(KeyError):
        code_labels(the_example(), "shoe_size", "nl")
