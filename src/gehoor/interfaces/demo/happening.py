"""One step of an example story, about to happen: handed to whatever lets it happen."""

from dataclasses import dataclass
from datetime import datetime

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.models import Case
from gehoor.interfaces.demo.joining import Cast


@dataclass
class Happening:
    """One step about to happen: who does it, on which case, when, and what the file says of it."""

    cast: Cast
    person: Person
    case: Case
    said: dict
    at: datetime
