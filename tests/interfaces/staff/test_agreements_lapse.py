"""On the pages: who agrees reads every sheet that it is about, and an agreement that lapsed says by which."""

import pytest

from gehoor.domain.cases.models import Approval, Case
from gehoor.journeys.case_moves_on import case_is_assigned
from tests import make, people
from tests.second import a_folder_that_covers

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(db, clock, tmp_path, settings) -> make.House:
    settings.GEHOOR_DECLARED, settings.GEHOOR_SERVICES = [a_folder_that_covers(tmp_path).root], ["voorbeeld"]
    return make.a_house()


@pytest.fixture
def case(house) -> Case:
    noor = house.person(people.NOOR)
    return case_is_assigned(person=noor, case=make.a_report(house).case, to=noor.account, expected=None, at=make.NOON)


def at(case: Case, rest: str = "") -> str:
    return f"/werk/case/{case.reference}/{rest}"


@pytest.fixture
def asked(case, desk) -> Approval:
    lien, noor = desk(people.LIEN), desk(people.NOOR)
    noor.send(at(case, "sheet/facts/"), 302, facts="Er is geen school.")
    noor.send(at(case, "sheet/child_heard/"), 302, heard="no", why_not="too_young")
    noor.send(at(case, "do/ask_approval/sheet-child_heard/"), 302, reasons="Lees je het na?", colleague=str(lien.person.id))
    return Approval.objects.get()


def test_who_agrees_reads_every_sheet_and_the_page_says_which_was_changed_since(case, asked, desk):
    lien, noor = desk(people.LIEN), desk(people.NOOR)
    page = lien.page(at(case, f"do/decide/{asked.pk}/"))
    assert "Er is geen school." in page and "Te jong" in page
    lien.send(at(case, f"do/decide/{asked.pk}/"), 302, verdict="approved")
    noor.send(at(case, "sheet/facts/"), 302, facts="Er is geen school.")
    noor.send(at(case, "sheet/child_heard/"), 302, heard="no", why_not="too_young")
    assert "vervallen" not in noor.page(at(case)) and Approval.objects.get().verdict == "approved"
    noor.send(at(case, "sheet/facts/"), 302, facts="Er is een school.")
    page = noor.page(at(case))
    assert "vervallen" in page and "het blad “Feiten” is daarna gewijzigd" in page
    assert at(case, "do/ask_approval/sheet-child_heard/") in page, "it is asked anew from the same page"


def test_the_page_opens_where_somebody_asked_who_stands_in_for_another(house, case, asked, desk):
    staff_file = house.person(people.NOOR).keyring.open(case.compartment_id)
    asked.seal(staff_file, asked.unsealed(staff_file) | {"in_place_of": people.NOOR.username})
    asked.save()
    assert "wacht op antwoord" in desk(people.NOOR).page(at(case))
