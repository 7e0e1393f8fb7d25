"""The page of a case: what was said and who is in it, what happened, and what must happen."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.working import ASKED_LATER
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.opened import OpenedCase
from gehoor.domain.cases.queries import the_readings
from gehoor.domain.services.forms import Reader, told
from gehoor.domain.services.procedures import Move
from gehoor.domain.services.registry import Service, service_of_version
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed
from gehoor.foundation.files.models import SealedFile
from gehoor.foundation.files.reading import answer_with, open_file
from gehoor.interfaces.staff.asked_later import filled_in, to_ask
from gehoor.interfaces.staff.classifying import OTHERS, in_words
from gehoor.interfaces.staff.doors import on_cases
from gehoor.interfaces.staff.needs import Need, needs_of
from gehoor.interfaces.staff.saying import language, say
from gehoor.interfaces.staff.sections import sections_of
from gehoor.interfaces.staff.story import asked
from gehoor.interfaces.staff.timeline import SHOWN, events_of
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import the_moves
from gehoor.journeys.file_is_opened import file_is_opened
from gehoor.journeys.terms_run import the_terms

SAID = ("urgency", "kind", "channel", "reporter_role", "stage", "outcome", "audience")


@dataclass(frozen=True)
class Step:
    """A step from here, with what it still needs."""

    move: Move
    needs: list[Need]

    @property
    def asks_nothing(self) -> bool:
        """Whether a press on its button says everything."""
        return not (self.move.outcomes or self.move.grounds or self.move.closes)


@on_cases
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a case. Every opening is a line in the audit."""
    at = now()
    case = access_case(request.person, reference)
    opened = case_is_opened(person=request.person, case=case, at=at)
    service = service_of_version(case.version)
    shown = request.GET.get("show", "")
    shown = shown if shown in SHOWN else "all"
    moves = the_moves(case, opened)
    themes = [say(service, one.axis, one.code) for one in opened.classifications if one.axis == "theme"]
    return render(request, "staff/case.html", {
        "case": case, "opened": opened, "service": service, "at": at, "shown": shown,
        **asked(opened, service), **sections_of(opened, service, at), "events": events_of(opened, service, shown),
        "stages": _stages(case, service), "terms": the_terms(case, service),
        "steps": [Step(move, needs_of(case, move.missing, move.why_not)) for move in moves],
        "missing_sheets": _missing_sheets(moves, service), "sheets": _sheets(opened, service),
        "consent": opened.consent.row if opened.consent else None, "consent_said": opened.consent.said if opened.consent else {},
        # Before anybody said what it is about, there is what the reporter chose, as in the list.
        "themes": themes or list(filter(None, [say(service, "theme", case.theme)])),
        "failings": [say(service, one.axis, one.code) for one in opened.classifications if one.axis == "failing"],
        "to_ask": to_ask(opened, service), "filled_in": filled_in(opened, service),
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


def _stages(case: Case, service: Service) -> list[tuple[str, str]]:
    """The stages in order, as (label, done | now | next)."""
    order = service.procedure.stages
    here = [stage.code for stage in order].index(case.stage)
    return [(stage.label.text(language()), "done" if number < here else "now" if number == here else "next")
            for number, stage in enumerate(order)]


def _missing_sheets(moves: list[Move], service: Service) -> list[tuple[str, str, str]]:
    """Sheets that a step waits for: code, title, and the first of those steps."""
    titles = {f"sheet.{sheet.code}": sheet.title.text(language()) for sheet in service.procedure.sheets}
    found = {}
    for move in moves:
        for code in move.missing:
            if code in titles:
                found.setdefault(code, (code.removeprefix("sheet."), titles[code], move.label.text(language())))
    return list(found.values())


def _sheets(opened: OpenedCase, service: Service) -> list[dict]:
    """The newest of each filled-in sheet, read back in words."""
    newest = {}
    for known in opened.sheets:
        if known.row.code != ASKED_LATER:
            newest.setdefault(known.row.code, known)
    found = []
    for code, known in newest.items():
        declared = service.procedure.sheet(code)
        reader = Reader(service=service, language=language(), on=service.day_of(known.row.filled_at))
        found.append({"code": code, "title": declared.title.text(language()), "row": known.row,
                      "told": told(declared.fields, known.said["answers"], reader)})
    return found
