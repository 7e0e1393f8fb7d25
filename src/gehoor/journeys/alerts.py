"""Who is told that something came in: an address of the service, without a word of what came in."""

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from gehoor.domain.cases.models import Case
from gehoor.foundation.action import journey
from gehoor.foundation.outbox.actions import release


def alert_duty_team(*, case: Case, at: datetime) -> bool:
    """Tell the address on duty that an urgent report waits. Returns whether one was told; without an address nobody is."""
    address = settings.GEHOOR_DUTY_ADDRESS
    if not address or not case.is_urgent:
        return False
    with journey("duty.alerted", at=at):
        release(kind="mail", about=case.id, at=at, payload={
            "to": address, "subject": _("Er wacht iets dringends"),
            "body": _("Er kwam iets binnen dat dringend lijkt. Meld je aan om het te lezen."),
        })
    return True
