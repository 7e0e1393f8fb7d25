"""A sheet says on which day somebody outside set something, such as a hearing: that day is kept, and the terms follow. Part of filling in a
sheet; what else the sheet says stays sealed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.timing import appoint_day, the_appointed
from gehoor.domain.cases.models import Case
from gehoor.domain.services.appointed import days_in
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.vault.compartments import OpenCompartment
from gehoor.journeys.terms_run import run_terms


def days_are_appointed(*, person: Person, case: Case, staff_file: OpenCompartment, sheet: str, answers: Mapping[str, Any],
                       at: datetime) -> None:
    """Keep the days of this filling that terms hang on, where they are others than were said before."""
    service = service_of_version(case.version)
    days = days_in(service, sheet, answers)
    if not days:
        return
    before = the_appointed(case)
    anew = {answer: day for answer, day in days.items() if before.get(answer) != day}
    for answer, day in anew.items():
        appoint_day(person=person, case=case, staff_file=staff_file, answer=answer, day=day, at=at)
    if anew:
        run_terms(case=case, service=service)
