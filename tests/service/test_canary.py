"""One word, typed into everything that anybody can type into, stands nowhere in clear afterwards.

Neither does where somebody came from, or with which browser. On SQLite, or on PostgreSQL with GEHOOR_TEST_DB=postgresql.
"""

import base64
import gzip
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import psycopg
import pytest
from PIL import Image

from gehoor.domain.accounts.second_factor import current_code
from gehoor.domain.services.registry import declared
from gehoor.foundation.clock import now
from tests import postgres
from tests.instances import SERVICE, Instance, Served, end, gehoor, served
from tests.people import ILIAS, PASSPHRASE
from tests.service import leaks
from tests.service.instance import an_instance
from tests.visitor import Form, Page, Visitor

CANARY = "KwYxVogelTjeZq"
ADDRESS = f"{CANARY}@voorbeeld.example"
BROWSER, FORWARDED, CAME_FROM = "Snuffelaar-7f3a9", "203.0.113.77", "127.0.0.77"
LOOKED_FOR = leaks.Words(CANARY, BROWSER, FORWARDED, CAME_FROM)
HEADERS = {"User-Agent": BROWSER, "X-Forwarded-For": FORWARDED, "X-Real-IP": FORWARDED, "Forwarded": f"for={FORWARDED}"}

KINDS_TYPED = {"text", "long_text", "place", "institution", "number", "partial_date"}
# What the pages of staff must have offered to type in; the crawl below finds them by itself.
STAFF_TYPES = {"text", "title", "summary", "name", "age", "mind", "words", "did", "child_name", "child_age", "reporter_name",
               "respondent", "contact_address", "q", "login", "password", "code"}
NOT_OPENED = ("/lock/", "/sign-out/", "/second-factor/", "/sign-in/", "format=", "/file/")
CASES = 2
COMES_LAST = ("/do/confidential/", "/move/", "/near/")


def a_picture() -> bytes:
    """A photo with the word in what cameras write beside it."""
    made, exif = BytesIO(), Image.Exif()
    exif[0x010E] = exif[0x8298] = CANARY
    Image.new("RGB", (40, 30), "teal").save(made, "JPEG", exif=exif, comment=CANARY)
    return made.getvalue()


FILES = ((f"{CANARY}.jpg", a_picture()), (f"{CANARY}.txt", f"Een brief van {CANARY}. ".encode() * 200))
REFUSED_FILES = ((f"{CANARY}.exe", f"MZ{CANARY}".encode() * 50), (f"{CANARY}.pdf", b"%PDF-1.4 " + CANARY.encode()), (CANARY, b""))


@dataclass
class Filler:
    """Somebody who types the word wherever they can, and chooses something everywhere else."""

    visitor: Visitor
    filled: set[str] = field(default_factory=set)

    def fill(self, form: Form, pick: int, *, numbers: bool) -> dict:
        """What to send: the word in every field, or numbers where only those are taken."""
        given: dict = {}
        choices: dict[str, list[str]] = {}
        for one in form.inputs:
            if one.kind in ("radio", "checkbox"):
                choices.setdefault(one.name, []).append(one.value)
            elif one.kind == "select":
                offered = [value for value in one.offered if value]
                given[one.name] = offered[pick % len(offered)] if offered else ""
            elif one in form.typed:
                is_number = one.mode == "numeric" or one.kind == "number"
                given[one.name] = _fitting(one.name, one.kind) if numbers and (is_number or one.kind == "date") else CANARY
                self.filled.add(one.name)
        for name, values in choices.items():
            given[name] = values[pick % len(values)]
        return given

    def send(self, page: Page, name: str = "", /, *, form: Form | None = None, pick: int = 0, button: tuple[str, str] | None = None,
             **instead) -> Page:
        """Send a form, or the one of that name, with the word in everything, and again with numbers where words were refused."""
        form = form or page.form(name)
        chosen = {one: value for one, value in instead.items() if form.has(one)}
        files = [(one.name, *file) for one in form.inputs if one.kind == "file" for file in FILES]
        sent = self.visitor.send(page, self.fill(form, pick, numbers=False) | chosen, form=form, button=button, files=files)
        if sent.status == 422:
            # What a refusal asks besides is answered too: whether a name that stands in the case is somebody else.
            names = {one.name for one in form.inputs}
            again = next((one for one in sent.forms() if one.action == form.action and names <= {field.name for field in one.inputs}), form)
            sent = self.visitor.send(page, self.fill(again, pick, numbers=True) | chosen, form=again, button=button)
        return sent

    def tells(self, door: str, pick: int, **instead) -> Page:
        """A whole story through that door, up to the page where it is checked."""
        page = self.visitor.send(self.visitor.get(f"/{door}/start"), button=("go", "new"))
        while not page.path.endswith("/check"):
            assert page.status == 200, page.text[:3000]
            if any(one.kind == "file" for one in page.form("go").inputs):
                for file in REFUSED_FILES:
                    self.visitor.send(page, form=page.form("go"), files=[("files", *file)], button=("go", "next"))
            page = self.send(page, "go", pick=pick, button=("go", "next"), **instead)
        return page


@contextmanager
def a_filler(running: Served) -> Iterator[Filler]:
    """Somebody at that server, who tells it everything that browsers tell."""
    with closing(Visitor(running.address, HEADERS, comes_from=CAME_FROM)) as visitor:
        yield Filler(visitor)


@pytest.fixture(scope="module")
def cluster():
    if os.environ.get("GEHOOR_TEST_DB") != "postgresql":
        yield None
        return
    started = postgres.start_cluster(fsync=True)
    yield started
    started.stop()


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("canary")


@pytest.fixture(scope="module")
def instance(place, cluster) -> Instance:
    if cluster is None:
        return an_instance(place / "house")
    with psycopg.connect(cluster.address(), autocommit=True) as server:
        for name in ("gehoor", "gehoor_keys", "gehoor_sessions"):
            server.execute(f"create database {name}")
    made = gehoor("init", place / "house", "--service", SERVICE, "--username", ILIAS.username, "--name", ILIAS.name,
                  "--database", cluster.address("gehoor"), GEHOOR_PASSPHRASE=PASSPHRASE)
    assert made.returncode == 0, made.stderr
    return Instance(place / "house", made.stdout)


def leaked(place: Path, cluster) -> list[str]:
    """Everywhere that the word, or where it came from, stands in clear."""
    found = leaks.in_files(place, LOOKED_FOR, except_for=("static",))
    if cluster:
        found += leaks.in_files(cluster.folder, LOOKED_FOR)
        for name in ("gehoor", "gehoor_keys", "gehoor_sessions"):
            with psycopg.connect(cluster.address(name)) as connection:
                found += leaks.in_postgresql(connection, LOOKED_FOR)
    return found


def test_a_word_typed_everywhere_stands_nowhere_in_clear(place, instance, cluster):
    (place / "tmp").mkdir()
    with served(instance, TMPDIR=place / "tmp") as running, a_filler(running) as reporter, a_filler(running) as staff:
        codes = everybody_tells(reporter)
        comes_back(reporter, codes)
        goes_astray(reporter.visitor)
        signs_in(staff, instance)
        works(staff)
        registers(staff)
        assert CANARY in locks_and_comes_back(staff).text
        reads_the_answer(reporter, codes)
        assert leaked(place, cluster) == []
        stops(running)
    for command in (("doctor", "--data"), ("figures", str(now().year), "--data")):
        said = gehoor(*command, instance.folder)
        assert said.returncode == 0, said.stdout + said.stderr
        (place / f"{command[0]}.txt").write_text(said.stdout + said.stderr)
    assert leaked(place, cluster) == []
    assert reporter.filled >= every_typed_question()
    assert staff.filled >= STAFF_TYPES, STAFF_TYPES - staff.filled


def test_the_search_itself_finds_a_word_however_it_is_kept(tmp_path):
    shapes = {
        "plain": f"abc{CANARY}".encode(), "low": CANARY.lower().encode(), "high": CANARY.upper().encode(),
        "little": CANARY.encode("utf-16-le"), "big": CANARY.upper().encode("utf-16-be"),
        "packed": b"x" + gzip.compress(CANARY.encode()), "hex": CANARY.encode().hex().encode(),
        **{f"base{skip}": base64.b64encode(b"q" * skip + CANARY.encode() + b"zz") for skip in range(3)},
    }
    for name, content in shapes.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "clean").write_bytes(b"nothing of the kind" * 1000)
    with closing(sqlite3.connect(tmp_path / "rows.sqlite3")) as database, database:
        database.execute("create table told (words blob)")
        database.execute("insert into told values (?)", [gzip.compress(os.urandom(9000) + CANARY.encode())])
    found = {line.partition(":")[0].partition(",")[0] for line in leaks.in_files(tmp_path, LOOKED_FOR)}
    assert found == {*shapes, "rows.sqlite3"}
    (tmp_path / CANARY).mkdir()
    assert any("name holds" in line for line in leaks.in_files(tmp_path, LOOKED_FOR))


def _fitting(name: str, kind: str) -> str:
    """A number that can be one of a day, where a field takes nothing else."""
    if kind == "date":
        return "2026-12-01"
    return "2026" if name.endswith("_year") else "7"


FITTING = {"born": "1/5/2014", "since": "2020", "then": "", "number": ""}
"""What fits where a word is refused: a day, a year, and nothing where only some people have it."""
A_PERSON = {"kind": "person", "institution": "", "name": f"Ann {CANARY}"}
"""Whom a case is about when it is a person: a first name and a name."""
DAYS = {"day": now().date().isoformat(), "promised_by": (now() + timedelta(days=7)).date().isoformat()}
"""What somebody received, they received before tomorrow; what is promised is promised for a day to come."""
NOT_BLINDLY = {"drop", "relation"}
"""What nobody does without looking: a point that was found isn't dropped, and how people belong together must fit who they are."""
SEND = ("", "")
"""The button without a name: before it stand those that take a file away."""


def everybody_tells(reporter: Filler) -> list[str]:
    """A story by each kind of reporter, some sent, some put aside, some just left. Returns the codes of what was sent."""
    codes = []
    doors = [audience.path for audience in declared().services[SERVICE][0].about.audiences]
    for door in doors:
        for pick in range(3):
            page = reporter.tells(door, pick, contact_safe="yes", contact_how=("email", "phone", "email")[pick],
                                  contact_address=ADDRESS if pick == 2 else CANARY)
            if pick == 1:
                page = reporter.visitor.send(reporter.visitor.get(page.path.replace("check", "later")))
                assert page.words(), page.text[:2000]
                page = enters(reporter.visitor, page.words())
                assert page.path.endswith("/check")
            page = reporter.visitor.send(page, button=SEND)
            assert page.words(), page.text[:2000]
            codes.append(page.words())
        reporter.visitor.send(reporter.visitor.get(reporter.tells(door, 0).path.replace("check", "later")))
        reporter.tells(door, 1)
    return codes


def comes_back(reporter: Filler, codes: list[str]) -> None:
    """With a wrong code, with the right ones; writes, corrects, stops."""
    assert enters(reporter.visitor, CANARY).status == 422
    for number, code in enumerate(codes):
        page = enters(reporter.visitor, code)
        assert CANARY in page.text
        for kind in ("reply", "correction"):
            page = reporter.send(page, "text", kind=kind)
            assert page.status == 200
        reporter.visitor.send(page, {"text": CANARY}, form=page.form("text"), button=("go", "keep"))
        reporter.visitor.send(page, {"text": CANARY}, form=page.form("text"), files=[("files", *REFUSED_FILES[0])])
        if number % 3 == 2:
            reporter.send(reporter.visitor.get(f"{page.path}/stop"), "text")


def goes_astray(visitor: Visitor) -> None:
    """Everything that ends on a page of refusal, with the word in it."""
    for path in (f"/{CANARY}/", f"/vraag/{CANARY}", f"/about/{CANARY}?{CANARY}", f"/language/en?to=/{CANARY}", f"/werk/case/{CANARY}/",
                 f"/static/{CANARY}.css", "/" + CANARY * 200):
        assert visitor.get(path).status < 500
    assert visitor.post("/back/", [("code", CANARY)]).status < 500
    for header in ({"Host": f"{CANARY}.example"}, {"Cookie": f"house={CANARY}; house-w={CANARY}; {CANARY}={CANARY}"}):
        with closing(Visitor(visitor.address, {**HEADERS, **header}, comes_from=CAME_FROM)) as stranger:
            assert stranger.get("/").status in (200, 400)
            assert stranger.post("/back/", [("code", CANARY)]).status < 500
    page = visitor.get("/back/")
    assert visitor.post("/back/", [("code", CANARY * 200_000)]).status < 500
    assert visitor.once("POST", "/back/", CANARY.encode() * 10, {"Content-Type": f"multipart/form-data; boundary={CANARY}"}).status < 500
    assert visitor.send(page, {"code": CANARY}, form=page.form("code"), files=[(CANARY, f"{CANARY}.bin", b"x" * 3_000_000)]).status < 500


def signs_in(staff: Filler, instance: Instance) -> None:
    """With a wrong name, a wrong password and a wrong second factor first."""
    visitor = staff.visitor
    page = visitor.get("/werk/sign-in/")
    for login, password in ((CANARY, CANARY), (ILIAS.username, CANARY), (ILIAS.username, PASSPHRASE)):
        page = visitor.send(page, {"login": login, "password": password}, form=page.form("login"))
    page = visitor.send(page, {"code": CANARY}, form=page.form("code"))
    page = visitor.send(page, {"code": current_code(instance.second_factor, at=now())}, form=page.form("code"))
    staff.filled |= {"login", "password", "code"}
    assert page.status == 200, page.text[:2000]
    assert page.path == "/werk/day/"


def works(staff: Filler) -> None:
    """Opens every page that leads anywhere, and types the word into every form there. What shuts doors comes last."""
    visitor = staff.visitor
    todo, done, sent, cases = ["/werk/list/?view=all"], set(), set(), set()
    while todo:
        todo.sort(key=lambda path: [part in path for part in COMES_LAST], reverse=True)
        path = todo.pop()
        done.add(path)
        page = visitor.get(path)
        assert page.status < 500, path
        new = {link.partition("#")[0] if not link.startswith("?") else f"{page.path}{link}" for link in page.links()}
        for link in sorted(new - done - set(todo)):
            case = link.split("/")[3] if link.startswith("/werk/case/") else ""
            if link.startswith("/werk/") and _may_open(link) and (not case or case in cases or len(cases) < CASES):
                cases |= {case} if case else set()
                todo.append(link)
        if page.status == 200:
            for form in page.forms():
                where = form.action or path
                if form.method == "post" and form.typed and where not in sent and _may_open(where):
                    sent.add(where)
                    other = next((one for one in sorted(cases) if one not in path), "")
                    answers = (staff.send(page, form=form, pick=pick, **fitting)
                               for fitting in ({}, FITTING | {"reference": other}, A_PERSON, DAYS) for pick in range(2))
                    answer = next((one for one in answers if one.status != 422), None)
                    assert answer is None or answer.status == 200, (where, answer.status, answer.text)
                    assert answer or "/do/" not in where or where.split("/do/")[1].split("/")[0] in NOT_BLINDLY, where


def registers(staff: Filler) -> None:
    """A talk as a one-off, and as the beginning of a case."""
    for pick in range(3):
        for button in (("as", "one_off"), ("as", "case")):
            page = staff.send(staff.visitor.get("/werk/register/"), "words", pick=pick, button=button)
            assert page.status in (200, 422), page.text[:2000]


def locks_and_comes_back(staff: Filler) -> Page:
    """A session that locks while somebody writes: what was typed waits, sealed, and stands there again."""
    visitor = staff.visitor
    case = next(link for link in visitor.get("/werk/list/?view=all").links() if link.startswith("/werk/case/"))
    page = visitor.get(f"{case.partition('#')[0]}do/note/")
    visitor.post("/werk/lock/", page.form("text").values({}))
    unlock = visitor.send(page, {"text": CANARY}, form=page.form("text"))
    assert unlock.path == "/werk/unlock/"
    visitor.send(unlock, {"password": CANARY}, form=unlock.form("password"))
    return visitor.send(unlock, {"password": PASSPHRASE}, form=unlock.form("password"))


def reads_the_answer(reporter: Filler, codes: list[str]) -> None:
    """Somebody got an answer, also where the address that was left is none."""
    pages = [enters(reporter.visitor, code) for code in codes]
    assert all(page.status == 200 for page in pages)
    assert any('class="answer' in page.text for page in pages)


def enters(visitor: Visitor, code: str) -> Page:
    page = visitor.get("/back/")
    return visitor.send(page, {"code": code}, form=page.form("code"))


def every_typed_question() -> set[str]:
    """The names of all fields that the service's questionnaires let somebody type in."""
    service = declared().services[SERVICE][0]
    return {question.code if question.kind != "partial_date" else f"{question.code}_0" for audience in service.about.audiences
            for question in service.questionnaire(audience.code).fields() if question.kind in KINDS_TYPED}


def stops(running: Served) -> None:
    assert end(running.process) == 0
    assert "Traceback" not in running.log.read_text()


def _may_open(path: str) -> bool:
    return not any(part in path for part in NOT_OPENED)
