"""intake.yaml and the sheets of procedure.yaml: every question can be asked, answered and understood by the kernel."""

from collections.abc import Iterable, Mapping

from gehoor.domain.services.checking.view import View, looks_at
from gehoor.domain.services.schema import Condition, Question
from gehoor.domain.services.schema.fields import CONTACT_WAYS, WORKER_PREFERENCES, YES_NO_UNKNOWN

_FROM_AXES = {"theme": "themes", "failing": "failings", "reporter_role": "roles", "child_gender": "genders"}
_KERNEL_CODES = {"contact_how": CONTACT_WAYS, "worker_preference": WORKER_PREFERENCES}


@looks_at("intake", "service")
def one_questionnaire_each(view: View) -> None:
    """Every audience is asked something, and by one questionnaire."""
    audiences = [audience.code for audience in view.service.audiences]
    served: dict[str, str] = {}
    for place, questionnaire in enumerate(view.intake.questionnaires):
        for position, code in enumerate(questionnaire.audiences):
            path = ("questionnaires", place, "audiences", position)
            view.must_know("intake", path, code, audiences, "audience of service.yaml")
            if code in served:
                view.fault("intake", path, f'audience "{code}" already has questionnaire "{served[code]}"')
            served[code] = questionnaire.code
    for code in audiences:
        if code not in served:
            view.fault("intake", ("questionnaires",), f'audience "{code}" has no questionnaire')


@looks_at("intake", "axes")
def questionnaires(view: View) -> None:
    """Questions have names of their own, ask only about earlier answers, and one of them takes the story."""
    for place, questionnaire in enumerate(view.intake.questionnaires):
        earlier: dict[str, Question] = {}
        meant: dict[str, str] = {}
        for page_place, page in enumerate(questionnaire.pages):
            path = ("questionnaires", place, "pages", page_place)
            _check_condition(view, "intake", (*path, "when"), page.when, earlier)
            for field_place, question in enumerate(page.fields):
                _check_question(view, "intake", (*path, "fields", field_place), question, earlier)
                _check_meaning(view, (*path, "fields", field_place), question, meant)
                earlier[question.code] = question
        story = next((one for one in earlier.values() if one.means == "story"), None)
        if story is None or not story.required:
            view.fault("intake", ("questionnaires", place),
                       f'questionnaire "{questionnaire.code}" has no required question that means story')


@looks_at("procedure", "axes")
def sheets(view: View) -> None:
    """The same for the sheets of staff; an answer there means nothing to the kernel."""
    for place, sheet in enumerate(view.procedure.sheets):
        earlier: dict[str, Question] = {}
        for position, question in enumerate(sheet.fields):
            path = ("sheets", place, "fields", position)
            _check_question(view, "procedure", path, question, earlier)
            if question.means:
                view.fault("procedure", (*path, "means"),
                           f'"{question.code}" stands in a sheet, where `means` does nothing; leave it out')
            earlier[question.code] = question


def _check_question(view: View, kind: str, path: tuple, question: Question, earlier: Mapping[str, Question]) -> None:
    if question.code in earlier:
        view.fault(kind, (*path, "code"), f'question "{question.code}" stands here twice')
    if question.choices_from and not view.axes.values(question.choices_from):
        view.fault(kind, (*path, "choices_from"), f'axes.yaml has no {question.choices_from}')
    _check_condition(view, kind, (*path, "when"), question.when, earlier)


def _check_condition(view: View, kind: str, path: tuple, condition: Condition | None, earlier: Mapping[str, Question]) -> None:
    for test in condition.tests() if condition else ():
        if not view.must_know(kind, path, test.question, earlier, "earlier question"):
            continue
        known = _answers_to(view, earlier[test.question])
        if known is None and test.codes():
            view.fault(kind, path, f'"{test.question}" has no fixed answers; here only `answered` can be asked')
        for code in test.codes() if known is not None else ():
            view.must_know(kind, path, code, known, f'answer to "{test.question}"')


def _answers_to(view: View, question: Question) -> list[str] | None:
    if question.kind == "yes_no_unknown":
        return list(YES_NO_UNKNOWN)
    if question.choices_from:
        return [value.code for value in view.axes.values(question.choices_from)]
    return [choice.code for choice in question.choices] or None


def _check_meaning(view: View, path: tuple, question: Question, meant: dict[str, str]) -> None:
    if not question.means:
        return
    if question.means in meant:
        view.fault("intake", (*path, "means"), f'"{meant[question.means]}" already means {question.means}')
    meant[question.means] = question.code
    source = _FROM_AXES.get(question.means)
    if source and question.choices_from != source:
        view.fault("intake", path, f"a question that means {question.means} takes its answers from axes.yaml",
                   f"choices_from: {source}")
    _only(view, (*path, "choices"), (choice.code for choice in question.choices), _KERNEL_CODES.get(question.means))


def _only(view: View, path: tuple, codes: Iterable[str], known: tuple[str, ...] | None) -> None:
    for place, code in enumerate(codes if known else ()):
        view.must_know("intake", (*path, place, "code"), code, known, f"answer that is understood here ({', '.join(known)})")


CHECKS = [one_questionnaire_each, questionnaires, sheets]
