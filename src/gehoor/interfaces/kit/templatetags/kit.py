"""Tags that every page may use: addresses of assets, declared words in the reader's voice, fields of declared forms."""

import hashlib
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from weakref import WeakKeyDictionary

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms import RadioSelect
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from gehoor.domain.services.forms.building import DeclaredForm, Part, Reader
from gehoor.domain.services.forms.matrix import LONGEST, MatrixWidget
from gehoor.domain.services.schema import Question, Wording
from gehoor.domain.services.schema.axes import LISTS
from gehoor.domain.services.schema.needed import IS, WORDS
from gehoor.domain.services.schema.pages import TO_PAGE
from gehoor.interfaces.kit.keeping import Kept, once

register = template.Library()

# Texts of a service may say what Markdown can say, and no markup of their own.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@register.simple_tag
@cache
def asset(name: str) -> str:
    """The address of a static file; it changes with the file's content."""
    try:
        return staticfiles_storage.url(name)
    except ValueError:
        # Not gathered yet, as in tests: its plain name, with its content beside it.
        return f"{settings.STATIC_URL}{name}?v={_content_of(name)}"


@cache
def _content_of(name: str) -> str:
    found = finders.find(name)
    return hashlib.blake2b(Path(found).read_bytes(), digest_size=6).hexdigest() if found else "none"


@register.simple_tag(takes_context=True)
def say(context, wording: Wording | None) -> str:
    """Declared words in the reader's language, and in plain words where these readers get them."""
    return _said(context["house"], wording)


def _said(house, wording: Wording | None) -> str:
    """The words; where they aren't translated they are marked as Dutch, and the first of a page says so."""
    return _marked(house, wording, house.language, plain=house.plain)


def _marked(house, wording: Wording | None, language: str, *, plain: bool) -> str:
    if not wording:
        return ""
    said, spoken = wording.text(language, plain=plain), wording.spoken(language, plain=plain)
    if house is None or house.reads(spoken):
        return said
    return format_html('<span lang="{}" dir="ltr">{}</span>{}', spoken, said, house.only_in_dutch())


@register.simple_tag(takes_context=True)
def only_in_dutch(context) -> str:
    """The note that what follows isn't translated, unless this page said so already."""
    return context["house"].only_in_dutch()


@register.simple_tag(takes_context=True)
def long_text(context, text: Wording | str) -> SafeString:
    """A declared text as HTML, with its links to other pages of the service; HTML inside it is shown as it was typed."""
    house, spoken = context["house"], ""
    if isinstance(text, Wording):
        spoken = text.spoken(house.language, plain=house.plain)
        text = text.text(house.language, plain=house.plain)
    made = markdown(text, house.door)
    if not spoken or house.reads(spoken):
        return made
    return format_html('{}<div lang="{}" dir="ltr">{}</div>', house.only_in_dutch(), spoken, made)


def markdown(text: str, door: str = "") -> SafeString:
    """A declared text as HTML. `page:steps` leads to the page of that name behind this door."""
    tokens = _MARKDOWN.parse(text)
    for token in (child for block in tokens for child in block.children or ()):
        name = str(token.attrGet("href") or "") if token.type == "link_open" else ""
        if name.startswith(TO_PAGE):
            token.attrSet("href", _page_address(name.removeprefix(TO_PAGE), door))
    return mark_safe(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def _page_address(name: str, door: str) -> str:
    try:
        return reverse("public:about_for", args=[door, name]) if door else reverse("public:about", args=[name])
    except NoReverseMatch:
        # No page has such a name, or this side shows none: a declared link that `check` would have refused.
        return "/"


@register.simple_tag
def the_errors(form) -> list[dict]:
    """What is wrong in a form, each with the input it is about and what that is called: for the summary above it. What is asked beside
    it stands before it."""
    found = [fault for one in getattr(form, "beside", ()) for fault in the_errors(one.form)]
    found += [{"id": "", "text": text, "label": ""} for text in form.non_field_errors()]
    for bound in form:
        found += [{"id": identity, "text": text, "label": str(bound.label)} for identity, text in _faults(bound)]
    return found


def _faults(bound) -> list[tuple[str, str]]:
    """What is wrong with one question, each with the input it is about: of a table that is the row."""
    if not isinstance(bound.field.widget, MatrixWidget):
        return [(_first_input(bound), text) for text in bound.errors]
    by_row = row_faults(bound)
    rows = [(f"{bound.auto_id}-{row}_0", text) for row, text in by_row.items() if row]
    return [*([(f"{bound.auto_id}-{bound.field.rows[0].code}_0", by_row[""])] if "" in by_row else []), *rows]


def row_faults(bound) -> dict[str, str]:
    """What is wrong with the rows of a table, by row; under no name what is wrong with all of it."""
    faults = bound.errors.as_data()
    return {(fault.params or {}).get("row", ""): fault.messages[0] for fault in reversed(faults)}


def _first_input(bound) -> str:
    question = getattr(bound.field, "question", None)
    is_group = _is_group(question) if question else isinstance(bound.field.widget, RadioSelect)
    return f"{bound.auto_id}_0" if is_group else bound.auto_id


def _is_group(question: Question) -> bool:
    return question.several or question.kind in _GROUPS


_GROUPS = ("choice", "choices", "yes_no_unknown", "partial_date", "appointment", "matrix")
_SHAPES = {"text": "line", "place": "line", "number": "line", "yes_no_unknown": "choice"}


@register.simple_tag(takes_context=True)
def part(context, part: Part, form: DeclaredForm, *, is_heading: bool = False) -> SafeString:
    """One question of a declared form. As long as nothing was answered it is the same for everybody, and put together once.

    :param is_heading: its label is the heading of the page.
    """
    house = context.get("house")

    def make() -> SafeString:
        return mark_safe(render_to_string("kit/part.html", _shown(house, part, form, is_heading=is_heading)))

    if house is None or form.is_bound or part.question.code in form.answers:
        return make()
    return once(_BLANK.setdefault(type(form), {}), (part.question.code, is_heading), house, make)


# A form class holds declared questions in the words of its readers; it goes when nobody uses it any more.
_BLANK: WeakKeyDictionary[type[DeclaredForm], Kept] = WeakKeyDictionary()


def _shown(house, part: Part, form: DeclaredForm, *, is_heading: bool) -> dict:
    """A question as plain values: a page asks dozens of them, and templates look things up slowly."""
    def said(words: Wording | None) -> str:
        return _marked(house, words, form.reader.language, plain=form.reader.plain)

    asks = part.question
    hint = format_html("{} {}", said(asks.hint), part.unsure) if part.unsure else said(asks.hint)
    shown = {"kind": part.kind, "label": said(asks.label), "hint": hint, "help": said(asks.help),
             "needed_for": said(asks.needed_for), "is_heading": is_heading}
    if part.field is None:
        return shown
    bound, identity = part.field, part.field.auto_id
    value, errors = bound.value(), bound.errors
    described = ([f"{identity}-hint"] if part.hint else []) + ([f"{identity}-error"] if errors else [])
    if part.kind == "matrix":
        return {**shown, **_table(part, form.reader)}
    choices, shape = _choices(part, identity, value, form.reader, said), _SHAPES.get(part.kind, part.kind)
    shape = "institutions" if asks.several else shape
    groups = _groups(part, choices)
    shape = "grouped" if groups and part.kind != "appointment" else shape
    return {
        **shown, "id": identity, "name": bound.html_name, "value": "" if value is None else value, "error": errors[0] if errors else "",
        "described": " ".join(described), "is_group": _is_group(part.question), "longest": getattr(bound.field, "max_length", None),
        "template": f"kit/fields/{shape}.html", "is_story": part.question.means == "story",
        "choices": choices, "groups": groups, "pieces": _pieces(part, identity, value),
        **(_lines(bound, identity, value, is_public=house is not None and not house.is_staff_side) if asks.several else {}),
        "suggestions": getattr(bound.field.widget, "suggestions", ()),
    }


def _table(part: Part, reader: Reader) -> dict:
    """A table of rows with the same answers, as plain values; `error` is what is wrong with all of it."""
    bound, identity, faults = part.field, part.field.auto_id, row_faults(part.field)
    given, wants_words = bound.value() or {}, bool(part.question.words)
    rows = []
    for row in bound.field.rows:
        said, name, own = given.get(row.code, {}), MatrixWidget.name_of(bound.html_name, row.code), f"{identity}-{row.code}"
        rows.append({
            "id": own, "name": name, "label": str(row.label), "hint": str(row.hint), "group": str(row.group),
            "error": faults.get(row.code, ""),
            "answers": [(f"{own}_{place}", one.code, str(one.label), one.code == said.get(IS)) for place, one in enumerate(part.offered)],
            "words_name": MatrixWidget.words_of(bound.html_name, row.code) if wants_words else "", "words": said.get(WORDS, ""),
        })
    for last, row in pairwise([{"group": ""}, *rows]):
        row["opens"] = row["group"] if row["group"] != last["group"] else ""
    described = ([f"{identity}-hint"] if part.hint else []) + ([f"{identity}-error"] if "" in faults else [])
    return {"id": identity, "name": bound.html_name, "is_group": True, "template": "kit/fields/matrix.html", "rows": rows,
            "heads": [str(one.label) for one in part.offered], "error": faults.get("", ""), "described": " ".join(described),
            "words_asked": reader.reads(part.question.words), "longest": LONGEST}


def _lines(bound, identity: str, value, *, is_public: bool) -> dict:
    """The lines of a question that takes several answers; outside, a button may ask for one more."""
    widget = bound.field.widget
    lines = [(f"{identity}_{place}", line) for place, line in enumerate(widget.lines(value))]
    return {"lines": lines, "may_add": is_public and len(lines) < widget.most}


def _choices(part: Part, identity: str, value, reader: Reader, said: Callable[[Wording], str]) -> list[tuple]:
    """What can be chosen: id, code, label, hint, and whether it is chosen."""
    chosen = value if isinstance(value, (list, tuple)) else (value,)
    words = _words_of(part, reader)
    return [(f"{identity}_{place}", one.code, said(words[one.code]) if one.code in words else str(one.label), one.hint,
             one.code in chosen) for place, one in enumerate(part.offered)]


def _groups(part: Part, choices: list[tuple]) -> list[tuple[str, list[tuple], int]]:
    """A long list under headings: heading, its choices, and how many of them are chosen. Empty where the list has no groups."""
    found: dict[str, list[tuple]] = {}
    if any(one.group for one in part.offered):
        for one, choice in zip(part.offered, choices, strict=True):
            found.setdefault(one.group, []).append(choice)
    return [(heading, under, sum(choice[-1] for choice in under)) for heading, under in found.items()]


def _words_of(part: Part, reader: Reader) -> dict[str, Wording]:
    """The declared words of the answers that this reader's language lacks, by code."""
    source = part.question.choices_from
    declared = reader.service.axes.values(source) if source in LISTS else part.question.choices
    return {one.code: one.label for one in declared
            if one.label.spoken(reader.language, plain=reader.plain).split("-")[0] != reader.language.split("-")[0]}


def _pieces(part: Part, identity: str, value) -> list[dict]:
    """The inputs of a date in several pieces: name, id, label and what was typed."""
    if part.kind != "partial_date":
        return []
    widget = part.field.field.widget
    given = value if isinstance(value, list) else widget.decompress(value)
    return [{"name": f"{part.field.html_name}{widget.widgets_names[place]}", "id": f"{identity}_{place}", "code": code,
             "label": widget.labels[code], "value": "" if one is None else one}
            for place, (code, one) in enumerate(zip(widget.parts, given, strict=False))]
