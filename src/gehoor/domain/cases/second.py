"""Two people who decide are two people: not one of them, and who does that one's work meanwhile.

Called wherever something counts only once a second person agreed.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person, the_day_of
from gehoor.domain.accounts.models import Absence, Membership, Role
from gehoor.domain.cases.models import Case
from gehoor.foundation.errors import Refusal


class OneSeat(Refusal):
    """One of the two sees the case only for doing the work of the other."""

    message = _("Wie een afwezige collega vervangt, beslist niet mee over wat die collega vroeg, en die collega niet over wat de vervanger "
                "vroeg: dat zijn twee mensen op één plaats. Vraag een leidinggevende, of noem een plaatsvervanger voor deze zaak.")


IN_PLACE_OF = "in_place_of"
"""Stands sealed beside what somebody asked in the place of the absent handler: the absence may be taken away before anybody decides."""


def in_whose_place(person: Person, case: Case) -> dict[str, str]:
    """In whose place this person works on a case that they see for no other reason: as what is sealed beside what they ask."""
    away = case.handler_id
    stands_in = away in person.covered and away != person.id and not _has_own_seat(case, person.id)
    return {IN_PLACE_OF: away.hex} if stands_in else {}


def is_one_seat(case: Case, asker: UUID, decider: UUID, *, said: Mapping[str, str], at: datetime) -> bool:
    """Whether one of these two has to do with a case only by doing the work of the other.

    A supervisor of the team and who is named for the case have a seat of their own.

    :param said: what is sealed beside what was asked.
    """
    if said.get(IN_PLACE_OF) == decider.hex:
        return True
    today = the_day_of(at)
    covers = case.handler_id == asker and Absence.objects.filter(
        account=asker, cover=decider, from_day__lte=today, until_day__gte=today).exists()
    return covers and not _has_own_seat(case, decider)


def refuse_one_seat(case: Case, *, asker: UUID, decider: UUID, said: Mapping[str, str], at: datetime) -> None:
    """:raises OneSeat: who asked and who decides sit on one seat in this case."""
    if is_one_seat(case, asker, decider, said=said, at=at):
        raise OneSeat


def _has_own_seat(case: Case, account: UUID) -> bool:
    return (case.named.filter(account=account).exists()
            or Membership.objects.filter(team=case.team_id, account=account, role=Role.SUPERVISOR).exists())
