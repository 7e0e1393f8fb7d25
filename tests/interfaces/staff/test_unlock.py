"""Signing in, locking and unlocking: the keys leave the screen, and what was being typed comes back."""

import json
import re
import time
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from gehoor.domain.accounts.access import UNLOCKED, WAITING, WAITS_SECONDS
from gehoor.domain.accounts.locks import LONGEST_WAIT_MS, WrongTries
from gehoor.domain.accounts.models import Account, Draft
from gehoor.domain.accounts.second_factor import current_code, give_second_factor, new_secret
from gehoor.foundation.action import journey
from gehoor.foundation.sealed_sessions.backend import SessionStore
from gehoor.foundation.sealed_sessions.models import SealedSession
from gehoor.foundation.vault import people as vault_people
from gehoor.foundation.vault.gate import Gate
from gehoor.interfaces.staff import adapters
from gehoor.interfaces.staff.views import locking
from gehoor.journeys.case_moves_on import the_moves
from gehoor.journeys.person_recovers import person_changes_passphrase
from gehoor.journeys.time_is_up import the_clock_ticks
from tests import make, people

SIGN_IN, CODE = "/werk/sign-in/", "/werk/sign-in/code/"
IDLE = timedelta(seconds=settings.GEHOOR_IDLE_SECONDS + 1)


@pytest.fixture(autouse=True)
def calm(monkeypatch):
    """Nobody guessed lately."""
    tries = WrongTries()
    monkeypatch.setattr(adapters, "WRONG_TRIES", tries)
    monkeypatch.setattr(locking, "WRONG_TRIES", tries)


def code_of(account) -> str:
    secret = decrypt(Authenticator.objects.get(user=account, type="totp").data["secret"])
    return current_code(secret, at=datetime.fromtimestamp(time.time(), UTC))


@pytest.fixture
def noors_account(house):
    account = house.person(people.NOOR).account
    with journey("test.second_factor", at=make.NOON):
        give_second_factor(account=account, secret=new_secret())
    return account


@pytest.mark.django_db
def test_password_and_second_factor_together_open_the_house(house, noors_account):
    browser = Client()
    answer = browser.post(SIGN_IN, {"login": "noor", "password": people.PASSPHRASE})
    assert answer.headers["Location"] == CODE
    assert browser.get("/werk/list/").headers["Location"].startswith(SIGN_IN), "one factor opens nothing"
    assert browser.post(CODE, {"code": "000000"}).status_code == 200, "a wrong code asks again"
    answer = browser.post(CODE, {"code": code_of(noors_account)})
    assert answer.headers["Location"] == "/werk/"
    assert "Werklijst" in browser.get("/werk/list/").content.decode()
    assert browser.post("/werk/sign-out/").status_code == 302
    assert browser.get("/werk/list/").status_code == 302


@pytest.mark.django_db
def test_a_wrong_password_says_no_more_than_a_name_that_nobody_has(house, noors_account):
    told = []
    for name in ("noor", "niemand"):
        page = Client().post(SIGN_IN, {"login": name, "password": "fout-en-nog-eens-fout"}).content.decode()
        told.append(re.sub(r'csrfmiddlewaretoken" value="\w+"|value="(noor|niemand)"', "", page))
    assert told[0] == told[1]


@pytest.mark.django_db
def test_somebody_without_a_second_factor_reaches_only_the_page_that_sets_one_up(house, desk):
    noor = desk(people.NOOR, second_factor=False)
    assert noor.get("/werk/list/").headers["Location"] == "/werk/second-factor/app/"


@pytest.mark.django_db
def test_the_demo_tells_the_code_and_a_real_house_never_does(house, noors_account, settings):
    for is_demo in (True, False):
        settings.GEHOOR_DEMO = is_demo
        browser = Client()
        browser.post(SIGN_IN, {"login": "noor", "password": people.PASSPHRASE})
        page = browser.get(CODE).content.decode()
        assert bool(re.search(r"<strong>\d{6}</strong>", page)) is is_demo


@pytest.mark.django_db
def test_what_was_typed_while_the_session_locked_is_kept_sealed_and_comes_back(house, desk, clock):
    noor = desk(people.NOOR)
    case = make.a_report(house).case
    page = f"/werk/case/{case.reference}/do/answer/"
    clock.passes(IDLE)
    answer = noor.post(page, {"kind": "question", "text": "Een heel lang antwoord\nvan twee regels"})
    assert answer.headers["Location"] == f"/werk/unlock/?next={page.replace('/', '%2F')}"
    kept = Draft.objects.get()
    assert b"heel lang" not in bytes(kept.sealed)
    assert "is bewaard, alleen voor jou" in noor.page("/werk/unlock/")

    assert noor.post("/werk/unlock/", {"password": people.PASSPHRASE, "next": page}).headers["Location"] == page
    again = noor.page(page)
    assert "staat er nog" in again
    assert "Een heel lang antwoord\nvan twee regels" in again
    noor.send(page, 302, kind="question", text="Een heel lang antwoord\nvan twee regels")
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_a_talk_that_was_being_registered_comes_back_too(house, desk, clock):
    noor = desk(people.NOOR)
    clock.passes(IDLE)
    assert noor.post("/werk/register/", {"words": "Ik bel over het zoontje", "minutes": "4"}).status_code == 302
    noor.post("/werk/unlock/", {"password": people.PASSPHRASE})
    page = noor.page("/werk/register/")
    assert "Ik bel over het zoontje" in page
    assert 'value="4"' in page


@pytest.mark.django_db
def test_locking_takes_the_keys_out_of_the_session(house, desk):
    noor = desk(people.NOOR)
    noor.send("/werk/lock/", 302)
    session = SessionStore(noor.cookies[settings.GEHOOR_STAFF_COOKIE_NAME].value)
    assert UNLOCKED not in session
    assert noor.get("/werk/list/").headers["Location"].startswith("/werk/unlock/")
    assert noor.get("/werk/second-factor/").headers["Location"].startswith("/werk/unlock/")


@pytest.mark.django_db
def test_a_wrong_password_unlocks_nothing_and_waits_longer_each_time(house, desk):
    noor = desk(people.NOOR, unlocked=False)
    waits = []
    for _try in range(3):
        answer = noor.post("/werk/unlock/", {"password": "fout"})
        assert answer.status_code == 422
        assert "past niet" in answer.content.decode()
        waits.append(int(answer["X-Gehoor-Delay-Ms"]))
    assert waits == sorted(set(waits))
    assert noor.get("/werk/list/").status_code == 302


@pytest.mark.django_db
def test_wrong_passwords_are_counted_by_person_and_not_by_session(house, desk):
    desks = [desk(people.NOOR, unlocked=False) for _one in range(3)]
    waits = [int(one.post("/werk/unlock/", {"password": "fout"})["X-Gehoor-Delay-Ms"]) for one in desks]
    assert waits == [500, 1_000, 2_000]
    assert desk(people.LIEN, unlocked=False).post("/werk/unlock/", {"password": "fout"})["X-Gehoor-Delay-Ms"] == "500"


@pytest.mark.django_db
def test_a_stranger_who_guesses_at_a_name_keeps_nobody_out(house, noors_account):
    waits = [int(Client().post(SIGN_IN, {"login": "Noor", "password": f"fout-{number}"})["X-Gehoor-Delay-Ms"]) for number in range(30)]
    assert waits == sorted(waits) and waits[-1] == LONGEST_WAIT_MS
    answer = Client().post(SIGN_IN, {"login": "noor", "password": people.PASSPHRASE})
    assert answer.headers["Location"] == CODE
    assert "X-Gehoor-Delay-Ms" not in answer.headers


@pytest.mark.django_db
def test_a_name_that_nobody_has_is_answered_as_late(house, noors_account):
    waits = [[Client().post(SIGN_IN, {"login": name, "password": "fout"})["X-Gehoor-Delay-Ms"] for _one in range(4)]
             for name in ("noor", "niemand")]
    assert waits[0] == waits[1]


@pytest.mark.django_db
def test_strangers_at_the_door_keep_nobody_inside_from_unlocking(house, desk, monkeypatch):
    noor = desk(people.NOOR, unlocked=False)
    gate = Gate(at_once=1, in_line=0, patience=0)
    monkeypatch.setattr(vault_people, "_GATE", gate)
    with gate.passage():
        assert Client().post(SIGN_IN, {"login": "noor", "password": people.PASSPHRASE}).status_code == 503
        assert noor.post("/werk/unlock/", {"password": people.PASSPHRASE}).status_code == 302


@pytest.mark.django_db
def test_keys_that_wait_for_the_second_factor_wait_minutes_and_are_wiped(house, noors_account, clock):
    browser = Client()
    browser.post(SIGN_IN, {"login": "noor", "password": people.PASSPHRASE})
    assert browser.cookies[settings.GEHOOR_STAFF_COOKIE_NAME]["max-age"] == WAITS_SECONDS
    clock.passes(timedelta(seconds=WAITS_SECONDS + 1))
    assert browser.post(CODE, {"code": code_of(noors_account)}).headers["Location"].startswith(SIGN_IN)
    the_clock_ticks(at=clock.at)
    assert not SealedSession.objects.exists()


@pytest.mark.django_db
def test_keys_that_wait_open_nothing_once_there_is_a_new_passphrase(house, noors_account):
    browser = Client()
    browser.post(SIGN_IN, {"login": "noor", "password": people.PASSPHRASE})
    person_changes_passphrase(account=Account.objects.get(pk=noors_account.pk), passphrase=people.PASSPHRASE,
                              new_passphrase="een-heel-andere-zin-dan-eerst", at=make.NOON)
    browser.post(CODE, {"code": code_of(noors_account)})
    assert browser.get("/werk/list/").status_code == 302, "whoever knew the old one is let in nowhere"


@pytest.mark.django_db
def test_who_is_in_stays_as_long_as_anybody(house, noors_account):
    browser = Client()
    browser.post(SIGN_IN, {"login": "noor", "password": people.PASSPHRASE})
    browser.post(CODE, {"code": code_of(noors_account)})
    session = SessionStore(browser.cookies[settings.GEHOOR_STAFF_COOKIE_NAME].value, age=settings.GEHOOR_STAFF_SESSION_AGE)
    assert session.get_expiry_age() == settings.GEHOOR_STAFF_SESSION_AGE
    assert UNLOCKED in session and WAITING not in session


@pytest.mark.django_db
def test_who_is_in_and_confirms_it_puts_no_keys_aside(house, noors_account):
    for somebody, waits in ((AnonymousUser(), True), (noors_account, False)):
        request = RequestFactory().post(SIGN_IN)
        request.user, request.session = somebody, SessionStore(None)
        assert adapters.AccountAdapter(request).authenticate(request, username="noor", password=people.PASSPHRASE) == noors_account
        assert (WAITING in request.session) is waits


@pytest.mark.django_db
def test_unlocking_never_leads_to_another_site(house, desk):
    for elsewhere in ("https://elders.example/", "//elders.example/werk/", "/", "/werk/../x"):
        noor = desk(people.NOOR, unlocked=False)
        answer = noor.post("/werk/unlock/", {"password": people.PASSPHRASE, "next": elsewhere})
        assert answer.headers["Location"] in ("/werk/list/", "/werk/", elsewhere if elsewhere == "/werk/../x" else "")


@pytest.mark.django_db
def test_pages_of_work_are_never_kept_by_a_browser(house, desk):
    answer = desk(people.NOOR).get("/werk/list/")
    assert "no-store" in answer["Cache-Control"]
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe-inline" not in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_what_came_back_can_be_thrown_away(house, desk, clock):
    noor = desk(people.NOOR)
    page = f"/werk/case/{make.a_report(house).case.reference}/do/note/"
    clock.passes(IDLE)
    noor.send(page, 302, text="Toch maar niet")
    noor.send("/werk/unlock/", 302, password=people.PASSPHRASE)
    assert "Toch maar niet" in noor.page(page)
    noor.send(page, 302, drop_draft="1", text="Toch maar niet")
    assert "Toch maar niet" not in noor.page(page)


@pytest.mark.django_db
def test_a_step_chosen_before_the_lock_is_taken_from_where_the_case_stands_now(house, desk, clock):
    noor = desk(people.NOOR)
    case = make.a_report(house).case
    make.meet(house, noor.person, case, "handler_assigned", at=make.NOON)
    step = next(one for one in the_moves(case) if not one.missing)
    page = f"/werk/case/{case.reference}/move/{step.code}/"
    clock.passes(IDLE)
    noor.send(page, 302, expected=case.stage, grounds="x")
    noor.send("/werk/unlock/", 302, password=people.PASSPHRASE)
    assert f'name="expected" value="{case.stage}"' in noor.page(page)


@pytest.mark.django_db
def test_words_searched_for_are_not_kept_when_the_session_locks(house, desk, clock):
    noor = desk(people.NOOR)
    clock.passes(IDLE)
    noor.send("/werk/search/", 302, q="Amir")
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_what_the_page_says_was_typed_when_somebody_locks_is_kept_and_stands_there_again(house, desk):
    noor, case = desk(people.NOOR), make.a_report(house).case
    page = f"/werk/case/{case.reference}/do/answer/"
    locked = noor.post("/werk/lock/", {"page": page, "typed": json.dumps({"text": ["Half geschreven"], "csrfmiddlewaretoken": ["x"]})})
    assert locked.url == f"/werk/unlock/?next={quote(page, safe='')}"
    assert Draft.objects.get(account=noor.person.account).page == page
    opened = noor.post("/werk/unlock/", {"password": people.PASSPHRASE, "next": page})
    assert opened.url == page
    assert "Half geschreven" in noor.page(page)


@pytest.mark.django_db
@pytest.mark.parametrize("said", [
    {"page": "/werk/passphrase/", "typed": '{"new_passphrase": ["geheim"]}'}, {"page": "/werk/register/", "typed": "geen json"},
    {"page": "/werk/register/", "typed": '["words"]'}, {"page": "/werk/register/", "typed": '{"words": [1]}'},
    {"page": "https://elders.example/werk/register/", "typed": '{"words": ["x"]}'}, {"next": "https://elders.example/"},
])
def test_anything_else_that_comes_with_a_lock_is_left_out_and_it_locks(house, desk, said):
    noor = desk(people.NOOR)
    assert noor.post("/werk/lock/", said).url.startswith("/werk/unlock/")
    assert "elders" not in noor.post("/werk/lock/", said).url
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_who_is_typing_is_not_at_rest(house, desk, clock):
    noor, half = desk(people.NOOR), timedelta(seconds=settings.GEHOOR_IDLE_SECONDS * 0.6)
    for _time in range(3):
        clock.passes(half)
        assert noor.post("/werk/here/").status_code == 204
    clock.passes(IDLE)
    assert noor.post("/werk/here/").status_code == 302
