"""Tags that every page may use: addresses of assets, declared words in the reader's voice, fields of declared forms."""

import hashlib
from functools import cache
from pathlib import Path

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
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


@register.inclusion_tag("kit/part.html")
def part(part: Part, form: DeclaredForm, *, is_heading: bool = False) -> dict:
    """One question of a declared form.

    :param is_heading: its label is the heading of the page.
    """
    if part.field is None:
        return {"part": part, "is_group": False}
    chosen = part.field.value()
    chosen = chosen if isinstance(chosen, (list, tuple)) else [] if chosen in (None, "") else [chosen]
    described = [f"{part.field.auto_id}-hint"] if part.hint else []
    if part.field.errors:
        described.append(f"{part.field.auto_id}-error")
    return {
        "part": part, "field": part.field, "is_heading": is_heading, "is_group": part.kind in _GROUPS,
        "template": f"kit/fields/{_SHAPES.get(part.kind, part.kind)}.html", "chosen": [str(code) for code in chosen],
        "described": " ".join(described), "is_own_words": part.kind == "long_text", "pieces": _pieces(part),
    }


_GROUPS = ("choice", "choices", "yes_no_unknown", "partial_date")
_SHAPES = {"text": "line", "place": "line", "number": "line", "yes_no_unknown": "choice"}


def _pieces(part: Part) -> list[dict]:
    """The inputs of a date in several pieces: name, id, label and what was typed."""
    if part.kind != "partial_date":
        return []
    widget, bound = part.field.field.widget, part.field
    given = bound.value()
    given = given if isinstance(given, list) else widget.decompress(given)
    return [{"name": f"{bound.html_name}{widget.widgets_names[place]}", "id": f"{bound.auto_id}_{place}", "code": code,
             "label": widget.labels[code], "value": "" if value is None else value}
            for place, (code, value) in enumerate(zip(widget.parts, given, strict=False))]
