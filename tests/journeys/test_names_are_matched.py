"""The same child in two cases is seen by whoever may open both, from sealed names, and leaves no trace behind a wall."""

import pytest

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.accounts.queries import the_team
from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import NameTag
from gehoor.domain.cases.points import state_of
from gehoor.foundation.action import journey
from gehoor.foundation.vault.holders import unlock
from gehoor.journeys.case_is_found import case_is_found
from gehoor.journeys.case_is_handed_over import case_is_handed_over
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_becomes_confidential, case_is_assigned, respondent_is_named
from gehoor.journeys.instance_is_founded import person_joins
from gehoor.journeys.people_are_known import party_is_added, party_is_changed
from tests import make, people
from tests.wide import wide, wide_house

__all__ = ["wide", "wide_house"]
pytestmark = pytest.mark.django_db
AMIR = {"name": "Amir Haddad", "born": "11-09-2014"}


def with_child(person, case, *, role="child", **about):
    party_is_added(person=person, case=case, role=role, about=about or AMIR, at=make.NOON)
    return case


def alike(person, case) -> list[tuple[str, bool]]:
    opened = case_is_opened(person=person, case=access_case(person, case.reference), at=make.NOON)
    return [(one.case.reference, one.is_exact) for one in opened.alike]


def test_an_earlier_report_on_the_same_child_is_suggested_in_both_cases(house, noor):
    one, other = (make.a_report(house).case for _number in range(2))
    with_child(noor, one)
    with_child(noor, other, name="HADDAD, Amir")
    assert alike(noor, one) == [(other.reference, False)]
    assert alike(noor, other) == [(one.reference, False)]
    with_child(noor, other, name="amir haddad", born="2014-9-11")
    assert alike(noor, one) == [(other.reference, True)]


def test_a_name_that_came_with_a_report_is_known_once_the_case_is_opened(house, noor):
    one, other = (make.a_report(house, reporter_name="Amir Haddad").case for _number in range(2))
    assert not NameTag.objects.exists()
    assert alike(noor, one) == []
    assert alike(noor, other) == [(one.reference, False)]
    assert alike(noor, one) == [(other.reference, False)]


def test_siblings_single_names_and_grown_ups_around_the_child_are_not_suggested(house, noor):
    one, other = (make.a_report(house).case for _number in range(2))
    with_child(noor, one)
    with_child(noor, other, name="Aya Haddad", born="11-09-2014")
    with_child(noor, other, name="Amir")
    with_child(noor, other, role=house.service.axes.roles[1].code, name="Amir Haddad")
    with_child(noor, other, role="group", number="14")
    assert alike(noor, one) == []


def test_an_adult_who_was_a_child_then_and_a_young_adult_are_recognised_too(house, noor):
    one, other, third = (make.a_report(house).case for _number in range(3))
    with_child(noor, one)
    with_child(noor, other, role="child_then", name="Amir Haddad", then="8")
    with_child(noor, third, role="young_adult", name="Amir Haddad", age="19")
    assert sorted(alike(noor, one)) == sorted([(other.reference, False), (third.reference, False)])


def test_who_may_not_open_the_other_case_sees_no_suggestion(house, noor):
    ilias, lien = house.person(people.ILIAS), house.person(people.LIEN)
    one, other = (make.a_report(house).case for _number in range(2))
    for case in (one, other):
        with_child(noor, case)
    case_is_assigned(person=noor, case=other, to=noor.account, expected=None, at=make.NOON)
    assert alike(lien, one) == []
    assert alike(ilias, one) == [(other.reference, True)]
    school = make.an_institution("Atheneum De Brug")
    respondent_is_named(person=noor, case=other, kind="institution", words="", institution=school, at=make.NOON)
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=ilias.account, institution=school, at=make.NOON)
    assert alike(Person(account=ilias.account, keyring=ilias.keyring), one) == []


def test_a_wall_leaves_no_trace_of_a_name(house, noor):
    lien = house.person(people.LIEN)
    one, other = (make.a_report(house).case for _number in range(2))
    for case in (one, other):
        with_child(noor, case)
    walled = case_becomes_confidential(person=noor, case=access_case(noor, other.reference), to=[noor.account, lien.account], at=make.NOON)
    assert not NameTag.objects.filter(party__case=other).exists()
    assert alike(noor, one) == []
    assert alike(noor, walled) == []
    with_child(noor, walled, name="Nog Iemand", born="01-02-2015")
    case_is_opened(person=noor, case=walled, at=make.NOON)
    assert not NameTag.objects.filter(party__case=other).exists()


def test_with_another_team_its_names_are_known_to_that_team_alone(wide_house):
    noor, homes = wide_house.person(people.NOOR), the_team("voorbeeld", "homes")
    joined = person_joins(username="samira", name="Samira", passphrase=people.PASSPHRASE, at=make.NOON,
                          teams=[(homes, "handler", wide_house.team_privates[homes.id])])
    samira = Person(account=joined.account, keyring=unlock(holder_id=joined.account.id, passphrase=people.PASSPHRASE))
    one, other = (make.a_report(wide_house).case for _number in range(2))
    for case in (one, other):
        with_child(noor, case)
    case_is_handed_over(person=noor, case=other, to=homes, reason="Gaat over een leefgroep.", expected=other.team, at=make.NOON)
    assert not NameTag.objects.filter(party__case=other).exists()
    assert alike(noor, one) == []
    assert alike(samira, other) == []
    theirs, ours = (set(NameTag.objects.filter(party__case=case).values_list("tag", flat=True)) for case in (other, one))
    assert theirs
    assert not {bytes(tag) for tag in theirs} & {bytes(tag) for tag in ours}


def test_a_name_that_was_corrected_is_matched_as_it_is_now_and_found_no_longer_as_it_was(house, noor):
    one, other = (make.a_report(house).case for _number in range(2))
    with_child(noor, one)
    party = party_is_added(person=noor, case=other, role="child", about={**AMIR, "mind": "Zwemt graag."}, at=make.NOON)
    case_is_opened(person=noor, case=other, at=make.NOON)
    assert case_is_found(person=noor, query="haddad", at=make.NOON).cases == [other]
    party_is_changed(person=noor, case=other, party=party.id, role="child", about={"name": "Emir Hadad"}, seen=state_of(party),
                     at=make.NOON)
    assert (alike(noor, one), alike(noor, other)) == ([], [])
    assert case_is_found(person=noor, query="hadad", at=make.NOON).cases == [other]
    assert case_is_found(person=noor, query="zwemt", at=make.NOON).cases == [other]
    assert other not in case_is_found(person=noor, query="haddad", at=make.NOON).cases


def test_a_secret_address_is_on_the_page_of_the_case_and_in_no_search(house, noor):
    case = make.a_report(house).case
    party = party_is_added(person=noor, case=case, role="child", about={**AMIR, "address": "Wilgenlaan 1"}, at=make.NOON)
    case_is_opened(person=noor, case=case, at=make.NOON)
    assert case_is_found(person=noor, query="wilgenlaan", at=make.NOON).cases == [case]
    party_is_changed(person=noor, case=case, party=party.id, role="child", about={"address_secret": True}, seen=state_of(party),
                     at=make.NOON)
    opened = case_is_opened(person=noor, case=case, at=make.NOON)
    assert any(known.said.get("address") == "Wilgenlaan 1" for known in opened.parties)
    assert case_is_found(person=noor, query="wilgenlaan", at=make.NOON).cases == []


def test_the_database_holds_no_name_and_no_hash_that_the_instance_key_alone_could_make(house, noor):
    with_child(noor, make.a_report(house).case)
    for tag in NameTag.objects.all():
        assert len(bytes(tag.tag)) == 16
        assert b"amir" not in bytes(tag.tag).lower()
    assert NameTag.objects.count() == 4
