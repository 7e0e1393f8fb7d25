"""Several cases of one person go to one colleague, or are spread over several: somebody left, is away, or has too much.

All of them or none. Each leaves its own line in the audit and on its timeline; notes that only the first one could read stay theirs.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.access import hold_case, visible_cases
from gehoor.domain.cases.actions.tasks import WhyIsMissing
from gehoor.domain.cases.actions.working import ChangedMeanwhile, add_note, assign_case
from gehoor.domain.cases.queries import the_candidates
from gehoor.foundation.action import journey
from gehoor.foundation.errors import NotAllowed, Refusal
from gehoor.journeys.alerts import tell_people


class NothingChosen(Refusal):
    """Nothing would change hands."""

    message = _("Kies minstens één zaak, en minstens één collega die ze krijgt.")


class NobodyForIt(Refusal):
    """None of the chosen colleagues may open it. Said by its reference alone."""

    def __init__(self, reference: str):
        super().__init__(_("Niemand van wie je koos, mag %(reference)s openen: kies er iemand bij, of laat die zaak weg.")
                         % {"reference": reference})


def cases_change_hands(*, person: Person, whose: Account | None, cases: Sequence[UUID], to: Sequence[Account], reason: str,
                       at: datetime) -> dict[Account, int]:
    """Give these cases of one person (None: of nobody yet) to these colleagues, in turn. Returns how many each of them got.

    :raises NotAllowed: a case isn't visible, or not of a team that this person supervises.
    :raises NothingChosen: no case or nobody to give it to.
    :raises WhyIsMissing: no reason.
    :raises NobodyForIt: none of them may open one of the cases; nothing is changed.
    :raises ChangedMeanwhile: a case is somebody else's by now, or was shut off; nothing is changed.
    """
    if not cases or not to:
        raise NothingChosen
    if not reason.strip():
        raise WhyIsMissing
    chosen = list(visible_cases(person).filter(pk__in=cases).select_related("team", "handler").order_by("place"))
    if len(chosen) != len(set(cases)) or any(case.team_id not in person.supervised_teams for case in chosen):
        raise NotAllowed
    got = dict.fromkeys(to, 0)
    with journey("cases.change_hands", at=at, actor=person.account):
        for case in chosen:
            hold_case(person, case)
            if case.is_confidential:
                raise ChangedMeanwhile
            fitting = set(the_candidates(case).filter(pk__in=[one.pk for one in to]))
            if not fitting:
                raise NobodyForIt(case.reference)
            # Whoever got fewest so far is next; of those, as they were named.
            receiver = min((one for one in to if one in fitting), key=lambda one: got[one])
            assign_case(person=person, case=case, to=receiver, expected=whose, at=at)
            add_note(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), text=reason, at=at)
            got[receiver] += 1
        tell_people([one for one, count in got.items() if count and one.pk != person.id], at=at)
    return got
