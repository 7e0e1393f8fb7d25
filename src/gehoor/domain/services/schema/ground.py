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
