"""What waits in cases that somebody may not open takes no place from what waits in those that they may."""

import pytest

from gehoor.domain.cases.models import Case
from gehoor.domain.consent import queries as consent
from gehoor.domain.consent.models import Override
from gehoor.domain.mediation import queries as mediation
from gehoor.domain.mediation.models import Mediation, Side
from tests import make, people

pytestmark = pytest.mark.django_db


def test_a_list_is_cut_off_after_what_is_hidden_is_left_out(monkeypatch):
    house = make.a_house()
    noor, lien = house.person(people.NOOR), house.person(people.LIEN)
    hidden, shown = (make.a_report(house).case for _number in range(2))
    Case.objects.filter(pk=hidden.pk).update(handler=noor.account)
    for days, case in enumerate((hidden, shown)):
        kept = {"sealed": b"", "compartment_id": case.compartment_id}
        at = make.NOON + days * make.DAY
        Override.objects.create(case=case, lifts="consent", ground="danger", known_as="x", is_child_told=True, asked_by=noor.account,
                                asked_at=at, **kept)
        talks = Mediation.objects.create(case=case, form="talk", began_at=at, began_by=noor.account, **kept)
        Side.objects.create(mediation=talks, added_at=at, **kept)
    monkeypatch.setattr(consent, "SHOWN_AT_MOST", 1)
    monkeypatch.setattr(mediation, "SHOWN_AT_MOST", 1)
    assert [one.case_id for one in consent.the_overrides_waiting(lien)] == [shown.pk]
    assert [one.mediation.case_id for one in mediation.the_sides_waited_for(lien)] == [shown.pk]
