"""Codes turned into what people read: rows of lists, choices of filters. Opens nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TypedDict

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gehoor.domain.cases.models import Case
from gehoor.domain.cases.queries import SOON
from gehoor.domain.services.labels import code_labels
from gehoor.domain.services.offered_regimes import term_in_words
from gehoor.domain.services.registry import Service, all_services, service_of_version
from gehoor.interfaces.kit.templatetags.moments import due_words, short_weekday

FAR = timedelta(days=2)
FILTERED = ("theme", "stage", "reporter_role", "urgency", "channel")


class CaseRow(TypedDict):
    """A case as a list shows it: codes in words, no name and no sentence of a story. Plain words, because a page holds fifty of
    them and templates look things up slowly."""

    reference: str
    address: str
    is_unread: bool
    about: str
    source: str
    to_do: str
    due: str
    due_at: str
    tag: str
    stage: str
    last_word: str
    handler: str
    group: str


def rows_of(cases: list[Case], at: datetime) -> list[CaseRow]:
    """The rows of a list. The cases carry their marks (`seen_at`, `failing`)."""
    said = _Said(language(), {"us": _("wij"), "reporter": _("melder")}, _("onbekend"), several=len(all_services(at.date())) > 1)
    page = reverse("staff:case", args=["-"])
    return [_row(case, at, said, address=page.replace("-", case.reference)) for case in cases]


@dataclass(frozen=True)
class _Said:
    """What all rows of a page say alike: in which language, who spoke last, and whether a row says of which service it is."""

    language: str
    by: dict[str, str]
    unknown: str
    several: bool

    def label(self, service: Service, dimension: str, code: str | None) -> str:
        return code_labels(service, dimension, self.language).get(code, code) if code else ""


def _row(case: Case, at: datetime, said: _Said, *, address: str) -> CaseRow:
    service, due_at, is_closed = service_of_version(case.version), case.next_due_at, case.closed_at is not None
    if is_closed and due_at and case.last_word_by == "reporter":
        # Somebody wrote after the end: there is something to do again, with a day.
        is_closed = False
    spoken = said.language
    group = "urgent" if case.is_urgent else "soon" if due_at and due_at < at + SOON else "later"
    due = _due(due_at, at, spoken) if due_at else "–"
    return CaseRow(
        reference=case.reference, address=address, group=group, stage=said.label(service, "stage", case.stage),
        is_unread=case.last_word_by == "reporter" and (case.seen_at is None or case.seen_at < case.last_word_at),
        about=" · ".join(filter(None, (said.label(service, "theme", case.theme), said.label(service, "failing", case.failing)))),
        source=" · ".join(filter(None, (service.about.short_name.text(spoken) if said.several else "",
                                        said.label(service, "reporter_role", case.reporter_role) or said.unknown,
                                        said.label(service, "channel", case.channel)))),
        to_do=said.label(service, "outcome", case.outcome) if is_closed else _to_do(case, service, said),
        due=_day(case.closed_at, at, spoken) if is_closed else due,
        due_at=due_at.isoformat() if due_at and not is_closed else "",
        tag="" if is_closed or not due_at or group == "later" else "late" if due_at < at else "urgent" if case.is_urgent else "soon",
        last_word=f"{said.by[case.last_word_by]}, {_day(case.last_word_at, at, spoken)}", handler=case.handler.name if case.handler else "",
    )


def _to_do(case: Case, service: Service, said: _Said) -> str:
    """What is due next, of the case or of one of its points."""
    if not case.next_due_point:
        return said.label(service, "term", case.next_due) or "–"
    term = term_in_words(case.next_due_regime, case.next_due, said.language)
    return _("%(term)s (punt %(number)s)") % {"term": term, "number": case.next_due_point}


def _day(moment: datetime, at: datetime, spoken: str) -> str:
    return _said_day(timezone.localtime(moment).date(), timezone.localtime(at).year, spoken)


# A list says the same few days over and over.
@lru_cache(maxsize=1_024)
def _said_day(day: date, _this_year: int, _spoken: str) -> str:
    return short_weekday(day)


def _due(due_at: datetime, at: datetime, spoken: str) -> str:
    # What is due in some days is said by its day alone.
    return _day(due_at, at, spoken) if due_at - at > FAR else due_words(due_at, at)


def language() -> str:
    """The language of whoever works here."""
    return get_language() or settings.LANGUAGE_CODE


def say(service: Service, dimension: str, code: str) -> str:
    """What people read for a code; a code that is gone is shown as it is."""
    return code_labels(service, dimension, language()).get(code, code) if code else ""


def choices_for(services: Collection[str], at: datetime) -> dict[str, dict[str, str]]:
    """The codes that the filters of the work list offer, over those services of this instance whose cases somebody sees."""
    choices: dict[str, dict[str, str]] = {name: {} for name in FILTERED}
    for service in (one for one in all_services(at.date()) if one.code in services):
        for name in FILTERED:
            choices[name] |= code_labels(service, name, language())
    return choices
