"""What a service needs for something and was not answered: shown to who works here, to be asked, and filled in beside the story.

Used by the page of a case and its acts. The reporter's own answers are never touched: what comes later is kept as a sheet of ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from gehoor.domain.cases.actions.working import ASKED_LATER
from gehoor.domain.cases.models import Case, Party
from gehoor.domain.cases.opened import OpenedCase
from gehoor.domain.conversations.queries import the_conversation, the_first_contact
from gehoor.domain.services.fitting import fitting_audience
from gehoor.domain.services.forms import Reader, Told, form_class, lacking, told
from gehoor.domain.services.names import asked_without_names, is_without_names
from gehoor.domain.services.schema import Question, Questionnaire
from gehoor.domain.services.service import Service
from gehoor.foundation.clock import now
from gehoor.interfaces.staff.saying import language

# What can't be typed for somebody else: a file comes from who has it, an appointment from who will be there.
NOT_FILLED_IN = ("files", "appointment")


@dataclass(frozen=True)
class ToAsk:
    """What can't be done yet, and the questions that it waits for."""

    purpose: str
    questions: list[str]


def to_ask(opened: OpenedCase, service: Service) -> list[ToAsk]:
    """What must still be asked, by what it is needed for."""
    said = {**opened.story.said.get("answers", {}), **_filled_in(opened.sheets)}
    found: dict[str, list[str]] = {}
    for question in _lacking(opened.case, service, said, _known_of(opened)):
        found.setdefault(question.needed_for.text(language()), []).append(question.label.text(language()))
    return [ToAsk(purpose, questions) for purpose, questions in found.items()]


def filled_in(opened: OpenedCase, service: Service) -> list[Told]:
    """What was filled in later, in words."""
    questionnaire = _questionnaire(opened.case, service)
    if questionnaire is None:
        return []
    return told(questionnaire.fields(), _filled_in(opened.sheets), _reader(service))


def fill_in_form(data=None, *, scene) -> forms.Form:
    """The form of what lacks an answer, with what was filled in before."""
    before, said = _answers(scene)
    questions = [question for question in _needed(scene.case, scene.service, said, before) if question.kind not in NOT_FILLED_IN]
    return form_class(questions, _reader(scene.service))(data, answers={**said, **before})


def in_sentences(scene) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can still be asked, as (what it is needed for, [(code, the sentence that whoever reads it is asked)])."""
    before, said = _answers(scene)
    plain = bool(scene.case.audience) and scene.service.speaks_plainly_to(scene.case.audience)
    spoken = the_conversation(scene.case).language
    case, staff_file = scene.case, scene.person.keyring.open(scene.case.compartment_id)
    contact = the_first_contact(case)
    story = contact.unsealed(scene.person.keyring.open(contact.compartment_id)).get("words")
    known = _known_already(case, [(row, row.unsealed(staff_file)) for row in case.parties.all()], story, case.respondents.exists())
    found: dict[str, list[tuple[str, str]]] = {}
    for question in _lacking(scene.case, scene.service, {**said, **before}, known):
        sentence = (question.asked_as or question.label).text(spoken, plain=plain)
        found.setdefault(question.needed_for.text(language()), []).append((question.code, sentence))
    return list(found.items())


def _answers(scene) -> tuple[dict, dict]:
    """What was filled in before, and what the reporter answered."""
    case, keyring = scene.case, scene.person.keyring
    rows = case.sheets.filter(code=ASKED_LATER).order_by("-filled_at", "-id")[:1]
    before = next((row.unsealed(keyring.open(row.compartment_id))["answers"] for row in rows), {})
    contact = the_first_contact(case)
    return before, contact.unsealed(keyring.open(contact.compartment_id)).get("answers", {})


def _needed(case: Case, service: Service, said: dict, before: dict) -> list[Question]:
    """The questions that something needs and that the reporter didn't answer, also where we filled in an answer since."""
    return [question for question in _lacking(case, service, said, set()) if question.code not in before] + [
        question for question in (_questionnaire(case, service).fields() if before else []) if question.code in before]


def _lacking(case: Case, service: Service, said: dict, known: set[str]) -> list[Question]:
    questionnaire = _questionnaire(case, service)
    if questionnaire is None:
        return []
    if case.channel != service.form_channel:
        said = {**_of_a_talk(case, questionnaire), **said}
    asked: Iterable[Question] = (question for _page, question in lacking(questionnaire, said) if question.means not in known)
    return asked_without_names(asked) if is_without_names(service, case.kind) else list(asked)


def _questionnaire(case: Case, service: Service) -> Questionnaire | None:
    """What the reporter was asked; after a talk, what they would have been asked at the door that fits them."""
    if case.audience:
        return service.questionnaire(case.audience)
    audience = fitting_audience(service, role=case.reporter_role, kind=case.kind)
    return service.questionnaire(audience) if audience else None


def _of_a_talk(case: Case, questionnaire: Questionnaire) -> dict:
    """What a talk says of itself in codes and a form asks: what somebody comes for, and who they are. Other questions depend on it."""
    known = {"contact_kind": case.kind, "reporter_role": case.reporter_role}
    return {question.code: known[question.means] for question in questionnaire.fields() if known.get(question.means)}


def _known_of(opened: OpenedCase) -> set[str]:
    people = [(one.row, one.said) for one in opened.parties]
    return _known_already(opened.case, people, opened.story.said.get("words"), bool(opened.respondents))


def _known_already(case: Case, people: list[tuple[Party, dict]], story: str | None, names_respondent: bool) -> set[str]:
    """What a talk, or we ourselves, put on the case under another heading."""
    child = next((said for row, said in people if row.is_child), {})
    reporter = next((said for row, said in people if row.is_reporter), {})
    known = {
        "story": story, "child_name": child.get("name"), "child_age": child.get("age"),
        "child_birth_date": child.get("born"), "reporter_name": reporter.get("name"), "respondent": names_respondent,
        "theme": case.theme, "reporter_role": case.reporter_role,
    }
    return {meaning for meaning, there in known.items() if there}


def _filled_in(sheets: Iterable) -> dict:
    """The answers of the newest; each holds what the one before held."""
    return next((known.said["answers"] for known in sheets if known.row.code == ASKED_LATER), {})


def _reader(service: Service) -> Reader:
    return Reader(service=service, language=language(), on=service.day_of(now()))


HINT = _("Naast wat de melder schreef, nooit erover. De melder zei je dit, of je vond het in een brief.")
