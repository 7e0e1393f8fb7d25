"""Which tests stand, and what a procedure may require of points: rows in, codes out."""

from uuid import UUID

from gehoor.domain.cases import models, points
from gehoor.domain.cases.models import Item
from gehoor.domain.cases.points import the_standing, what_points_meet
from tests import make

ONE, TWO = Item(id=UUID(int=1), number=1), Item(id=UUID(int=2), number=2)


def judged(against: str, item: Item | None = None, *, code: str = "on_01", judgement: str = "kept", hours: int = 0) -> models.Tested:
    return models.Tested(item_id=item.id if item else None, against=against, norms="set", code=code, judgement=judgement,
                  at=make.NOON + hours * make.HOUR)


def test_none_of_the_three_tests_answers_for_another():
    for against in ("law", "treaty", "norms"):
        assert what_points_meet([], [judged(against)]) == {f"{against}_tested"}


def test_a_test_is_done_once_it_stands_on_every_point_or_on_the_whole_case():
    assert "law_tested" not in what_points_meet([ONE, TWO], [judged("law", ONE)])
    assert "law_tested" in what_points_meet([ONE, TWO], [judged("law", ONE), judged("law", TWO)])
    assert "law_tested" in what_points_meet([ONE, TWO], [judged("law")])
    assert points.tests_on([judged("law", ONE), judged("norms")], ONE.id) == {"law_tested", "norms_tested"}
    assert points.tests_on([judged("law", ONE), judged("norms")], TWO.id) == {"norms_tested"}


def test_points_are_found_when_every_one_that_was_not_dropped_is():
    found, open_, dropped = Item(finding="upheld"), Item(), Item(dropped_at=make.NOON)
    assert what_points_meet([], []) == set()
    assert what_points_meet([dropped], []) == set()
    assert what_points_meet([found, open_], []) == {"item_added"}
    assert what_points_meet([found, dropped], []) == {"item_added", "items_found"}


def test_the_newest_word_on_a_norm_counts_and_other_norms_stay():
    was, now, other = judged("norms", ONE), judged("norms", ONE, judgement="not_kept", hours=1), judged("norms", ONE, code="on_02")
    assert the_standing([now, was, other]) == [now, other]
