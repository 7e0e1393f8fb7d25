"""Somebody who works here stands too near to an institution or a person: from now on no case about it is theirs to see. Called by their own
page, and by the page of a case. And whom a person is whom a case is about, so that this can hold.

Declared by themselves, and taken back by nobody here: it would open cases to whoever takes it back.
"""

from datetime import datetime
from uuid import UUID

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.people import name_person
from gehoor.domain.cases.models import Case, Respondent
from gehoor.domain.cases.walls import who_opens
from gehoor.domain.directory.models import Institution
from gehoor.foundation.action import journey
from gehoor.journeys.names_are_matched import learn_anew
from gehoor.journeys.person_leaves import AloneBehindWall


def person_stands_near(*, person: Person, institution: Institution | None = None, name: str = "", at: datetime) -> None:
    """Shut every case about this institution, or about the person of this full name, off for this person.

    :raises NameTooShort: a name of one word.
    :raises AloneBehindWall: nobody else could open a confidential case any more; somebody must be named for it first.
    """
    with journey("person.stands_near", at=at, actor=person.account):
        conflict = declare_conflict(account=person.account, institution=institution, name=name, at=at)
        walled = Case.objects.filter(is_confidential=True, named__account=person.account, respondents__tag=conflict.tag)
        about = dict(walled.values_list("id", "reference"))
        if alone := sorted(about[case] for case, people in who_opens(about).items() if not people):
            raise AloneBehindWall(alone, person.account)


def respondent_is_called(*, person: Person, case: Case, respondent_id: UUID, name: str, seen: str, at: datetime) -> Respondent:
    """Say the full name of a person whom the case is about. From now on the case is gone for whoever stands too near to them.

    :raises NameTooShort: a name of one word; and what `name_person` raises more.
    """
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        named = name_person(person=person, case=case, respondent_id=respondent_id, name=name, seen=seen, at=at)
        learn_anew(case)
        return named
