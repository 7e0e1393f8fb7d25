"""What the README and the docs point at exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]
# A link that begins with `page:` is one of a declared text, which the guides show.
LINK = re.compile(r"\]\((?!https?:|mailto:|page:|#)([^)#\s]+)")
# A path in backquotes counts when it starts at a folder of this repository.
QUOTED = re.compile(r"`((?:src|tests|docs|tools|bench|\.ci)/[\w./-]*)`")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_path_on_the_page_exists(page):
    text = page.read_text()
    missing = [target for target in LINK.findall(text) if not (page.parent / target).exists()]
    missing += [target for target in QUOTED.findall(text) if not (ROOT / target).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_picture_has_words_for_who_does_not_see_it(page):
    assert re.findall(r"!\[\s*\]\(", page.read_text()) == []
