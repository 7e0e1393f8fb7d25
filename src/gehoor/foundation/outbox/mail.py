"""Mail: what a released mail must be, and handing it to the mail server through Django. Knows nothing of the table."""

from email.utils import formataddr, parseaddr
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from gehoor.foundation.errors import Refusal
from gehoor.foundation.outbox.models import Reason

FIELDS = ("to", "subject", "body", "from_name")


class NotAMail(Refusal):
    """What is released can't be sent as a mail."""


class NotDelivered(Exception):
    """The mail was not taken. `is_final` when trying again can't help."""

    def __init__(self, reason: Reason, *, is_final: bool = False):
        self.reason, self.is_final = reason, is_final
        super().__init__(reason)


def check(payload: dict) -> dict[str, str]:
    """The mail as it will be sent, in the language of this moment; refuses before it is released what never could be.

    :raises NotAMail: there is no subject or text, the address is none, or a heading has more than one line.
    """
    mail = {name: str(payload.get(name, "")) for name in FIELDS}
    if not mail["subject"] or not mail["body"]:
        raise NotAMail(_("Een mail heeft een onderwerp en een tekst."))
    try:
        validate_email(mail["to"])
    except ValidationError as wrong:
        raise NotAMail(_("Dit e-mailadres klopt niet. Kijk het na.")) from wrong
    if any("\n" in mail[name] or "\r" in mail[name] for name in ("subject", "from_name")):
        raise NotAMail(_("Het onderwerp en de afzender staan op één regel."))
    return mail


def send(payload: dict, *, item_id: UUID) -> None:
    """Hand the mail to the mail server. Its Message-ID comes from the item, so that a second copy is recognised as one.

    :raises NotDelivered: with the reason; the answer of the server, which may repeat the address, goes no further.
    """
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    message = EmailMessage(
        subject=payload["subject"], body=payload["body"], to=[payload["to"]],
        from_email=formataddr((payload["from_name"], address)),
        headers={"Message-ID": f"<{item_id}@{address.rpartition('@')[2]}>", "Auto-Submitted": "auto-generated"},
    )
    try:
        message.send()
    except SMTPRecipientsRefused as refused:
        is_final = all(code >= 500 for code, _said in refused.recipients.values())
        raise NotDelivered(Reason.REFUSED if is_final else Reason.LATER, is_final=is_final) from None
    except SMTPDataError as refused:
        is_final = refused.smtp_code >= 500
        raise NotDelivered(Reason.REFUSED if is_final else Reason.LATER, is_final=is_final) from None
    except SMTPResponseException:
        raise NotDelivered(Reason.LATER) from None
    except (SMTPException, OSError):
        raise NotDelivered(Reason.UNREACHABLE) from None
