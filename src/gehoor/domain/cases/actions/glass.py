"""Breaking glass: a case that a rule keeps from a colleague of its team, opened by them in need, for a day, with a reason.

Never through a wall and never past a conflict of interest; who asks for such a case is told what they are told of one that isn't there.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import without_conflicts
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.actions.tasks import WhyIsMissing
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case, Glass
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment

LASTS = timedelta(hours=24)
BROKEN = "glass"


class NoGlassThere(Refusal):
    """Said alike of a case behind a wall, one past a conflict of interest, one of another team, and one that isn't there: each of
    these would tell something."""

    message = _("Dit gaat niet met deze zaak. Ze ligt achter een muur: dan opent een reden geen sleutel. Of je staat te dicht bij wie "
                "erin voorkomt. Of ze is van een ander team, of bestaat niet. Welke van deze het is, zeggen we niet. "
                "Vraag het aan je leidinggevende.")


class OwnGlass(Refusal):
    """Nobody looks at glass that they broke themselves."""

    message = _("Dit brak je zelf. Een andere leidinggevende moet het bekijken.")


def the_case_behind(person: Person, reference: str) -> Case:
    """A case of this person's teams that only a rule can keep from them.

    :raises NoGlassThere: a wall, a conflict of interest, another team, or no such case.
    """
    cases = Case.objects.filter(team__in=person.case_teams, is_walled=False, reference__iexact=reference.strip())
    case = without_conflicts(cases, person).select_related("team", "handler").first()
    if case is None:
        raise NoGlassThere
    return case


@action("glass.broken")
def break_glass(*, person: Person, case: Case, staff_file: OpenCompartment, reason: str, at: datetime) -> Glass:
    """Let this person see the case for a day. The reason stands in the case, sealed; who and when are plain for who looks after data.

    :raises WhyIsMissing: no reason.
    """
    if not reason.strip():
        raise WhyIsMissing
    glass = Glass(case=case, account=person.account, broken_at=at, until_at=at + LASTS)
    glass.seal(staff_file, {"reason": reason})
    glass.save(force_insert=True)
    write_timeline(case=case, kind=BROKEN, at=at, account=person.account, text=reason, staff_file=staff_file)
    return glass


@action("glass.looked_at")
def look_at_glass(*, person: Person, glass: Glass, at: datetime) -> Glass:
    """A supervisor has looked at it.

    :raises OwnGlass: they broke it themselves.
    :raises ChangedMeanwhile: another supervisor has looked at it.
    """
    if glass.account_id == person.id:
        raise OwnGlass
    if not Glass.objects.filter(pk=glass.pk, looked_at=None).update(looked_at=at, looked_at_by=person.account):
        raise ChangedMeanwhile
    glass.looked_at, glass.looked_at_by = at, person.account
    return glass
