"""What the tests of the path share."""

import pytest

from gehoor.domain.services.registry import the_service
from tests import make


@pytest.fixture
def declared(settings):
    """One of the services as its files declare it."""
    def of(code: str):
        settings.GEHOOR_SERVICES = (code,)
        return the_service(code, make.a_day())

    return of


@pytest.fixture
def founded(settings):
    """Found the instance of one service."""
    def found(code: str) -> make.House:
        settings.GEHOOR_SERVICES = (code,)
        return make.a_house()

    return found
