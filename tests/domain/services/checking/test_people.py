"""Hours, and the doors, teams, channels and lines of service.yaml."""

import pytest

from tests.domain.services.checking.breaking import Break, assert_told
from tests.domain.services.declared import Folder

BREAKS = {
    # hours
    "open at 25:00": Break(
        "service.yaml", 'fri: ["20:00-24:00"]', 'fri: ["20:00-25:00"]',
        "25:00 is no time of the day"),
    "closing before opening": Break(
        "service.yaml", 'mon: ["16:00-22:00"]', 'mon: ["16:00-02:00"]',
        "closes before it opens"),
    "two openings at once": Break(
        "service.yaml", '"13:00-17:00"', '"11:30-17:00"',
        "11:30-17:00 begins before 09:00-12:00 has ended"),
    "never open": Break(
        "service.yaml", "hours: {always: true}", "hours: {always: false}",
        "says nowhere when it is open"),
    "day and night and a week": Break(
        "service.yaml", "hours: {always: true}", 'hours: {always: true, week: {mon: ["09:00-10:00"]}}',
        "is open day and night and also has other hours"),
    "a season on 31 February": Break(
        "service.yaml", "first: 07-01", "first: 02-31",
        "02-31 is no day of the year"),
    # people and doors
    "a path twice": Break(
        "service.yaml", "path: ouder-of-professional", "path: jij",
        'audiences "child" and "adult" share the path "jij"'),
    "an audience nobody receives": Break(
        "service.yaml", "receives: [child, adult]", "receives: [child]",
        'no team receives the reports of audience "adult"', line=-1),
    "an unknown audience": Break(
        "service.yaml", "audiences: [child]", "audiences: [chidl]",
        '"chidl" is no audience', "child"),
    "an unknown role": Break(
        "service.yaml", "roles: [child, friend]", "roles: [child, freind]",
        '"freind" is no role of axes.yaml', "friend"),
    "a usual channel that nobody registers": Break(
        "service.yaml", "usual_channel: phone", "usual_channel: web_form",
        '"web_form" is no channel that staff register'),
    "a channel off the common axis": Break(
        "service.yaml", "core: in_person", "core: in_persons",
        '"in_persons" is no channel', "in_person"),
    "a telephone without a number": Break(
        "service.yaml", "    number: 0800 00 000\n", "",
        "is a telephone without a number", line=-3),
    "no web form": Break(
        "service.yaml", "code: web_form", "code: online",
        'no channel is called "web_form"', line=-14),
    "nobody for danger": Break(
        "service.yaml", "emergency: true", "emergency: false",
        "no line has `emergency: true`", line=-5),
    "a country without holidays": Break(
        "service.yaml", "country: BE", "country: QQ",
        "the public holidays of QQ are not known"),
    "an urgency without a promise": Break(
        "service.yaml", "{urgent: 4 hours, normal: 1 working day}", "{urgent: 4 hours}",
        'promise "first_read" says nothing for normal'),
    "a promise for no urgency": Break(
        "service.yaml", "{urgent: 4 hours, normal", "{urgnt: 1 hour, urgent: 4 hours, normal",
        '"urgnt" is no urgency', "urgent"),
}


@pytest.mark.parametrize("fault", BREAKS.values(), ids=BREAKS.keys())
def test_a_mistake_is_named_with_its_file_line_and_cause(folder: Folder, fault: Break):
    assert_told(folder, fault)
