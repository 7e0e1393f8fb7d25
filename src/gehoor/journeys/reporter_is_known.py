"""In which role the reporter tells it becomes known, where the door did not ask: for lists, figures, and who is who in the case."""

from datetime import datetime

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.people import change_party, say_who_reports
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.parties import CHILD
from gehoor.domain.cases.points import state_of
from gehoor.domain.services.registry import service_of_version
from gehoor.domain.services.roles import is_the_child
from gehoor.journeys.children_are_counted import count_person, recount_case
from gehoor.journeys.names_are_matched import know_names, learn_anew

NOT_SAID = "reporter"
"""The role of a reporter of whom nobody said who they are."""


def know_reporter(*, person: Person, case: Case, role: str, at: datetime) -> None:
    """Say in which role the reporter tells it; part of a journey that holds the case.

    Who tells it as the child is the child of the case, unless another child stands in it: then only a person can say who is who.

    :raises ChangedMeanwhile: a colleague said it.
    """
    say_who_reports(case=case, role=role, at=at)
    recount_case(case, reporter_role=role)
    known_as = CHILD if is_the_child(service_of_version(case.version), role) else role
    rows = list(case.parties.all())
    unsaid = next((one for one in rows if one.is_reporter and one.role == NOT_SAID), None)
    if unsaid is None or (known_as == CHILD and any(one.is_child for one in rows)):
        return
    staff_file = person.keyring.open(case.compartment_id)
    party = change_party(case=case, staff_file=staff_file, party=unsaid.id, role=known_as, about={}, seen=state_of(unsaid), at=at)
    said = party.unsealed(staff_file)
    count_person(party=party, said=said, at=at)
    know_names(person=person, case=case, people=[(party, said)])
    learn_anew(case)
