"""What of a person may leave the file, what they are called, and partial dates."""

import pytest

from gehoor.domain.cases.parties import called, comes_before, what_may_leave


def test_a_secret_address_never_leaves_and_any_other_does():
    known = {"name": "Emma", "address": "Wilgenlaan 1", "address_secret": True, "mind": "Belt 's avonds."}
    assert what_may_leave(known) == {"name": "Emma", "mind": "Belt 's avonds."}
    assert what_may_leave({**known, "address_secret": False})["address"] == "Wilgenlaan 1"


def test_somebody_with_a_pseudonym_is_called_by_it():
    assert (called({"name": "Emma", "pseudonym": "Ster"}), called({"name": "Emma"}), called({})) == ("Ster", "Emma", "")


@pytest.mark.parametrize(("one", "other", "before"), [
    ({"year": 2019}, {"year": 2020}, True), ({"year": 2020}, {"year": 2019}, False), ({"year": 2020}, {"year": 2020, "month": 3}, False),
    ({"year": 2020, "month": 2}, {"year": 2020, "month": 3, "day": 1}, True), (None, {"year": 2020}, False),
    ({"month": 3}, {"month": 4}, False),
    ({"year": 2020, "month": 3, "day": 1}, {"year": 2020, "month": 3, "day": 2}, True), ({"about": "toen"}, {"year": 1990}, False),
])
def test_a_partial_date_lies_before_another_only_where_that_is_sure(one, other, before):
    assert comes_before(one, other) is before
