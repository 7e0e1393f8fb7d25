"""People of a case: each child its own, relations with dates that end and are never overwritten, and consults without names."""

import pytest

from gehoor.domain.cases.actions.relating import AlreadySo, EndsBeforeItBegins, WithThemselves
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Party, Relation
from gehoor.domain.cases.points import state_of
from gehoor.domain.services.labels import NotDeclared
from gehoor.domain.services.names import NobodyIsNamedHere
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_classified, respondent_is_named, what_is_met
from gehoor.journeys.people_are_known import party_is_added, party_is_changed, people_are_related, relation_is_over
from tests import make, people
from tests.wide import wide, wide_house

__all__ = ["wide", "wide_house"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def case(house):
    return make.a_report(house, audience=house.service.about.audiences[-1].code).case


def add(noor, case, role="child", **about) -> Party:
    return party_is_added(person=noor, case=case, role=role, about=about, at=make.NOON)


def relate(noor, case, party, **said) -> Relation:
    return people_are_related(person=noor, case=case, party=party.id, at=make.NOON, **said)


@pytest.mark.parametrize(("role", "is_child"), [("child", True), ("group", True), ("young_adult", False), ("child_then", False)])
def test_whoever_a_case_is_about_is_a_person_of_it_and_only_minors_are_children(noor, case, role, is_child):
    case.parties.all().delete()
    assert "child_party_named" not in what_is_met(case)
    assert add(noor, case, role=role, name="Amir").is_child is is_child
    assert "child_party_named" in what_is_met(case)
    assert "child_party_named" in what_is_met(case, case_is_opened(person=noor, case=case, at=make.NOON))


def test_two_siblings_are_two_people_of_one_case_and_related_with_dates(noor, case):
    yusuf, aya = add(noor, case, name="Yusuf", age="8"), add(noor, case, name="Aya", age="11")
    mother = add(noor, case, role="parent", name="Hind")
    relate(noor, case, yusuf, kind="sibling", other=aya.id)
    for child in (yusuf, aya):
        relate(noor, case, mother, kind="parent", other=child.id, since={"year": 2015})
    opened = case_is_opened(person=noor, case=case, at=make.NOON)
    assert [(known.row.kind, known.said["since"]) for known in opened.relations] == [
        ("sibling", None), ("parent", {"year": 2015}), ("parent", {"year": 2015})]


def test_care_ends_and_begins_elsewhere_and_both_stay(noor, case):
    child = add(noor, case, name="Mila")
    homes = [respondent_is_named(person=noor, case=case, kind="institution", words=name, institution=None, at=make.NOON)
             for name in ("De Zwaluw", "Het Nest")]
    first = relate(noor, case, child, kind="lives_at", respondent=homes[0].id, since={"year": 2023, "month": 3})
    relation_is_over(person=noor, case=case, relation=first.id, until={"year": 2025, "month": 6}, words="Overgeplaatst", at=make.NOON)
    relate(noor, case, child, kind="lives_at", respondent=homes[1].id, since={"year": 2025, "month": 6})
    relations = case_is_opened(person=noor, case=case, at=make.NOON).relations
    assert [(known.row.ended_at is not None, known.said.get("until"), known.said.get("why")) for known in relations] == [
        (True, {"year": 2025, "month": 6}, "Overgeplaatst"), (False, None, None)]
    with pytest.raises(ChangedMeanwhile):
        relation_is_over(person=noor, case=case, relation=first.id, until={"year": 2026}, at=make.NOON)


def test_nobody_is_their_own_parent_nothing_stands_twice_and_nothing_ends_before_it_began(noor, case):
    one, other = add(noor, case, name="Yusuf"), add(noor, case, name="Aya")
    with pytest.raises(WithThemselves):
        relate(noor, case, one, kind="sibling", other=one.id)
    relation = relate(noor, case, one, kind="sibling", other=other.id, since={"year": 2020})
    with pytest.raises(AlreadySo):
        relate(noor, case, one, kind="sibling", other=other.id)
    with pytest.raises(EndsBeforeItBegins):
        relation_is_over(person=noor, case=case, relation=relation.id, until={"year": 2019}, at=make.NOON)
    with pytest.raises(NotDeclared):
        relate(noor, case, one, kind="lives_at", other=other.id)


def test_people_of_another_case_are_not_related_here(house, noor, case):
    one, elsewhere = add(noor, case, name="Yusuf"), add(noor, make.a_report(house).case, name="Aya")
    with pytest.raises(ChangedMeanwhile):
        relate(noor, case, one, kind="sibling", other=elsewhere.id)


def test_of_two_who_change_a_person_at_once_the_second_is_told_and_what_is_not_said_stays(noor, house, case):
    party = add(noor, case, name="Amir", mind="Niet bellen.")
    seen = state_of(party)
    party_is_changed(person=noor, case=case, party=party.id, role="young_adult", about={"age": "18"}, seen=seen, at=make.NOON)
    with pytest.raises(ChangedMeanwhile):
        party_is_changed(person=house.person(people.ILIAS), case=case, party=party.id, role="child", about={}, seen=seen, at=make.NOON)
    row = Party.objects.get(pk=party.pk)
    said = row.unsealed(noor.keyring.open(case.compartment_id))
    assert (row.role, row.is_child, said) == ("young_adult", False, {"name": "Amir", "mind": "Niet bellen.", "age": "18"})


def test_nothing_sealed_of_a_person_or_relation_stands_in_the_database(noor, case):
    one, other = add(noor, case, name="Yusuf", address="Wilgenlaan 1", pseudonym="Ster"), add(noor, case, name="Aya")
    relate(noor, case, one, kind="sibling", other=other.id, since={"about": "altijd al"}, words="Halfbroer")
    stored = repr([*Party.objects.values(), *Relation.objects.values()])
    assert not any(word in stored for word in ("Yusuf", "Aya", "Wilgenlaan", "Ster", "altijd", "Halfbroer"))


@pytest.mark.parametrize("name", ["name", "pseudonym", "born", "address"])
def test_in_a_consult_nobody_is_named_on_any_path(wide_house, name):
    noor, case = wide_house.person(people.NOOR), make.a_report(wide_house).case
    case.parties.all().delete()
    case_is_classified(person=noor, case=case, kind="consult", theme=wide_house.themes[0], themes=[], failings=[], at=make.NOON)
    party = add(noor, case, age="8", mind="Slaapt slecht.")
    with pytest.raises(NobodyIsNamedHere):
        add(noor, case, **{name: "X"})
    with pytest.raises(NobodyIsNamedHere):
        party_is_changed(person=noor, case=case, party=party.id, role="child", about={name: "X"}, seen=state_of(party), at=make.NOON)
