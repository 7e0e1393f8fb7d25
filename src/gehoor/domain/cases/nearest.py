"""What is due next on a case: a term of its procedure, or one of the law of a point. Said by journeys, kept for the lists."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Nearest:
    """A term by its code, and when it ends. Of a point: the number of the point, and the regime that names the term."""

    code: str = ""
    due_at: datetime | None = None
    point: int | None = None
    regime: str = ""

    def fields(self) -> dict:
        """As a case keeps it."""
        return {"next_due": self.code, "next_due_at": self.due_at, "next_due_point": self.point, "next_due_regime": self.regime}


NOTHING_DUE = Nearest()
KEPT = tuple(NOTHING_DUE.fields())
"""The columns of a case that keep it."""
