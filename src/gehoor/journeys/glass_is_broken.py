"""A colleague opens a case in need that a rule keeps from them. It lasts a day, names its reason, and others look at it afterwards."""

from datetime import datetime

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Account, Role
from gehoor.domain.cases.actions.glass import break_glass, look_at_glass, the_case_behind
from gehoor.domain.cases.models import Case, Glass
from gehoor.foundation.action import journey
from gehoor.journeys.alerts import tell_people


def glass_is_broken(*, person: Person, reference: str, reason: str, at: datetime) -> Case:
    """Let this person see the case for a day, and tell its handler, the supervisors and who looks after the data.

    :raises NoGlassThere: a wall, a conflict of interest, another team, or no such case; said alike.
    :raises WhyIsMissing: no reason.
    """
    with journey("glass.is_broken", at=at, actor=person.account):
        case = the_case_behind(person, reference)
        break_glass(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), reason=reason, at=at)
        tell_people(_told(case, person), at=at)
    return case


def glass_is_looked_at(*, person: Person, glass: Glass, at: datetime) -> Glass:
    """A supervisor looked at it and at its reason.

    :raises OwnGlass: they broke it themselves.
    :raises ChangedMeanwhile: another supervisor has looked at it.
    """
    with journey("glass.is_looked_at", at=at, actor=person.account):
        return look_at_glass(person=person, glass=glass, at=at)


def _told(case: Case, person: Person) -> list[Account]:
    watching = Account.objects.filter(memberships__team=case.team, memberships__role__in=[Role.SUPERVISOR, Role.PROTECTION],
                                      is_active=True)
    return [one for one in {*watching, *([case.handler] if case.handler else [])} if one.pk != person.id]
