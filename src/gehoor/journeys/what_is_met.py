"""What a procedure may require, and a case has: gathered from all rooms. Changes nothing."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.working import ASKED_LATER
from gehoor.domain.cases.approved import what_is_approved
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.opened import Known, OpenedCase
from gehoor.domain.cases.parties import CHILD, CONCERNED, is_identified, is_named
from gehoor.domain.cases.points import what_points_meet
from gehoor.domain.cases.sheets import SHEET, the_answers_of, the_filled, the_newest_answers
from gehoor.domain.consent.queries import the_contact_consent
from gehoor.domain.conversations.queries import can_be_written_to, was_answered_since
from gehoor.domain.mediation.queries import has_ended
from gehoor.domain.services.agreed import consents_required
from gehoor.domain.services.answers import ANSWER_SENT, TOLD_HERE, answers_required, every_requirement, what_answers_meet
from gehoor.domain.services.names import every_question
from gehoor.domain.services.registry import Service, service_of_version
from gehoor.domain.services.schema.fields import GROUNDS
from gehoor.domain.services.schema.ground import URGENT
from gehoor.domain.services.schema.needed import Needed
from gehoor.journeys.what_was_agreed import what_was_agreed

_OF_PEOPLE = frozenset({"child_identified", "reporter_identified"})
_FILLED_IN = frozenset({"child_name", "child_birth_date", "reporter_name"})


def what_is_met(case: Case, opened: OpenedCase | None = None, *, person: Person | None = None) -> set[str]:
    """What a procedure may require, and this case has: gathered from all rooms, or told by the case as it was just opened.

    :param person: whose keys open the answers and names that a step may require; lists and timers have none, and need none.
    """
    service = service_of_version(case.version)
    procedure, required = service.procedure, every_requirement(service.procedure)
    if opened is None:
        axes = set(case.classifications.values_list("axis", flat=True))
        has_child = case.parties.filter(Q(is_child=True) | Q(role__in=CONCERNED)).exists()
        has_respondent, points = case.respondents.exists(), what_points_meet(case.items.all(), case.tested.all())
        has_consent, sheets = the_contact_consent(case) is not None, list(case.sheets.defer("sealed"))
        answers = the_answers(case, person) if person else {}
        parties, later = _the_people(case, person, service) if person and _OF_PEOPLE & required else ([], {})
        approved = what_is_approved(case)
    else:
        axes = {one.axis for one in opened.classifications}
        has_child = any(known.row.is_child or known.row.role in CONCERNED for known in opened.parties)
        has_respondent, parties, later = bool(opened.respondents), opened.parties, _said_later(opened.sheets, service)
        points = what_points_meet((known.row for known in opened.items), (known.row for known in opened.tested))
        has_consent, sheets = opened.consent is not None, [known.row for known in opened.sheets]
        answers = the_newest_answers(((known.row, known.said) for known in opened.sheets), procedure)
        approved = what_is_approved(case, [one.row for one in opened.work.approvals], sheets)
    met = {
        "handler_assigned": case.handler_id is not None, "summary_written": case.has_summary, "kind_chosen": bool(case.kind),
        "theme_chosen": bool(case.theme), "failing_chosen": "failing" in axes, "urgency_decided": case.urgency_decided,
        "child_party_named": has_child, "respondent_named": has_respondent,
        ANSWER_SENT: ANSWER_SENT in required and was_answered_since(case, case.stage_entered_at),
        "reporter_told": case.last_word_by == "us",
        "consent_recorded": has_consent, URGENT: case.is_urgent,
        TOLD_HERE: TOLD_HERE in required and _was_told_here(case),
        "mediation_ended": "mediation_ended" in required and has_ended(case),
        "child_identified": _is_child_identified(parties, later, by=procedure.child_known_by),
        "reporter_identified": bool(later.get("reporter_name")) or any(one.row.is_reporter and is_named(one.said) for one in parties),
    }
    agreed = what_was_agreed(person, case, consents_required(procedure), opened)
    filled = the_filled(case, sheets, procedure)
    answered = what_answers_meet(procedure, {code: said for code, said in answers.items() if code in filled})
    return {code for code, holds in met.items() if holds} | points | approved | agreed | {SHEET + code for code in filled} | answered


def the_answers(case: Case, person: Person) -> dict[str, dict[str, Any]]:
    """What was answered last on each sheet of which the procedure requires an answer, opened with this person's keys."""
    procedure = service_of_version(case.version).procedure
    codes = {Needed.of(word).sheet for word in answers_required(procedure)}
    return the_answers_of(case, codes, person.keyring.open(case.compartment_id), procedure) if codes else {}


def the_answers_on_grounds(case: Case, person: Person) -> dict[str, dict[str, Any]]:
    """What was judged ground by ground, on the newest of each sheet that asks so."""
    procedure = service_of_version(case.version).procedure
    asking = [sheet.code for sheet in procedure.sheets if any(asked.rows_from == GROUNDS for asked in sheet.fields)]
    return the_answers_of(case, asking, person.keyring.open(case.compartment_id), procedure) if asking else {}


def _was_told_here(case: Case) -> bool:
    """Whether the reporter was told something since this stage began, and wrote nothing since; where nobody can be written to, there is
    nobody to tell. What came along with the step into this stage was written before it began."""
    told = case.last_word_by == "us" and case.last_told_at is not None and case.last_told_at >= case.stage_entered_at
    return told or not can_be_written_to(case)


def _the_people(case: Case, person: Person, service: Service) -> tuple[list[Known], dict[str, Any]]:
    staff_file = person.keyring.open(case.compartment_id)
    later = case.sheets.filter(code=ASKED_LATER).order_by("-filled_at", "-id")[:1]
    return ([Known(row, row.unsealed(staff_file)) for row in case.parties.all()],
            _said_later([Known(row, row.unsealed(staff_file)) for row in later], service))


def _said_later(sheets: Iterable[Known], service: Service) -> dict[str, Any]:
    """What was filled in beside the story of who somebody is, by what the answer means."""
    answers = next((known.said["answers"] for known in sheets if known.row.code == ASKED_LATER), {})
    means = {question.code: question.means for question in every_question(service) if question.means in _FILLED_IN} if answers else {}
    return {means[code]: answer for code, answer in answers.items() if code in means}


def _is_child_identified(parties: Iterable[Known], later: Mapping[str, Any], *, by: str) -> bool:
    """Whether some child is known, of what stands with the people and of what was filled in beside the story."""
    born = later.get("child_birth_date")
    born = "-".join(str(born[part]) for part in ("day", "month", "year") if part in born) if isinstance(born, Mapping) else ""
    filled_in = {"name": later.get("child_name"), "born": born}
    concerned = [one for one in parties if one.row.is_child or one.row.role in CONCERNED]
    known = [(one.row.role, {**one.said, **{name: said for name, said in filled_in.items() if said}}) for one in concerned]
    return any(is_identified(role, said, by=by) for role, said in known or [(CHILD, filled_in)])
