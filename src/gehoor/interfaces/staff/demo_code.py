"""What the demo tells and a real instance never does: the second factor of whoever is signing in."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.http import HttpRequest

from gehoor.domain.accounts.second_factor import current_code


def the_demo_code(request: HttpRequest, *, at: datetime) -> str:
    """The six digits for whoever gave the password a moment ago; nothing where this is no demo, or they have no app."""
    stage = getattr(request, "_login_stage", None)
    account = stage.login.user if stage else request.user if request.user.is_authenticated else None
    if not settings.GEHOOR_DEMO or account is None:
        return ""
    app = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).first()
    return current_code(decrypt(app.data["secret"]), at=at) if app else ""
