"""What may leave a case, on one page: who agreed to what, what waits or left, what the law overrode, and whether parent and child are
opposed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.second import OneSeat, is_one_seat
from gehoor.domain.centres.queries import the_questions
from gehoor.domain.consent.models import PENDING, TO_WITHDRAWAL
from gehoor.domain.consent.queries import is_opposed, the_acts, the_consents, the_overrides
from gehoor.domain.conversations.queries import the_conversation
from gehoor.domain.services.law import the_consent_rule, the_grounds
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.clock import now
from gehoor.interfaces.staff.agreeing import ANSWERS, STATES, STOPPED_BECAUSE, name_of_party, shared
from gehoor.interfaces.staff.asking_centres import their_answer, where_it_goes
from gehoor.interfaces.staff.competence import competence_of
from gehoor.interfaces.staff.doors import on_cases
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.centres_ask_each_other import the_centres
from gehoor.journeys.something_leaves import the_carried


@on_cases
def consents(request: HttpRequest, reference: str) -> HttpResponse:
    """Show what may leave a case. Reading it is reading the case: a line in the audit."""
    at, person = now(), request.person
    case = access_case(person, reference)
    opened = case_is_opened(person=person, case=case, at=at)
    service = service_of_version(case.version)
    staff_file = person.keyring.open(case.compartment_id)
    names = {known.row.id: name_of_party(known.row, known.said, service) for known in opened.parties}
    acts = the_acts(case)
    carried = the_carried(person, case, [act for act in acts if act.state == PENDING], at=at)
    grounds = the_grounds(service, at.date(), lifts="act")
    overrides = the_overrides(case)
    questions = the_questions(case, staff_file)
    conversation = the_conversation(case)
    is_withdrawn = conversation is not None and conversation.withdrawn_at is not None

    def called(recipient) -> str:
        return names.get(recipient.party_id, "") if recipient.party_id else recipient.unsealed(staff_file)["words"]

    return render(request, "staff/consents.html", {
        "case": case, "service": service, "at": at, "rule": the_consent_rule(service, at.date()), "is_opposed": is_opposed(case),
        "acts": [{"row": act, "what": shared("acts", act.kind), "to": called(act.to), "purpose": shared("purposes", act.purpose),
                  "data": [shared("data", code) for code in act.data], "state": STATES[act.state], "said": act.unsealed(staff_file),
                  "because": STOPPED_BECAUSE.get(act.stopped_because, act.stopped_because), "carried": carried.get(act.id),
                  "leaves_by": where_it_goes(act, questions), "asked": _asked(questions.get(act.id)),
                  "grounds": [one for one in grounds if not one.may_tell or act.to.kind in one.may_tell]} for act in acts],
        "consents": [{"row": one, "who": names.get(one.party_id, ""), "to": called(one.to), "purpose": shared("purposes", one.purpose),
                      "data": [shared("data", code) for code in one.data], "answer": ANSWERS.get(one.answer, one.answer),
                      "capacity": shared("capacities", one.capacity), "reason": shared("not_asked", one.reason) if one.reason else "",
                      "words": one.unsealed(staff_file).get("words", ""), "way": shared("ways", one.way) if one.way else "",
                      "is_over": one.until_at is not None and one.until_at < at} for one in the_consents(case)],
        "overrides": [{"row": one, "said": (said := one.unsealed(staff_file)), "is_theirs": one.asked_by_id == person.id,
                       "is_one_seat": not one.verdict and is_one_seat(case, one.asked_by_id, person.id, said=said, at=at),
                       "to": called(one.act.to if one.act else one.to) if one.act or one.to else ""} for one in overrides],
        "competence": competence_of(opened, service, at), "has_centres": bool(the_centres(case, at)),
        "goes_on": any(one.lifts == TO_WITHDRAWAL and one.verdict == "agreed" for one in overrides), "is_withdrawn": is_withdrawn,
        "one_seat": OneSeat.message,
        "grounds_to_go_on": the_grounds(service, at.date(), lifts=TO_WITHDRAWAL) if is_withdrawn else [],
    })


def _asked(question) -> dict | None:
    """What a question to another centre shows beside the act that carries it."""
    if question is None:
        return None
    return {"row": question.row, "said": question.said, "answer": their_answer(question.said)}
