"""Stories on their way: what somebody typed and has not sent, held in their sealed session and nowhere else.

Several fit beside each other under a number of their own, which stands in every address: brothers and sisters who share a
telephone are never mixed up, whichever tab they write in. Called by the views of telling.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from gehoor.foundation.files.holding import HeldFile
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.receipts import PreparedReceipt, ReceiptCode, receipt_pool

KEY, COUNTER = "tellings", "tellings_made"
MOST = 6


@dataclass
class Telling:
    """One story on its way.

    `typed` holds, by page, what is no answer yet: it can't be one as it stands, or somebody skipped the page after all
    (`skipped`); `passed` the pages that somebody went on from, answered or not; `prepared` the receipt that sending will issue, so that
    a second click, or an answer lost on the way, still shows the same code. Once `sent_at` or `paused_at` stands, nothing of
    the story is left here but its code.
    """

    number: int
    service: str
    audience: str
    language: str
    submission: str
    answers: dict[str, Any] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    skipped: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    held: list[dict] = field(default_factory=list)
    prepared: dict[str, str] = field(default_factory=dict)
    keyring: str = ""
    compartment: str = ""
    sent_at: float = 0
    urgency: str = ""
    paused_at: float = 0
    digits: str = ""
    # The version of its service that it began with, and what was answered to questions that are gone since.
    version: str = ""
    left: list[str] = field(default_factory=list)
    # It was taken up in two places and sent from the other one first: what was changed here didn't go along.
    elsewhere: bool = False
    # The files that came along with the last page: said on the page after it, for a browser shows nothing of that itself.
    added: list[str] = field(default_factory=list)

    @property
    def files(self) -> list[HeldFile]:
        """The files that were chosen and not sent yet."""
        return [HeldFile.from_session(one) for one in self.held]

    @property
    def added_files(self) -> list[HeldFile]:
        """The files that were chosen on the page before this one."""
        return [one for one in self.files if one.id.hex in self.added]

    @property
    def submission_id(self) -> UUID:
        """One for each sending: a second one with the same id is the same story."""
        return UUID(self.submission)

    @property
    def code(self) -> ReceiptCode | None:
        """The code to show, once the story was sent or put aside."""
        return ReceiptCode.from_digits(self.digits) if self.digits else None

    @property
    def is_over(self) -> bool:
        """Whether nothing can be changed in it any more."""
        return bool(self.sent_at or self.paused_at)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was told yet."""
        return not (self.answers or self.typed or self.held or self.left)

    def receipt(self) -> PreparedReceipt:
        """The receipt that sending issues: derived once for this story, before it is sent."""
        if not self.prepared:
            self.prepared = a_receipt_ahead()
        keys = {name: bytes.fromhex(self.prepared[name]) for name in ("salt", "public_key", "signing_key")}
        return PreparedReceipt(code=ReceiptCode.from_digits(_bare(self.prepared["digits"])), **keys)

    def leave_only(self, code: ReceiptCode) -> None:
        """Keep the code to show, and nothing of the story."""
        self.digits = _bare(code.digits())
        self.forget()

    def forget(self) -> None:
        """Let go of the story itself."""
        self.answers, self.typed, self.skipped, self.held, self.prepared, self.keyring = {}, {}, [], [], {}, ""
        self.passed, self.left, self.added = [], [], []


def a_receipt_ahead() -> dict[str, str]:
    """A receipt that nobody has yet, as a telling keeps it."""
    made = receipt_pool().take()
    return {"digits": made.code.digits(), "salt": made.salt.hex(), "public_key": made.public_key.hex(),
            "signing_key": made.signing_key.hex()}


def _bare(digits: str) -> str:
    return digits.replace(" ", "")


def begin(session, *, service: str, audience: str, language: str, submission: str = "", **rest) -> Telling:
    """Make room for a new story. The oldest that is still unsent goes when there are too many.

    :param submission: of a story that is taken up again: wherever it is sent from, it is one story.
    """
    number = session.get(COUNTER, 0) + 1
    session[COUNTER] = number
    telling = Telling(number=number, service=service, audience=audience, language=language, submission=submission or new_id().hex,
                      **rest)
    kept = session.get(KEY, {})
    while len(kept) >= MOST:
        kept.pop(next(iter(kept)))
    session[KEY] = kept
    keep(session, telling)
    return telling


def find(session, number: int) -> Telling | None:
    """The story of that number, if it is still here."""
    said = session.get(KEY, {}).get(str(number))
    return Telling(**said) if said else None


def unsent(session, *, service: str, audience: str) -> Telling | None:
    """The newest story that was begun through this door and not sent."""
    begun = [Telling(**said) for said in session.get(KEY, {}).values()]
    mine = [one for one in begun if (one.service, one.audience) == (service, audience) and not one.is_over and not one.is_empty]
    return mine[-1] if mine else None


def keep(session, telling: Telling) -> None:
    """Keep a story as it stands now."""
    session[KEY] = {**session.get(KEY, {}), str(telling.number): vars(telling).copy()}


def drop(session, number: int) -> None:
    """Forget a story: it was sent and its receipt kept, or somebody began anew."""
    session[KEY] = {name: said for name, said in session.get(KEY, {}).items() if name != str(number)}
