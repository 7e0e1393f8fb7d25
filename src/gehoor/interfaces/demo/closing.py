"""Walks an example case to its end by the shortest way that its procedure has, doing what each step requires."""

from collections import deque
from datetime import datetime

from gehoor.domain.cases.models import Case
from gehoor.domain.consent.models import GIVEN
from gehoor.domain.services.forms.asking import asked_of
from gehoor.domain.services.forms.choices import Reader, offered
from gehoor.domain.services.forms.matrix import rows_of
from gehoor.domain.services.law import the_sharing
from gehoor.domain.services.names import every_question
from gehoor.domain.services.procedures import Move
from gehoor.domain.services.registry import Service, service_of_version
from gehoor.domain.services.schema import Question
from gehoor.domain.services.schema.along import Along
from gehoor.domain.services.schema.needed import ANSWER, IS, WORDS, Agreed, Needed, alternatives, is_met
from gehoor.journeys import case_moves_on as moving
from gehoor.journeys.answers_are_filled_in import answers_are_filled_in
from gehoor.journeys.consent_is_given import consent_is_recorded
from gehoor.journeys.people_are_known import party_is_added
from gehoor.journeys.points_are_handled import norms_are_tested
from gehoor.journeys.something_leaves import ToWhom
from gehoor.journeys.what_is_met import what_is_met
from gehoor.journeys.words_go_along import what_it_must_name, what_it_must_say

WRITTEN = "Besproken en genoteerd."
REASONS = "Het valt buiten wat wij mogen doen. Nagekeken en besproken."
TO_WHOM = "Wie hierbij nodig is"
ONWARD = "Dag, wij lazen alles nog eens en gaan hiermee verder. Wij schrijven je weer."
REFUSAL = "Dank je dat je dit vertelde. Wij mogen dit zelf niet behandelen. Wij zeggen je wel wie dat kan."


def close(person, case: Case, *, outcome: str, at: datetime) -> None:
    """Through every stage of the way; a step with grounds to refuse is only taken where no other leads there.

    :raises ValueError: no way leads there, or something is missing that only the example's file can tell.
    """
    service = service_of_version(case.version)
    for code in _way(service, case.stage, outcome):
        move = next(one for one in moving.the_moves(case, person=person) if one.code == code)
        chosen = next((one for one in move.outcomes if outcome in ("", one.code)), None) if move.closes else None
        required = list(dict.fromkeys([*move.missing, *(chosen.requires if chosen else ())]))
        answers = [needed for needed in (Needed.of(alternatives(word)[0]) for word in required) if needed]
        for word in required:
            if not is_met(word, what_is_met(case, person=person) | set(move.met)):
                _meet(person, case, service, alternatives(word)[0], at, answers)
        moving.case_moves_on(person=person, case=case, move=code, expected=case.stage, at=at, outcome=chosen.code if chosen else "",
                             grounds=tuple(one.code for one in move.open_grounds[:1]), **words_of(person, case, move))


def words_of(person, case: Case, move: Move) -> dict[str, str]:
    """The words that go with a step that refuses, or that tells how it goes on where nothing was told yet; none with another."""
    if move.grounds:
        return {"reasons": REASONS, "message": written(person, case, move.tell, REFUSAL)}
    return {} if move.tell is None or move.must_tell in what_is_met(case) else {"message": written(person, case, move.tell, ONWARD)}


def written(person, case: Case, along: Along | None, begin: str) -> str:
    """A message with everything in it that the procedure wants said."""
    service = service_of_version(case.version)
    named = [f"Daarvoor kun je terecht bij: {name}." for name in what_it_must_name(person, case, service, along)]
    return " ".join(filter(None, [begin, *named, what_it_must_say(case, service, along)]))


def fill(person, case: Case, code: str, answers: dict, at: datetime, message: str = "") -> None:
    """Fill in a sheet, and tell the reporter where it wants that."""
    declared = service_of_version(case.version).procedure.sheet(code)
    if not message and moving.must_be_told(case, declared):
        message = written(person, case, declared.tell, ONWARD)
    moving.sheet_is_filled(person=person, case=case, code=code, answers=answers, message=message, at=at)


def _way(service: Service, stage: str, outcome: str) -> list[str]:
    """The codes of the moves from a stage to an end with that outcome, or to any: few steps, and refusals last."""
    open_ends, seen = deque([(stage, [])]), {stage}
    while open_ends:
        here, way = open_ends.popleft()
        for move in sorted(service.procedure.stage(here).moves, key=lambda one: bool(one.grounds)):
            if service.procedure.stage(move.to).final and (not outcome or outcome in move.outcomes):
                return [*way, move.code]
            if move.to not in seen and not service.procedure.stage(move.to).final:
                seen.add(move.to)
                open_ends.append((move.to, [*way, move.code]))
    raise ValueError(f"no way leads from {stage} to an end with outcome {outcome or 'any'}")


def _meet(person, case: Case, service: Service, needed: str, at: datetime, answers: list[Needed]) -> None:
    if needed.startswith(("sheet.", ANSWER)):
        code = needed.split(".")[1]
        fill(person, case, code, _filled(service, code, at, [one for one in answers if one.sheet == code]), at)
    elif needed == "urgency_decided":
        moving.urgency_is_decided(person=person, case=case, urgency=case.urgency, at=at)
    elif needed == "handler_assigned":
        moving.case_is_assigned(person=person, case=case, to=person.account, expected=case.handler, at=at)
    elif needed.endswith("_tested"):
        norms_are_tested(person=person, case=case, number=None, against=needed.removesuffix("_tested"), norms=[], judgement="no_judgement",
                         reasons=WRITTEN, at=at)
    elif needed == "reporter_identified":
        asked = next(one.code for one in every_question(service) if one.means == "reporter_name")
        answers_are_filled_in(person=person, case=case, answers={asked: "Naam gekend"}, at=at)
    elif agreed := Agreed.of(needed):
        agree(person, case, agreed, at)
    elif needed == "child_party_named":
        party_is_added(person=person, case=case, role="child", about={}, is_child=True, at=at)
    else:
        raise ValueError(f"“close” needs {needed} first; tell in the file what was done")


def agree(person, case: Case, agreed: Agreed, at: datetime) -> None:
    """Everybody in the case who can say so agrees to what a step is for; for its children a grown-up in it speaks too."""
    to = ToWhom(kind=agreed.to or the_sharing(at.date()).recipients[0].code, words=TO_WHOM)
    parties = list(case.parties.all())
    saying = [(one, "reporter") for one in parties if one.is_reporter and not one.is_child]
    children = [one for one in parties if one.is_child]
    grown_up = next((one for one in parties if not one.is_child), None)
    saying += [(one, "child") for one in children] + [(grown_up, "parent") for _child in children[:1] if grown_up]
    for party, capacity in saying:
        consent_is_recorded(person=person, case=case, to=to, party=party, capacity=capacity, purpose=agreed.purpose, data=["subject"],
                            answer=GIVEN, way="phone", words=WRITTEN, from_at=at, at=at)
        to = ToWhom(known=case.recipients.latest("added_at"))


def _filled(service: Service, code: str, at: datetime, needed: list[Needed]) -> dict:
    """A sheet filled in: the answer that the step needs, and the first one of every other question that is asked then."""
    wanted = {one.question: one.answer for one in needed if not one.row}
    questions = service.procedure.sheet(code).fields
    reader = Reader(service=service, language="nl", on=service.day_of(at))
    answers: dict = {}
    for question in questions:
        if question in asked_of(questions, answers) and question.kind not in ("note", "files", "appointment"):
            answers[question.code] = wanted.get(question.code) or _plausible(question, reader, at)
    for one in needed:
        if one.row:
            answers[one.question][one.row] = {IS: one.answer, WORDS: WRITTEN}
    return answers


def _plausible(question: Question, reader: Reader, at: datetime):
    if question.kind in ("choice", "choices", "yes_no_unknown"):
        first = offered(question, reader)[0].code
        return [first] if question.kind == "choices" else first
    if question.kind == "matrix":
        quiet = next(one.code for one in offered(question, reader) if one.code not in question.words_for)
        return {row.code: {IS: quiet} for row in rows_of(question, reader)}
    if question.kind == "partial_date":
        return {"day": at.day, "month": at.month, "year": at.year}
    if question.kind == "number":
        return question.minimum or 1
    return WRITTEN
