"""A telephone before a service whose clock stands still. A house is founded only where a story is sent."""

import pytest


@pytest.fixture
def service():
    """The first service of the settings."""
    from gehoor.domain.services.registry import all_services
    from tests import make

    return all_services(make.a_day())[0]


@pytest.fixture
def phone(db, clock):
    from tests.phones import Phone

    return Phone()


@pytest.fixture
def child(service):
    """The door for readers of plain words."""
    return next(one for one in service.about.audiences if one.wording == "plain")


@pytest.fixture
def adult(service):
    """The first door for other readers."""
    return next(one for one in service.about.audiences if one.wording != "plain")
