"""Somebody found what they came for on a page of the questionnaire: it counts as one contact, and nothing of it is kept.

Called by the public form. There is no contact row, no case and no receipt: a day, a channel and codes.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from gehoor.domain.contacts.actions import AlreadyArrived, drop_unfinished, note_arrival
from gehoor.domain.contacts.queries import has_arrived
from gehoor.domain.figures.actions import count, note_answered
from gehoor.domain.figures.models import Fact
from gehoor.domain.services.meaning import Meanings
from gehoor.domain.services.registry import Service
from gehoor.foundation.action import journey


@dataclass(frozen=True)
class Helped:
    """Somebody who was helped by an ending. `id` is of the story they had begun, so that a second click counts nothing."""

    id: UUID
    service: Service
    audience: str
    counts_as: str
    meanings: Meanings
    unfinished_receipt: UUID | None = None


def question_is_answered(*, helped: Helped, at: datetime) -> Fact:
    """Count one contact of the declared kind; what was kept under a receipt, from stopping in between, goes.

    :raises AlreadyArrived: it was counted before, or the story was sent from another tab.
    """
    service, meanings = helped.service, helped.meanings
    with journey("question.is_answered", at=at, actor_kind="reporter"):
        if has_arrived(helped.id):
            raise AlreadyArrived
        # Under a number beside it: whoever has the same story in another tab, or on another device, can still send it.
        note_arrival(submission_id=UUID(int=helped.id.int ^ 1), at=at)
        note_answered()
        fact = count(
            unit="contact", service=service.code, on=service.day_of(at), kind=helped.counts_as, audience=helped.audience,
            channel=service.form_channel,
            reporter_role=meanings.code("reporter_role"), theme=meanings.code("theme"))
        if helped.unfinished_receipt:
            drop_unfinished(receipt=helped.unfinished_receipt, at=at)
    return fact
