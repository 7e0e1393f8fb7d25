"""The shape of a file: keys, kinds, dates, codes, colours."""

import pytest

from tests.domain.services.checking.breaking import Break, assert_told
from tests.domain.services.declared import Folder

BREAKS = {
    "an unknown key": Break(
        "service.yaml", "reference: VRB", "reference: VRB\ncountri: BE",
        '"countri" is not known here', "country", line=1),
    "an unknown key deep inside": Break(
        "procedure.yaml", "    tells: {nl: Wij werken eraan.", "    vertelt: {nl: Wij werken eraan.",
        '"vertelt" is not known here'),
    "a missing key": Break(
        "figures.yaml", "unit: case, ", "",
        '"unit" is missing'),
    "a key twice": Break(
        "look.yaml", "theme: voorbeeld", "theme: voorbeeld\ntheme: ander",
        '"theme" stands here twice, first on line 2', line=1),
    "broken YAML": Break(
        "look.yaml", 'dark: {field: "#183239"}', 'dark: {field: "#183239"',
        "is no YAML"),
    "an anchor": Break(
        "figures.yaml", "by: [theme]", "by: &axes [theme]\n   , note: *axes",
        "repeats a part by an anchor", line=1),
    "a code with a capital": Break(
        "axes.yaml", "code: waiting", "code: Waiting",
        '"Waiting" is no code'),
    "a kind of question that isn't one": Break(
        "intake.yaml", "kind: partial_date", "kind: partial_dates",
        '"kind" can be', "partial_date"),
    "a day that doesn't exist": Break(
        "figures.yaml", "valid_from: 2026-01-01", "valid_from: 2026-02-30",
        "2026-02-30 is no day"),
    "a span without its kind of day": Break(
        "procedure.yaml", "within: 45 calendar days", "within: 45 days",
        '"45 days" is no span of time'),
    "no Dutch words": Break(
        "axes.yaml", "label: {nl: Ouder, en: Parent}", "label: {en: Parent}",
        "the words in Dutch (nl) are missing"),
    "a colour name": Break(
        "look.yaml", '"#f8bc49"', '"yellow"',
        '"yellow" is no colour'),
    "a token of everybody": Break(
        "look.yaml", "accent:", "accents:",
        '"accents" is no colour a service can set', "accent"),
    "a time zone": Break(
        "service.yaml", "Europe/Brussels", "Europe/Brusels",
        '"Europe/Brusels" is no time zone', "Europe/Brussels"),
    "a meaning the kernel doesn't know": Break(
        "intake.yaml", "means: happened_on", "means: happend_on",
        '"happend_on" is nothing the kernel knows', "happened_on", line=-2),
    "a meaning on the wrong kind": Break(
        "intake.yaml", "kind: institution", "kind: number",
        "means respondent must be of kind institution or text", line=-1),
    "choices and a list": Break(
        "intake.yaml", "choices_from: themes", "choices: []",
        "needs `choices` or `choices_from`", line=-2),
    "a condition that says two things": Break(
        "intake.yaml", "any_of: [phone]", "any_of: [phone], answered: true",
        "a condition is `question`"),
    "a moment no term knows": Break(
        "procedure.yaml", "until: closed", "until: close",
        '"close" is no moment a term can use', "closed"),
    "a statutory term without its article": Break(
        "procedure.yaml", ', source: "Voorbeeldreglement, art. 3"', "",
        "names no source"),
}


@pytest.mark.parametrize("fault", BREAKS.values(), ids=BREAKS.keys())
def test_a_mistake_is_named_with_its_file_line_and_cause(folder: Folder, fault: Break):
    assert_told(folder, fault)
