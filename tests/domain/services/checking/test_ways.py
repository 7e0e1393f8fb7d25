"""Endings, appointments, notices, and pages among each other: what leads nowhere is told with its file and line."""

import pytest

from tests.domain.services.checking.breaking import Break, assert_told
from tests.domain.services.declared import Folder
from tests.interfaces.public.declaring import with_an_ending

STORY = "      - code: thema\n"
AN_ENDING = ('      - {code: klaar, title: {nl: Klaar, plain: same}, ends: {text: {nl: Dag, plain: same}, counts_as: question, '
             'done: {nl: Ja, plain: same}, go_on: {nl: Nee, plain: same}}}\n')
A_CHOICE_OF_TIME = ('          - {code: when, kind: appointment, channel: visit, means: appointment, '
                    'label: {nl: Wanneer, en: When, plain: same}}\n')
FIRST_FIELD = "          - code: urgent\n"

BREAKS = {
    "an ending behind the story": Break(
        "intake.yaml", STORY, AN_ENDING + STORY, 'page "klaar" ends what was told already'),
    "an ending that counts as nothing": Break(
        "intake.yaml", "counts_as: question\n", "counts_as: qestion\n", '"qestion" is no kind of procedure.yaml', "question"),
    "an ending with a line of nobody": Break(
        "intake.yaml", "[child_line, phone]", "[child_lin, phone]", '"child_lin" is no line or channel', "child_line"),
    "an ending that leads to a page that is not there": Break(
        "intake.yaml", "(page:expectations)", "(page:expectation)", 'the link to page "expectation" leads nowhere', "expectations"),
    "an ending in words for grown-ups only": Break(
        "intake.yaml", "done: {nl: Dit was genoeg, plain: same}", "done: {nl: Dit was genoeg}", 'a child reads this "done"'),
    "an appointment in a channel that is not there": Break(
        "intake.yaml", FIRST_FIELD, A_CHOICE_OF_TIME.replace("visit", "visits") + FIRST_FIELD,
        '"visits" is no channel of service.yaml', "visit"),
    "an appointment where none are given": Break(
        "intake.yaml", FIRST_FIELD, A_CHOICE_OF_TIME + FIRST_FIELD, 'channel "visit" has no hours `by_appointment`'),
    "appointments on a day that does not exist": Break(
        "service.yaml", "label: {nl: Bezoek, en: Visit}, public: false",
        "label: {nl: Bezoek, en: Visit}, by_appointment: {week: {mon: ['09:00-12:00']}, seasons: [{first: 02-30, last: 03-01, week: {}}]}",
        "02-30 is no day of the year"),
    "appointments at an hour that does not exist": Break(
        "service.yaml", "label: {nl: Bezoek, en: Visit}, public: false",
        "label: {nl: Bezoek, en: Visit}, by_appointment: {week: {mon: ['09:00-25:00']}}", "25:00 is no time of the day"),
    "a notice for nobody": Break(
        "service.yaml", "\nteams:", "\nnotices: [{text: {nl: Let op, en: Note, plain: same}, audiences: [chld]}]\nteams:",
        '"chld" is no audience', "child", line=1),
    "a notice that ends before it begins": Break(
        "service.yaml", "\nteams:", "\nnotices: [{text: {nl: Let op, plain: same}, first: 2026-03-01, last: 2026-02-01}]\nteams:",
        "this notice ends on 2026-02-01, before it begins", line=1),
    "a notice in words for grown-ups only": Break(
        "service.yaml", "\nteams:", "\nnotices: [{text: {nl: Let op}}]\nteams:", 'a child reads this "text"', line=1),
    "a link to a page that is not there": Break(
        "pages/accessibility.nl.md", "WCAG 2.2 AA.", "WCAG 2.2 AA.\n\nLees [meer](page:privcy).",
        'the link to page "privcy" leads nowhere', "privacy", line=2),
    "a page that nobody finds": Break(
        "pages/accessibility.nl.md", "page: accessibility", "page: steps", 'nobody finds page "steps"'),
    "a page that must tell more": Break(
        "service.yaml", "\nteams:", "\nmust_cover: {expectation: [free]}\nteams:", '"expectation" is no page', "expectations", line=1),
    "a heading that is not there": Break(
        "pages/accessibility.nl.md", "version: 2026-1\n", "version: 2026-1\ncovers: {reach: Bereik}\n",
        'the heading "Bereik" stands nowhere in this text', line=1),
}


@pytest.mark.parametrize("fault", BREAKS.values(), ids=BREAKS.keys())
def test_a_mistake_is_named_with_its_file_line_and_cause(folder: Folder, fault: Break):
    with_an_ending(folder)
    assert folder.check() == []
    assert_told(folder, fault)


def test_an_ending_as_the_last_page_is_refused(folder: Folder):
    folder.change("intake.yaml", "  - code: adult\n", AN_ENDING + "  - code: adult\n")
    causes = [problem.cause for problem in folder.check()]
    assert causes == ['page "klaar" ends what was told already; put it before the page that takes the story.']
    folder.change("intake.yaml", "          - code: story\n            kind: long_text\n            means: story\n",
                  "          - code: story\n            kind: long_text\n")
    causes = [problem.cause for problem in folder.check()]
    assert 'page "klaar" is the last one, so that nobody can go on from it.' in causes


def test_a_page_is_led_to_by_a_menu_or_by_a_link(folder: Folder):
    text = "---\npage: steps\ntitle: Stappen\nvalid_from: 2026-01-01\n{menu}---\nEerst dit.\n"
    page = folder.service / "pages" / "steps.nl.md"
    page.write_text(text.format(menu="in_menu: true\n"), encoding="utf-8")
    assert folder.check() == []
    page.write_text(text.format(menu=""), encoding="utf-8")
    assert [(one.file.name, one.line) for one in folder.check()] == [("steps.nl.md", 2)]
    folder.change("pages/accessibility.nl.md", "WCAG 2.2 AA.", "WCAG 2.2 AA. Lees [de stappen](page:steps).")
    assert folder.check() == []


def test_a_page_that_some_readers_lack_is_not_linked_for_them(folder: Folder):
    folder.change("pages/accessibility.nl.md", "WCAG 2.2 AA.", "WCAG 2.2 AA. Lees [de stappen](page:steps).")
    (folder.service / "pages" / "steps.nl.md").write_text(
        "---\npage: steps\naudiences: [adult]\ntitle: Stappen\nvalid_from: 2026-01-01\n---\nEerst dit.\n", encoding="utf-8")
    assert [problem.cause for problem in folder.check()] == ['page "steps" is linked here, and audience "child" has none.']


def test_what_a_page_must_tell_is_asked_in_every_version_of_it(folder: Folder):
    folder.change("service.yaml", "\nteams:", "\nmust_cover: {expectations: [free, reach]}\nteams:")
    assert {(one.file.name, one.line) for one in folder.check()} == {
        ("expectations.nl.md", 2), ("expectations.en.md", 2), ("expectations.child.nl.md", 2)}
    for name, heading in (("expectations.nl.md", "Kosten"), ("expectations.en.md", "Cost"), ("expectations.child.nl.md", "Wat kost het?")):
        path = folder.service / "pages" / name
        covers = f'version: 2026-1\ncovers: {{free: "{heading}", reach: Bereik}}\n'
        said = path.read_text(encoding="utf-8").replace("version: 2026-1\n", covers)
        path.write_text(f"{said}\n## {heading}\n\nNiets.\n\n## Bereik\n\nBel ons.\n", encoding="utf-8")
    assert folder.check() == []
