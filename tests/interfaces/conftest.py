"""What tests of pages stand on. Told late: this file is read before Django is set up."""

import pytest


@pytest.fixture
def clock(monkeypatch):
    """Tuesday noon, until the test says otherwise."""
    from django.utils import timezone

    from tests import desks, make

    told = desks.Clock(make.NOON)
    monkeypatch.setattr(timezone, "now", lambda: told.at)
    return told


@pytest.fixture
def house(db, clock):
    """A founded house with one service."""
    from tests import make

    return make.a_house()


@pytest.fixture
def desk(house, clock):
    """Sits somebody of the cast down at a desk, signed in and unlocked: `desk(people.NOOR)`."""
    from tests import desks

    return lambda figure, **how: desks.Desk(house, figure, clock).sign_in(**how)
