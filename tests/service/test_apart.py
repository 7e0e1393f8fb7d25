"""The two sides as two processes on one folder: what is told at one is seen at the other, and neither answers for the other."""

import re
from contextlib import ExitStack, closing
from dataclasses import dataclass

import pytest

from gehoor.domain.accounts.second_factor import current_code
from gehoor.foundation.clock import now
from tests.instances import Instance, served
from tests.people import AMIRS_STORY, ILIAS, PASSPHRASE
from tests.service.instance import an_instance
from tests.visitor import Page, Visitor

ANSWER = "Wij lazen het. Wie was er nog bij?"
PUBLIC_ONLY = ("/", "/vraag/", "/vraag/start", "/back/", "/back/lost", "/exit", "/about/privacy", "/look.css")
STAFF_ONLY = ("/werk/", "/werk/sign-in/", "/werk/list/", "/werk/figures/", "/werk/case/KRC-2026-00001/", "/werk/look.css")


@dataclass
class Sides:
    """Somebody at each side."""

    public: Visitor
    staff: Visitor
    instance: Instance


@pytest.fixture(scope="module")
def sides(tmp_path_factory):
    place = tmp_path_factory.mktemp("apart")
    instance = an_instance(place / "house")
    with ExitStack() as running:
        visitors = []
        for side in ("staff", "public"):
            # Two names for one folder: each process keeps its own log beside it.
            (place / side).symlink_to(instance.folder)
            at = running.enter_context(served(Instance(place / side), "--only", side))
            visitors.append(running.enter_context(closing(Visitor(at.address))))
        yield Sides(public=visitors[1], staff=visitors[0], instance=instance)


@pytest.fixture(scope="module")
def signed_in(sides) -> Page:
    visitor = sides.staff
    page = visitor.get("/werk/sign-in/")
    page = visitor.send(page, {"login": ILIAS.username, "password": PASSPHRASE}, form=page.form("login"))
    return visitor.send(page, {"code": current_code(sides.instance.second_factor, at=now())}, form=page.form("code"))


def test_a_story_told_at_one_side_is_answered_at_the_other_and_read_with_its_code(sides, signed_in):
    reporter, staff = sides.public, sides.staff
    page = reporter.send(reporter.get("/vraag/start"), button=("go", "new"))
    page = reporter.send(page, {"story": AMIRS_STORY}, form=page.form("go"), button=("go", "next"))
    words = reporter.send(reporter.get(page.path.rpartition("/")[0] + "/check")).words()
    assert len(words.split()) == 7

    assert signed_in.path == "/werk/day/"
    case = next(link for link in staff.get("/werk/list/?view=nobody").links() if link.startswith("/werk/case/"))
    opened = staff.get(case)
    assert AMIRS_STORY in opened.text
    assert staff.send(opened, {"text": ANSWER}, form=opened.form("text")).status == 200

    page = reporter.get("/back/")
    story = reporter.send(page, {"code": words}, form=page.form("code"))
    assert AMIRS_STORY in story.text
    assert ANSWER in story.text


@pytest.mark.parametrize("path", PUBLIC_ONLY)
def test_the_staff_process_has_no_public_page(sides, path):
    assert sides.public.once("GET", path).status in (200, 303)
    assert sides.staff.once("GET", path).status == 404


@pytest.mark.parametrize("path", STAFF_ONLY)
def test_the_public_process_has_no_staff_page(sides, path):
    assert sides.staff.once("GET", path).status in (200, 302)
    assert sides.public.once("GET", path).status == 404


@pytest.mark.parametrize(("side", "path"), [("public", "/"), ("public", "/vraag/"), ("public", "/back/"), ("staff", "/werk/sign-in/")])
def test_every_page_finds_its_styles_scripts_and_pictures_at_its_own_side(sides, side, path):
    with closing(Visitor(getattr(sides, side).address)) as visitor:
        page = visitor.get(path)
        wanted = set(re.findall(r'(?:src|href)="(/[^"#]+\.(?:css|js|svg|png|ico|woff2)(?:\?[^"#]*)?)"', page.text))
        assert any("look.css" in one for one in wanted)
        assert {one: status for one in wanted if (status := visitor.get(one).status) != 200} == {}


def test_a_cookie_of_one_side_means_nothing_at_the_other(sides, signed_in):
    with closing(Visitor(sides.public.address)) as stranger:
        stranger.cookies = dict(sides.staff.cookies)
        assert stranger.get("/werk/list/").status == 404
        assert ILIAS.name not in stranger.get("/").text
