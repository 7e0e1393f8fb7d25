"""What a second person agreed with may stand on several sheets: one of them changed, it lapses; saved as it was, it stands."""

import pytest

from gehoor.domain.cases.models import Approval, Sheet
from gehoor.journeys.case_moves_on import case_is_assigned, sheet_is_filled, the_moves
from gehoor.journeys.second_person_decides import approval_is_asked, approval_is_decided
from tests import make, people
from tests.second import a_folder_that_covers

pytestmark = pytest.mark.django_db
NEEDED = "approval.sheet.child_heard"


@pytest.fixture
def house(db, tmp_path, settings) -> make.House:
    """A house where having heard the child is agreed with together with the facts."""
    settings.GEHOOR_DECLARED, settings.GEHOOR_SERVICES = [a_folder_that_covers(tmp_path).root], ["voorbeeld"]
    return make.a_house()


@pytest.fixture
def case(house):
    noor = house.person(people.NOOR)
    return case_is_assigned(person=noor, case=make.a_report(house).case, to=noor.account, expected=None, at=make.NOON)


@pytest.fixture
def fill(house, case):
    def filled(code: str, at=make.NOON, **answers) -> Sheet:
        return sheet_is_filled(person=house.person(people.NOOR), case=case, code=code, answers=answers, at=at)

    filled("facts", facts="Er is geen school.")
    filled("child_heard", heard="yes", heard_on="")
    return filled


@pytest.fixture
def asked(house, case, fill) -> Approval:
    return approval_is_asked(person=house.person(people.NOOR), case=case, of="sheet.child_heard", reasons="Lees je het na?",
                             colleague=house.person(people.LIEN).account, at=make.NOON)


@pytest.fixture
def agreed(house, case, asked) -> Approval:
    return approval_is_decided(person=house.person(people.LIEN), case=case, approval_id=asked.pk, verdict="approved", reasons="",
                               at=make.NOON)


def counts(case) -> bool:
    return NEEDED not in the_moves(case)[0].missing


def why(house, case, approval: Approval) -> tuple[str, str]:
    row = Approval.objects.get(pk=approval.pk)
    return row.verdict, row.unsealed(house.person(people.NOOR).keyring.open(case.compartment_id)).get("changed", "")


def test_an_agreement_lapses_when_a_sheet_that_it_covers_is_changed(house, case, fill, agreed):
    assert counts(case)
    fill("facts", facts="Er is een school.", at=make.NOON + make.HOUR)
    assert not counts(case) and why(house, case, agreed) == ("lapsed", "facts")
    fill("facts", facts="Er is geen school.", at=make.NOON + 2 * make.HOUR)
    assert not counts(case), "what has lapsed is asked anew"


def test_saved_with_the_very_same_answers_a_sheet_voids_nothing_and_nothing_is_written(house, case, fill, agreed):
    before = Sheet.objects.count()
    later = make.NOON + make.HOUR
    fill("facts", facts="Er is geen school.", at=later)
    fill("child_heard", heard="yes", how="", at=later)
    assert counts(case) and Sheet.objects.count() == before and why(house, case, agreed) == ("approved", "")


def test_the_sheet_itself_changed_says_so_too(house, case, fill, agreed):
    fill("child_heard", heard="no", why_not="too_young", at=make.NOON + make.HOUR)
    assert not counts(case) and why(house, case, agreed) == ("lapsed", "child_heard")


def test_what_waits_for_an_answer_is_overtaken_by_a_sheet_that_it_covers(house, case, fill, asked):
    fill("facts", facts="Er is een school.", at=make.NOON + make.HOUR)
    assert why(house, case, asked) == ("overtaken", "facts")
