"""Who sends slowly holds up nobody: a quick visitor tells a whole story while many lines are kept half said."""

import re
import socket
import time
from contextlib import ExitStack, closing
from urllib.parse import urlsplit

import pytest

from tests.instances import served
from tests.people import AMIRS_STORY
from tests.service.instance import an_instance
from tests.visitor import Visitor

SENDERS = 20
# Far below the 30 seconds that a slow sender is waited for, far above what the four pages take.
WITHIN = 10


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with served(an_instance(tmp_path_factory.mktemp("slow") / "house")) as at:
        yield at


def a_line(address: str, *, declared: int = 5_000) -> socket.socket:
    """Somebody who began to send a form, and doesn't go on."""
    kind, said = "application/x-www-form-urlencoded", b"code=een"
    host = urlsplit(address).netloc
    line = socket.create_connection(tuple(host.rsplit(":", 1)), timeout=60)
    line.sendall(f"POST /back/ HTTP/1.1\r\nHost: {host}\r\nContent-Type: {kind}\r\nContent-Length: {declared}\r\n\r\n".encode() + said)
    return line


def answer_on(line: socket.socket) -> str:
    """All that is answered until the line is closed."""
    answer = b""
    while piece := line.recv(65_536):
        answer += piece
    return answer.decode()


def test_twenty_who_send_half_a_form_stop_nobody(running):
    with ExitStack() as lines:
        slow = [lines.enter_context(closing(a_line(running.address))) for _one in range(SENDERS)]
        time.sleep(0.5)
        reporter = lines.enter_context(closing(Visitor(running.address)))
        began = time.monotonic()
        page = reporter.send(reporter.get("/vraag/start"), button=("go", "new"))
        page = reporter.send(page, {"story": AMIRS_STORY}, form=page.form("go"), button=("go", "next"))
        words = reporter.send(reporter.get(page.path.rpartition("/")[0] + "/check")).words()
        assert len(words.split()) == 7
        assert time.monotonic() - began < WITHIN
        for line in slow:
            line.sendall(b"x")


def test_who_is_too_slow_reads_so_in_plain_words_with_numbers_to_call(tmp_path):
    with served(an_instance(tmp_path / "house"), GEHOOR_GRACE_SECONDS="1") as hasty, closing(a_line(hasty.address)) as line:
        said = answer_on(line)
    assert said.startswith("HTTP/1.1 408")
    assert "Er is niets verstuurd" in said and "tel:112" in said
    assert re.search(r"(?im)^content-security-policy: default-src 'none'", said)
    assert re.search(r"(?im)^connection: close", said)


def test_a_film_far_too_large_is_refused_and_what_was_typed_beside_it_stays(running):
    with closing(Visitor(running.address)) as reporter:
        page = reporter.send(reporter.get("/vraag/start"), button=("go", "new"))
        while not any(form.has_files for form in page.forms()):
            page = reporter.send(page, {"story": AMIRS_STORY} if page.form("go").has("story") else {}, form=page.form("go"),
                                 button=("go", "next"))
        asked = next(one for form in page.forms() for one in form.inputs if one.kind == "file")
        page = reporter.send(page, form=page.form("go"), button=("go", "next"), files=[(asked.name, "film.mp4", bytes(40 * 2**20))])
        assert page.status == 422
        assert "te groot" in page.text
        assert AMIRS_STORY in reporter.get(page.path.rpartition("/")[0] + "/check").text


def test_what_is_declared_far_too_large_is_answered_at_once(running):
    with closing(a_line(running.address, declared=10**10)) as line:
        said = answer_on(line)
    assert said.startswith("HTTP/1.1 413")
    assert "tel:112" in said
