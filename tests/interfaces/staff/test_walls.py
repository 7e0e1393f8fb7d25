"""What the data-protection officer sees of walls: who shut which case off, and not a word of what is in it."""

import pytest

from gehoor.journeys.case_moves_on import case_becomes_confidential, case_is_summarised
from tests import make, people


@pytest.mark.django_db
def test_every_walling_stands_before_the_officer_without_content(house, desk):
    ann = desk(people.ANN)
    assert "Niemand maakte een zaak vertrouwelijk." in ann.page("/werk/walls/")
    noor, lien = house.person(people.NOOR), house.person(people.LIEN)
    case = make.a_report(house).case
    case_is_summarised(person=noor, case=case, title="Over de turnleraar", summary="Kort.", at=make.NOON)
    case_becomes_confidential(person=noor, case=case, to=[noor.account, lien.account], at=make.NOON)
    assert "1 zaak afgesloten voor anderen" in ann.page("/werk/readings/")
    page = ann.page("/werk/walls/")
    assert case.reference in page and "Noor" in page and "<td>2</td><td>2</td>" in page
    assert "turnleraar" not in page and people.AMIRS_STORY[:20] not in page
    assert ann.get(f"/werk/case/{case.reference}/").status_code == 404
