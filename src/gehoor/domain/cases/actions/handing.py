"""A case goes to another team of its service: whoever had it has it no more."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Team
from gehoor.domain.cases.access import refuse_in_need
from gehoor.domain.cases.actions.naming import forget_names
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.actions.tasks import let_go_of_tasks
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.queries import the_candidates
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment

HANDED_OVER = "handed_over"


class NoSuchTeam(Refusal):
    """A case stays within its service, and goes to a team that it isn't with."""

    message = _("Kies een ander team van dezelfde dienst.")


class BehindAWall(Refusal):
    """Its keys are for a few people of this team; another team could not be let in without them."""

    message = _("Deze zaak is vertrouwelijk: alleen wie genoemd is, kan ze openen. Zo kan ze niet naar een ander team.")


class NobodyThere(Refusal):
    """Everybody of that team stands too near to an institution of the case."""

    message = _("In dat team kan niemand deze zaak openen: er werkt niemand, of iedereen heeft een belangenconflict met deze instelling.")


@action("case.handed_over")
def hand_over(*, person: Person, case: Case, to: Team, reason: str, staff_file: OpenCompartment, at: datetime) -> Case:
    """Put the case in the hands of another team, of nobody there yet. The reason stands in the timeline, sealed; teams as codes.

    :raises NoSuchTeam: that team is of another service, or has the case already.
    :raises BehindAWall: the case is confidential.
    :raises NobodyThere: nobody of that team may open it.
    :raises OnlyInNeed: the person opened the case in need, and sees it for no other reason.
    """
    refuse_in_need(person, case)
    if to.service != case.service or to.pk == case.team_id:
        raise NoSuchTeam
    if case.is_confidential:
        raise BehindAWall
    if not the_candidates(case, to).exists():
        raise NobodyThere
    moved = {"from": case.team.code, "to": to.code}
    case.team, case.handler, case.indexed_at = to, None, None
    case.save(update_fields=["team", "handler", "indexed_at"])
    case.named.all().delete()
    case.tasks.update(team=to)
    let_go_of_tasks(case, to=None)
    forget_names(case=case)
    write_timeline(case=case, kind=HANDED_OVER, at=at, account=person.account, codes=moved, text=reason, staff_file=staff_file)
    case.audit_detail = moved
    return case
