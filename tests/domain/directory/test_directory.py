"""The directory: what is told apart when choosing, what stays when something ends, and what an institution says of its own terms."""

from datetime import date

import pytest

from gehoor.domain.directory.actions import (
    AlreadyThere,
    CodeTaken,
    DirectoryChanged,
    NotItself,
    add_institution,
    change_institution,
    open_institution_again,
    retire_institution,
    say_own_term,
    state_of,
)
from gehoor.domain.directory.models import Institution
from gehoor.domain.directory.queries import (
    names_by_tag,
    own_lengths,
    own_lengths_behind,
    the_institution,
    the_institutions,
    the_kind_behind,
    the_offered,
)
from gehoor.foundation.action import current_journey, journey
from gehoor.foundation.calendars import Span
from tests import make

pytestmark = pytest.mark.django_db
RULE = "nl.jeugdwet.klacht/judgement"


@pytest.fixture(autouse=True)
def in_a_journey():
    with journey("test.directory", at=make.NOON):
        yield


@pytest.fixture
def haven():
    return add_institution(name="Woongroep De Haven", kind="residential_open", place="Arnhem", country="NL")


def test_two_of_one_name_in_two_places_are_told_apart_and_two_in_one_place_are_refused(haven):
    other = add_institution(name="Woongroep De Haven", kind="residential_open", place="Assen", country="NL")
    assert (str(haven), str(other)) == ("Woongroep De Haven, Arnhem", "Woongroep De Haven, Assen")
    assert the_institution("woongroep de haven") is None, "nobody guesses which of the two"
    assert the_institution("Woongroep De Haven, Assen") == other
    with pytest.raises(AlreadyThere):
        add_institution(name=" Woongroep  de haven ", kind="residential_open", place="ARNHEM")


def test_a_code_comes_from_name_and_place_and_stays_when_the_name_changes(haven):
    assert haven.code == "woongroep-de-haven-arnhem"
    changed = change_institution(institution=haven, name="De Nieuwe Haven")
    assert (changed.code, changed.tag) == (haven.code, haven.tag)
    again = add_institution(name="Woongroep De Haven", kind="residential_open", place="Arnhem")
    assert again.code == "woongroep-de-haven-arnhem-2"
    with pytest.raises(CodeTaken):
        add_institution(name="Iets anders", kind="school", code=again.code)


def test_who_changes_what_a_colleague_changed_meanwhile_is_told_so(haven):
    seen = state_of(haven)
    change_institution(institution=haven, seen=seen, address="Postbus 1, Arnhem")
    with pytest.raises(DirectoryChanged):
        change_institution(institution=haven, seen=seen, address="Postbus 2, Arnhem")
    with pytest.raises(DirectoryChanged):
        retire_institution(institution=haven, on=date(2026, 3, 10), seen=seen)
    assert Institution.objects.get().address == "Postbus 1, Arnhem"


def test_a_retired_one_is_offered_for_a_case_of_before_and_for_none_of_after(haven):
    follower = add_institution(name="Woongroep De Kade", kind="residential_open", place="Arnhem", country="NL")
    retire_institution(institution=haven, on=date(2026, 3, 1), successor=follower)
    assert haven in the_offered(date(2026, 2, 28))
    assert haven not in the_offered(date(2026, 3, 1))
    assert the_institutions() == [follower]
    assert the_institution("Woongroep De Haven, Arnhem") is None
    with pytest.raises(NotItself):
        retire_institution(institution=follower, on=date(2026, 3, 1), successor=follower)


def test_opened_again_it_is_offered_again_unless_another_took_its_name_and_place(haven):
    retire_institution(institution=haven, on=date(2026, 3, 1))
    open_institution_again(institution=haven)
    assert haven in the_offered(date(2026, 3, 10))
    retire_institution(institution=haven, on=date(2026, 3, 1))
    add_institution(name=haven.name, kind=haven.kind, place=haven.place)
    with pytest.raises(AlreadyThere):
        open_institution_again(institution=haven)


def test_every_change_is_a_line_in_the_audit(haven):
    say(haven, "6 weeks", date(2025, 3, 1))
    assert [line["action"] for line in current_journey().lines] == ["institution.added", "institution.own_term"]


def say(institution, within: str, from_day: date, *, confirmed: bool = False):
    return say_own_term(institution=institution, rule=RULE, within=Span.parse(within) if within else None, holds_from=from_day,
                        source="huisregels van 1 maart 2025", is_confirmed=confirmed)


def test_own_lengths_are_read_in_one_question_by_institution_and_by_tag(haven, django_assert_num_queries):
    other = add_institution(name="Gemeente Duinstede", kind="municipality", country="NL")
    say(haven, "6 weeks", date(2025, 3, 1))
    say(haven, "4 weeks", date(2026, 1, 1), confirmed=True)
    with django_assert_num_queries(1):
        found = own_lengths([haven.id, other.id], date(2025, 12, 31))
    assert str(found[haven.id][RULE].within) == "6 weeks"
    assert other.id not in found
    with django_assert_num_queries(1):
        behind = own_lengths_behind([haven.tag, other.tag, None])
    assert str(behind.of(haven.tag, date(2025, 3, 1))[RULE].within) == "6 weeks"
    assert behind.of(haven.tag, date(2026, 1, 1))[RULE].is_confirmed
    assert behind.of(other.tag, date(2026, 1, 1)) == {}
    with django_assert_num_queries(0):
        own_lengths_behind([None])


def test_a_version_of_the_same_day_is_corrected_and_no_second_one_stands_beside_it(haven):
    say(haven, "6 weeks", date(2025, 3, 1))
    say(haven, "8 weeks", date(2025, 3, 1))
    assert [row.within for row in haven.own_terms.all()] == ["8 weeks"]


def test_what_a_tag_stands_for_costs_one_question_and_not_one_for_each_institution(haven, django_assert_num_queries):
    others = [add_institution(name=f"School {n}", kind="school", place="Gent", country="BE") for n in range(20)]
    for wanted in ({haven.tag}, {haven.tag, others[0].tag}, {haven.tag}):
        with django_assert_num_queries(1):
            names = names_by_tag(wanted)
        assert names[haven.tag] == "Woongroep De Haven, Arnhem"
        assert len(names) == len(wanted)
    assert names_by_tag({b"of nobody at all"}) == names_by_tag(set()) == {}
    assert the_kind_behind(others[3].tag) == "school"
    change_institution(institution=haven, name="De Haven", kind="foster_care")
    assert (names_by_tag({haven.tag}), the_kind_behind(haven.tag)) == ({haven.tag: "De Haven, Arnhem"}, "foster_care")
