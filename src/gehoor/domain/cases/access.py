"""The one filter under every list, count, search and page of cases. Nothing else decides who sees a case.

Two things shut a case off. A rule: this filter. A wall: the case's keys are sealed to named people only (`is_walled`);
the case page says which of the two it is.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.models import Case, Named, Respondent
from gehoor.foundation.action import current_journey
from gehoor.foundation.errors import NotAllowed


def visible_cases(person: Person) -> QuerySet[Case]:
    """The cases whose content this person may open.

    A handler: their own, those of nobody yet in their teams, and those they are named for. A supervisor: all of their teams.
    A confidential case: only the named. A case about an institution that the person stands too near to: never.
    """
    named = Exists(Named.objects.filter(case=OuterRef("pk"), account=person.account))
    rule = Q(is_confidential=False) & (
        Q(team__in=person.supervised_teams)
        | Q(team__in=person.case_teams) & (Q(handler=person.account) | Q(handler=None) | named)
    )
    cases = Case.objects.filter(rule | Q(is_confidential=True) & named)
    return without_conflicts(cases, person)


def without_conflicts(cases: QuerySet[Case], person: Person) -> QuerySet[Case]:
    """Leaves out what this person stands too near to."""
    if not person.conflict_tags:
        return cases
    return cases.exclude(Exists(Respondent.objects.filter(case=OuterRef("pk"), tag__in=person.conflict_tags)))


def hold_case(person: Person, case: Case) -> None:
    """Bring the case to where it stands inside this journey, and hold it until the end: a colleague may have moved it behind a
    wall since the page was read, and what is sealed under the keys from before the wall is lost.

    :raises NotAllowed: meanwhile it was shut off for this person.
    """
    current_journey()
    held = visible_cases(person).select_for_update().filter(pk=case.pk).first()
    if held is None:
        raise NotAllowed
    for column in Case._meta.concrete_fields:
        setattr(case, column.attname, getattr(held, column.attname))


def access_case(person: Person, reference: str) -> Case:
    """The case of this reference.

    :raises NotAllowed: it doesn't exist, or this person may not open it; the two look alike.
    """
    case = visible_cases(person).select_related("team", "handler").filter(reference=reference).first()
    if case is None:
        raise NotAllowed
    return case
