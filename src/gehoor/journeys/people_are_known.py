"""Who is in a case, how they belong together, and in whose care they are. A name that becomes known is matched within the team."""

from datetime import datetime
from uuid import UUID

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.people import add_party, change_party
from gehoor.domain.cases.actions.relating import end_relation, relate
from gehoor.domain.cases.models import Case, Party, Relation
from gehoor.domain.cases.parties import CHILDREN
from gehoor.domain.services.labels import refuse_undeclared
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.action import journey
from gehoor.journeys.children_are_counted import count_person
from gehoor.journeys.names_are_matched import know_names, learn_anew


def party_is_added(*, person: Person, case: Case, role: str, about: dict, is_child: bool | None = None, at: datetime) -> Party:
    """Add a person to the case; every child is one of its own.

    :param is_child: follows from the role where it isn't said.
    :raises NobodyIsNamedHere: it says who somebody is, in a case of a kind without names.
    """
    with journey("case.has_a_person", at=at, actor=person.account):
        hold_case(person, case)
        party = add_party(case=case, staff_file=person.keyring.open(case.compartment_id), role=role, about=about,
                          is_child=role in CHILDREN if is_child is None else is_child, is_reporter=False, at=at)
        count_person(party=party, said=about, at=at)
        know_names(person=person, case=case, people=[(party, about)])
        learn_anew(case)
    return party


def party_is_changed(*, person: Person, case: Case, party: UUID, role: str, about: dict, seen: str, at: datetime) -> Party:
    """Say anew who somebody is.

    :raises ChangedMeanwhile: a colleague changed it since `seen`.
    :raises NobodyIsNamedHere: it says who somebody is, in a case of a kind without names.
    """
    with journey("case.person_changes", at=at, actor=person.account):
        hold_case(person, case)
        staff_file = person.keyring.open(case.compartment_id)
        changed = change_party(case=case, staff_file=staff_file, party=party, role=role, about=about, seen=seen, at=at)
        known = changed.unsealed(staff_file)
        count_person(party=changed, said=known, at=at)
        know_names(person=person, case=case, people=[(changed, known)])
        learn_anew(case)
    return changed


def people_are_related(*, person: Person, case: Case, party: UUID, kind: str, other: UUID | None = None, respondent: UUID | None = None,
                       since: dict | None = None, words: str = "", at: datetime) -> Relation:
    """Say how somebody belongs to another person of the case, or in whose care they are.

    :raises NotDeclared: the common axes know no such relation between people, or no such care.
    :raises WithThemselves: both are one person; and what `relate` raises more.
    """
    refuse_undeclared(service_of_version(case.version), **{"relation" if other else "care": [kind]})
    with journey("case.people_are_related", at=at, actor=person.account):
        hold_case(person, case)
        return relate(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), party=party, kind=kind, other=other,
                      respondent=respondent, since=since, words=words, at=at)


def relation_is_over(*, person: Person, case: Case, relation: UUID, until: dict | None, words: str = "", at: datetime) -> Relation:
    """A relation ended. It stays readable as what it was.

    :raises EndsBeforeItBegins: the end lies before the beginning.
    :raises ChangedMeanwhile: it was ended already.
    """
    with journey("case.relation_is_over", at=at, actor=person.account):
        hold_case(person, case)
        return end_relation(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), relation=relation, until=until,
                            words=words, at=at)
