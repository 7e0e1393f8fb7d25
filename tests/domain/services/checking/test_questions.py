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
        "stands in a sheet, where `means` does nothing"),
}


@pytest.mark.parametrize("fault", BREAKS.values(), ids=BREAKS.keys())
def test_a_mistake_is_named_with_its_file_line_and_cause(folder: Folder, fault: Break):
    assert_told(folder, fault)
