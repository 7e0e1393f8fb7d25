"""Somebody who works here forgot their passphrase, or wants another: the lock is opened and closed anew, in their own hands.

Called by `gehoor people recover` and by their own page. Nobody else can do it for them: it takes the code from their own paper, or
the passphrase that still holds.
"""

from datetime import datetime

from gehoor.domain.accounts.actions import note_new_passphrase
from gehoor.domain.accounts.models import Account
from gehoor.foundation.action import journey
from gehoor.foundation.vault.holders import change_passphrase, recover


def person_recovers(*, account: Account, recovery_code: str, new_passphrase: str, at: datetime) -> str:
    """Give a person a new passphrase with their recovery code; returns the new code, for paper. The old one is used up.

    :raises WrongPassphrase: the code doesn't fit.
    :raises WeakPassphrase: the new passphrase is too easy to guess; the old code still holds.
    """
    with journey("person.recovers", at=at, actor=account):
        enrolled = recover(holder_id=account.id, recovery_code=recovery_code, new_passphrase=new_passphrase,
                           known=[account.username, account.name])
        note_new_passphrase(account=account)
    return enrolled.recovery_code


def person_changes_passphrase(*, account: Account, passphrase: str, new_passphrase: str, at: datetime) -> None:
    """Give a person another passphrase. Their recovery code stays; their sessions end.

    :raises WrongPassphrase: the old one doesn't fit.
    :raises WeakPassphrase: the new one is too easy to guess; the old one still holds.
    """
    with journey("person.changes_passphrase", at=at, actor=account):
        change_passphrase(holder_id=account.id, passphrase=passphrase, new_passphrase=new_passphrase,
                          known=[account.username, account.name])
        note_new_passphrase(account=account)
