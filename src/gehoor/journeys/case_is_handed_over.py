"""A case turns out to be for another team: its keys are made anew for that team, and who had it opens it no more."""

from datetime import datetime

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Team
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.handing import hand_over
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case
from gehoor.foundation.action import journey
from gehoor.foundation.search.index import forget
from gehoor.foundation.vault.rekeying import finish_rekeys
from gehoor.journeys.alerts import alert_duty_team
from gehoor.journeys.case_moves_on import seal_anew


def case_is_handed_over(*, person: Person, case: Case, to: Team, reason: str, expected: Team, at: datetime) -> Case:
    """Hand a case to another team of its service. Its words leave the first team's search index; the reporter's receipt goes on.

    :param expected: the team that the person saw on the page.
    :raises ChangedMeanwhile: a colleague handed it over first.
    :raises NoSuchTeam: that team is of another service, or has the case already.
    :raises BehindAWall: the case is confidential.
    :raises NobodyThere: nobody of that team may open it.
    """
    with journey("case.handed_over", at=at, actor=person.account):
        hold_case(person, case)
        if case.team_id != expected.pk:
            raise ChangedMeanwhile
        left = case.team_id
        hand_over(person=person, case=case, to=to, reason=reason, staff_file=person.keyring.open(case.compartment_id), at=at)
        seal_anew(person=person, case=case, holders=[to.id])
        forget(index_id=left, ordinal=case.ordinal)
    finish_rekeys(at=at)
    alert_duty_team(case=case, at=at)
    return case
