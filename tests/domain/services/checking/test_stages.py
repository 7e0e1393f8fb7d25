"""The stages, moves, terms and text blocks of procedure.yaml."""

import pytest

from tests.domain.services.checking.breaking import Break, assert_told
from tests.domain.services.declared import Folder

BREAKS = {
    "a move to nowhere": Break(
        "procedure.yaml", "to: admitted, requires:", "to: admited, requires:",
        'stage "received" leads to "admited", which is no stage', "admitted"),
    "an unknown outcome": Break(
        "procedure.yaml", "outcomes: [refused]", "outcomes: [refussed]",
        '"refussed" is no outcome', "refused"),
    "an unknown ground": Break(
        "procedure.yaml", "grounds: [not_a_child]", "grounds: [not_child]",
        '"not_child" is no ground', "not_a_child"),
    "a close without outcome": Break(
        "procedure.yaml", "to: closed, outcomes: [advised], ", "to: closed, ",
        "closes the case and offers no outcome"),
    "an outcome without a close": Break(
        "procedure.yaml", "to: admitted}", "to: admitted, outcomes: [solved]}",
        "has outcomes but doesn't close"),
    "a required sheet that isn't there": Break(
        "procedure.yaml", "requires: [sheet.child_heard]", "requires: [sheet.child_herd]",
        '"sheet.child_herd" is no sheet of this procedure', "sheet.child_heard"),
    "a requirement nobody knows": Break(
        "procedure.yaml", "[handler_assigned, theme_chosen]", "[handler_asigned, theme_chosen]",
        '"handler_asigned" is no requirement', "handler_assigned"),
    "a term in no stage": Break(
        "procedure.yaml", "within: 45 calendar days,", "within: 45 calendar days, stages: [receivd],",
        '"receivd" is no stage', "received"),
    "a term for no urgency": Break(
        "procedure.yaml", "within: 45 calendar days,", "within: 45 calendar days, urgencies: [urgnt],",
        '"urgnt" is no urgency', "urgent"),
    "a term for no kind of contact": Break(
        "procedure.yaml", "within: 45 calendar days,", "within: 45 calendar days, kinds: [complant],",
        '"complant" is no kind of contact', "complaint"),
    "a term on no promise": Break(
        "procedure.yaml", "promised: first_answer", "promised: first_anwser",
        '"first_anwser" is no promise', "first_answer"),
    "a term that can't run": Break(
        "procedure.yaml", "until: closed", "until: received",
        "ends with what it begins with"),
    "a term on a question that isn't there": Break(
        "procedure.yaml", "within: 45 calendar days, from: received", "within: 45 calendar days, from: answer.child_heard.heardon",
        '"heardon" is no question of that sheet', "heard_on"),
    "a term on a sheet that isn't there": Break(
        "procedure.yaml", "within: 45 calendar days, from: received", "within: 45 calendar days, before: answer.hearing.on",
        '"hearing" is no sheet'),
    "a term on what is no date": Break(
        "procedure.yaml", "within: 45 calendar days, from: received", "on: answer.child_heard.how",
        '"how" asks for no whole date'),
    "a term that begins twice": Break(
        "procedure.yaml", "days, from: received", "days, from: received, before: answer.child_heard.heard_on",
        "one of both"),
    "a term before a moment of the case": Break(
        "procedure.yaml", "within: 45 calendar days, from: received", "within: 45 calendar days, before: received",
        '"received" is no answer of a sheet'),
    "counted as nothing": Break(
        "procedure.yaml", "counts_as: complaint", "counts_as: klacht",
        '"klacht" is no kind of contact'),
    "raised to nothing": Break(
        "procedure.yaml", "raises_to: urgent", "raises_to: urgently",
        '"urgently" is no urgency', "urgent"),
    "told with a block that isn't there": Break(
        "procedure.yaml", "- {code: solved,", "- {code: solved, needs_follow_up: {within: 30 calendar days, tells: lookin},",
        '"lookin" is no text block of this procedure'),
    "an agreement of nobody": Break(
        "procedure.yaml", "- {code: solved,", "- {code: solved, approval: director,",
        "director"),
    "a kind that is counted nowhere": Break(
        "procedure.yaml", ", core: question}", "}",
        'kind "question" maps nowhere'),
    "a kind off the common axis": Break(
        "procedure.yaml", "core: question}", "core: questions}",
        '"questions" is no contact kind', "question"),
    "an urgency off the common axis": Break(
        "procedure.yaml", "core: urgent, ahead", "core: urgnt, ahead",
        '"urgnt" is no urgency of core.yaml', "urgent"),
    "a text block with a wrong word": Break(
        "procedure.yaml", '"Wij hebben uw bericht ({reference})', '"Wij hebben uw bericht ({refrence})',
        '"refrence" is no word that is filled in', "reference"),
    "a text block that names the end of a term that nobody is told of": Break(
        "procedure.yaml", '"Wij hebben uw bericht ({reference})', '"Wij hebben uw bericht ({due})',
        "no term does"),
    "a text block for the reporter that says when somebody else must answer": Break(
        "procedure.yaml", '"Wij hebben uw bericht ({reference})', '"Wij hebben uw bericht ({answer_by})',
        '"answer_by" is no word that is filled in'),
    "a text block with half a brace": Break(
        "procedure.yaml", '"Wij hebben uw bericht ({reference})', '"Wij hebben uw bericht ({reference)',
        "has a brace"),
}


@pytest.mark.parametrize("fault", BREAKS.values(), ids=BREAKS.keys())
def test_a_mistake_is_named_with_its_file_line_and_cause(folder: Folder, fault: Break):
    assert_told(folder, fault)
