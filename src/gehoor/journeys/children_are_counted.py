"""A case is counted, and each child in it by itself: once, with what the case is about and the child's own age and gender.

Called where a case is classified, decided on or ended, and where who is in it is said. A group is no child that is counted: nobody knows
how many of it are meant. How many children there were without being in the case, only a sheet can say, as a unit of its own.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gehoor.domain.cases.actions.opening import attach_case_fact
from gehoor.domain.cases.actions.people import attach_party_fact
from gehoor.domain.cases.models import Case, Party
from gehoor.domain.cases.parties import GROUP
from gehoor.domain.consent.covering import the_age
from gehoor.domain.figures.actions import Marks, count_beside, recount, uncount
from gehoor.domain.services.ages import UNKNOWN, age_code
from gehoor.domain.services.registry import service_of_version

CHILD_IN_CASE = "child_in_case"


def age_of(said: Mapping[str, Any], on: date) -> str:
    """The band of somebody's age on a day, as it was said or from the date of birth."""
    age = the_age(said, on)
    return UNKNOWN if age is None else age_code(str(age))


def recount_case(case: Case, marks: Marks | None = None, **codes: str) -> None:
    """Correct the count of a case, and of the children in it with it: they are counted by what their case is about."""
    if case.fact and (corrected := recount(fact=case.fact, marks=marks, **codes)):
        attach_case_fact(case=case, fact=corrected.id)
        for child in case.parties.exclude(fact=None):
            if corrected := recount(fact=child.fact, marks=marks, **codes):
                attach_party_fact(party=child, fact=corrected.id)


def count_person(*, party: Party, said: Mapping[str, Any], at: datetime) -> None:
    """Count a person that was added or said anew, if it is a child: once, however often it is said.

    :param said: all that is known of the person.
    """
    case, is_counted = party.case, party.is_child and party.role != GROUP
    if not case.fact:
        return
    day = service_of_version(case.version).day_of(at)
    known = {"child_age": age_of(said, day), "child_gender": str(said.get("gender") or "")}
    if is_counted and party.fact:
        corrected = recount(fact=party.fact, **known)
        attach_party_fact(party=party, fact=corrected.id if corrected else party.fact)
    elif is_counted:
        attach_party_fact(party=party, fact=count_beside(fact=case.fact, unit=CHILD_IN_CASE, on=day, **known).id)
    elif party.fact:
        uncount(fact=party.fact)
        attach_party_fact(party=party, fact=None)
