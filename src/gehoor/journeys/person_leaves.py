"""Somebody stops working here: their lock, the teams' keys and their seats go at once, and no session of theirs is let in again.

Called by `gehoor people leave`. Their name stays beside what they did; no case is closed, lost or handed on by itself: a supervisor
gives their cases to colleagues (`cases_change_hands`). Notes that only they could read go with them.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.actions import retire_account
from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.actions.noting import forget_private_notes
from gehoor.domain.cases.actions.tasks import pass_tasks_on
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.walls import who_opens
from gehoor.foundation.action import journey
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.holders import retire_person


class AloneBehindWall(Refusal):
    """A confidential case that only this person can open would be lost. Said by its reference alone."""

    def __init__(self, references: list[str], account: Account):
        super().__init__(_("Alleen %(name)s kan %(references)s openen. Noem daar eerst iemand anders voor.")
                         % {"name": account.name, "references": ", ".join(references)})


def person_leaves(*, account: Account, at: datetime, by: Account | None = None) -> Account:
    """Take everything from a leaver that opens anything.

    :raises AloneBehindWall: somebody else must be named for a confidential case first; nothing is changed.
    """
    with journey("person.leaves", at=at, actor=by, actor_kind="" if by else "operator"):
        if alone := _only_theirs(account):
            raise AloneBehindWall(alone, account)
        forget_private_notes(account=account, at=at)
        pass_tasks_on(account=account)
        retire_person(account.id)
        return retire_account(account=account)


def _only_theirs(account: Account) -> list[str]:
    walled = dict(Case.objects.filter(is_confidential=True, named__account=account).values_list("id", "reference"))
    return sorted(walled[case] for case, people in who_opens(walled).items() if not people - {account.id})
