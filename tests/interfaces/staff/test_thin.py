"""A case that hardly anybody can open any more stands before who looks after the data."""

import pytest

from gehoor.domain.accounts.actions import declare_conflict
from gehoor.foundation.action import journey
from gehoor.journeys.case_moves_on import case_is_assigned, respondent_is_named
from tests import make, people


@pytest.mark.django_db
def test_the_officer_gets_a_line_and_no_content(house, desk):
    noor, ilias = house.person(people.NOOR), house.person(people.ILIAS)
    case = make.a_report(house).case
    case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)
    ann = desk(people.ANN)
    assert "Bijna niemand" not in ann.page("/werk/walls/")
    school = make.an_institution("Atheneum De Brug")
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=ilias.account, institution=school, at=make.NOON)
    respondent_is_named(person=noor, case=case, kind="institution", words="", institution=school, at=make.NOON)
    page = ann.page("/werk/walls/")
    assert case.reference in page and "nog één mens kan ze openen" in page and "De Brug" not in page
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=ann.person.account, institution=school, at=make.NOON)
    assert case.reference not in ann.page("/werk/walls/")
