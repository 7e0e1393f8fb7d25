"""How the sign-in library behaves here: no sign-up, no e-mail, no address kept, and the vault opened by the same passphrase.

The library calls these; nothing else does.
"""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

from gehoor.domain.accounts.access import WAITING, keep_unlocked
from gehoor.foundation.clock import now
from gehoor.foundation.vault.keyring import Keyring
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
        """Keep the opened keys until the second factor is given too."""
        account = super().authenticate(request, **credentials)
        if account is not None and hasattr(account, "keyring"):
            request.session[WAITING] = account.keyring.to_session()
        return account

    def post_login(self, request, user, **told):
        """Both factors were given: the session is unlocked."""
        waiting = request.session.pop(WAITING, None)
        if waiting and Keyring.from_session(waiting).holder_id == user.id:
            keep_unlocked(request.session, Keyring.from_session(waiting), at=now())
        return super().post_login(request, user, **told)

    def add_message(self, request, level, *args, **kwargs) -> None:
        """The library's own messages are left out: our pages say what happened."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors sealed under the instance's secret: the database alone gives no second factor."""

    def encrypt(self, text: str) -> str:
        return encrypt(instance_secret().subkey(_PLACE), text.encode(), context(_PLACE)).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(instance_secret().subkey(_PLACE), bytes.fromhex(encrypted_text), context(_PLACE)).decode()

    def send_notification_mail(self, *args, **kwargs) -> None:
        """No mail is sent about second factors: the audit says who changed one."""
