"""pages/*.{language}.md: longer texts, with front matter. The language is the last part of the file's name."""

from typing import Literal

from pydantic import Field

from gehoor.domain.services.schema.base import Code, Language, Versioned

REQUIRED = ("expectations", "privacy", "accessibility", "receipt_lost")
IN_PLAIN_WORDS = ("expectations", "privacy")
"""Pages that readers of plain words have of their own."""
KNOWN = (*REQUIRED, "limit")
"""Pages with a fixed place; any other is a service's own, and is led to by `in_menu` or by a link."""
TO_PAGE = "page:"
"""What the address of a link to another page begins with."""


Topic = Literal["independence", "support", "confidentiality", "free", "reach"]
"""What people must be told about who helps them: who pays and who decides, what help it is, what stays here, what it costs, when."""


class PageFile(Versioned):
    """Front matter and text of one page in one language."""

    page: Code
    """Which page it is: one that every service has (expectations, privacy, limit, accessibility, receipt_lost), or one of its own."""
    in_menu: bool = False
    """Whether the first page of its readers links to it; for a service's own pages: the steps of a complaint, the rules it works by."""
    order: int = 0
    """Its place in the menu, the lowest first; of pages with the same place the one whose name comes first."""
    covers: dict[Topic, str] = {}
    """Which heading of the text tells what a page like this must tell (`must_cover` in service.yaml)."""
    audiences: list[Code] = []
    """For whom; empty: for every audience that has no page of its own."""
    title: str = Field(min_length=1)
    """Its title."""
    language: Language
    """From the file's name."""
    text: str = Field(min_length=1)
    """The text under the front matter, Markdown."""
