"""When a mediation has come to something."""

import pytest

from gehoor.domain.mediation.states import (
    ACCEPTED,
    AGREED,
    CONDITIONAL,
    ENDINGS,
    NOTHING,
    OPEN,
    PARTLY,
    REFUSED,
    STOPPED,
    is_agreed,
    may_end,
)
from gehoor.foundation.ids import new_id

MOTHER, SCHOOL = new_id(), new_id()


@pytest.mark.parametrize("school", [OPEN, CONDITIONAL, REFUSED])
def test_only_a_yes_of_every_side_is_an_agreement(school):
    assert is_agreed({MOTHER: ACCEPTED, SCHOOL: ACCEPTED}, [MOTHER, SCHOOL])
    assert not is_agreed({MOTHER: ACCEPTED, SCHOOL: school}, [MOTHER, SCHOOL])
    assert not is_agreed({MOTHER: ACCEPTED}, [MOTHER, SCHOOL])


def test_nobody_agrees_alone():
    assert not is_agreed({MOTHER: ACCEPTED}, [MOTHER])
    assert not is_agreed({}, [])


def test_it_ends_in_an_agreement_only_where_there_is_one_and_without_one_at_any_time():
    assert [ending for ending in ENDINGS if may_end(ending, [False, True])] == list(ENDINGS)
    assert [ending for ending in ENDINGS if may_end(ending, [False])] == [NOTHING, STOPPED]
    assert not may_end(AGREED, []) and not may_end(PARTLY, [])
