"""Codes turned into what people read: rows of lists, choices of filters. Opens nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import get_language

from gehoor.domain.cases.models import Case
from gehoor.domain.cases.queries import SOON
from gehoor.domain.services.labels import code_labels
from gehoor.domain.services.registry import Service, all_services, service_of_version

FILTERED = ("theme", "stage", "reporter_role", "urgency", "channel")


@dataclass(frozen=True)
class CaseRow:
    """A case as a list shows it: codes in words, no name and no sentence of a story."""

    case: Case
    theme: str
    failing: str
    role: str
    channel: str
    stage: str
    due: str
    is_late: bool
    is_soon: bool
    is_unread: bool
    outcome: str


def rows_of(cases: list[Case], at: datetime) -> list[CaseRow]:
    """The rows of a list. The cases carry their marks (`seen_at`, `failing`)."""
    return [_row(case, at) for case in cases]


def _row(case: Case, at: datetime) -> CaseRow:
    service = service_of_version(case.version)
    return CaseRow(
        case=case, theme=say(service, "theme", case.theme), failing=say(service, "failing", case.failing or ""),
        role=say(service, "reporter_role", case.reporter_role), channel=say(service, "channel", case.channel),
        stage=say(service, "stage", case.stage), due=say(service, "term", case.next_due),
        is_late=bool(case.next_due_at and case.next_due_at < at),
        is_soon=bool(case.next_due_at and case.next_due_at < at + SOON),
        is_unread=case.last_word_by == "reporter" and (case.seen_at is None or case.seen_at < case.last_word_at),
        outcome=say(service, "outcome", case.outcome),
    )


def language() -> str:
    """The language of whoever works here."""
    return get_language() or settings.LANGUAGE_CODE


def say(service: Service, dimension: str, code: str) -> str:
    """What people read for a code; a code that is gone is shown as it is."""
    return code_labels(service, dimension, language()).get(code, code) if code else ""


def choices_for(at: datetime) -> dict[str, dict[str, str]]:
    """The codes that the filters of the work list offer, over all services of this instance."""
    choices: dict[str, dict[str, str]] = {name: {} for name in FILTERED}
    for service in all_services(at.date()):
        for name in FILTERED:
            choices[name] |= code_labels(service, name, language())
    return choices
