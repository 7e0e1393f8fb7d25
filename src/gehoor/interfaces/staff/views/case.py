"""The page of a case: what was said and who is in it, what happened, and what must happen."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from gehoor.domain.accounts.models import Role
from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.opened import OpenedCase
from gehoor.domain.cases.queries import the_readings
from gehoor.domain.consent.queries import the_contact_consent
from gehoor.domain.services.forms import Reader, told
from gehoor.domain.services.registry import Service, service_of_version
from gehoor.foundation.clock import now
from gehoor.foundation.files.models import SealedFile
from gehoor.foundation.files.reading import answer_with, open_file
from gehoor.interfaces.staff.doors import on_cases
from gehoor.interfaces.staff.saying import say
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import the_moves
from gehoor.journeys.file_is_opened import file_is_opened
from gehoor.journeys.terms_run import the_terms


@dataclass(frozen=True)
class Event:
    """One line of the timeline: a message, a contact, a note, or something that was done."""

    at: datetime
    kind: str
    name: str
    text: str
    codes: dict
    files: list
    direction: str = ""


@on_cases
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """Open a case. Every opening is a line in the audit."""
    return case_page(request, reference)


def case_page(request: HttpRequest, reference: str, *, status: int = 200, **more) -> HttpResponse:
    """The page of a case, whole; `more` carries what a refused change typed."""
    at = now()
    case = access_case(request.person, reference)
    opened = case_is_opened(person=request.person, case=case, at=at)
    service = service_of_version(case.version)
    language = get_language() or "nl"
    moves = the_moves(case)
    consent = the_contact_consent(case)
    staff_file = request.person.keyring.open(case.compartment_id)
    shown = request.GET.get("show", "all")
    return render(request, "staff/case.html", {
        "case": case, "opened": opened, "service": service, "at": at, "shown": shown,
        "asked": _asked(opened, service, language), "events": _events(opened, service, shown),
        "stages": _stages(case, service, language), "terms": the_terms(case, service), "moves": moves,
        "missing_sheets": _missing_sheets(moves, service), "sheets": _sheets(opened, service, language),
        "consent": consent, "consent_said": consent.unsealed(staff_file) if consent else {},
        "themes": [say(service, one.axis, one.code) for one in opened.classifications if one.axis == "theme"],
        "failings": [say(service, one.axis, one.code) for one in opened.classifications if one.axis == "failing"],
        "labels": {name: say(service, name, getattr(case, name))
                   for name in ("urgency", "kind", "channel", "reporter_role", "stage", "outcome", "audience")},
        "may_see_readings": request.person.has_role(Role.SUPERVISOR, Role.PROTECTION), **more,
    }, status=status)


@on_cases
def download(request: HttpRequest, reference: str, file_id) -> HttpResponse:
    """A file of a case: always to save, never shown inside our pages."""
    case = access_case(request.person, reference)
    row = get_object_or_404(SealedFile, id=file_id, compartment_id__in=[case.conversation_compartment, case.compartment_id])
    file_is_opened(person=request.person, case=case, row=row, at=now())
    return answer_with(*open_file(row, request.person.keyring))


@on_cases
def readings(request: HttpRequest, reference: str) -> HttpResponse:
    """Who opened this case, and when."""
    case = access_case(request.person, reference)
    return render(request, "staff/case_readings.html", {"case": case, "readings": the_readings(case)})


def _asked(opened: OpenedCase, service: Service, language: str) -> list:
    """The questions and answers of the first contact, verbatim."""
    contact = opened.story.contact
    answers = opened.story.said.get("answers", {})
    if not answers or not contact.audience:
        return []
    reader = Reader(service=service, language=language, on=contact.received_at.date(), audience=contact.audience)
    return told(service.questionnaire(contact.audience).fields(), answers, reader)


def _events(opened: OpenedCase, service: Service, shown: str) -> list[Event]:
    """Everything that happened, newest first; `shown` narrows it to the conversation or to the notes."""
    events = [Event(at=message.at, kind=message.kind, name=message.name, text=message.text, codes={}, files=message.files,
                    direction=message.direction) for message in opened.messages]
    if shown != "conversation":
        for known in opened.timeline:
            if shown == "notes" and known.row.kind != "note":
                continue
            codes = {name: say(service, name, code) if isinstance(code, str) else code for name, code in known.row.codes.items()}
            codes |= {"to": say(service, "stage", codes["to"])} if known.row.kind in ("moved", "closed", "reopened") else {}
            events.append(Event(at=known.row.at, kind=known.row.kind, text=known.said.get("text", ""), codes=codes, files=[],
                                name=known.row.account.name if known.row.account else ""))
        if shown == "notes":
            events = [event for event in events if event.kind == "note"]
        else:
            events += [Event(at=told_.contact.received_at, kind="talk", name="", text=told_.said.get("words", ""), files=[],
                             codes={"channel": say(service, "channel", told_.contact.channel)}, direction="in")
                       for told_ in opened.told if not told_.is_first]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _stages(case, service: Service, language: str) -> list[tuple[str, str]]:
    """The stages in order, as (label, done | now | next); the end is shown once."""
    order = service.procedure.stages
    here = [stage.code for stage in order].index(case.stage)
    return [(stage.label.text(language), "done" if number < here else "now" if number == here else "next")
            for number, stage in enumerate(order)]


def _missing_sheets(moves, service: Service) -> list[tuple[str, str, str]]:
    """Sheets that a step waits for: code, title, and the step."""
    titles = {f"sheet.{sheet.code}": sheet.title.text(get_language() or "nl") for sheet in service.procedure.sheets}
    found = {}
    for move in moves:
        for code in move.missing:
            if code in titles and code not in found:
                found[code] = (code.removeprefix("sheet."), titles[code], move.label.text(get_language() or "nl"))
    return list(found.values())


def _sheets(opened: OpenedCase, service: Service, language: str) -> list[dict]:
    """The newest of each filled-in sheet, read back in words."""
    newest = {}
    for known in opened.sheets:
        newest.setdefault(known.row.code, known)
    reader = Reader(service=service, language=language, on=now().date())
    return [{"code": code, "title": service.procedure.sheet(code).title.text(language), "row": known.row,
             "told": told(service.procedure.sheet(code).fields, known.said["answers"], reader)} for code, known in newest.items()]
