"""The page of a case: what was said and who is in it, what happened, and what must happen."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.opened import OpenedCase
from gehoor.domain.cases.queries import the_readings
from gehoor.domain.cases.sheets import the_newest_answers
from gehoor.domain.services.answers import Otherwise, said_otherwise
from gehoor.domain.services.procedures import Move
from gehoor.domain.services.registry import Service, has_another_procedure, service_of_version
from gehoor.domain.services.schema.needed import the_sheets_of
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed
from gehoor.foundation.files.models import SealedFile
from gehoor.foundation.files.reading import answer_with, open_file
from gehoor.interfaces.staff.asked_later import filled_in, to_ask
from gehoor.interfaces.staff.classifying import OTHERS, in_words
from gehoor.interfaces.staff.competence import competence_of
from gehoor.interfaces.staff.doors import on_cases
from gehoor.interfaces.staff.filled import filled_sheets
from gehoor.interfaces.staff.needs import Need, is_asked_on_its_page, needs_but
from gehoor.interfaces.staff.road import stages_of
from gehoor.interfaces.staff.saying import language, say
from gehoor.interfaces.staff.sections import respondents_of, sections_of
from gehoor.interfaces.staff.story import asked
from gehoor.interfaces.staff.term_lines import first_of_each, lines_of_case, lines_of_points, withdrawn_since
from gehoor.interfaces.staff.timeline import SHOWN, events_of
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import the_moves
from gehoor.journeys.file_is_opened import file_is_opened

SAID = ("urgency", "kind", "channel", "reporter_role", "stage", "outcome", "audience")


@dataclass(frozen=True)
class Step:
    """A step from here, with what it still needs, and the answers that close it."""

    move: Move
    needs: list[Need]
    shut: list[Otherwise]

    @property
    def is_open(self) -> bool:
        """Whether somebody can go to its page: nothing is missing, or only what that page asks itself."""
        return self.move.allowed or not (self.needs or self.shut)

    @property
    def asks_nothing(self) -> bool:
        """Whether a press on its button says everything."""
        return not (self.move.outcomes or self.move.grounds or self.move.closes or self.move.tell or self.move.asks)


@on_cases
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a case. Every opening is a line in the audit."""
    at = now()
    case = access_case(request.person, reference)
    opened = case_is_opened(person=request.person, case=case, at=at)
    service = service_of_version(case.version)
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else "all"
    events, older = events_of(opened, service, shown, whole="whole" in request.GET)
    moves, over = the_moves(case, opened, person=request.person), withdrawn_since(opened)
    points = lines_of_points(opened, service, at, over, respondents_of(opened))
    lines = lines_of_case(opened, service, at, over)
    themes = [say(service, one.axis, one.code) for one in opened.classifications if one.axis == "theme"]
    return render(request, "staff/case.html", {
        "case": case, "opened": opened, "service": service, "at": at, "shown": shown,
        "is_changed": has_another_procedure(service, service.day_of(at)),
        **asked(opened, service), **sections_of(opened, service, points), "events": events, "older": older,
        "stages": stages_of(opened, service), "terms": [one for one in lines if one.term.met_at is None],
        "met_terms": [one for one in lines if one.term.met_at is not None], "point_terms": first_of_each(points),
        "steps": _steps(opened, service, moves),
        "missing_sheets": _missing_sheets(moves, service), "sheets": filled_sheets(opened, service),
        "competence": competence_of(opened, service, at),
        "consent": opened.consent.row if opened.consent else None, "consent_said": opened.consent.said if opened.consent else {},
        # Before anybody said what it is about, there is what the reporter chose, as in the list.
        "themes": themes or list(filter(None, [say(service, "theme", case.theme)])),
        "failings": [say(service, one.axis, one.code) for one in opened.classifications if one.axis == "failing"],
        "wants_to_stop": _wants_to_stop(opened), "to_ask": to_ask(opened, service), "filled_in": filled_in(opened, service),
        "marks": in_words(service, [one for one in opened.classifications if one.axis in OTHERS]),
        "labels": {name: say(service, name, getattr(case, name)) for name in SAID},
    })


@on_cases
def download(request: HttpRequest, reference: str, file_id) -> HttpResponse:
    """A file of a case: always to save, never shown inside our pages."""
    case = access_case(request.person, reference)
    row = get_object_or_404(SealedFile, id=file_id, compartment_id__in=[case.conversation_compartment, case.compartment_id])
    file_is_opened(person=request.person, case=case, row=row, at=now())
    return answer_with(*open_file(row, request.person.keyring))


@on_cases
def case_readings(request: HttpRequest, reference: str) -> HttpResponse:
    """Who opened this case, and when."""
    case = access_case(request.person, reference)
    if not request.person.sees_readings:
        raise NotAllowed
    return render(request, "staff/case_readings.html", {"case": case, "readings": the_readings(case)})


def _wants_to_stop(opened: OpenedCase) -> bool:
    """Whether the reporter wants to stop, and nobody decided since what that means."""
    asked = (one.at for one in opened.messages if one.direction == "in" and one.kind == "withdrawal")
    return not opened.case.is_closed and any(at >= opened.case.stage_entered_at for at in asked)


def _missing_sheets(moves: list[Move], service: Service) -> list[tuple[str, str, str]]:
    """Sheets that a step waits for and doesn't ask on its own page: code, title, and the first of those steps."""
    titles = {sheet.code: sheet.title.text(language()) for sheet in service.procedure.sheets}
    found = {}
    for move in moves:
        for code in the_sheets_of(one for one in move.missing if not is_asked_on_its_page(move, one)):
            found.setdefault(code, (code, titles[code], move.label.text(language())))
    return list(found.values())


def _steps(opened: OpenedCase, service: Service, moves: list[Move]) -> list[Step]:
    answers = the_newest_answers(((known.row, known.said) for known in opened.sheets), service.procedure)
    shut = [said_otherwise(service, move.missing, answers, language()) for move in moves]
    asked = opened.work.approvals
    return [Step(move, needs_but(opened.case, move, {one.word for one in said}, asked), said)
            for move, said in zip(moves, shut, strict=True)]
