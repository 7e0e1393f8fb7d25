"""What a step still waits for, and the page where somebody can do it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from gehoor.domain.cases.models import Case

# A sheet has a page of its own; what isn't here can't be done by hand.
WHERE = {
    "handler_assigned": "assign", "summary_written": "summarise", "kind_chosen": "classify", "theme_chosen": "classify",
    "failing_chosen": "classify", "urgency_decided": "urgency", "child_party_named": "party", "respondent_named": "respondent",
    "answer_sent": "answer", "reporter_told": "answer",
}


@dataclass(frozen=True)
class Need:
    """Something that is still needed, in words, and the page where it can be done; empty when there is none."""

    words: str
    address: str


def needs_of(case: Case, codes: Iterable[str], words: Iterable[str]) -> list[Need]:
    """What is missing, each with where it can be done."""
    return [Need(said, _where(case, code)) for code, said in zip(codes, words, strict=True)]


def _where(case: Case, code: str) -> str:
    if code.startswith("sheet."):
        return reverse("staff:sheet", args=[case.reference, code.removeprefix("sheet.")])
    return reverse("staff:act", args=[case.reference, WHERE[code]]) if code in WHERE else ""
