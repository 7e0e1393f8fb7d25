"""What covers an outward act, read like a table: who said what, and what is then still missing."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_OID, UUID, uuid5

import pytest

import gehoor
from gehoor.domain.consent.covering import Said, Somebody, Wanted, cover, in_words, the_age
from gehoor.domain.services.loading import read_declarations
from gehoor.domain.services.schema import ConsentFile, SharingFile
from tests import make

SHIPPED = Path(gehoor.__file__).parent / "declared"
LAW = [read.model for read in read_declarations([SHIPPED], ["krc"]).law]
SHARING = next(one for one in LAW if isinstance(one, SharingFile))
RULES = {(one.country, rule.code): rule for one in LAW if isinstance(one, ConsentFile) for rule in one.rules}
BE, KG = RULES["BE", "own_consent"], RULES["BE", "complainant"]
NL, HELP = RULES["NL", "youth_help"], RULES["NL", "free_help"]

NOW, DAY = make.NOON, timedelta(days=1)
MOTHER, AMIR, FATHER = (UUID(int=number) for number in (1, 2, 3))
SCHOOL, COURT = UUID(int=11), UUID(int=12)
WANTED = Wanted(to=SCHOOL, purpose="hear_side", data=frozenset({"subject", "story"}))


def reporter(age: int | None = None, *, is_child: bool = False) -> Somebody:
    return Somebody(AMIR if is_child else MOTHER, "Amir" if is_child else "Moeder", is_child=is_child, is_reporter=True, age=age)


def child(age: int | None) -> Somebody:
    return Somebody(AMIR, "Amir", is_child=True, age=age)


def said(who: UUID, answer: str = "given", **more) -> Said:
    told = {"to": SCHOOL, "purpose": "hear_side", "data": frozenset({"subject", "story"}), "from_at": NOW - DAY}
    return Said(id=uuid5(NAMESPACE_OID, f"{who} {answer} {sorted(more)}"), who=who, answer=answer, **{**told, **more})


def missing(people, words, *, rule=BE, wanted: Wanted = WANTED, opposed: bool = False, at: datetime = NOW) -> list[str]:
    """The codes of what is missing."""
    found = cover(wanted, said=words, people=people, rule=rule, sharing=SHARING, opposed=opposed, at=at)
    assert found.holds == (not found.missing)
    return [one.code for one in found.missing]


CASES = [
    # who is in the case; what was said; what is missing
    ("a child of fifteen who asks and agrees", [reporter(15, is_child=True)], [said(AMIR)], []),
    ("nobody asked", [reporter(15, is_child=True)], [], ["never"]),
    ("to another recipient", [reporter(15, is_child=True)], [said(AMIR, to=COURT)], ["never"]),
    ("for another purpose", [reporter(15, is_child=True)], [said(AMIR, purpose="refer")], ["never"]),
    ("for other data", [reporter(15, is_child=True)], [said(AMIR, data=frozenset({"name"}))], ["never"]),
    ("for some of the data only", [reporter(15, is_child=True)], [said(AMIR, data=frozenset({"subject"}))], ["never"]),
    ("in two goes, together enough", [reporter(15, is_child=True)],
     [said(AMIR, data=frozenset({"subject"})), said(AMIR, data=frozenset({"story"}))], []),
    ("withdrawn", [reporter(15, is_child=True)], [said(AMIR, withdrawn_at=NOW - timedelta(hours=1))], ["withdrawn"]),
    ("agreed for later, and refused before that came", [reporter(15, is_child=True)],
     [said(AMIR, from_at=NOW - DAY, recorded_at=NOW - 9 * DAY), said(AMIR, "refused", from_at=NOW - 5 * DAY, recorded_at=NOW - 5 * DAY)],
     ["refused"]),
    ("agreed and refused of the same day, whichever stands first", [reporter(15, is_child=True)],
     [said(AMIR, recorded_at=NOW - DAY), said(AMIR, "refused", recorded_at=NOW)], ["refused"]),
    ("refused and agreed of the same day", [reporter(15, is_child=True)],
     [said(AMIR, "refused", recorded_at=NOW - DAY), said(AMIR, recorded_at=NOW)], []),
    ("refused long ago, as was only heard later", [reporter(15, is_child=True)],
     [said(AMIR, "refused", from_at=NOW - 9 * DAY, recorded_at=NOW), said(AMIR, recorded_at=NOW - DAY)], []),
    ("agreed and refused in one breath", [reporter(15, is_child=True)], [said(AMIR), said(AMIR, "refused")], ["refused"]),
    ("withdrawn, and agreed again", [reporter(15, is_child=True)],
     [said(AMIR, withdrawn_at=NOW - timedelta(hours=5)), said(AMIR, from_at=NOW - timedelta(hours=1))], []),
    ("until yesterday", [reporter(15, is_child=True)], [said(AMIR, from_at=NOW - 5 * DAY, until_at=NOW - DAY)], ["ended"]),
    ("from tomorrow", [reporter(15, is_child=True)], [said(AMIR, from_at=NOW + DAY)], ["not_yet"]),
    ("agreed first, refused later", [reporter(15, is_child=True)],
     [said(AMIR, from_at=NOW - 2 * DAY), said(AMIR, "refused", from_at=NOW - DAY)], ["refused"]),
    ("refused first, agreed later", [reporter(15, is_child=True)],
     [said(AMIR, "refused", from_at=NOW - 2 * DAY), said(AMIR, from_at=NOW - DAY)], []),
    ("a mother agrees, a child of fifteen was not asked", [reporter(), child(15)], [said(MOTHER)], ["unasked"]),
    ("a mother agrees, a child of fifteen refuses", [reporter(), child(15)], [said(MOTHER), said(AMIR, "refused")], ["refused"]),
    ("a child of fifteen can't be reached: that is no yes", [reporter(), child(15)],
     [said(MOTHER), said(AMIR, "not_asked", reason="unreachable")], ["not_asked"]),
    ("a child of fifteen can't judge it: a parent must", [reporter(), child(15)],
     [said(MOTHER), said(AMIR, "not_asked", reason="not_able")], ["for_child"]),
    ("a child of fifteen can't judge it: a parent did", [reporter(), child(15)],
     [said(MOTHER, capacity="parent"), said(AMIR, "not_asked", reason="not_able")], []),
    ("a child of ten was not asked, because", [reporter(), child(10)], [said(MOTHER), said(AMIR, "not_asked", reason="danger")], []),
    ("a child of ten was not asked, and nobody wrote why", [reporter(), child(10)], [said(MOTHER)], ["unasked"]),
    ("a child of ten refuses", [reporter(), child(10)], [said(MOTHER), said(AMIR, "refused")], ["refused"]),
    ("nobody knows how old a child is that agreed itself: at every age that is enough", [reporter(), child(None)],
     [said(MOTHER), said(AMIR)], []),
    ("nobody knows how old a child is that was not asked: it makes a difference", [reporter(), child(None)],
     [said(MOTHER), said(AMIR, "not_asked", reason="danger")], ["age"]),
    ("nobody knows how old the child who asks is", [reporter(is_child=True)], [said(AMIR)], []),
    ("two people miss", [reporter(), child(15)], [], ["never", "unasked"]),
    ("no reporter, no child, and nobody agreed", [], [], ["nobody"]),
]


@pytest.mark.parametrize(("people", "words", "expected"), [one[1:] for one in CASES], ids=[one[0] for one in CASES])
def test_in_flanders_the_reporter_and_the_child_agree(people, words, expected):
    assert missing(people, words) == expected


@pytest.mark.parametrize(("age", "words", "expected"), [
    (11, [said(MOTHER, capacity="parent")], []),
    (11, [said(MOTHER)], ["for_child"]),
    (11, [said(MOTHER, capacity="parent"), said(AMIR, "refused")], ["refused"]),
    (12, [said(MOTHER, capacity="parent")], ["unasked"]),
    (12, [said(MOTHER, capacity="parent"), said(AMIR)], []),
    (15, [said(MOTHER), said(AMIR)], ["for_child"]),
    (15, [said(MOTHER), said(AMIR, exception="serious_harm")], []),
    (15, [said(MOTHER), said(AMIR, exception="persists")], []),
    (15, [said(MOTHER), said(AMIR), said(FATHER, "refused", capacity="parent")], ["for_child"]),
    (16, [said(MOTHER), said(AMIR)], []),
    (16, [said(MOTHER, capacity="parent")], ["unasked"]),
])
def test_in_the_jeugdwet_it_goes_by_age(age, words, expected):
    """Jeugdwet 7.3.4, 7.3.5, 7.3.15: under twelve the parents, from twelve to fifteen both, from sixteen the young person alone."""
    assert missing([reporter(), child(age)], words, rule=NL) == expected


def test_free_help_for_a_child_asks_no_parent():
    """UAVG 5(5)."""
    assert missing([reporter(13, is_child=True)], [said(AMIR)], rule=HELP) == []


def test_a_complainant_agrees_for_a_baby_that_nobody_can_ask():
    assert missing([reporter(), child(0)], [said(MOTHER)], rule=KG) == []
    assert missing([reporter(), child(0)], [said(AMIR)], rule=KG) == ["never"]


def test_nothing_goes_to_a_parent_while_the_child_is_opposed():
    wanted = replace(WANTED, to_parent=True)
    assert missing([reporter(15, is_child=True)], [said(AMIR)], wanted=wanted, opposed=True) == ["opposed"]
    assert missing([reporter(15, is_child=True)], [said(AMIR)], wanted=wanted) == []
    assert missing([reporter(15, is_child=True)], [said(AMIR)], opposed=True) == []


def test_a_parent_who_was_written_down_as_guardian_speaks_no_more_for_the_child_than_any_parent():
    mother, spoken = Somebody(MOTHER, "Moeder", is_parent=True), [said(AMIR), said(MOTHER, capacity="guardian")]
    assert missing([child(9), mother], spoken, rule=NL) == []
    assert missing([child(9), mother], spoken, rule=NL, opposed=True) == ["for_opposed"]


def test_no_parent_speaks_for_a_child_whose_interest_is_opposed_and_a_guardian_does():
    guardian = [said(FATHER, capacity="guardian")]
    for answer in ("given", "refused"):
        spoken = [said(AMIR, "not_asked", reason="too_young"), said(MOTHER, answer, capacity="parent")]
        assert missing([child(9)], spoken, rule=NL, opposed=True) == ["for_opposed"], answer
        assert missing([child(9)], spoken + guardian, rule=NL, opposed=True) == [], answer
    assert missing([child(9)], [said(AMIR, "not_asked", reason="too_young"), said(MOTHER, capacity="parent")], rule=NL) == []


def test_what_is_missing_is_said_in_words_with_the_person_the_data_and_the_article():
    found = cover(WANTED, said=[said(MOTHER)], people=[reporter(), child(15)], rule=NL, sharing=SHARING, opposed=False, at=NOW)
    words = [in_words(one, {"story": "het verhaal", "subject": "waarover het gaat"}) for one in found.missing]
    assert words == [
        "vraag het aan Amir, of schrijf waarom dat niet kan: het verhaal, waarover het gaat (Jeugdwet, art. 7.3.4)",
        "toestemming van een ouder met gezag of de voogd van Amir voor: het verhaal, waarover het gaat (Jeugdwet, art. 7.3.4)"]


@pytest.mark.parametrize(("known", "age"), [
    ({"age": "15"}, 15), ({"age": "15 jaar"}, 15), ({"age": "9"}, 9), ({}, None), ({"age": "puber"}, None),
    ({"born": "10-03-2014"}, 12), ({"born": "11-03-2014"}, 11), ({"born": "geen idee", "age": "9"}, 9),
    ({"born": "2014-03-10"}, 12), ({"born": "2014-03-11"}, 11), ({"born": {"year": 2014}}, 11), ({"born": {"year": 2014, "month": 3}}, 11),
    ({"born": {"year": 2014, "month": 2}, "age": "9"}, 12), ({"born": "", "age": "7"}, 7),
], ids=str)
def test_of_a_birth_date_in_part_the_younger_age_counts(known, age):
    assert the_age(known, date(2026, 3, 10)) == age


@pytest.mark.parametrize(("said", "age"), [("12", 12), ("150", None), ("-1", None), ("12-13", 12), ("9 jaar", 9), ("ongeveer 12", None),
                                           ("0", 0)])
def test_a_number_that_is_nobodys_age_is_no_age(said, age):
    assert the_age({"age": said}, date(2026, 3, 10)) == age
