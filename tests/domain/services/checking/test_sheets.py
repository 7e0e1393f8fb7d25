"""The tables, series and required answers of procedure.yaml, and what goes with a refusal."""

import pytest

from tests.domain.services.checking.breaking import Break, assert_told
from tests.domain.services.declared import Folder

TABLE = ("      - code: grounds\n        kind: matrix\n        rows_from: grounds\n        label: Grond voor grond\n"
         "        choices: [{code: applies, label: Geldt}, {code: doesnt, label: Geldt niet}]\n        words: Waarom\n"
         "        words_for: [applies]\n")
HEARD = "      - code: heard\n"
MOVE = "outcomes: [refused], grounds: [not_a_child], requires: [answer_sent]}"


def counting(what: str, cause: str) -> Break:
    """A sheet that counts this."""
    title = "    title: {nl: Kind gehoord, en: Child heard}\n"
    return Break("procedure.yaml", title, f"{title}    counts: [{what}]\n", cause, "", -1)


BREAKS = {
    "an agreement about no sheet": Break(
        "procedure.yaml", "- {code: solved,", "- {code: solved, approval: supervisor, covers: [child_herd],",
        '"child_herd" is no other sheet of this procedure', "child_heard"),
    "covering without an agreement": Break(
        "procedure.yaml", "- {code: solved,", "- {code: solved, covers: [child_heard],", "covers sheets and needs no `approval`"),
    "an agreement about itself": Break(
        "procedure.yaml", "  - code: child_heard\n", "  - code: child_heard\n    approval: colleague\n    covers: [child_heard]\n",
        '"child_heard" is no other sheet of this procedure', "", 2),
    "an answer of no sheet": Break(
        "procedure.yaml", "requires: [sheet.child_heard]", "requires: [answer.child_herd.heard.yes]",
        '"child_herd" is no sheet of this procedure', "child_heard"),
    "an answer to no question": Break(
        "procedure.yaml", "requires: [sheet.child_heard]", "requires: [answer.child_heard.herd.yes]",
        '"herd" is no question of "child_heard"', "heard"),
    "an answer that nobody can give": Break(
        "procedure.yaml", "requires: [sheet.child_heard]", "requires: [answer.child_heard.why_not.too_yong]",
        '"too_yong" is no answer to "why_not"', "too_young"),
    "an answer in words": Break(
        "procedure.yaml", "requires: [sheet.child_heard]", "requires: [answer.child_heard.how.drawn]",
        'question "how" has no fixed answers'),
    "half an answer": Break(
        "procedure.yaml", "requires: [sheet.child_heard]", "requires: [answer.child_heard.heard]",
        '"answer.child_heard.heard" is no answer'),
    "a row where there are none": Break(
        "procedure.yaml", "requires: [sheet.child_heard]", "requires: [answer.child_heard.heard.first.yes]",
        'question "heard" has no rows'),
    "words for an answer off the scale": Break(
        "procedure.yaml", HEARD, TABLE.replace("words_for: [applies]", "words_for: [aplies]") + HEARD,
        '"aplies" is no answer on the scale of "grounds"', "applies", 6),
    "rows of no set": Break(
        "procedure.yaml", HEARD, TABLE.replace("rows_from: grounds", "rows_from: rights.bics") + HEARD,
        "rights/ has no file for rights.bics", "", 2),
    "a count of no number": counting("{unit: complaint, number: how}", 'counts "how", which is no number'),
    "a count that says by nothing how many": counting("{unit: complaint}", "counts complaint and doesn't say by which `number`"),
    "a count of what the program counts itself": counting("{unit: child_in_case, number: how}", "which the program counts itself"),
    "a number of cases": counting("{unit: case, number: how}", "no number"),
    "a number of cases in which it is filled in": counting("{unit: filled_in, number: how}", "counts a case once"),
    "answers that are words": counting("{unit: filled_in, answers: [how]}", 'counts answers to "how", which has no fixed answers'),
    "a series named by nothing": Break(
        "procedure.yaml", "    title: {nl: Kind gehoord, en: Child heard}",
        "    title: {nl: Kind gehoord, en: Child heard}\n    series: true\n    named_by: how", 'named by "how"', "", -1),
    "a name where there is no series": Break(
        "procedure.yaml", "    title: {nl: Kind gehoord, en: Child heard}",
        "    title: {nl: Kind gehoord, en: Child heard}\n    named_by: heard", "is no series", "", -1),
}


@pytest.mark.parametrize("fault", BREAKS.values(), ids=BREAKS.keys())
def test_a_mistake_is_named_with_its_file_line_and_cause(folder: Folder, fault: Break):
    assert_told(folder, fault)


def test_whoever_is_refused_must_be_told_where_to_go(folder: Folder):
    folder.change("procedure.yaml", "next_instance:", "# next_instance:")
    told = [problem for problem in folder.check() if "next_instance" in problem.cause]
    assert [(problem.file.name, problem.cause) for problem in told] == [
        ("procedure.yaml", "somebody can be refused here, and there is no `next_instance`: where they can go then.")]


def test_a_child_is_told_so_in_plain_words(folder: Folder):
    twin = ', plain: {nl: "Vind je dit niet juist? Ga naar de ombudsdienst.", en: "Is this not right? Go to the ombudsman."}}'
    folder.change("procedure.yaml", twin, "}")
    assert any("no plain twin" in problem.cause for problem in folder.check())


def test_a_text_for_refusals_has_a_plain_twin_where_children_are_served(folder: Folder):
    folder.change("procedure.yaml", "- {code: received, title:", "- {code: received, for_refusal: true, title:")
    assert any('"text" of a refusal' in problem.cause for problem in folder.check())


def test_the_answer_of_a_row_is_required_with_the_row(folder: Folder):
    folder.change("procedure.yaml", HEARD, TABLE + HEARD)
    folder.change("procedure.yaml", MOVE, MOVE.replace("answer_sent", "answer.child_heard.grounds.not_a_child.applies"))
    assert folder.check() == []
    folder.change("procedure.yaml", "grounds.not_a_child.applies", "grounds.applies")
    assert any("so the row must be named too" in problem.cause for problem in folder.check())


def test_nobody_who_tells_fills_in_a_table_or_finds_a_question_compulsory_afterwards(folder: Folder):
    tried = "{code: tried, kind: long_text, means: tried_before,"
    folder.change("intake.yaml", tried, "{code: tried, kind: matrix, rows: [{code: a, label: A}], choices: [{code: b, label: B}],")
    folder.change("intake.yaml", "{code: child_age, kind: number,",
                  "{code: child_age, required_when: {question: role, answered: true}, kind: number,")
    causes = [problem.cause for problem in folder.check()]
    assert any('"tried" is a matrix: only a sheet can ask that' in cause for cause in causes), causes
    assert any("only a sheet can use `required_when`" in cause for cause in causes), causes
