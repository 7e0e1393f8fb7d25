"""Text blocks as they are sent: the words of whoever reads them, with what they leave open filled in.

For the pages on which somebody writes to a reporter, or to somebody outside. What a block may name the checks of the declarations hold.
"""

import re
from collections.abc import Mapping
from datetime import date

from django.utils.translation import override

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.models import Case
from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.labels import code_labels
from gehoor.domain.services.points_told import line_of_point
from gehoor.domain.services.registry import Service
from gehoor.domain.services.schema.base import SOURCE_LANGUAGE
from gehoor.domain.services.schema.procedure import TextBlock
from gehoor.domain.services.terms import RunningTerm
from gehoor.foundation.clock import now
from gehoor.journeys.terms_run import the_terms

OPEN = "…"
"""What stands where something can't be filled in: who writes does it."""
_POINTS = re.compile(r"\s*\{points\}\s*")
_DAYS = ("{today}", "{received}", "{due}", "{due_why}")


def written_out(block: TextBlock, *, case: Case, service: Service, person: Person, reads_in: str) -> str:
    """A text block as whoever writes on this case sends it to the reporter, in the language that is read."""
    plain = bool(case.audience) and service.speaks_plainly_to(case.audience)
    told = _filled(block.text.text(reads_in, plain=plain), _of_case(case, service, person, reads_in))
    told = _with_days(told, case, service, reads_in)
    return _POINTS.sub(lambda gap: _the_points(case, service, person, reads_in, plain) or ("\n\n" if "\n" in gap[0] else " "), told).strip()


def written_to_others(block: TextBlock, *, case: Case, service: Service, person: Person, about: str, answer_by: date | None) -> str:
    """A text block as somebody outside gets it, in the first language of our letters."""
    known = _of_case(case, service, person, SOURCE_LANGUAGE) | {"about": about or OPEN}
    with override(SOURCE_LANGUAGE):
        known["answer_by"] = day_in_words(answer_by) if answer_by else OPEN
    return _with_days(_filled(block.text.text(SOURCE_LANGUAGE), known), case, service, SOURCE_LANGUAGE).strip()


def blocks_for_reporter(service: Service) -> list[TextBlock]:
    """The text blocks that a reporter can read."""
    return [block for block in service.procedure.text_blocks if block.to == "reporter"]


def blocks_for_others(service: Service, purpose: str) -> list[TextBlock]:
    """The text blocks for somebody outside, those that are for this purpose first."""
    found = [block for block in service.procedure.text_blocks if block.to == "others"]
    return sorted(found, key=lambda block: purpose not in block.purposes)


def _filled(told: str, known: Mapping[str, str]) -> str:
    for name, value in known.items():
        told = told.replace(f"{{{name}}}", value)
    return told


def _of_case(case: Case, service: Service, person: Person, reads_in: str) -> dict[str, str]:
    return {
        "reference": case.reference, "handler": person.name, "service": service.about.name.text(reads_in),
        "phone": next((one.number for one in service.about.channels if one.number), ""),
        "handler_phone": person.account.direct_phone, "handler_email": person.account.direct_email,
    }


def _with_days(told: str, case: Case, service: Service, reads_in: str) -> str:
    """Today, the day of receipt, and until when the answer may take, with why; looked up only where the text names them."""
    if not any(name in told for name in _DAYS):
        return told
    terms = the_terms(case, service)
    received = next((one.started_at for one in terms if one.known.starts_with == "received"), case.opened_at)
    answer = _term_of_answer(terms)
    with override(reads_in):
        known = {"today": day_in_words(service.day_of(now())), "received": day_in_words(service.day_of(received)),
                 "due": day_in_words(service.day_of(answer.due_at)) if answer else OPEN,
                 "due_why": answer.explanation if answer else OPEN}
    return _filled(told, known)


def _term_of_answer(terms: list[RunningTerm]) -> RunningTerm | None:
    """The term of which the reporter reads the end: the first to end of those that run."""
    running = [one for one in terms if one.known.term.tells and one.met_at is None and not one.stands_still]
    return min(running, key=lambda one: one.due_at, default=None)


def _the_points(case: Case, service: Service, person: Person, reads_in: str, plain: bool) -> str:
    """What each point was found, a line each: its number, what went wrong, and of our words only those that are for the reporter."""
    findings, failings = {one.code: one.tells for one in service.procedure.findings}, code_labels(service, "failing", reads_in)
    found = [one for one in case.items.filter(dropped_at=None).order_by("number") if one.finding in findings]
    said = {one.number: one.unsealed(person.keyring.open(one.compartment_id)).get("told", "") for one in found}
    lines = [line_of_point(one.number, about=failings.get(one.failing, ""), language=reads_in, found=" ".join(
        [findings[one.finding].text(reads_in, plain=plain), *said[one.number].split()])) for one in found]
    return "\n\n" + "\n".join(lines) + "\n\n" if lines else ""
