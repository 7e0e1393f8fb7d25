"""How the sign-in library behaves here: no sign-up, no e-mail, no address kept, and the vault opened by the same passphrase.

The library calls these; nothing else does.
"""

from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from gehoor.domain.accounts.access import keep_unlocked, keep_waiting, take_waiting
from gehoor.domain.accounts.locks import WRONG_TRIES
from gehoor.foundation.asking import prepared
from gehoor.foundation.clock import now
from gehoor.foundation.vault.primitives import context, decrypt, encrypt
from gehoor.foundation.vault.secret_key import instance_secret

_PLACE = "second-factor"


class AccountAdapter(DefaultAccountAdapter):
    """Signing in by passphrase, then by second factor."""

    def is_open_for_signup(self, request) -> bool:
        """Nobody makes an account for themselves: a colleague lets them join."""
        return False

    def get_client_ip(self, request) -> str:
        """Limits count names, not addresses: no address is ever kept."""
        return "everybody"

    def authenticate(self, request, **credentials):
        """Keep the opened keys until the second factor is given too. Who is signed in already and confirms it has them at hand."""
        account = super().authenticate(request, **credentials)
        if account is not None and hasattr(account, "keyring") and not request.user.is_authenticated:
            keep_waiting(request.session, account.keyring, account=account, at=now())
        return account

    def pre_authenticate(self, request, **credentials) -> None:
        """Nobody is shut out for a while, as the library would: a stranger could keep somebody out by guessing at their name."""

    def authentication_failed(self, request, **credentials) -> None:
        """The answer to a wrong passphrase comes later and later, by name."""
        request.waits_ms = WRONG_TRIES.note(credentials.get("username", ""), at=now())

    def post_login(self, request, user, **told):
        """Both factors were given: the session is unlocked."""
        at = now()
        if keyring := take_waiting(request.session, user, at=at):
            keep_unlocked(request.session, keyring, at=at)
        return super().post_login(request, user, **told)

    def add_message(self, request, level, *args, **kwargs) -> None:
        """The library's own messages are left out: our pages say what happened."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors sealed under the instance's secret: the database alone gives no second factor."""

    def is_mfa_enabled(self, user, types=None) -> bool:
        """Every page of ours asks it."""
        return super().is_mfa_enabled(user, types) if types or user.is_anonymous else bool(_factors(user.pk))

    def encrypt(self, text: str) -> str:
        return encrypt(instance_secret().subkey(_PLACE), text.encode(), context(_PLACE)).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(instance_secret().subkey(_PLACE), bytes.fromhex(encrypted_text), context(_PLACE)).decode()

    def send_notification_mail(self, *args, **kwargs) -> None:
        """No mail is sent about second factors: the audit says who changed one."""


@prepared
def _factors(account: UUID) -> QuerySet:
    return Authenticator.objects.filter(user=account).values_list("pk", flat=True)[:1]
