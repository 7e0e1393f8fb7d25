"""Somebody who works here says where reporters can reach them directly. Called by their own page and by `gehoor people reach`."""

from datetime import datetime

from gehoor.domain.accounts.actions import say_how_to_reach
from gehoor.domain.accounts.models import Account
from gehoor.foundation.action import journey


def person_can_be_reached(*, account: Account, phone: str, email: str, by: Account | None, at: datetime) -> Account:
    """Note a direct number and address of work; the reporters of their cases read them from now on.

    :param by: the person themselves; None for the operator.
    :raises NotReachable: one of the two is no number or no address.
    """
    with journey("person.can_be_reached", at=at, actor=by, actor_kind="" if by else "operator"):
        return say_how_to_reach(account=account, phone=phone, email=email)
