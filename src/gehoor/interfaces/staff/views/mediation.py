"""The mediation of a case on one page: who sits there, what was said and for whom it is cleared, proposals, and how it ended."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gehoor.domain.cases.access import access_case
from gehoor.domain.mediation.queries import OpenedMediation
from gehoor.domain.services.registry import Service, service_of_version
from gehoor.foundation.clock import now
from gehoor.interfaces.staff.doors import on_cases
from gehoor.interfaces.staff.mediating import ENDINGS, FORMS, STANDS, name_of, noted
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.mediation_goes_on import is_offered, the_mediation_opened, what_blocks


@on_cases
def mediation(request: HttpRequest, reference: str) -> HttpResponse:
    """Show the mediation of a case. Reading it is reading the case: a line in the audit."""
    at = now()
    case = access_case(request.person, reference)
    case_is_opened(person=request.person, case=case, at=at)
    service = service_of_version(case.version)
    opened = the_mediation_opened(request.person, case)
    return render(request, "staff/mediation.html", {
        "case": case, "service": service, "at": at, "opened": opened, "is_offered": is_offered(case) and not case.is_closed,
        "blocks": [noted(service, axis, code) for axis, code in what_blocks(request.person, case)],
        "goes_on": opened is not None and opened.row.ended_at is None,
        **(_told(opened, service) if opened else {}),
    })


def _told(opened: OpenedMediation, service: Service) -> dict:
    """Everything in words."""
    names = {one.row.id: name_of(one, service) for one in opened.sides}
    return {
        "form": FORMS[opened.row.form], "ending": ENDINGS.get(opened.row.ended_as, ""),
        "sides": [{"name": names[one.row.id], "row": one.row, "conditions": one.conditions, "takes_part": one.takes_part,
                   "said": [{"row": said.row, "text": said.text, "for": ", ".join(names[side.id] for side in said.cleared_for)}
                            for said in one.said],
                   "may_hear": [{"who": names[other.row.id], "text": said.text} for other, said in one.may_hear]}
                  for one in opened.sides],
        "present": [names[one.row.id] for one in opened.sides if one.takes_part],
        "proposals": [{"row": one.row, "text": one.text, "interest": one.interest, "by": name_of(one.by, service),
                       "is_agreed": one.is_agreed,
                       "stands": [{"status": STANDS[stand.status], "words": stand.words, "row": stand.row, "side": stand.side.row}
                                  for stand in one.stands]}
                      for one in opened.proposals],
    }
