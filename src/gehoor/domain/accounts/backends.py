"""Signing in is opening one's lock in the vault: no second place holds anything a passphrase could be tried against."""

from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.db.models import QuerySet

from gehoor.domain.accounts.locks import keyring_for
from gehoor.domain.accounts.models import Account
from gehoor.foundation.asking import prepared


class VaultBackend(BaseBackend):
    """Authenticates with the vault. The unlocked keyring travels on the account until the session takes it over."""

    def authenticate(self, request, username=None, password=None, **others):
        account = Account.objects.filter(username=username, is_active=True).first()
        inside = getattr(request, "user", None)
        keyring = keyring_for(account, password or "", is_inside=inside is not None and inside.is_authenticated)
        if account is None or keyring is None:
            return None
        account.keyring = keyring
        return account

    def get_user(self, user_id):
        return next(iter(_active(user_id)), None)


@prepared
def _active(account: UUID) -> QuerySet[Account]:
    return Account.objects.filter(pk=account, is_active=True)
