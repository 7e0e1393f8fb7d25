"""intake.yaml and the sheets of procedure.yaml: every question can be asked, answered and understood by the kernel."""

from collections.abc import Iterable, Mapping

from gehoor.domain.services.checking.view import View, looks_at
from gehoor.domain.services.names import IDENTITY
from gehoor.domain.services.problems import did_you_mean
from gehoor.domain.services.schema import Condition, Question, Questionnaire
from gehoor.domain.services.schema.axes import LISTS
from gehoor.domain.services.schema.fields import CONTACT_WAYS, MEANS, ONLY_SAID_IN_SHEETS, RIGHTS, WORKER_PREFERENCES, YES_NO_UNKNOWN

_IN_SHEETS = (*IDENTITY, *ONLY_SAID_IN_SHEETS)
_FROM_AXES = {dimension: name for name, dimension in LISTS.items() if dimension in MEANS and dimension != "region"}
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
    """The same for the sheets of staff; an answer there means something when it names somebody, or says that interests are opposed."""
    for place, sheet in enumerate(view.procedure.sheets):
        earlier: dict[str, Question] = {}
        for position, question in enumerate(sheet.fields):
            path = ("sheets", place, "fields", position)
            _check_question(view, "procedure", path, question, earlier)
            if question.means and question.means not in _IN_SHEETS:
                view.fault("procedure", (*path, "means"),
                           f'"{question.code}" stands in a sheet, where only {", ".join(_IN_SHEETS)} mean something; leave it out')
            earlier[question.code] = question


def _check_question(view: View, kind: str, path: tuple, question: Question, earlier: Mapping[str, Question]) -> None:
    if question.code in earlier:
        view.fault(kind, (*path, "code"), f'question "{question.code}" stands here twice')
    if question.choices_from and not view.codes_from(question.choices_from):
        where = "rights/ has no file for" if question.choices_from.startswith(RIGHTS) else "axes.yaml has no"
        view.fault(kind, (*path, "choices_from"), f"{where} {question.choices_from}",
                   did_you_mean(question.choices_from, (f"{RIGHTS}{code}" for code in view.rights)))
    _check_condition(view, kind, (*path, "when"), question.when, earlier)
    _check_condition(view, kind, (*path, "required_when"), question.required_when, earlier)
    _check_condition(view, kind, (*path, "needed_when"), question.needed_when, earlier)


def _check_condition(view: View, kind: str, path: tuple, condition: Condition | None, earlier: Mapping[str, Question]) -> None:
    for test in condition.tests() if condition else ():
        if not view.must_know(kind, path, test.question, earlier, "earlier question"):
            continue
        if test.at_least is not None and earlier[test.question].kind != "number":
            view.fault(kind, path, f'"{test.question}" asks for no number, so it can\'t be `at_least` something')
        known = answers_to(view, earlier[test.question])
        if known is None and test.codes():
            view.fault(kind, path, f'"{test.question}" has no fixed answers; here only `answered` can be asked')
        for code in test.codes() if known is not None else ():
            view.must_know(kind, path, code, known, f'answer to "{test.question}"')


def answers_to(view: View, question: Question) -> list[str] | None:
    """The codes with which a question can be answered; None where it has no fixed answers of its own."""
    if question.kind == "matrix":
        return None
    if question.kind == "yes_no_unknown":
        return list(YES_NO_UNKNOWN)
    if question.choices_from:
        return view.codes_from(question.choices_from)
    return [choice.code for choice in question.choices] or None


def _check_meaning(view: View, path: tuple, question: Question, meant: dict[str, str]) -> None:
    if not question.means:
        return
    if question.means in meant:
        view.fault("intake", (*path, "means"), f'"{meant[question.means]}" already means {question.means}')
    meant[question.means] = question.code
    if question.means in ONLY_SAID_IN_SHEETS:
        view.fault("intake", (*path, "means"), f"only a sheet of who works here can mean {question.means}; leave it out")
    source = _FROM_AXES.get(question.means)
    if source and question.choices_from != source:
        view.fault("intake", path, f"a question that means {question.means} takes its answers from axes.yaml",
                   f"choices_from: {source}")
    _only(view, (*path, "choices"), (choice.code for choice in question.choices), _KERNEL_CODES.get(question.means))


def _only(view: View, path: tuple, codes: Iterable[str], known: tuple[str, ...] | None) -> None:
    for place, code in enumerate(codes if known else ()):
        view.must_know("intake", (*path, place, "code"), code, known, f"answer that is understood here ({', '.join(known)})")


@looks_at("intake", "procedure")
def kinds_to_choose(view: View) -> None:
    """A kind of contact that one can choose is declared and counts with all; and nobody is asked who they are in one without names."""
    kinds = {kind.code: kind for kind in view.procedure.kinds}
    offered = [code for code, kind in kinds.items() if kind.counted == "with_all"]
    for place, questionnaire in enumerate(view.intake.questionnaires):
        path = ("questionnaires", place)
        asking = next((one for one in questionnaire.fields() if one.means == "contact_kind"), None)
        begins_as = {view.procedure.counts_as}
        for page_place, field_place, question in _placed(questionnaire):
            if question is asking:
                if question.choices_from:
                    view.fault("intake", (*path, "pages", page_place, "fields", field_place, "choices_from"),
                               "a question that means contact_kind names kinds of procedure.yaml as its own `choices`")
                for position, choice in enumerate(question.choices):
                    where = (*path, "pages", page_place, "fields", field_place, "choices", position, "code")
                    if view.must_know("intake", where, choice.code, offered, "kind of contact that counts with all"):
                        begins_as.add(choice.code)
        for page_place, field_place, question in _placed(questionnaire):
            for code in sorted(begins_as) if question.means in IDENTITY else ():
                asked_by = (questionnaire.pages[page_place].when, question.when)
                if code in kinds and kinds[code].without_names and not any(_rules_out(one, asking, code) for one in asked_by):
                    view.fault("intake", (*path, "pages", page_place, "fields", field_place),
                               f'"{question.code}" asks who somebody is, also for kind "{code}", which has no names; '
                               "give it a `when` that rules that kind out")


def _placed(questionnaire: Questionnaire) -> Iterable[tuple[int, int, Question]]:
    return ((page_place, place, question) for page_place, page in enumerate(questionnaire.pages)
            for place, question in enumerate(page.fields))


def _rules_out(condition: Condition | None, asking: Question | None, code: str) -> bool:
    """Whether this condition can't hold once that kind was chosen, whatever else was answered."""
    if condition is None or asking is None:
        return False
    if condition.all is not None:
        return any(_rules_out(one, asking, code) for one in condition.all)
    if condition.any is not None:
        return all(_rules_out(one, asking, code) for one in condition.any)
    return condition.question == asking.code and not condition.holds({asking.code: code})


@looks_at("procedure", "intake")
def beginnings(view: View) -> None:
    """A question of a sheet begins with the answer to one of the same kind that is asked at a door; at a door nothing was told before."""
    told: dict[str, set[str]] = {}
    for place, questionnaire in enumerate(view.intake.questionnaires):
        for page_place, page in enumerate(questionnaire.pages):
            for field_place, question in enumerate(page.fields):
                told.setdefault(question.code, set()).add(question.kind)
                if question.starts_as:
                    view.fault("intake", ("questionnaires", place, "pages", page_place, "fields", field_place, "starts_as"),
                               f'"{question.code}": only a sheet can begin with what was told')
    for place, sheet in enumerate(view.procedure.sheets):
        for position, question in enumerate(sheet.fields):
            path = ("sheets", place, "fields", position, "starts_as")
            if not question.starts_as or not view.must_know("procedure", path, question.starts_as, told, "question of intake.yaml"):
                continue
            if kinds := told[question.starts_as] - {question.kind}:
                view.fault("procedure", path, f'"{question.code}" is a {question.kind} and "{question.starts_as}" a {min(kinds)}')


CHECKS = [one_questionnaire_each, questionnaires, sheets, kinds_to_choose, beginnings]
