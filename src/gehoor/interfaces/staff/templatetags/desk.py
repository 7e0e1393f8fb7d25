"""Tags for the desk: how long it stays unlocked, and runs of short questions that stand in one table."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django import template
from django.conf import settings
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from gehoor.domain.services.forms.building import DeclaredForm, Part

register = template.Library()

# As many short answers as fit beside their question, and as few questions as make a table worth its head.
MOST_ANSWERS, FEWEST_QUESTIONS, LONGEST_ANSWER = 6, 3, 24
SHORT = ("choice", "yes_no_unknown")


@dataclass(frozen=True)
class Row:
    """A question of a table, with what can be chosen: id, code, words, and whether it is chosen."""

    part: Part
    answers: list[tuple[str, str, str, bool]]


@dataclass(frozen=True)
class Run:
    """Questions that follow each other. `heads` are the answers that all of them share; empty where each stands alone."""

    parts: list[Part]
    heads: tuple[str, ...]

    @property
    def rows(self) -> Iterator[Row]:
        """The questions as rows under the shared answers."""
        for part in self.parts:
            identity, value = part.field.auto_id, part.field.value()
            yield Row(part, [(f"{identity}_{place}", one.code, str(one.label), one.code == value)
                             for place, one in enumerate(part.offered)])


@register.filter
def in_runs(form: DeclaredForm) -> list[Run]:
    """The questions of a sheet, those with the same few short answers together."""
    found = []
    for heads, parts in groupby(form.parts(), key=_heads):
        found += _run(list(parts), heads)
    return found


def _run(parts: list[Part], heads: tuple[str, ...]) -> list[Run]:
    if heads and len(parts) >= FEWEST_QUESTIONS:
        return [Run(parts, heads)]
    return [Run([part], ()) for part in parts]


def _heads(part: Part) -> tuple[str, ...]:
    """The answers in words, where the question is one that fits in a row."""
    words = tuple(str(one.label) for one in part.offered)
    is_short = part.kind in SHORT and len(words) <= MOST_ANSWERS and all(len(word) <= LONGEST_ANSWER for word in words)
    is_plain = not part.help and not any(one.hint or one.group for one in part.offered)
    return words if is_short and is_plain else ()


@register.simple_tag
def idle_seconds() -> int:
    """After how many seconds of rest the keys go."""
    return settings.GEHOOR_IDLE_SECONDS


@register.simple_tag
def idle_minutes() -> int:
    """The same in minutes, as people say it."""
    return settings.GEHOOR_IDLE_SECONDS // 60


VIEW_KEYS = {"mine": "g m", "nobody": "g n", "team": "g t", "waiting": "g w", "closed": "g d"}
"""Keys of the views of the work list, by code."""

KEYS = (
    (_("Overal"), (("?", _("toon deze lijst")), ("/", _("zoek")), ("n", _("nieuw gesprek")), ("g h", _("naar vandaag")),
                   ("g l", _("naar de werklijst")),
                   ("g c", _("naar de cijfers")), ("g v", _("vergrendel nu")), ("u", _("terug, een stap hoger")))),
    (_("Werklijst"), (("j", _("volgende zaak")), ("k", _("vorige zaak")), ("Enter", _("open de zaak")), ("g m", _("van mij")),
                      ("g n", _("van niemand")), ("g t", _("van het team")), ("g w", _("wacht op anderen")),
                      ("g d", _("dicht deze week")))),
    (_("In een zaak"), (("e", _("eerste lezing")), ("a", _("schrijf aan de melder")), ("b", _("schrijf met tekstblokken")),
                        ("i", _("interne notitie")), ("s", _("samenvatting")), ("w", _("waarover het gaat")),
                        ("d", _("hoe dringend")), ("o", _("wijs toe")), ("Esc", _("stop met typen")))),
)


@register.simple_tag
def the_keys() -> list[tuple[str, list[tuple[list[str], str]]]]:
    """What each key does, by where it works: the presses in order, and what happens."""
    return [(heading, [(presses.split(" "), does) for presses, does in keys]) for heading, keys in KEYS]


@register.simple_tag
def options(choices: dict[str, str], chosen: str) -> SafeString:
    """The options of a list to choose a declared code from."""
    return _options(tuple(choices.items()), chosen)


# The lists of a filter are long, and the same on every page.
@lru_cache(maxsize=256)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    return format_html_join("", '<option value="{}"{}>{}</option>', (
        (code, mark_safe(" selected") if code == chosen else "", said) for code, said in choices))


@register.filter
def view_key(code: str) -> str:
    """The key of a view of the work list."""
    return VIEW_KEYS.get(code, "")


@register.filter
def in_minutes(readings: list) -> list[tuple]:
    """Readings that stand next to each other and look alike, as one: (reading, reference, how often). Somebody who works on a case
    opens it again with every form; the audit keeps each."""
    pairs = [one if isinstance(one, tuple) else (one, "") for one in readings]
    alike = groupby(pairs, key=lambda pair: (pair[0].at.replace(second=0, microsecond=0), pair[0].name, pair[0].action, pair[1]))
    return [(*found[0], len(found)) for found in (list(together) for _key, together in alike)]
