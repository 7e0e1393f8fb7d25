"""What a procedure asks to be written to the reporter when a step is taken, or a sheet is filled in."""

from pydantic import Field as Described

from gehoor.domain.services.schema.base import Code, Declared


class Along(Declared):
    """A message that goes along. The reporter reads it with the receipt; where nobody has one, who works here says it themselves."""

    block: Code | None = None
    """Text block it begins with. What that block says with `keeps` must still stand in the message."""
    names: list[str] = Described(default=[])
    """Answers that the message must name, as `<sheet>.<question>`: to whom somebody is referred."""
