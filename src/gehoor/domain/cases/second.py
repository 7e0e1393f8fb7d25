"""Two people who decide are two people: not one of them, and who does that one's work meanwhile.

Called wherever something counts only once a second person agreed.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import the_day_of
from gehoor.domain.accounts.models import Absence, Membership, Role
from gehoor.domain.cases.models import Case
from gehoor.foundation.errors import Refusal


class OneSeat(Refusal):
    """One of the two sees the case only for doing the work of the other."""

    message = _("Wie een afwezige collega vervangt, beslist niet mee over wat die collega vroeg, en die collega niet over wat de vervanger "
                "vroeg: dat zijn twee mensen op één plaats. Vraag een leidinggevende, of noem een plaatsvervanger voor deze zaak.")


def is_one_seat(case: Case, one: UUID, other: UUID, *, at: datetime, asked_at: datetime) -> bool:
    """Whether one of these two has to do with a case only by doing the work of the other, who handles it, when it was asked or now.

    A supervisor of the team and who is named for the case have a seat of their own.
    """
    if case.handler_id not in (one, other):
        return False
    away, cover = case.handler_id, other if case.handler_id == one else one
    days = Q(from_day__lte=the_day_of(at), until_day__gte=the_day_of(at)) | Q(
        from_day__lte=the_day_of(asked_at), until_day__gte=the_day_of(asked_at))
    if not Absence.objects.filter(days, account=away, cover=cover).exists():
        return False
    return not (case.named.filter(account=cover).exists()
                or Membership.objects.filter(team=case.team_id, account=cover, role=Role.SUPERVISOR).exists())


def refuse_one_seat(case: Case, *, of: UUID, on: datetime, by: UUID, at: datetime) -> None:
    """:raises OneSeat: who asked (`of`, `on` that moment) and who decides (`by`) sit on one seat in this case."""
    if is_one_seat(case, of, by, at=at, asked_at=on):
        raise OneSeat
