"""Tags that every page may use: addresses of assets, declared words in the reader's voice, fields of declared forms."""

import hashlib
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from gehoor.domain.services.forms.building import DeclaredForm, Part
from gehoor.domain.services.schema import Wording

register = template.Library()

# Texts of a service may say what Markdown can say, and no markup of their own.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@register.simple_tag
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
    house = context["house"]
    return wording.text(house.language, plain=house.plain) if wording else ""


@register.filter
def markdown(text: str) -> SafeString:
    """A declared text as HTML; HTML inside it is shown as it was typed."""
    return mark_safe(_MARKDOWN.render(text))


@register.simple_tag
def the_errors(form) -> list[dict]:
    """What is wrong in a form, each with the input it is about: for the summary above it."""
    found = [{"id": "", "text": text} for text in form.non_field_errors()]
    for bound in form:
        found += [{"id": _first_input(bound), "text": text} for text in bound.errors]
    return found


def _first_input(bound) -> str:
    kind = getattr(getattr(bound.field, "question", None), "kind", "")
    return f"{bound.auto_id}_0" if kind in _GROUPS else bound.auto_id


_GROUPS = ("choice", "choices", "yes_no_unknown", "partial_date")
_SHAPES = {"text": "line", "place": "line", "number": "line", "yes_no_unknown": "choice"}


@register.inclusion_tag("kit/part.html")
def part(part: Part, form: DeclaredForm, *, is_heading: bool = False) -> dict:
    """One question of a declared form, as plain values: a page asks dozens of them, and templates look things up slowly.

    :param is_heading: its label is the heading of the page.
    """
    shown = {"kind": part.kind, "label": part.label, "hint": part.hint, "help": part.help, "is_heading": is_heading}
    if part.field is None:
        return shown
    bound, identity = part.field, part.field.auto_id
    value, errors = bound.value(), bound.errors
    described = ([f"{identity}-hint"] if part.hint else []) + ([f"{identity}-error"] if errors else [])
    return {
        **shown, "id": identity, "name": bound.html_name, "value": "" if value is None else value, "error": errors[0] if errors else "",
        "described": " ".join(described), "is_group": part.kind in _GROUPS, "longest": getattr(bound.field, "max_length", None),
        "template": f"kit/fields/{_SHAPES.get(part.kind, part.kind)}.html", "is_story": part.question.means == "story",
        "choices": _choices(part, identity, value), "pieces": _pieces(part, identity, value),
        "suggestions": getattr(bound.field.widget, "suggestions", ()),
    }


def _choices(part: Part, identity: str, value) -> list[tuple]:
    """What can be chosen: id, code, label, hint, and whether it is chosen."""
    chosen = value if isinstance(value, (list, tuple)) else (value,)
    return [(f"{identity}_{place}", one.code, str(one.label), one.hint, one.code in chosen) for place, one in enumerate(part.offered)]


def _pieces(part: Part, identity: str, value) -> list[dict]:
    """The inputs of a date in several pieces: name, id, label and what was typed."""
    if part.kind != "partial_date":
        return []
    widget = part.field.field.widget
    given = value if isinstance(value, list) else widget.decompress(value)
    return [{"name": f"{part.field.html_name}{widget.widgets_names[place]}", "id": f"{identity}_{place}", "code": code,
             "label": widget.labels[code], "value": "" if one is None else one}
            for place, (code, one) in enumerate(zip(widget.parts, given, strict=False))]


@register.simple_tag(takes_context=True)
def masthead(context) -> SafeString:
    """What stands on top of every public page, the way out with it: put together once for each door and language."""
    house = context["house"]
    which = (house.language, house.home, house.name, house.exit_address)
    if which not in _MASTHEADS:
        _MASTHEADS[which] = mark_safe(render_to_string("kit/masthead.html", {"house": house}))
    return _MASTHEADS[which]


_MASTHEADS: dict[tuple[str, ...], SafeString] = {}
