"""Who sees a case: one filter, and every list, count and address asks it."""

from itertools import product

import pytest

from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.accounts.models import Role
from gehoor.domain.cases.access import Sight, access_case, parts_of, visible_cases
from gehoor.domain.cases.models import Named, Respondent
from gehoor.domain.cases.queries import the_counts, the_worklist
from gehoor.domain.directory.actions import add_institution
from gehoor.foundation.action import journey
from gehoor.foundation.errors import NotAllowed
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.keyring import NoKey
from gehoor.journeys.case_is_found import case_is_found
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_becomes_confidential, case_is_assigned, deputy_is_named, respondent_is_named
from tests import make, people


@pytest.fixture
def house():
    return make.a_house()


def seen_by(person) -> list[str]:
    return sorted(visible_cases(person).values_list("reference", flat=True))


@pytest.mark.django_db
def test_a_case_of_nobody_is_seen_by_the_handlers_of_its_team(house):
    case = make.a_report(house).case
    assert seen_by(house.person(people.NOOR)) == [case.reference]


@pytest.mark.django_db
def test_a_case_of_a_colleague_is_seen_by_its_handler_and_the_supervisor_only(house):
    noor, lien, ilias = (house.person(one) for one in (people.NOOR, people.LIEN, people.ILIAS))
    case = make.a_report(house).case
    case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)
    assert (seen_by(noor), seen_by(lien), seen_by(ilias)) == ([case.reference], [], [case.reference])


@pytest.mark.django_db
def test_a_named_deputy_sees_the_case_too(house):
    noor, lien = house.person(people.NOOR), house.person(people.LIEN)
    case = make.a_report(house).case
    case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)
    deputy_is_named(person=noor, case=case, account=lien.account, at=make.NOON)
    assert seen_by(lien) == [case.reference]


@pytest.mark.django_db
def test_advisers_and_the_protection_officer_see_no_case(house):
    make.a_report(house)
    assert seen_by(house.person(people.WARD)) == seen_by(house.person(people.ANN)) == []


@pytest.mark.django_db
def test_a_conflict_of_interest_leaves_no_trace_in_list_count_search_and_address(house):
    noor, lien = house.person(people.NOOR), house.person(people.LIEN)
    case = make.a_report(house).case
    case_is_opened(person=lien, case=access_case(lien, case.reference), at=make.NOON)
    with journey("directory.filled", at=make.NOON):
        school = add_institution(name="Atheneum De Brug", kind="school")
        declare_conflict(account=lien.account, institution=school, at=make.NOON)
    respondent_is_named(person=noor, case=case, kind="institution", words="", institution=school, at=make.NOON)
    lien = house.person(people.LIEN)

    assert seen_by(lien) == []
    assert the_worklist(lien, view="nobody", at=make.NOON).cases == []
    assert set(the_counts(lien, make.NOON).values()) == {0}
    assert case_is_found(person=lien, query="school", at=make.NOON).cases == []
    with pytest.raises(NotAllowed):
        access_case(lien, case.reference)
    assert seen_by(noor) == [case.reference]


@pytest.mark.django_db
def test_a_case_that_does_not_exist_looks_like_one_that_may_not_be_seen(house):
    noor, lien = house.person(people.NOOR), house.person(people.LIEN)
    case = make.a_report(house).case
    case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)
    refusals = []
    for reference in (case.reference, "KRC-2026-99999"):
        with pytest.raises(NotAllowed) as refusal:
            access_case(lien, reference)
        refusals.append(str(refusal.value))
    assert refusals[0] == refusals[1]


@pytest.mark.django_db(transaction=True)
def test_a_walled_case_opens_for_the_named_and_the_reporter_and_not_with_the_teams_keys():
    house = make.a_house()
    noor, lien, ilias = (house.person(one) for one in (people.NOOR, people.LIEN, people.ILIAS))
    arrived = make.a_report(house)
    case = case_becomes_confidential(person=noor, case=arrived.case, to=[noor.account, lien.account], at=make.NOON)

    assert (seen_by(noor), seen_by(ilias)) == ([case.reference], [])
    opened = case_is_opened(person=noor, case=access_case(noor, case.reference), at=make.NOON)
    assert people.AMIRS_STORY in opened.story.said["answers"].values()
    for compartment in (case.compartment_id, case.conversation_compartment):
        with pytest.raises(NoKey):
            house.person(people.ILIAS).keyring.open(compartment)
    assert make.story_of(arrived).compartment.id == case.conversation_compartment


@pytest.mark.django_db
def test_who_is_named_for_a_confidential_case_sees_it_as_long_as_they_work_on_the_cases_of_its_team(house):
    noor = house.person(people.NOOR)
    case = make.a_report(house).case
    shut_off(case, noor.account)
    assert seen_by(noor) == [case.reference]
    noor.account.memberships.update(role=Role.ADVISER)
    assert seen_by(house.person(people.NOOR)) == []
    noor.account.memberships.all().delete()
    assert seen_by(house.person(people.NOOR)) == []
    assert house.person(people.NOOR).memberships == []
    with pytest.raises(NotAllowed):
        access_case(house.person(people.NOOR), case.reference)


@pytest.mark.django_db
def test_lists_are_made_of_parts_that_hold_every_visible_case_once(house):
    """Every combination of whose it is, whether it is open, confidential, and who is named, as each of four people sees it."""
    noor, lien, ilias = (house.person(one) for one in (people.NOOR, people.LIEN, people.ILIAS))
    with journey("directory.filled", at=make.NOON):
        school = add_institution(name="Atheneum De Brug", kind="school")
        declare_conflict(account=lien.account, institution=school, at=make.NOON)
    model = make.a_report(house).case
    for number, (handler, confidential, named, closed, about) in enumerate(product(
            (None, noor.account, lien.account), (False, True), (None, noor.account, ilias.account), (None, make.NOON), (False, True))):
        model.pk, model._state.adding = new_id(), True
        model.reference, model.ordinal, model.handler, model.closed_at = f"X-{number}", 1_000 + number, handler, closed
        model.is_confidential = confidential
        model.save(force_insert=True)
        if named:
            Named.objects.create(case=model, account=named, added_at=make.NOON)
        if about:
            Respondent.objects.create(case=model, kind="institution", tag=school.tag, added_at=make.NOON, sealed=b"",
                                      compartment_id=model.compartment_id)
    told = {}
    for figure in (people.NOOR, people.LIEN, people.ILIAS, people.WARD):
        person = house.person(figure)
        for whose, kept in (("", {}), ("mine", {"handler": person.account}), ("nobody", {"handler": None})):
            parts = [one for cases in parts_of(Sight.of(person), whose) for one in cases.values_list("reference", flat=True)]
            assert sorted(parts) == sorted(visible_cases(person).filter(**kept).values_list("reference", flat=True))
        told[figure.username] = len(seen_by(person))
    assert told == {people.NOOR.username: 41, people.LIEN.username: 13, people.ILIAS.username: 49, people.WARD.username: 0}


def shut_off(case, *accounts) -> None:
    """Confidential by rule alone."""
    Named.objects.bulk_create(Named(case=case, account=account, added_at=make.NOON) for account in accounts)
    case.is_confidential = True
    case.save(update_fields=["is_confidential"])
