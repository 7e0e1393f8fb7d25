"""What the clock tells of terms: once a day, to whoever handles the case, and nothing of what it is."""

from datetime import UTC, datetime, timedelta

import pytest

from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.accounts.models import Account, Membership, Role
from gehoor.domain.cases.models import Case, Named, Respondent
from gehoor.foundation.action import journey
from gehoor.foundation.outbox.models import OutboxItem
from gehoor.journeys.terms_are_near import people_are_warned
from tests import make, people

pytestmark = pytest.mark.django_db
AT = datetime(2026, 5, 12, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def case():
    """A case of Noor's, of which the second point is due on 13 May."""
    house = make.a_house()
    noor = house.person(people.NOOR).account
    Account.objects.filter(pk=noor.pk).update(direct_email="noor@example.org")
    case = make.a_report(house).case
    Case.objects.filter(pk=case.pk).update(handler=noor, next_due="answer", next_due_point=2, next_due_regime="nl.awb.klacht",
                                           next_due_at=AT + DAY)
    return case


def test_whoever_handles_it_hears_the_day_before_that_something_waits_and_no_more(case):
    assert people_are_warned(at=AT) == 1
    item = OutboxItem.objects.get()
    assert item.about is None
    assert people_are_warned(at=AT + timedelta(hours=1)) == 0, "once a day"
    assert people_are_warned(at=AT + DAY) == 1
    assert OutboxItem.objects.count() == 2


@pytest.mark.parametrize("changed", [
    {"next_due_at": AT + 3 * DAY}, {"next_due_at": AT - 2 * DAY}, {"next_due_at": None}, {"handler": None}, {"closed_at": AT},
], ids=["later", "long past", "nothing due", "nobody's", "closed"])
def test_what_is_not_near_or_is_nobodys_warns_nobody(case, changed):
    Case.objects.filter(pk=case.pk).update(**changed)
    assert people_are_warned(at=AT) == 0
    assert not OutboxItem.objects.exists()


def test_who_may_not_see_the_case_hears_nothing_of_it(case):
    """Who left the team, stands too near to somebody in it, or isn't named behind a wall finds no such case: a mail would tell of it."""
    noor = case_handler(case)
    seats = Membership.objects.filter(account=noor, team=case.team)
    seats.update(role=Role.PROTECTION)
    assert people_are_warned(at=AT) == 0
    seats.update(role=Role.HANDLER)
    Case.objects.filter(pk=case.pk).update(is_confidential=True)
    assert people_are_warned(at=AT + DAY) == 0
    Named.objects.create(case=case, account=noor, added_at=AT)
    Case.objects.filter(pk=case.pk).update(next_due_at=AT + 3 * DAY)
    assert people_are_warned(at=AT + 2 * DAY) == 1
    school = make.an_institution("Atheneum De Brug")
    with journey("test.conflict", at=AT):
        declare_conflict(account=noor, institution=school, at=AT)
    Respondent.objects.create(case=case, kind="institution", tag=school.tag, compartment_id=case.compartment_id, sealed=b"", added_at=AT)
    assert people_are_warned(at=AT + 3 * DAY) == 0


def case_handler(case) -> Account:
    return Case.objects.get(pk=case.pk).handler


def test_who_has_no_address_or_left_is_not_told(case):
    Account.objects.update(direct_email="")
    assert people_are_warned(at=AT) == 0
    Account.objects.update(direct_email="noor@example.org", is_active=False)
    assert people_are_warned(at=AT + DAY) == 0
