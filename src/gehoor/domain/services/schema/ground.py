"""A reason for which something may be refused: of a procedure, or of the law it stands on."""

from gehoor.domain.services.schema.base import Code, Declared, Status, Wording


class Ground(Declared):
    """A reason for which something may (never must) be refused."""

    code: Code
    """Code that is kept."""
    label: Wording
    """The reason in words."""
    source: str = ""
    """Where it is written."""
    status: Status = "confirmed"
    """Whether a lawyer of the service confirmed it."""


URGENT = "urgent"
FACTS = (URGENT,)
"""What can shut a ground besides an answer on a sheet. A closed list; the journey says which hold."""


class RefusalGround(Ground):
    """A ground of a procedure."""

    not_when: list[str] = []
    """What shuts it: `urgent`, or `answer.<sheet>.<question>.<answer>`. Nobody is refused on it while one of these holds."""
