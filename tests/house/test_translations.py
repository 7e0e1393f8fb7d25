"""Everything that is said in Dutch is said in English too, and what people outside read in every language; with the same blanks
to fill in. `make messages` gathers anew."""

import gettext
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.template import engines
from django.template.base import FilterExpression, Node
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.functional import Promise
from django.utils.translation import override

from tests.phones import Phone
from tools import messages

BLANKS = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAGS = re.compile(r"<[^>]+>")
EVERY = (*messages.LANGUAGES, *messages.VOICES)
TEMPLATES = sorted(messages.PACKAGE.rglob("templates/**/*.html"))


def forms(said: str | tuple) -> tuple:
    """Singular and plural, or the one text there is."""
    return said if isinstance(said, tuple) else (said,)


@cache
def translated(language: str) -> Catalog:
    """The translations as they are kept, with the texts as they are now."""
    return messages.translated(language)


@cache
def gathered() -> frozenset[str]:
    """Every text, singular and plural."""
    return frozenset(form for one in messages.gather() for form in forms(one.id))


def pairs(language: str) -> Iterator[tuple[str, str]]:
    """Every Dutch text with its translation, form by form; what is not translated yet is told by another test."""
    for one in translated(language):
        if one.id:
            yield from ((dutch, other) for dutch, other in zip(forms(one.id), forms(one.string), strict=True) if other)


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_no_text_is_left_untranslated_or_unsure(language):
    assert messages.missing(translated(language)) == []


@pytest.mark.parametrize("language", EVERY)
def test_no_translation_is_kept_of_what_is_no_longer_said(language):
    with messages.po_file(language).open("rb") as lines:
        kept = {form for one in read_po(lines, locale=language.removesuffix(messages.FORMAL)) for form in forms(one.id)}
    assert kept - gathered() == set()


@pytest.mark.parametrize("language", EVERY)
def test_a_translation_fills_in_the_same_blanks_and_keeps_the_markup(language):
    differing = [dutch for dutch, other in pairs(language) for part in (BLANKS, TAGS)
                 if sorted(part.findall(dutch)) != sorted(part.findall(other))]
    assert differing == []


@pytest.mark.parametrize("language", EVERY)
def test_nobody_is_shouted_at(language):
    assert [text for pair in pairs(language) for text in pair if "!" in text] == []


@pytest.mark.parametrize("language", EVERY)
def test_what_the_program_reads_was_compiled_from_these_translations(language):
    """The .mo isn't in git: installing compiles it, and so does `make messages`."""
    compiled = messages.po_file(language).with_suffix(".mo")
    with compiled.open("rb") as file:
        reads = gettext.GNUTranslations(file)
    stale = [one.id for one in translated(language) if one.id and one.string and not one.pluralizable
             and (reads.pgettext(one.context, one.id) if one.context else reads.gettext(one.id)) != one.string]
    assert stale == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(messages.PACKAGE).as_posix())
def test_what_a_page_looks_up_is_what_was_gathered(path):
    template = engines["django"].from_string(path.read_text())
    assert set(looked_up(template.template.nodelist)) - gathered() == set()


def test_whoever_asks_for_english_reads_english(db):
    phone = Phone(headers={"Accept-Language": "en-GB,en;q=0.9"})
    page = phone.open("/")
    assert '<html lang="en"' in page
    assert "Tell us. We listen." in page
    assert "Quick exit" in page
    assert "Vertel het" not in page


def looked_up(here: object) -> Iterator[str]:
    """The texts that Django will ask for when it renders what is here, as it will write them."""
    if isinstance(here, BlockTranslateNode):
        yield here.render_token_list(here.singular)[0]
        if here.plural:
            yield here.render_token_list(here.plural)[0]
    elif isinstance(here, TranslateNode):
        yield here.filter_expression.var.literal.replace("%", "%%")
    elif isinstance(here, Promise):
        with override(None):
            yield str(here)
    if isinstance(here, (list, tuple)):
        for one in here:
            yield from looked_up(one)
    elif isinstance(here, dict):
        yield from looked_up(list(here.values()))
    elif isinstance(here, (Node, FilterExpression)):
        names = {*getattr(here, "__slots__", ()), *getattr(here, "__dict__", ())} - {"token", "origin", "parser"}
        yield from looked_up([getattr(here, name) for name in names])


def test_there_are_pages_to_read():
    assert Path(messages.LOCALE).is_dir()
    assert len(TEMPLATES) > 20
