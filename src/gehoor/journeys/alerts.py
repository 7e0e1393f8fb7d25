"""Who is told that something came in or waits: an address of the service, or of a colleague's work, without a word of what it is.

Such a mail is about no case: with the receipt nobody holds it back. Whoever found a receipt could else silence the alarm of who told.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.models import Case
from gehoor.foundation.action import journey
from gehoor.foundation.outbox.actions import release


def alert_duty_team(*, case: Case, at: datetime) -> bool:
    """Tell the address on duty that an urgent report waits. Returns whether one was told; without an address nobody is."""
    address = settings.GEHOOR_DUTY_ADDRESS
    if not address or not case.is_urgent:
        return False
    with journey("duty.alerted", at=at):
        release(kind="mail", about=None, at=at, payload={
            "to": address, "subject": _("Er wacht iets dringends"),
            "body": _("Er kwam iets binnen dat dringend lijkt. Meld je aan om het te lezen."),
        })
    return True


def tell_people(accounts: Iterable[Account], *, at: datetime) -> None:
    """Let these people know that something waits for them, at their address of work where they have one; inside a journey. Who has
    none reads it on their page of the day."""
    for account in accounts:
        if account.direct_email:
            release(kind="mail", about=None, at=at, payload={
                "to": account.direct_email, "subject": _("Er wacht iets op je"),
                "body": _("Er wacht iets op je. Meld je aan om het te lezen."),
            })
