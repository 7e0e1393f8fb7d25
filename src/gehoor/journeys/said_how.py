"""How somebody was told that a term becomes longer: by a letter that left this case, or otherwise, in words and with a day."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.cases.actions.timing import Decided
from gehoor.domain.consent.models import DONE, OutwardAct
from gehoor.domain.services.registry import Service
from gehoor.foundation.errors import Refusal


class NotSaidHow(Refusal):
    """Nobody knows how somebody was told."""

    message = _("Kies de brief waarmee je het liet weten. Ging het anders? Zeg hoe, en op welke dag.")


@dataclass(frozen=True)
class Told:
    """How somebody whom the rule names was told of an extension: by what left the house, or otherwise: how, and on which day."""

    act: UUID | None = None
    how: str = ""
    on: date | None = None


def said_how(decided: Decided, told: Told, service: Service) -> dict[str, str]:
    """How somebody was told, to be sealed.

    :raises NotSaidHow: neither by what left this case, nor otherwise on a day that has been.
    """
    if told.act:
        act = OutwardAct.objects.filter(case=decided.case, pk=told.act, state=DONE).first()
        if act is None:
            raise NotSaidHow
        return {"act": str(act.pk), "on": service.day_of(act.done_at).isoformat()}
    if not told.how.strip() or told.on is None or told.on > service.day_of(decided.at):
        raise NotSaidHow
    return {"how": told.how.strip(), "on": told.on.isoformat()}
