"""Mappings to the common axes, languages, plain twins, pages and colours."""

import pytest

from tests.domain.services.checking.breaking import Break, assert_told
from tests.domain.services.declared import Folder

BREAKS = {
    # axes and figures
    "a theme mapped nowhere": Break(
        "axes.yaml", "core: [{axis: domain, value: GEZ, quality: exact}]", "core: []",
        "maps nowhere"),
    "a theme mapped beside its axis": Break(
        "axes.yaml", "{axis: domain, value: GEZ,", "{axis: failing, value: F1,",
        '"family" maps nowhere on the common axis domain'),
    "an unknown core value": Break(
        "axes.yaml", "value: OND", "value: OD",
        '"OD" is no value of the common axis domain', "OND"),
    "an unknown core axis": Break(
        "axes.yaml", "{axis: domain, value: GEZ, quality: exact}",
        "{axis: domain, value: GEZ, quality: exact}, {axis: domein, value: GEZ, quality: exact}",
        '"domein" is no axis of core.yaml', "domain"),
    "an outcome mapped nowhere": Break(
        "procedure.yaml", "{axis: outcome, value: solved,", "{axis: domain, value: OND,",
        'outcome "solved" maps nowhere'),
    "a unit that can't be counted": Break(
        "figures.yaml", "unit: contact", "unit: contacts",
        '"contacts" is no unit of core.yaml', "contact"),
    # words
    "a language the service hasn't": Break(
        "axes.yaml", "{nl: Ouder, en: Parent}", "{nl: Ouder, fr: Parent}",
        '"fr" is no language of this service'),
    "a comma outside quotes": Break(
        "axes.yaml", "{nl: Ouder, en: Parent}", "{nl: Ouder, stiefouder, en: Parent}",
        '"stiefouder" is no language'),
    "no plain twin in the questionnaire": Break(
        "intake.yaml", "plain: {nl: Je nummer, en: Your number}", "",
        'a child reads this "label" and it has no plain twin'),
    "no plain twin of a theme": Break(
        "axes.yaml", ", plain: {nl: School, en: School}", "",
        'a child reads this "label"'),
    "no plain twin of a promise": Break(
        "service.yaml", ", plain: {nl: Je krijgt een antwoord, en: You get an answer}", "",
        'a child reads this "label"'),
    "no plain twin of a line": Break(
        "service.yaml", ", plain: {nl: Praten over alles, en: Talk about anything}", "",
        'a child reads this "for_whom"'),
    "no plain twin of a stage": Break(
        "procedure.yaml", ", plain: {nl: Wij zijn klaar., en: We are done.}", "",
        'a child reads this "tells"'),
    "attention in another language": Break(
        "procedure.yaml", "    en: [in danger", "    fr: [en danger",
        '"fr" is no language of this service'),
    # look and pages
    "colours that can't be read": Break(
        "look.yaml", 'field: "#12444f"', 'field: "#eeeeee"',
        "on-field on field (light) has a contrast of 1.16"),
    "a page without front matter": Break(
        "pages/privacy.nl.md", "---\npage", "page",
        "begins without front matter"),
    "an unknown page": Break(
        "pages/accessibility.nl.md", "page: accessibility", "page: accessability",
        'nobody finds page "accessability"', "accessibility"),
    "a page for nobody": Break(
        "pages/privacy.child.nl.md", "audiences: [child]", "audiences: [chld]",
        '"chld" is no audience', "child"),
    # what is common
    "a common axis that is gone": Break(
        "core.yaml", "  violence:", "  violince:",
        'the common axis "violence" is missing', line=-61),
    "a common value twice": Break(
        "core.yaml", "code: OPV,", "code: OND,",
        '"OND" stands here twice'),
}


@pytest.mark.parametrize("fault", BREAKS.values(), ids=BREAKS.keys())
def test_a_mistake_is_named_with_its_file_line_and_cause(folder: Folder, fault: Break):
    assert_told(folder, fault)
