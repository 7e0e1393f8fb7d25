"""What the journeys of these tests begin with: a house, and who works there. A file that needs more says so itself."""

import pytest

from tests import make, people


@pytest.fixture
def its_service() -> str:
    """The code of the service whose house it is. A file that is about another service says which; else it is the usual one."""
    return ""


@pytest.fixture
def house(its_service, settings):
    """The instance, founded, with nobody in it yet."""
    if its_service:
        settings.GEHOOR_SERVICES = (its_service,)
    return make.a_house()


@pytest.fixture
def noor(house):
    """Noor, who handles cases, with her keys."""
    return house.person(people.NOOR)


@pytest.fixture
def ilias(house):
    """Ilias, who leads the team."""
    return house.person(people.ILIAS)


@pytest.fixture
def lien(house):
    """Lien, who handles cases beside Noor."""
    return house.person(people.LIEN)
