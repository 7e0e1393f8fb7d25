"""A day that passed without a word to the reporter: said where the day stands, and the words with which it is told."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext, override

from gehoor.domain.cases.models import Case
from gehoor.domain.conversations.queries import can_be_written_to, the_conversation
from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.refusing import next_instance
from gehoor.domain.services.terms import RunningTerm
from gehoor.foundation.clock import now
from gehoor.journeys.terms_run import the_terms


def the_untold(case: Case, terms: Iterable[RunningTerm], at: datetime) -> set[str]:
    """Of the terms of a case those that passed, that the law or we ourselves promised the reporter, and of whose end they read nothing
    from us since."""
    late = {term.code for term in terms if _is_late(case, term, at)}
    return late if late and can_be_written_to(case) else set()


def _is_late(case: Case, term: RunningTerm, at: datetime) -> bool:
    if term.met_at is not None or term.stands_still or term.lapses or at <= term.due_at or case.is_closed:
        return False
    is_theirs = term.kind == "statutory" or term.known.term.tells or term.known.term.promised
    return bool(is_theirs) and (case.last_told_at is None or case.last_told_at < term.due_at)


def words_of_late(scene, code: str) -> str:
    """What the reporter reads of a day that passed, and where they can go; empty where no such term is late."""
    case, service = scene.case, scene.service
    if not code:
        return ""
    terms = the_terms(case, service)
    term = next((one for one in terms if one.code == code), None)
    if term is None or code not in the_untold(case, terms, now()):
        return ""
    spoken = the_conversation(case).language
    with override(spoken):
        words = gettext("Je had van ons iets moeten horen ten laatste op %(day)s. Dat lukte niet. De reden: … "
                        "Je hoort nu van ons ten laatste op …") % {"day": day_in_words(service.day_of(term.due_at))}
    where = next_instance(service, audience=case.audience, language=spoken) if term.kind == "statutory" else ""
    return "\n\n".join(filter(None, [words, where]))
