"""pages/*.{language}.md: longer texts, with front matter. The language is the last part of the file's name."""

from typing import Literal

from pydantic import Field

from gehoor.domain.services.schema.base import Code, Language, Versioned

PageName = Literal["expectations", "privacy", "limit", "accessibility", "receipt_lost"]
REQUIRED: tuple[PageName, ...] = ("expectations", "privacy", "accessibility", "receipt_lost")
IN_PLAIN_WORDS: tuple[PageName, ...] = ("expectations", "privacy")
"""Pages that readers of plain words have of their own."""


class PageFile(Versioned):
    """Front matter and text of one page in one language."""

    page: PageName
    """Which page it is."""
    audiences: list[Code] = []
    """For whom; empty: for every audience that has no page of its own."""
    title: str = Field(min_length=1)
    """Its title."""
    language: Language
    """From the file's name."""
    text: str = Field(min_length=1)
    """The text under the front matter, Markdown."""
