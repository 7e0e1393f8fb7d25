"""A named contact: who has a case says where reporters can reach them, and the reporter reads it behind the receipt."""

import pytest

from gehoor.domain.accounts.models import Account
from gehoor.foundation.audit.models import AuditLine
from gehoor.journeys.case_moves_on import case_is_assigned
from gehoor.journeys.person_can_be_reached import person_can_be_reached
from gehoor.journeys.person_leaves import person_leaves
from tests import make, people

HERE = "/werk/reach/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(desk):
    return desk(people.NOOR)


def test_somebody_says_where_they_can_be_reached_and_takes_it_away_again(noor):
    noor.send(HERE, 302, phone=" 02  000 00 00 ", email="noor@example.org")
    account = Account.objects.get(username="noor")
    assert (account.direct_phone, account.direct_email) == ("02 000 00 00", "noor@example.org")
    assert 'value="02 000 00 00"' in noor.page(HERE)
    assert AuditLine.objects.filter(action="account.reachable", actor_id=account.id).exists()
    noor.send(HERE, 302, phone="", email="")
    account.refresh_from_db()
    assert (account.direct_phone, account.direct_email) == ("", "")


@pytest.mark.parametrize(("typed", "said"), [
    ({"phone": "vraag maar"}, "Dit is geen telefoonnummer"), ({"email": "noor bij de dienst"}, "Dit is geen e-mailadres"),
    ({"email": "noor@"}, "Dit is geen e-mailadres"), ({"phone": "0" * 40}, "30"),
])
def test_what_reaches_nobody_is_refused_and_stays_in_the_form(noor, typed, said):
    page = noor.send(HERE, 422, **{"phone": "", "email": "", **typed})
    assert said in page
    assert next(iter(typed.values())) in page
    assert Account.objects.get(username="noor").direct_phone == ""


def test_who_left_is_reached_no_more(noor):
    account = noor.person.account
    person_can_be_reached(account=account, phone="02 000 00 00", email="noor@example.org", by=account, at=make.NOON)
    person_leaves(account=account, at=make.NOON)
    account = Account.objects.get(username="noor")
    assert (account.direct_phone, account.direct_email) == ("", "")


def test_a_text_block_tells_both(noor, house, monkeypatch):
    account = noor.person.account
    person_can_be_reached(account=account, phone="02 000 00 00", email="noor@example.org", by=account, at=make.NOON)
    case = make.a_report(house).case
    block = house.service.procedure.text_blocks[0]
    text = block.text.model_copy(update={"texts": {"nl": "Bel {handler_phone} of mail {handler_email}."}, "twin": {}})
    monkeypatch.setitem(block.__dict__, "text", text)
    assert "Bel 02 000 00 00 of mail noor@example.org." in noor.page(f"/werk/case/{case.reference}/do/answer/")


@pytest.fixture
def told(house, noor):
    """A report that Noor has, and its reporter's page."""
    arrived = make.a_report(house)
    case_is_assigned(person=noor.person, case=arrived.case, to=noor.person.account, expected=None, at=make.NOON)
    return arrived


def test_the_reporter_reads_who_it_is_and_where_they_can_be_reached(noor, told, client):
    account = noor.person.account
    address = come_back(client, told)
    assert "<b>Noor</b>" in client.get(address).content.decode()
    assert "tel:0200" not in client.get(address).content.decode()
    person_can_be_reached(account=account, phone="02 000 00 00", email="noor@example.org", by=account, at=make.NOON)
    page = client.get(address).content.decode()
    assert 'href="tel:020000000"' in page
    assert 'href="mailto:noor@example.org"' in page


def come_back(client, arrived) -> str:
    answer = client.post("/back/", {"code": " ".join(arrived.code.words("nl"))})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]
