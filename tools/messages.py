"""Gathers the Dutch texts of pages and code, updates the translations and compiles them. Run by `make messages`.

Works with Babel alone; Django's own command needs a system package. Translators edit only the .po files.
"""

import io
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "gehoor"
LOCALE = PACKAGE / "interfaces" / "kit" / "locale"
FORMAL = "_Formal"
LANGUAGES = tuple(sorted(path.name for path in LOCALE.iterdir() if path.is_dir() and not path.name.endswith(FORMAL)))
"""A language is a folder here: an empty `xx/LC_MESSAGES/django.po` begins one."""
VOICES = tuple(sorted(path.name for path in LOCALE.iterdir() if path.name.endswith(FORMAL)))
"""Where a language speaks to adults otherwise than to children ("vous" and "tu"), a folder `xx_Formal` beside it holds only those
texts; every other is the language's own."""
WHOLE = ("en",)
"""Languages in which everything is said. In the others at least everything that people outside read; what is for who works here
may still be Dutch."""
STAFF_ONLY = ("interfaces/staff/", "interfaces/cli/", "interfaces/demo/", "domain/directory/")
KEYWORDS = {
    "_": None, "_now": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}


def extract_template(lines, keywords, comment_tags, options):
    """A Babel extractor for Django templates: templatize leaves calls among blanked-out text.

    The parentheses around it make Python's tokenizer forgive the indentation of what is blanked out.
    """
    source = templatize(lines.read().decode())
    return extract_python(io.BytesIO(f"({source}\n)".encode()), keywords, comment_tags, options)


METHODS = {".py": "python", ".html": extract_template, ".txt": extract_template}
# Babel fills these with the moment, its own version and nobody's name: they change without meaning.
CHANGING = tuple(f'"{name}:'.encode() for name in (
    "POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Report-Msgid-Bugs-To", "Generated-By"))
HEADING = "# Dutch is the source; the words of the field are in docs/words.md. `make messages` brings this file up to date."


@cache
def gather() -> Catalog:
    """Every text for people, each with the file it stands in (no line numbers: they change without meaning)."""
    catalogue = Catalog(project="gehoor", charset="utf-8", fuzzy=False)
    for path in sorted(PACKAGE.rglob("*")):
        method = METHODS.get(path.suffix)
        if method is None or {"declared", "migrations", "words"} & set(path.relative_to(PACKAGE).parts):
            continue
        with path.open("rb") as lines:
            for _line, message, comments, context in extract(method, lines, KEYWORDS, comment_tags=("Translators:",)):
                where = [(path.relative_to(PACKAGE).as_posix(), None)]
                catalogue.add(message, locations=where, auto_comments=comments, context=context)
    return catalogue


def translated(language: str) -> Catalog:
    """What translators wrote, with the texts as they are now: new ones are empty, ones that are gone are gone."""
    locale = language.removesuffix(FORMAL)
    known = Catalog(locale=locale, project="gehoor")
    path = po_file(language)
    if path.exists():
        with path.open("rb") as lines:
            known = read_po(lines, locale=locale)
    known.update(gather(), no_fuzzy_matching=True, update_header_comment=False)
    known.obsolete.clear()
    if language in VOICES:
        for one in [one for one in known if one.id and not _is_said(one)]:
            known.delete(one.id, one.context)
    known.header_comment, known.fuzzy = HEADING, False
    return known


def po_file(language: str) -> Path:
    """Where the translations of a language are kept."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def as_text(catalogue: Catalog) -> bytes:
    """The .po as it is kept: the same texts always give the same file."""
    file = io.BytesIO()
    write_po(file, catalogue, width=120, sort_by_file=True, include_lineno=False)
    return b"".join(line for line in file.getvalue().splitlines(keepends=True) if not line.startswith(CHANGING))


def missing(catalogue: Catalog) -> list[str]:
    """The texts that are still Dutch and shouldn't be, also when only one of their plural forms is."""
    is_whole = str(catalogue.locale) in WHOLE
    said = [(one, one.string if isinstance(one.string, tuple) else (one.string,)) for one in catalogue
            if one.id and (is_whole or is_public(one))]
    return [one.id[0] if one.pluralizable else one.id for one, strings in said if one.fuzzy or not all(strings)]


def _is_said(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def is_public(message: Message) -> bool:
    """Whether somebody outside may read it: all but what stands only in the pages of staff and in the command line."""
    return not all(path.startswith(STAFF_ONLY) for path, _line in message.locations)


def main() -> None:
    """Write and compile the catalogue of each language, and say how much of it is still Dutch."""
    for language in (*LANGUAGES, *VOICES):
        catalogue, path = translated(language), po_file(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_text(catalogue))
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)
        print(f"{language}: {len(catalogue)} texts, {len(missing(catalogue))} that must still be translated")


if __name__ == "__main__":
    main()
