"""Whether something may leave a case for a purpose, as a step of its procedure requires: because everybody agreed who must, because two
people decided so on a legal ground, or because it left already. Changes nothing.
"""

from collections.abc import Collection
from datetime import datetime

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.opened import OpenedCase
from gehoor.domain.consent.covering import Said, Wanted, cover
from gehoor.domain.consent.models import DONE, GIVEN, TO_RECIPIENT, OutwardAct, Recipient
from gehoor.domain.consent.overriding import the_agreed
from gehoor.domain.consent.queries import is_opposed, the_people, what_was_said
from gehoor.domain.services.law import the_consent_rule, the_sharing
from gehoor.domain.services.registry import service_of_version
from gehoor.domain.services.schema.needed import Agreed
from gehoor.journeys.to_whom import Parents


def what_was_agreed(person: Person | None, case: Case, words: Collection[str], opened: OpenedCase | None = None) -> set[str]:
    """Of these requirements those that are met at the moment at which this person acts. Without their keys nobody knows how old a child
    is, so nothing counts; a number of queries that doesn't grow with what was agreed."""
    if not words or person is None or person.at is None:
        return set()
    wanted = {word: Agreed.of(word) for word in words}
    found = _left_or_decided(case, person.at) | _agreed_to(person, case, opened, {one.purpose for one in wanted.values()})
    return {word for word, one in wanted.items() if any(purpose in (one.purpose, "") and one.to in (kind, "") for purpose, kind in found)}


def _left_or_decided(case: Case, at: datetime) -> set[tuple[str, str]]:
    """Purpose and kind of recipient of what left, and of what two people decided may leave; an empty purpose is every purpose."""
    left = set(OutwardAct.objects.filter(case=case, state=DONE).values_list("purpose", "to__kind"))
    for one in the_agreed(case):
        if one.lifts == TO_RECIPIENT and one.until_at >= at:
            left.add(("", one.to.kind))
        elif one.act_id:
            left.add((one.act.purpose, one.act.to.kind))
    return left


def _agreed_to(person: Person, case: Case, opened: OpenedCase | None, purposes: Collection[str]) -> set[tuple[str, str]]:
    """Purpose and kind of recipient of everything that consent covers, at least for some of the data."""
    at = person.at
    said = what_was_said(case)
    given = [one for one in said if one.answer == GIVEN and one.purpose in purposes]
    if not given:
        return set()
    service, sharing = service_of_version(case.version), the_sharing(at.date())
    if opened is None:
        staff_file = person.keyring.open(case.compartment_id)
        known = {row: row.unsealed(staff_file) for row in case.parties.all()}
    else:
        known = {one.row: one.said for one in opened.parties}
    recipients = {one.id: one for one in Recipient.objects.filter(case=case).select_related("party")}
    rule, opposed = the_consent_rule(service, at.date()), is_opposed(case)
    parents = Parents.of(case, known, service, person.keyring.open(case.compartment_id), sharing) if opposed else None
    people = the_people(known, {row.id: words for row, words in known.items()}, at=at, nameless="",
                        parents=parents.parties if parents else ())

    def holds(one: Said, code: str) -> bool:
        to = recipients[one.to]
        wanted = Wanted(to=one.to, purpose=one.purpose, data=frozenset([code]), to_parent=parents is not None and parents.receive(to),
                        to_anybody=parents is not None and parents.may_receive(to))
        return cover(wanted, said=said, people=people, rule=rule, sharing=sharing, opposed=opposed, at=at).holds

    return {(one.purpose, recipients[one.to].kind) for one in given if any(holds(one, code) for code in sorted(one.data))}
