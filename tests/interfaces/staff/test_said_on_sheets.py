"""What a sheet says of a case is asked on that sheet, and on no other page."""

import pytest

from tests import make, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db, clock, settings):
    settings.GEHOOR_SERVICES = ("dfc",)
    return make.a_house()


def test_what_we_can_do_is_asked_on_its_sheet_and_not_among_what_a_case_is_about(house, desk):
    case = make.a_report(house).case
    noor = desk(people.NOOR)
    levels = "6 Kinderrechtenrapportage"
    assert levels in noor.page(f"/werk/case/{case.reference}/sheet/what_we_can_do/")
    assert levels not in noor.page(f"/werk/case/{case.reference}/do/classify/")
