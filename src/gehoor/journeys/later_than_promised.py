"""A day that the reporter was promised moves later: which, and how they read it. Part of the journeys that decide how urgent a case is."""

from datetime import date, datetime

from django.utils.translation import gettext, override

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.models import Case
from gehoor.domain.conversations.queries import can_be_written_to, the_conversation
from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.registry import service_of_version
from gehoor.domain.services.terms import Later, promises_put_off
from gehoor.journeys.message_passes import tell_reporter


def what_is_put_off(case: Case, urgency: str) -> list[Later]:
    """What the reporter reads as promised now, and would get later if the case were only this urgent; nothing that was kept already."""
    met = [code for code, at in (("first_read", case.first_seen_at), ("first_answer", case.last_told_at)) if at]
    if case.is_closed:
        return []
    return promises_put_off(service_of_version(case.version), told=case.urgency, chosen=urgency, start=case.opened_at, met=met)


def tell_of_later(*, person: Person, case: Case, later: list[Later], message: str, at: datetime) -> None:
    """Write to the reporter that it becomes later, with the days under it; nothing where nothing does, or nobody wrote anything."""
    if not later or not message.strip() or not can_be_written_to(case):
        return
    service, language = service_of_version(case.version), the_conversation(case).language
    plain = bool(case.audience) and service.speaks_plainly_to(case.audience)
    days = [in_words(one.label.text(language, plain=plain), service.day_of(one.was_at), service.day_of(one.due_at), language)
            for one in later]
    tell_reporter(person=person, case=case, kind="notice", text="\n\n".join([message.strip(), *days]), at=at)


def in_words(label: str, was: date, becomes: date, language: str) -> str:
    """A promise with both of its days, as the reporter reads it."""
    with override(language):
        told = {"promise": label.rstrip("."), "day": day_in_words(becomes), "was": day_in_words(was)}
        return gettext("%(promise)s: ten laatste op %(day)s. Eerst was dat %(was)s.") % told
