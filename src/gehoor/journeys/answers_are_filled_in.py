"""An answer that was still to be asked is there: somebody who works here writes it beside the story."""

from datetime import datetime

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.working import fill_in
from gehoor.domain.cases.models import Case, Sheet
from gehoor.foundation.action import journey


def answers_are_filled_in(*, person: Person, case: Case, answers: dict, at: datetime) -> Sheet:
    """Keep all answers that came later, those of before among them; the reporter's own stay as they are.

    :raises NobodyIsNamedHere: an answer says who somebody is, in a case of a kind without names.
    """
    with journey("case.moves_on", at=at, actor=person.account):
        hold_case(person, case)
        return fill_in(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), answers=answers, at=at)
