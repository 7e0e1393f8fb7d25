"""Somebody who works here stands too near to an institution: from now on no case about it is theirs to see. Called by their own page.

Declared by themselves, and taken back by nobody here: it would open cases to whoever takes it back.
"""

from datetime import datetime

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.walls import who_opens
from gehoor.domain.directory.models import Institution
from gehoor.foundation.action import journey
from gehoor.journeys.person_leaves import AloneBehindWall


def person_stands_near(*, person: Person, institution: Institution, at: datetime) -> None:
    """Shut every case about this institution off for this person.

    :raises AloneBehindWall: nobody else could open a confidential case any more; somebody must be named for it first.
    """
    with journey("person.stands_near", at=at, actor=person.account):
        declare_conflict(account=person.account, institution=institution, at=at)
        walled = Case.objects.filter(is_confidential=True, named__account=person.account, respondents__tag=institution.tag)
        about = dict(walled.values_list("id", "reference"))
        if alone := sorted(about[case] for case, people in who_opens(about).items() if not people):
            raise AloneBehindWall(alone, person.account)
