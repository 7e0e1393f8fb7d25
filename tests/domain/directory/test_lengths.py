"""Which version of an institution's own length holds on a day: the one of the day of receipt, never a later one."""

from datetime import date

from gehoor.domain.directory.lengths import OwnLength, OwnLengths, holding
from gehoor.foundation.calendars import Span

RULE = "nl.jeugdwet.klacht/judgement"


def said(within: str, from_day: date, rule: str = RULE) -> OwnLength:
    return OwnLength(rule=rule, within=Span.parse(within) if within else None, source="huisregels", holds_from=from_day)


SIX, FOUR = said("6 weeks", date(2024, 1, 1)), said("4 weeks", date(2025, 3, 1))


def test_a_new_length_holds_from_its_first_day_on_and_not_the_day_before():
    assert holding([FOUR, SIX], date(2025, 2, 28)) == {RULE: SIX}
    assert holding([FOUR, SIX], date(2025, 3, 1)) == {RULE: FOUR}


def test_before_the_first_version_nothing_is_said():
    assert holding([SIX, FOUR], date(2023, 12, 31)) == {}


def test_where_the_regulation_says_nothing_any_more_the_older_length_doesnt_come_back():
    assert holding([SIX, FOUR, said("", date(2026, 1, 1))], date(2026, 1, 1)) == {}
    assert holding([SIX, FOUR, said("", date(2026, 1, 1))], date(2025, 12, 31)) == {RULE: FOUR}


def test_each_rule_has_its_own_versions():
    other = said("3 weeks", date(2025, 1, 1), rule="nl.jeugdwet.klacht/reaction")
    assert holding([SIX, other, FOUR], date(2026, 1, 1)) == {RULE: FOUR, other.rule: other}


def test_no_tag_and_a_strangers_tag_have_none():
    lengths = OwnLengths({b"school": [SIX]})
    assert lengths.of(b"school", date(2025, 1, 1)) == {RULE: SIX}
    assert lengths.of(b"other", date(2025, 1, 1)) == lengths.of(None, date(2025, 1, 1)) == {}
