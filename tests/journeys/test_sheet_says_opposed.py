"""What a sheet says of opposed interests holds for the case at once: nobody has to think of saying it twice (D30)."""

import pytest

from gehoor.domain.consent.queries import is_opposed, the_opposed
from gehoor.journeys.case_moves_on import sheet_is_filled
from gehoor.journeys.consent_is_given import parent_and_child_agree_again
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def its_service():
    return "vk"


@pytest.fixture
def case(house):
    return make.a_report(house).case


@pytest.fixture
def say(house, noor, case):
    """Fills in the sheet on who was heard, with this answer to whether the interests conflict."""
    sheet, question = next((sheet.code, one.code) for sheet in house.service.procedure.sheets for one in sheet.fields
                           if one.means == "opposed")
    return lambda answer: sheet_is_filled(person=noor, case=case, code=sheet, answers={question: answer}, at=make.NOON)


@pytest.mark.parametrize("answer", ["no", "unknown"])
def test_what_is_not_so_or_not_known_marks_nothing(say, case, answer):
    say(answer)
    assert not is_opposed(case)


def test_yes_marks_the_case_with_the_sheet_as_its_reason(say, case, noor):
    say("yes")
    assert is_opposed(case)
    assert "belangen" in the_opposed(case)[0].unsealed(noor.keyring.open(case.compartment_id))["why"]


def test_yes_once_more_changes_nothing_and_a_later_no_lifts_nothing(say, case):
    for answer in ("yes", "yes", "no"):
        say(answer)
    assert is_opposed(case)
    assert len(the_opposed(case)) == 1


def test_who_decides_that_they_agree_again_is_not_overruled_by_the_sheet_of_before(say, case, noor):
    say("yes")
    parent_and_child_agree_again(person=noor, case=case, at=make.NOON)
    assert not is_opposed(case)
