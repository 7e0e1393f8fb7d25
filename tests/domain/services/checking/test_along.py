"""What stands beside a step and goes along with it, as procedure.yaml says it."""

import pytest

from tests.domain.services.checking.breaking import Break, assert_told
from tests.domain.services.declared import Folder

ADMIT = "to: admitted, requires: [handler_assigned, theme_chosen]"
BREAKS = {
    "asked beside and not required": Break(
        "procedure.yaml", ADMIT, f"{ADMIT}, asks: [child_heard]", '"child_heard" is no sheet that "admit" requires'),
    "told with a block that isn't there": Break(
        "procedure.yaml", ADMIT, f"{ADMIT}, tell: {{block: nowhere}}", '"nowhere" is no text block'),
    "naming an answer of no sheet": Break(
        "procedure.yaml", ADMIT, f"{ADMIT}, tell: {{names: [referal.to_whom]}}",
        '"referal" is no sheet'),
    "naming an answer that names nobody": Break(
        "procedure.yaml", ADMIT, f"{ADMIT}, tell: {{names: [child_heard.heard]}}",
        '"heard" is no question of "child_heard" that names somebody'),
    "shut by what nobody knows": Break(
        "procedure.yaml", 'source: "art. 2"}', 'source: "art. 2", not_when: [urgentt]}',
        '"urgentt" is no fact that shuts a ground', "urgent"),
    "shut by an answer that can't be given": Break(
        "procedure.yaml", 'source: "art. 2"}', 'source: "art. 2", not_when: [answer.child_heard.heard.perhaps]}',
        '"perhaps" is no answer to "heard"'),
    "either of two, and one of them nobody knows": Break(
        "procedure.yaml", "[handler_assigned, theme_chosen]", '["handler_assigned|theme_chosn"]', '"theme_chosn" is no requirement',
        "theme_chosen"),
}


@pytest.mark.parametrize("fault", BREAKS.values(), ids=BREAKS)
def test_it_is_told_where_it_is_wrong(folder: Folder, fault: Break):
    assert_told(folder, fault)


def test_words_that_may_not_be_left_out_stand_in_their_block_in_every_language_and_wording(folder: Folder):
    folder.change("procedure.yaml", "text_blocks:", """text_blocks:
  - code: signal
    title: {nl: Signaal, en: Signal}
    text: {nl: "Dit lost het niet meteen op.", en: "This solves it in time.", plain: {nl: "Dit lost het niet meteen op.", en: "No."}}
    keeps: {nl: niet meteen op, en: not at once}""")
    told = [problem.cause for problem in folder.check() if "must keep" in problem.cause]
    assert told and all("“not at once”" in cause for cause in told)
