"""The colours of a service: the default look, what a service changes in it, and whether all of it can be read.

Called by the check and by the page that serves a service's stylesheet. It reads no files.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gehoor.domain.services.schema import LookFile
from gehoor.domain.services.schema.look import TOKENS

TEXT, SHAPE = 4.5, 3.0
"""Lowest contrast of text and of shapes that mean something (WCAG 2.2, 1.4.3 and 1.4.11)."""

DEFAULT_LIGHT = {
    "paper": "#f3f8f9", "surface": "#ffffff", "sunken": "#e4eff2", "ink": "#0f2429", "ink-muted": "#46595e", "line": "#c7d5d9",
    "line-strong": "#617980", "field": "#12444f", "field-shade": "#073740", "on-field": "#ffffff", "action": "#074551",
    "action-strong": "#012932", "on-action": "#ffffff", "action-soft": "#dcebef", "accent": "#f8bc49", "on-accent": "#0c2328",
    "voice": "#fefbef", "voice-line": "#cddce0", "danger": "#a3182c", "danger-soft": "#fbe6e6", "warning": "#7a4a00",
    "warning-soft": "#fcecc8", "success": "#1c6138",
}
DEFAULT_DARK = {
    **DEFAULT_LIGHT,
    "paper": "#0d1518", "surface": "#162124", "sunken": "#070f10", "ink": "#e1eaec", "ink-muted": "#a5b4b8", "line": "#314044",
    "line-strong": "#778e94", "field": "#183239", "field-shade": "#11282d", "on-field": "#eef5f7", "action": "#9fd1de",
    "action-strong": "#b8ebf8", "on-action": "#04191e", "action-soft": "#243539", "voice": "#27241c", "voice-line": "#423e31",
    "danger": "#ffa8a4", "danger-soft": "#431b1e", "warning": "#f3c877", "warning-soft": "#3b2b0d", "success": "#8fd3a6",
}

_GROUNDS = ("paper", "surface", "sunken")
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((ink, ground, TEXT) for ink in ("ink", "ink-muted", "action") for ground in (*_GROUNDS, "action-soft", "voice")),
    *((ink, ground, TEXT) for ink in ("danger", "warning", "success") for ground in _GROUNDS),
    *((ink, ground, TEXT) for ground in ("danger-soft", "warning-soft") for ink in (ground.removesuffix("-soft"), "ink")),
    *((f"on-{ground}", ground, TEXT) for ground in ("field", "accent", "action")),
    ("on-field", "field-shade", TEXT), ("on-action", "action-strong", TEXT), ("action-strong", "action-soft", TEXT),
    ("surface", "danger", TEXT), ("accent", "field", SHAPE),
    *(("line-strong", ground, SHAPE) for ground in (*_GROUNDS, "action-soft", "voice")),
)
"""Which colour stands on which, and the contrast it needs."""


@dataclass(frozen=True)
class Pair:
    """Two colours that stand on each other, by day or in the dark."""

    mode: str
    ink: str
    ground: str
    ratio: float
    floor: float


def unreadable_pairs(look: LookFile) -> list[Pair]:
    """The pairs whose contrast is too low; only those that the service's own colours have a part in."""
    found = []
    modes = (("light", light_palette(look), look.light), ("dark", dark_palette(look), {**look.light, **look.dark}))
    for mode, palette, own in modes:
        for ink, ground, floor in PAIRS:
            ratio = contrast(palette[ink], palette[ground])
            if ratio < floor and (ink in own or ground in own):
                found.append(Pair(mode, ink, ground, ratio, floor))
    return found


def light_palette(look: LookFile) -> dict[str, str]:
    """Every colour by day."""
    return {**DEFAULT_LIGHT, **look.light}


def dark_palette(look: LookFile) -> dict[str, str]:
    """Every colour in the dark: what the service doesn't name is the default of the dark, not its own of the day."""
    return {**DEFAULT_DARK, **look.dark}


def stylesheet(look: LookFile) -> str:
    """The CSS that gives a page with `data-theme` the colours of this service."""
    changed = [token for token in TOKENS if token in look.light or token in look.dark]
    light, dark = light_palette(look), dark_palette(look)
    day, night = (_block(look.theme, {token: palette[token] for token in changed}) for palette in (light, dark))
    return f"@layer tokens {{\n{day}\n@media screen and (prefers-color-scheme: dark) {{\n{night}\n}}\n}}\n"


def contrast(one: str, other: str) -> float:
    """The contrast between two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place:place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _block(theme: str, colours: Mapping[str, str]) -> str:
    lines = "".join(f"  --gehoor-brand-{token}: {colour};\n" for token, colour in colours.items())
    return f'[data-theme="{theme}"] {{\n{lines}}}'
