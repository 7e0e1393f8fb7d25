"""A parent whose interest and the child's oppose each other is a parent however somebody writes the name."""

import pytest

from gehoor.domain.cases.parties import is_like
from gehoor.domain.cases.points import state_of
from gehoor.domain.consent.models import Recipient
from gehoor.domain.consent.outward import NotCovered
from gehoor.domain.consent.queries import the_people
from gehoor.domain.services.law import the_sharing
from gehoor.domain.services.registry import service_of_version
from gehoor.journeys import consent_is_given as giving
from gehoor.journeys import something_leaves as leaving
from gehoor.journeys.people_are_known import party_is_added, party_is_changed, people_are_related
from gehoor.journeys.to_whom import LikeSomebodyHere, MayBeAParent, Parents, ToWhom
from gehoor.journeys.what_was_agreed import what_was_agreed
from tests import make, people

pytestmark = pytest.mark.django_db
NOON = make.NOON
MOTHER = {"name": "Katrien Claeys"}
SCHOOL = ToWhom(kind="institution", words="Basisschool Het Kompas")


@pytest.fixture
def noor():
    house = make.a_house()
    return house.person(people.NOOR), make.a_report(house, reporter_name="Amir", child_age="15").case


@pytest.fixture
def told(noor):
    """A case with a mother, and a helper to plan a letter to somebody that the child agrees to."""
    person, case = noor
    mother = party_is_added(person=person, case=case, role="parent", about=MOTHER, at=NOON)

    def letter(to: ToWhom):
        act = leaving.act_is_planned(person=person, case=case, to=to, kind="letter", purpose="inform", data=["subject"], about="", at=NOON)
        giving.consent_is_recorded(
            person=person, case=case, to=ToWhom(known=act.to), party=case.parties.get(is_child=True), capacity="child", purpose="inform",
            data=["subject"], answer="given", way="written", words="Dat mag.", from_at=NOON, at=NOON)
        return act

    return person, case, mother, letter


def leaves(person, case, act):
    return leaving.act_is_done(person=person, case=case, act=act, said="Verteld.", at=NOON)


def oppose(person, case):
    giving.parent_and_child_are_opposed(person=person, case=case, why="Zij zoekt hem.", at=NOON)


@pytest.mark.parametrize("words", ["Katrien Claeys", "claeys katrien", "Mevr. K. CLAEYS", "Kàtriën Claeys, mama van Amir",
                                   "de heer of mevrouw Claeys"])
@pytest.mark.parametrize("kind", ["other", "helper"])
def test_words_that_are_like_somebody_of_the_case_go_nowhere_until_somebody_says_who_it_is(told, words, kind):
    _person, _case, _mother, letter = told
    with pytest.raises(LikeSomebodyHere, match="Katrien Claeys"):
        letter(ToWhom(kind=kind, words=words))
    assert not Recipient.objects.exists()
    assert letter(ToWhom(kind=kind, words=words, is_outside=True)).to.party_id is None


def test_who_is_named_in_words_before_the_case_knew_her_is_a_parent_all_the_same(noor):
    person, case = noor
    mother = party_is_added(person=person, case=case, role="parent", about={"name": "Moeder"}, at=NOON)
    act = leaving.act_is_planned(person=person, case=case, to=ToWhom(kind="helper", words="Mevrouw Claeys"), kind="letter",
                                 purpose="inform", data=["subject"], about="", at=NOON)
    giving.consent_is_recorded(
        person=person, case=case, to=ToWhom(known=act.to), party=case.parties.get(is_child=True), capacity="child", purpose="inform",
        data=["subject"], answer="given", way="written", words="Dat mag.", from_at=NOON, at=NOON)
    party_is_changed(person=person, case=case, party=mother.pk, role="parent", about=MOTHER, seen=state_of(mother), at=NOON)
    oppose(person, case)
    with pytest.raises(NotCovered, match="niets naar een ouder"):
        leaves(person, case, act)


def test_while_they_are_opposed_somebody_in_words_gets_nothing_until_it_is_said_that_this_is_no_parent(told):
    person, case, _mother, letter = told
    aunt, school = letter(ToWhom(kind="other", words="Tante Roos")), letter(SCHOOL)
    oppose(person, case)
    assert leaves(person, case, school).state == "done"
    with pytest.raises(NotCovered, match="geen ouder"):
        leaves(person, case, aunt)
    with pytest.raises(MayBeAParent):
        letter(ToWhom(kind="other", words="de mama"))
    letter(ToWhom(known=aunt.to, is_outside=True))
    assert leaves(person, case, aunt).state == "done"


def test_what_goes_to_a_parent_by_name_counts_for_no_step_either(told):
    person, case, _mother, letter = told
    letter(ToWhom(kind="other", words="Tante Roos"))
    wanted = {"consent.inform"}
    assert what_was_agreed(person, case, wanted) == wanted
    oppose(person, case)
    assert what_was_agreed(person, case, wanted) == set()


def test_initials_and_small_words_are_like_nobody():
    assert not is_like("Het parket van de K. te Gent", {"name": "K. van de Velde"})
    assert is_like("dokter Nachtvlinder", {"name": "Amir", "pseudonym": "nachtvlinder"})


def test_who_is_a_parent_by_role_or_by_relation_is_known_as_one_to_the_rule(noor):
    person, case = noor
    mother = party_is_added(person=person, case=case, role="parent", about=MOTHER, at=NOON)
    father = party_is_added(person=person, case=case, role="family", about={"name": "Jan"}, at=NOON)
    child = case.parties.get(is_child=True)
    people_are_related(person=person, case=case, party=father.pk, other=child.pk, kind="parent", at=NOON)
    staff_file, known = person.keyring.open(case.compartment_id), case.parties.all()
    parents = Parents.of(case, {one: one.unsealed(staff_file) for one in known}, service_of_version(case.version), staff_file,
                         the_sharing(NOON.date()))
    assert parents.parties == {mother.pk, father.pk}
    people = the_people(known, {one.id: {} for one in known}, at=NOON, nameless="iemand", parents=parents.parties)
    assert {one.id for one in people if one.is_parent} == {mother.pk, father.pk}
