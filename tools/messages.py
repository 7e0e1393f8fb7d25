"""Gathers the Dutch texts of pages and code, updates the translations and compiles them. Run by `make messages`.

Works with Babel alone; Django's own command needs a system package. Translators edit only the .po files.
"""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "gehoor"
LOCALE = PACKAGE / "interfaces" / "kit" / "locale"
LANGUAGES = ("en",)
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}


def extract_template(lines, keywords, comment_tags, options):
    """A Babel extractor for Django templates: templatize leaves calls among blanked-out text.

    The parentheses around it make Python's tokenizer forgive the indentation of what is blanked out.
    """
    source = templatize(lines.read().decode())
    return extract_python(io.BytesIO(f"({source}\n)".encode()), keywords, comment_tags, options)


METHODS = {".py": "python", ".html": extract_template, ".txt": extract_template}


def gather() -> Catalog:
    """Every text for people, each with the file it stands in (no line numbers: they change without meaning)."""
    catalogue = Catalog(project="gehoor", charset="utf-8")
    for path in sorted(PACKAGE.rglob("*")):
        method = METHODS.get(path.suffix)
        if method is None or "declared" in path.parts or "migrations" in path.parts:
            continue
        with path.open("rb") as lines:
            for _line, message, comments, context in extract(method, lines, KEYWORDS, comment_tags=("Translators:",)):
                where = [(path.relative_to(PACKAGE).as_posix(), None)]
                catalogue.add(message, locations=where, auto_comments=comments, context=context)
    return catalogue


def main() -> None:
    """Write and compile the catalogue of each language, and say how much of it is still Dutch."""
    gathered = gather()
    for language in LANGUAGES:
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        known = Catalog(locale=language, project="gehoor")
        if path.exists():
            with path.open("rb") as lines:
                known = read_po(lines, locale=language)
        known.update(gathered, no_fuzzy_matching=True, update_header_comment=False)
        known.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, known, width=120, omit_header=False, sort_by_file=True, include_lineno=False)
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, known)
        missing = [message.id for message in known if message.id and not message.string]
        print(f"{language}: {len(known)} texts, {len(missing)} not translated yet")


if __name__ == "__main__":
    main()
