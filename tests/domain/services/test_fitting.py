"""Which door fits somebody who called: by their role, what they come for, and whether it is the child."""

import pytest

from gehoor.domain.services.fitting import fitting_audience
from gehoor.domain.services.registry import all_services
from tests import make

FITTING = [
    # A mother has two doors here, and reads neither in plain words unless somebody says that she wants to.
    ("kg", "parent", "complaint", "parent"),
    ("kg", "child", "complaint", "easy"),
    ("kg", "neighbour", "concern", "other"),
    # One can consult without names at one of the two doors of a neighbour.
    ("kg", "neighbour", "consultation", "other"),
    # Who complains about the centre itself has a door of their own, whoever they are.
    ("vk", "parent", "advice", "parent"),
    ("vk", "parent", "complaint", "complainant"),
    ("vk", "child", "concern_report", "child"),
    ("akj", "past_client", "past_abuse", "past"),
    ("akj", "nobody_knows", "complaint", ""),
]


@pytest.mark.parametrize(("code", "role", "kind", "door"), FITTING)
def test_the_door_that_fits_is_asked_at(settings, code, role, kind, door):
    settings.GEHOOR_SERVICES = (code,)
    service = all_services(make.a_day())[0]
    assert fitting_audience(service, role=role, kind=kind) == door
