"""Pages among each other: a link leads somewhere, a page of one's own is led to, and what must be told stands under a heading."""

import re
from collections.abc import Iterator
from pathlib import Path

from gehoor.domain.services.checking.view import View, looks_at
from gehoor.domain.services.loading import Read
from gehoor.domain.services.problems import did_you_mean
from gehoor.domain.services.schema import PageFile, Wording
from gehoor.domain.services.schema.pages import KNOWN, TO_PAGE
from gehoor.foundation.errors import Problem

_LINK = re.compile(rf"(?:\]\(\s*<?|\]:\s*<?){TO_PAGE}([^)>\s]*)")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*\s*$", re.MULTILINE)


@looks_at("service")
def links(view: View) -> None:
    """A link to another page leads to one that its readers have."""
    everybody = [audience.code for audience in view.service.audiences]
    for file, line, name, audiences in _links(view):
        found = [read.model for read in view.pages if read.model.page == name]
        if not found:
            names = {read.model.page for read in view.pages}
            view.found.append(Problem(file, line, f'the link to page "{name}" leads nowhere.', did_you_mean(name, names)))
            continue
        for audience in audiences or everybody:
            if not any(audience in page.audiences or not page.audiences for page in found):
                view.found.append(Problem(file, line, f'page "{name}" is linked here, and audience "{audience}" has none.'))


def pages_of_ones_own(view: View) -> None:
    """A page that isn't everybody's stands in a menu, or some text leads to it; else nobody would find it."""
    led_to = {name for _file, _line, name, _audiences in _links(view)} | {read.model.page for read in view.pages if read.model.in_menu}
    for read in view.pages:
        name = read.model.page
        if name not in KNOWN and name not in led_to:
            _fault(view, read, ("page",), f'nobody finds page "{name}": no service has it of itself, it has no `in_menu: true`, '
                                          "and no link leads to it.", did_you_mean(name, KNOWN))


@looks_at("service")
def topics(view: View) -> None:
    """A page that must tell certain things names the heading under which each stands, and that heading is there."""
    for name, wanted in view.service.must_cover.items():
        pages = [read for read in view.pages if read.model.page == name]
        if not pages:
            view.must_know("service", ("must_cover", name), name, {read.model.page for read in view.pages}, "page")
        for read in pages:
            if missing := [topic for topic in wanted if topic not in read.model.covers]:
                _fault(view, read, ("covers",), f'page "{name}" must tell of {", ".join(missing)}; say in `covers` under which heading.')
    for read in view.pages:
        headings = _HEADING.findall(read.model.text)
        for topic, heading in read.model.covers.items():
            if heading.strip() not in headings:
                _fault(view, read, ("covers", topic), f'the heading "{heading}" stands nowhere in this text.',
                       did_you_mean(heading, headings))


def _links(view: View) -> Iterator[tuple[Path, int, str, list[str]]]:
    """Every link to a page: the file and line it stands on, the page's name, and who reads it (nobody named: everybody)."""
    for read in view.pages:
        first = read.marked.line_of(("text",))
        for found in _LINK.finditer(read.model.text):
            yield read.marked.file, first + read.model.text[:found.start()].count("\n"), found[1], read.model.audiences
    for place, questionnaire in enumerate(view.intake.questionnaires) if view.has(["intake"]) else ():
        for position, page in enumerate(questionnaire.pages):
            if page.ends:
                marked = view.files["intake"].marked
                line = marked.line_of(("questionnaires", place, "pages", position, "ends", "text"))
                for name in sorted(_names_in(page.ends.text)):
                    yield marked.file, line, name, questionnaire.audiences


def _names_in(words: Wording) -> set[str]:
    return {name for text in (*words.texts.values(), *words.twin.values()) for name in _LINK.findall(text)}


def _fault(view: View, read: Read[PageFile], path: tuple, cause: str, suggestion: str = "") -> None:
    view.found.append(Problem(read.marked.file, read.marked.line_of(path) if path in read.marked.lines else read.marked.line_of(("page",)),
                              cause, suggestion))


CHECKS = [links, pages_of_ones_own, topics]
