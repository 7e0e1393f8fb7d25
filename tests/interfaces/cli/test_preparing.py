"""While tables are brought up to date, whoever comes reads so, in their language."""

import socket
from http.client import HTTPConnection

import pytest

from gehoor.interfaces.cli.preparing import being_prepared


@pytest.fixture
def door():
    with socket.create_server(("127.0.0.1", 0)) as opened:
        yield opened


def asked(door: socket.socket, method: str = "GET", *, language: str = "nl", body: bytes | None = None):
    """The answer to one request, and its text."""
    line = HTTPConnection(*door.getsockname(), timeout=5)
    line.request(method, "/vraag/start", body=body, headers={"Accept-Language": language})
    answer = line.getresponse()
    said = answer.read().decode()
    line.close()
    return answer, said


def test_every_address_says_that_it_is_being_prepared_and_when_to_come_again(door):
    with being_prepared(door):
        answer, said = asked(door)
        sent, said_of_sent = asked(door, "POST", body=b"story=Niemand%20luistert")
        headed, nothing = asked(door, "HEAD")
    assert (answer.status, sent.status, headed.status, nothing) == (503, 503, 503, "")
    assert answer.headers["Retry-After"] == "30"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Server" not in answer.headers
    assert "Er is niets verstuurd" in said == said_of_sent
    assert 'href="tel:112"' in said


def test_it_is_said_in_the_language_of_the_reader(door):
    with being_prepared(door):
        _answer, english = asked(door, language="en-GB,en;q=0.9")
        _answer, french = asked(door, language="fr-BE,fr;q=0.9")
        _answer, unknown = asked(door, language="xx")
    assert '<html lang="en">' in english and "Nothing was sent" in english
    assert '<html lang="fr">' in french
    assert '<html lang="nl">' in unknown


def test_the_door_stays_open_for_the_pages_that_come_after_it(door):
    with being_prepared(door):
        asked(door)
    line = socket.create_connection(door.getsockname())
    door.settimeout(5)
    came, _address = door.accept()
    line.sendall(b"later")
    assert came.recv(5) == b"later"
    came.close()
    line.close()
