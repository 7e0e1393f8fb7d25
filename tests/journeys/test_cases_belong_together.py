"""Cases that belong together: seen only by who may open both, merged by two people, undone by one, and both keep their file."""

import pytest

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.linking import AlreadyLinked, MergedAlone, WithItself
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case, CaseLink
from gehoor.domain.services.labels import NotDeclared
from gehoor.foundation.action import journey
from gehoor.foundation.errors import NotAllowed
from gehoor.journeys.case_is_found import case_is_found
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_becomes_confidential, case_is_assigned, respondent_is_named
from gehoor.journeys.cases_belong_together import NoSuchCase, cases_are_linked, link_is_undone, merging_is_confirmed
from gehoor.journeys.people_are_known import party_is_added
from tests import make, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(house):
    return [make.a_report(house).case for _number in range(2)]


def link(person, one, other, kind="siblings", reasons="Broer en zus") -> CaseLink:
    return cases_are_linked(person=person, case=one, reference=other.reference, kind=kind, reasons=reasons, at=make.NOON)


def shown(person, case) -> list[tuple[str, str, str]]:
    opened = case_is_opened(person=person, case=access_case(person, case.reference), at=make.NOON)
    return [(one.other.reference, one.state, one.reasons) for one in opened.links]


def test_a_link_is_seen_from_both_cases_with_why(noor, two):
    one, other = two
    link(noor, one, other)
    assert shown(noor, one) == [(other.reference, "linked", "Broer en zus")]
    assert shown(noor, other) == [(one.reference, "linked", "Broer en zus")]
    assert "Broer" not in repr(CaseLink.objects.values())


def test_who_may_not_open_the_other_case_sees_no_link_not_even_in_the_timeline_or_search(house, noor, two):
    one, other = two
    lien = house.person(people.LIEN)
    before = one.timeline.count(), other.timeline.count()
    link(noor, one, other, reasons="Vanwege de fietssleutel")
    assert (one.timeline.count(), other.timeline.count()) == before
    case_is_assigned(person=noor, case=other, to=noor.account, expected=None, at=make.NOON)
    assert shown(lien, one) == []
    assert case_is_found(person=lien, query="fietssleutel", at=make.NOON).cases == []
    with pytest.raises(NoSuchCase):
        link(lien, one, other, kind="same_child")
    with pytest.raises(NoSuchCase):
        cases_are_linked(person=lien, case=one, reference="KRC-2026-99999", kind="other", reasons="", at=make.NOON)


def test_a_wall_and_a_conflict_of_interest_take_the_link_away_from_who_they_shut_out(house, noor, ilias, two):
    one, other = two
    lien = house.person(people.LIEN)
    made = link(noor, one, other)
    case_becomes_confidential(person=noor, case=other, to=[noor.account, lien.account], at=make.NOON)
    assert shown(noor, one) == [(other.reference, "linked", "Broer en zus")]
    assert shown(ilias, one) == []
    with pytest.raises(NotAllowed):
        link_is_undone(person=ilias, case=access_case(ilias, one.reference), link=made.id, at=make.NOON)


def test_a_conflict_of_interest_shuts_the_link_off(noor, ilias, two):
    one, other = two
    link(noor, one, other)
    school = make.an_institution("Atheneum De Brug")
    respondent_is_named(person=noor, case=other, kind="institution", words="", institution=school, at=make.NOON)
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=ilias.account, institution=school, at=make.NOON)
    assert shown(Person(account=ilias.account, keyring=ilias.keyring), one) == []


def test_two_people_merge_and_one_takes_it_back_and_both_keep_their_file(noor, ilias, two):
    one, other = two
    files = {case.pk: (case.compartment_id, case.conversation_compartment) for case in two}
    made = link(noor, one, other, kind="merge", reasons="Zelfde kind, zelfde dag")
    assert shown(noor, other)[0][1] == "proposed"
    with pytest.raises(MergedAlone):
        merging_is_confirmed(person=noor, case=one, link=made.id, at=make.NOON)
    merging_is_confirmed(person=ilias, case=other, link=made.id, at=make.NOON)
    assert shown(noor, one)[0][1] == "merged"
    with pytest.raises(ChangedMeanwhile):
        merging_is_confirmed(person=ilias, case=one, link=made.id, at=make.NOON)
    link_is_undone(person=noor, case=one, link=made.id, at=make.NOON)
    assert shown(ilias, other)[0][1] == "undone"
    with pytest.raises(ChangedMeanwhile):
        link_is_undone(person=noor, case=one, link=made.id, at=make.NOON)
    assert {case.pk: (case.compartment_id, case.conversation_compartment) for case in Case.objects.all()} == files


def test_a_case_is_not_linked_to_itself_nor_twice_nor_for_a_reason_of_nowhere(noor, two):
    one, other = two
    with pytest.raises(WithItself):
        link(noor, one, one)
    with pytest.raises(NotDeclared):
        link(noor, one, other, kind="nowhere")
    link(noor, one, other)
    with pytest.raises(AlreadyLinked):
        link(noor, other, one)
    link(noor, one, other, kind="same_facts")


def test_what_was_said_of_two_cases_is_not_suggested_again(noor, two):
    one, other = two
    for case in two:
        party_is_added(person=noor, case=case, role="child", about={"name": "Amir Haddad"}, at=make.NOON)
    assert len(case_is_opened(person=noor, case=one, at=make.NOON).alike) == 1
    made = link(noor, one, other, kind="apart", reasons="Andere geboortedag")
    assert case_is_opened(person=noor, case=one, at=make.NOON).alike == []
    link_is_undone(person=noor, case=one, link=made.id, at=make.NOON)
    assert len(case_is_opened(person=noor, case=one, at=make.NOON).alike) == 1


def test_a_link_only_merges_when_it_was_proposed_as_that(noor, ilias, two):
    one, other = two
    made = link(noor, one, other)
    with pytest.raises(ChangedMeanwhile):
        merging_is_confirmed(person=ilias, case=one, link=made.id, at=make.NOON)
