"""What the clock does by itself."""

from datetime import timedelta

import pytest

from gehoor.domain.cases.models import Case
from gehoor.foundation.action import journey
from gehoor.foundation.clock import now
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.compartments import create_compartment
from gehoor.foundation.vault.models import Compartment, KeyHolder
from gehoor.foundation.vault.receipts import issue_receipt, open_receipt, prepare_receipt
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import seal_anew
from gehoor.journeys.message_passes import staff_answers
from gehoor.journeys.report_pauses import report_pauses
from gehoor.journeys.terms_run import the_terms
from gehoor.journeys.time_is_up import a_day_passes, an_hour_passes, the_clock_ticks
from tests import make, people


@pytest.mark.django_db(transaction=True)
def test_keys_from_before_a_wall_go_within_the_hour_when_the_server_fell_in_between():
    house = make.a_house()
    noor, case = house.person(people.NOOR), make.a_report(house).case
    before = [case.compartment_id, case.conversation_compartment]
    with journey("case.walled", at=make.NOON, actor=noor.account):
        seal_anew(person=noor, case=case, holders=[noor.id])
    assert noor.keyring.may_open(before[0])
    an_hour_passes(at=make.NOON + make.HOUR)
    assert not any(noor.keyring.may_open(one) for one in before)
    assert Compartment.objects.filter(id__in=before, erased_on=None).count() == 0
    assert noor.keyring.may_open(case.compartment_id)


@pytest.mark.django_db(transaction=True)
def test_keys_whose_data_never_came_go_a_day_later_and_no_others_do():
    house = make.a_house()
    noor, arrived = house.person(people.NOOR), make.a_report(house)
    paused = report_pauses(service=house.service.code, said={"answers": {}}, prepared=prepare_receipt(), at=make.NOON)
    with journey("test.fell", at=make.NOON):
        lost = issue_receipt(prepare_receipt())
        create_compartment(kind="conversation", about=new_id(), holders=[house.team.id, lost.holder_id])
    before = Compartment.objects.count()
    an_hour_passes(at=now())
    assert Compartment.objects.count() == before, "data may still come"
    an_hour_passes(at=now() + timedelta(days=2))
    assert Compartment.objects.count() == before - 1
    assert open_receipt(lost.code) is None
    assert open_receipt(arrived.code) and open_receipt(paused)
    assert noor.keyring.may_open(arrived.case.compartment_id) and noor.keyring.may_open(house.team.search_compartment)
    assert KeyHolder.objects.filter(kind="receipt").count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("code", ["krc", "dfc", "kg", "vk", "akj"])
def test_whatever_is_overdue_nothing_is_ever_closed_or_moved_on_by_the_clock(settings, code):
    """Every term of two cases, one that nobody took and one that waits for its reporter, is over for years."""
    settings.GEHOOR_SERVICES = (code,)
    house = make.a_house()
    noor, cases = house.person(people.NOOR), [make.a_report(house).case, make.a_report(house).case]
    case_is_opened(person=noor, case=cases[1], at=make.NOON)
    staff_answers(person=noor, case=cases[1], text="Mogen wij je iets vragen?", kind="question", at=make.NOON)
    before = [standing(case) for case in cases]
    for days in (1, 46, 91, 400, 1_100):
        the_clock_ticks(at=make.NOON + timedelta(days=days))
        an_hour_passes(at=make.NOON + timedelta(days=days))
        a_day_passes(at=make.NOON + timedelta(days=days))
    assert [standing(case) for case in cases] == before
    assert all(any(term.is_overdue(make.NOON + timedelta(days=1_100)) for term in the_terms(case, house.service)) for case in cases)


@pytest.mark.django_db(transaction=True)
def test_once_a_day_the_clock_counts_every_term_anew_as_after_a_holiday_that_was_added():
    case = make.a_report(make.a_house()).case
    due = case.next_due_at
    Case.objects.update(next_due_at=due + make.DAY)
    a_day_passes(at=make.NOON)
    assert Case.objects.get().next_due_at == due
    assert Case.objects.get().timeline.filter(kind="term_moved").count() == 1


def standing(case: Case) -> dict:
    case = Case.objects.get(pk=case.pk)
    found = {name: getattr(case, name) for name in ("stage", "outcome", "closed_at", "urgency", "handler_id", "stage_entered_at", "kind")}
    return found | {"steps": list(case.timeline.values_list("kind", flat=True))}
