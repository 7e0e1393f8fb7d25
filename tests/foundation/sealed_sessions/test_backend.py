"""A session that only its token opens, and that Django's own machinery is content with."""

from datetime import timedelta

import pytest
from django.contrib.auth import SESSION_KEY, get_user_model, login, logout
from django.contrib.sessions.backends.base import CreateError, UpdateError
from django.test import RequestFactory

from gehoor.foundation.clock import now
from gehoor.foundation.ids import new_id
from gehoor.foundation.sealed_sessions.backend import SessionStore, clear_expired, row_id
from gehoor.foundation.sealed_sessions.models import SealedSession

pytestmark = pytest.mark.django_db


@pytest.fixture
def session() -> SessionStore:
    made = SessionStore()
    made["typed"] = "Ik durf niet naar huis."
    made.save()
    return made


def test_a_session_comes_back_with_its_token(session):
    assert SessionStore(session.session_key)["typed"] == "Ik durf niet naar huis."


def test_neither_token_nor_words_are_in_the_database(session):
    row = SealedSession.objects.get()
    stored = b"|".join(str(value).encode() if not isinstance(value, (bytes, memoryview)) else bytes(value)
                       for value in SealedSession.objects.values_list().get())
    assert session.session_key.encode() not in stored
    assert b"durf" not in stored
    assert b"typed" not in stored
    assert row.id == row_id(session.session_key)


def test_a_token_is_32_random_bytes(session):
    assert len(session.session_key) == 43
    other = SessionStore()
    other.create()
    assert other.session_key != session.session_key


def test_the_id_in_the_database_is_no_token(session):
    assert SessionStore(row_id(session.session_key)).load() == {}


@pytest.mark.parametrize("token", [None, "", "x", "unknown-token", "\x00\ud800".encode("utf-8", "replace").decode()])
def test_an_unknown_token_is_an_empty_session_under_no_token(session, token):
    stranger = SessionStore(token)
    assert stranger.get("typed") is None
    assert stranger.session_key is None
    assert stranger.is_empty()


def test_a_changed_or_moved_row_is_an_empty_session(session):
    other = SessionStore()
    other["typed"] = "anders"
    other.save()
    data = SealedSession.objects.get(id=row_id(other.session_key)).data
    SealedSession.objects.filter(id=row_id(session.session_key)).update(data=data)
    assert SessionStore(session.session_key).load() == {}
    SealedSession.objects.filter(id=row_id(other.session_key)).update(data=b"x")
    assert SessionStore(other.session_key).load() == {}


def test_a_session_that_is_over_is_empty_and_swept(session):
    kept = SessionStore()
    kept["typed"] = "later"
    kept.save()
    SealedSession.objects.filter(id=row_id(session.session_key)).update(expires_at=now() - timedelta(seconds=1))
    assert SessionStore(session.session_key).load() == {}
    assert clear_expired(at=now()) == 1
    assert list(SealedSession.objects.values_list("id", flat=True)) == [row_id(kept.session_key)]
    SessionStore.clear_expired()
    assert SessionStore().exists(kept.session_key)


def test_a_session_is_kept_as_long_as_its_side_says():
    short = SessionStore(age=60)
    short["typed"] = "kort"
    short.save()
    left = SealedSession.objects.get().expires_at - now()
    assert timedelta(seconds=50) < left <= timedelta(seconds=60)


def test_flushing_deletes_the_row_and_forgets_the_token(session):
    token = session.session_key
    session.flush()
    assert session.session_key is None
    assert not SealedSession.objects.exists()
    assert SessionStore(token).load() == {}


def test_a_new_token_takes_the_content_along_and_the_old_opens_nothing(session):
    old = session.session_key
    session.cycle_key()
    session.save()
    assert session.session_key != old
    assert SessionStore(session.session_key)["typed"] == "Ik durf niet naar huis."
    assert SessionStore(old).load() == {}
    assert SealedSession.objects.count() == 1


def test_a_session_ended_in_another_tab_does_not_come_back(session):
    SessionStore(session.session_key).flush()
    session["typed"] = "nog iets"
    with pytest.raises(UpdateError):
        session.save()
    assert not SealedSession.objects.exists()


def test_the_same_token_is_not_begun_twice(session):
    with pytest.raises(CreateError):
        session.save(must_create=True)
    assert SessionStore(session.session_key)["typed"] == "Ik durf niet naar huis."


def test_signing_in_changes_the_token_and_signing_out_ends_the_session(session):
    request = RequestFactory().post("/")
    request.session, before = session, session.session_key
    account = get_user_model().objects.create(id=new_id(), username="noor", name="Noor")
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    request.session.save()
    after = request.session.session_key
    assert after != before
    assert SessionStore(before).load() == {}
    assert SessionStore(after)[SESSION_KEY] == str(account.pk)
    assert SessionStore(after)["typed"] == "Ik durf niet naar huis."
    logout(request)
    assert SessionStore(after).load() == {}


def test_the_size_of_a_row_is_that_of_a_bucket(session):
    other = SessionStore()
    other["typed"] = "kort"
    other.save()
    assert len({len(bytes(data)) for data in SealedSession.objects.values_list("data", flat=True)}) == 1


def test_who_knew_the_old_token_learns_nothing_new_and_soon_nothing(session):
    old = session.session_key
    session.move_on()
    session["code"] = "zeven woorden"
    session.save()
    assert (SessionStore(session.session_key)["typed"], SessionStore(session.session_key)["code"]) == (
        "Ik durf niet naar huis.", "zeven woorden")
    assert dict(SessionStore(old).items()) == {"typed": "Ik durf niet naar huis."}
    assert SealedSession.objects.get(id=row_id(old)).expires_at <= now() + timedelta(minutes=1)
