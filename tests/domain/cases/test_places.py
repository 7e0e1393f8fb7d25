"""The place of a case in a list: one number that says the whole order."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from gehoor.domain.cases.places import closed_since, due_before, place_of

MOMENTS = some.floats(min_value=0, max_value=7e9).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
ORDINALS = some.integers(min_value=1, max_value=2**28 - 1)
OPEN = some.builds(dict, is_urgent=some.booleans(), due_at=some.none() | MOMENTS, ordinal=ORDINALS, closed_at=some.none())
CLOSED = some.builds(dict, is_urgent=some.booleans(), due_at=some.none(), ordinal=ORDINALS, closed_at=MOMENTS)


def whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def as_a_list_is_read(case: dict) -> tuple:
    if case["closed_at"]:
        return (-whole(case["closed_at"]).timestamp(), case["ordinal"])
    due_at = case["due_at"]
    return (not case["is_urgent"], due_at is None, whole(due_at).timestamp() if due_at else 0, case["ordinal"])


@given(some.lists(OPEN, max_size=8) | some.lists(CLOSED, max_size=8))
def test_places_stand_in_the_order_of_the_list_and_fit_in_a_column(cases):
    assert sorted(cases, key=lambda case: place_of(**case)) == sorted(cases, key=as_a_list_is_read)
    assert all(0 <= place_of(**case) < 2**63 for case in cases)


@given(OPEN, MOMENTS)
def test_what_is_due_before_a_moment_stands_between_two_places(case, moment):
    is_between = any(start <= place_of(**case) < end for start, end in due_before(moment))
    if case["due_at"] and case["due_at"] < moment:
        assert is_between
    if not case["due_at"] or case["due_at"] > moment + timedelta(seconds=2):
        assert not is_between


@given(CLOSED, MOMENTS)
def test_what_was_closed_since_a_moment_stands_before_a_place(case, moment):
    if case["closed_at"] >= moment:
        assert place_of(**case) < closed_since(moment)
    if case["closed_at"] < moment - timedelta(seconds=2):
        assert place_of(**case) >= closed_since(moment)
