"""The second factor that everybody has who signs in: a secret for an app that shows six digits every half minute."""

import base64
from datetime import datetime
from secrets import token_bytes
from urllib.parse import quote, urlencode

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import encrypt

from gehoor.domain.accounts.models import Account
from gehoor.foundation.action import action

SECRET_BYTES = 20
PERIOD_SECONDS = 30


def new_secret() -> str:
    """A fresh secret of 160 random bits, as apps take it: base 32."""
    return base64.b32encode(token_bytes(SECRET_BYTES)).decode()


def address_of(secret: str, *, username: str) -> str:
    """The otpauth address that an app reads, typed or as a picture of squares."""
    issuer = app_settings.TOTP_ISSUER or "Gehoor"
    return f"otpauth://totp/{quote(issuer)}:{quote(username)}?{urlencode({'secret': secret, 'issuer': issuer})}"


@action("second_factor.given")
def give_second_factor(*, account: Account, secret: str) -> Authenticator:
    """Let this person sign in with the app that holds this secret, in place of one they had before."""
    Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).delete()
    return Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={"secret": encrypt(secret)})


def current_code(secret: str, *, at: datetime) -> str:
    """The six digits that an app shows at this moment (RFC 6238). Only the demo tells them to anybody."""
    counter = int(at.timestamp()) // PERIOD_SECONDS
    return format_hotp_value(hotp_value(secret, counter))
