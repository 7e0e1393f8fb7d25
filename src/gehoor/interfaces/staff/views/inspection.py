"""Who asked to see the file of a case, and exactly what they may see: put together on a page to print, each withheld part named with its
reason and never its content."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gehoor.domain.cases.access import access_case
from gehoor.domain.inspection.deciding import unlooked
from gehoor.domain.inspection.queries import the_requests
from gehoor.domain.services.explaining import span_in_words
from gehoor.domain.services.law import the_access
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed, Refusal
from gehoor.interfaces.staff.competence import competence_of
from gehoor.interfaces.staff.doors import on_cases
from gehoor.interfaces.staff.inspecting import texts_of, title_of
from gehoor.interfaces.staff.saying import language
from gehoor.journeys import file_is_asked_for as asking
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.parts_of_a_file import the_parts


@on_cases
def inspection(request: HttpRequest, reference: str) -> HttpResponse:
    """Who asked for the file, and how much of it nobody looked at yet."""
    at, case = now(), access_case(request.person, reference)
    opened = case_is_opened(person=request.person, case=case, at=at)
    service = service_of_version(case.version)
    file = the_access(service, at.date())
    askers, classes = ({one.code: one.label.text(language()) for one in some} for some in (file.askers, file.classes))
    titles = {one.code: one for one in file.regimes}
    staff_file = request.person.keyring.open(case.compartment_id)
    parts = the_parts(opened, staff_file=staff_file, at=at)
    return render(request, "staff/inspection.html", {
        "competence": competence_of(opened, service, at),
        "case": case, "at": at, "left": len(unlooked(part.fragment for part in parts)), "today": at.date(),
        "parts": [{"title": title_of(part, service), "part": part, "class": classes.get(part.fragment.code, "")} for part in parts],
        "requests": [{"row": one, "said": one.unsealed(staff_file), "asker": askers.get(one.asker, one.asker),
                      "regime": titles.get(one.regime), "within": span_in_words(titles[one.regime].within) if one.regime in titles else ""}
                     for one in the_requests(case)],
    })


@on_cases
def inspected(request: HttpRequest, reference: str, request_id: UUID) -> HttpResponse:
    """What who asked may see. GET shows to us what would be shown; POST puts it together, and that is kept."""
    at, person = now(), request.person
    case = access_case(person, reference)
    asked = next((one for one in the_requests(case) if one.id == request_id), None)
    if asked is None:
        raise NotAllowed
    asked.case = case
    opened = case_is_opened(person=person, case=case, at=at)
    service = service_of_version(case.version)
    file = the_access(service, asked.received_on)
    staff_file = person.keyring.open(case.compartment_id)
    parts = the_parts(opened, staff_file=staff_file, at=at)
    told = {"case": case, "at": at, "asked": asked, "service": service, "left": len(unlooked(part.fragment for part in parts)),
            "asker": next((one.label.text(language()) for one in file.askers if one.code == asked.asker), asked.asker),
            "regime": file.regime(asked.regime), "said": asked.unsealed(staff_file)}
    is_given, status = request.method == "POST", 200
    try:
        decide = asking.file_is_shown if is_given else None
        decisions = (decide(person=person, case=case, request=asked, parts=parts, at=at) if decide
                     else asking.the_decisions(person, asked, parts, at=at))
    except Refusal as refusal:
        decisions, is_given, status, told["refusal"] = [], False, 422, refusal
    why = {code: words.text(language()) for code, words in file.reasons.items()}
    told["shown"] = [{"title": title_of(part, service), "at": part.at, "texts": texts_of(part, service) if is_given else []}
                     for part, one in zip(parts, decisions, strict=False) if one.is_shown]
    told["withheld"] = [{"title": title_of(part, service), "at": part.at, "why": why.get(one.why, ""), "source": one.source}
                        for part, one in zip(parts, decisions, strict=False) if not one.is_shown]
    return render(request, "staff/inspected_file.html" if is_given else "staff/inspected.html", told, status=status)
