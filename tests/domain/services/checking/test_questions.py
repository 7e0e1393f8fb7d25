"""The questions of intake.yaml and of sheets."""

import pytest

from tests.domain.services.checking.breaking import Break, assert_told
from tests.domain.services.declared import Folder

BREAKS = {
    "a questionnaire for nobody": Break(
        "intake.yaml", "audiences: [adult]", "audiences: [adults]",
        '"adults" is no audience of service.yaml', "adult"),
    "two questionnaires for one": Break(
        "intake.yaml", "audiences: [adult]", "audiences: [adult, child]",
        'audience "child" already has questionnaire "child"'),
    "no question for the story": Break(
        "intake.yaml", "kind: long_text, means: story, required: true", "kind: long_text, required: true",
        "has no required question that means story", line=-11),
    "a meaning twice": Break(
        "intake.yaml", "means: tried_before", "means: story",
        '"story" already means story'),
    "a question twice": Break(
        "intake.yaml", "code: tried, ", "code: story, ",
        'question "story" stands here twice'),
    "a page twice": Break(
        "intake.yaml", "- code: veilig", "- code: contact",
        '"contact" stands here twice'),
    "a condition on no question": Break(
        "intake.yaml", "when: {question: contact_how, any_of", "when: {question: contact_hoe, any_of",
        '"contact_hoe" is no earlier question', "contact_how"),
    "a condition on no answer": Break(
        "intake.yaml", "any_of: [phone]", "any_of: [phnoe]",
        '"phnoe" is no answer to "contact_how"', "phone"),
    "a condition on words": Break(
        "intake.yaml", "question: theme, is: school", "question: story, is: school",
        '"story" has no fixed answers'),
    "an answer the kernel doesn't know": Break(
        "intake.yaml", "code: receipt,", "code: reciept,",
        '"reciept" is no answer that is understood', "receipt"),
    "a theme that isn't declared": Break(
        "intake.yaml", "kind: choices\n            choices_from: themes", "kind: choices\n            choices_from: failings",
        "takes its answers from axes.yaml", "choices_from: themes", line=-1),
    "a list that is empty": Break(
        "intake.yaml", "kind: yes_no_unknown\n            means: urgent", "kind: choice\n            choices_from: regions",
        "axes.yaml has no regions", line=1),
    "a meaning in a sheet": Break(
        "procedure.yaml", "- {code: how, kind: text, required: true,",
        "- {code: how, kind: text, means: wish, required: true,",
        "stands in a sheet, where only child_name, child_birth_date"),
    "what happened, of something that is no day": Break(
        "procedure.yaml", "- {code: how, kind: text, required: true,", "- {code: how, kind: text, has_been: true, required: true,",
        "only a date `has_been`"),
    "a list of rights that isn't there": Break(
        "procedure.yaml", "- {code: how, kind: text, required: true,", "- {code: how, kind: choices, choices_from: rights.echr,",
        "rights/ has no file for rights.echr"),
    "a kind of violence of one's own": Break(
        "intake.yaml", "kind: choices\n            choices_from: themes\n            means: theme",
        "kind: choices\n            choices_from: themes\n            means: violence",
        "takes its answers from axes.yaml", "choices_from: violence", line=-1),
    "a kind of contact that isn't declared": Break(
        "intake.yaml", "means: contact_how", "means: contact_kind", '"receipt" is no kind of contact that counts with all', line=3),
    "a kind of contact from a list": Break(
        "intake.yaml", "kind: choices\n            choices_from: themes\n            means: theme",
        "kind: choice\n            choices_from: themes\n            means: contact_kind",
        "names kinds of procedure.yaml as its own `choices`", line=1),
    "a sheet that begins with what nobody was asked": Break(
        "procedure.yaml", "- {code: how, kind: text,", "- {code: how, kind: text, starts_as: triedd,",
        '"triedd" is no question of intake.yaml', "tried"),
    "a sheet that begins with an answer of another kind": Break(
        "procedure.yaml", "- {code: how, kind: text,", "- {code: how, kind: text, starts_as: tried,",
        '"how" is a text and "tried" a long_text'),
    "a door that asks whether interests are opposed": Break(
        "intake.yaml", "means: urgent", "means: opposed", "only a sheet of who works here can mean opposed"),
    "a door that begins with what was told": Break(
        "intake.yaml", "- {code: tried, kind: long_text,", "- {code: tried, kind: long_text, starts_as: story,",
        '"tried": only a sheet can begin with what was told'),
}


@pytest.mark.parametrize("fault", BREAKS.values(), ids=BREAKS.keys())
def test_a_mistake_is_named_with_its_file_line_and_cause(folder: Folder, fault: Break):
    assert_told(folder, fault)


CONSULT = "  - {code: consult, label: {nl: Consult, en: Consult}, core: consultation, without_names: true}\n  - {code: prank,"
ASKED = """          - {code: kind, kind: choice, means: contact_kind, label: {nl: "Wat is het?", en: "What is it?"}, choices: [
              {code: consult, label: {nl: Advies, en: Advice}}, {code: complaint, label: {nl: Klacht, en: Complaint}}]}
          - {code: who, kind: text, means: child_name, %slabel: {nl: Naam van het kind, en: Name of the child}}
          - {code: child_age,"""
NAMES = 'asks who somebody is, also for kind "consult"'


@pytest.mark.parametrize(("when", "is_good"), [
    ("", False),
    ("when: {question: kind, is: complaint}, ", True),
    ("when: {question: kind, is_not: complaint}, ", False),
    ("when: {all: [{question: role, is: parent}, {question: kind, is: complaint}]}, ", True),
    ("when: {any: [{question: role, is: parent}, {question: kind, is: complaint}]}, ", False),
])
def test_nobody_is_asked_who_they_are_in_a_kind_without_names(folder: Folder, when: str, is_good: bool):
    folder.change("procedure.yaml", "  - {code: prank,", CONSULT)
    folder.change("intake.yaml", "          - {code: child_age,", ASKED % when)
    assert [NAMES in str(problem) for problem in folder.check()] == ([] if is_good else [True]), folder.check()


def test_a_procedure_whose_usual_kind_has_no_names_asks_for_none(folder: Folder):
    folder.change("procedure.yaml", "core: complaint, opens_case: true", "core: complaint, opens_case: true, without_names: true")
    assert {problem.cause.split('"')[1] for problem in folder.check()} == {"number"}


def test_a_sheet_may_ask_for_a_name_and_says_so(folder: Folder):
    folder.change("procedure.yaml", "- {code: how, kind: text, required: true,",
                  "- {code: how, kind: text, means: child_name, required: true,")
    assert folder.check() == []
