"""look.yaml: the colours of a service. It may set brand tokens and nothing else; contrast is checked.

`look.py` of the room holds the default look and the check.
"""

from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from gehoor.domain.services.schema.base import Code, Versioned

TOKENS = (
    "paper", "surface", "sunken", "ink", "ink-muted", "line", "line-strong", "field", "field-shade", "on-field", "action",
    "action-strong", "on-action", "action-soft", "accent", "on-accent", "voice", "voice-line",
)
"""Brand tokens a service may set. The colours of danger, warning and success are everybody's."""

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


def _known_token(name: str) -> str:
    if name not in TOKENS:
        raise PydanticCustomError("token", '"{name}" is no colour a service can set', {"name": name, "known": list(TOKENS)})
    return name


Palette = dict[Annotated[str, BeforeValidator(_known_token)], Colour]


class LookFile(Versioned):
    """look.yaml."""

    theme: Code
    """Name of the theme, in `data-theme`."""
    light: Palette
    """Colours by day; what isn't named is the default."""
    dark: Palette
    """Colours in the dark."""
