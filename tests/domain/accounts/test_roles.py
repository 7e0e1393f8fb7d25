"""No role comes from whom a case is about, or from who pays: there is none, and nothing in the tables could make one (K16)."""

import pytest

from gehoor.domain.accounts.access import CASE_ROLES
from gehoor.domain.accounts.models import Account, ConflictOfInterest, Membership, Role, Team
from gehoor.domain.cases.access import Sight, parts_of, visible_cases
from gehoor.domain.cases.queries import the_counts
from gehoor.domain.directory.models import Institution
from tests import make, people


def test_every_role_is_one_of_the_service_itself():
    assert set(Role) == {"handler", "supervisor", "adviser", "protection"}
    assert {Role.HANDLER, Role.SUPERVISOR} == CASE_ROLES


def test_nothing_ties_who_works_here_to_an_institution_but_what_takes_cases_away():
    for model in (Account, Team, Membership):
        assert not any(field.related_model is Institution for field in model._meta.get_fields() if field.is_relation)
    assert {field.name for field in ConflictOfInterest._meta.get_fields()} == {"id", "account", "tag", "declared_at", "sealed"}


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_each_role_sees_reorders_and_counts_only_what_it_is_for(role):
    house = make.a_house()
    noor = house.person(people.NOOR)
    case = make.a_report(house).case
    type(case).objects.filter(pk=case.pk).update(handler=house.person(people.LIEN).account)
    noor.account.memberships.update(role=role)
    noor = house.person(people.NOOR)
    sees = role == Role.SUPERVISOR
    assert visible_cases(noor).exists() is sees
    assert any(part.exists() for part in parts_of(Sight.of(noor))) is sees
    assert any(the_counts(noor, make.NOON).values()) is sees
