"""The three tests: against the law, against treaties, against norms of an ombuds service. None of them answers for another."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.items import ReasonsMissing
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case, Tested
from gehoor.domain.cases.points import NO_JUDGEMENT
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment


class AgainstNothing(Refusal):
    """Only "no judgement" can do without a norm: then the reasons say why there is none."""

    message = _("Kies minstens één artikel of norm. Alleen “geen oordeel” kan zonder.")


@action("case.tested")
def record_test(*, person: Person, case: Case, staff_file: OpenCompartment, number: int | None, against: str,
                norms: Iterable[tuple[str, str]], judgement: str, reasons: str, at: datetime) -> Case:
    """Say of one or several norms of one test whether they were kept, on a point or on the whole case. The newest word on a norm counts.

    :param number: of a point; None for the whole case.
    :param norms: each as (set, code).
    :raises ReasonsMissing: without reasons.
    :raises AgainstNothing: no norm, where one is judged.
    :raises ChangedMeanwhile: there is no such point any more.
    """
    norms = list(norms)
    if not reasons.strip():
        raise ReasonsMissing
    if not norms and judgement != NO_JUDGEMENT:
        raise AgainstNothing
    item = case.items.filter(number=number, dropped_at=None).first() if number is not None else None
    if number is not None and item is None:
        raise ChangedMeanwhile
    for norm_set, code in norms or [("", "")]:
        tested = Tested(case=case, item=item, against=against, norms=norm_set, code=code, judgement=judgement, at=at,
                        account=person.account)
        tested.seal(staff_file, {"reasons": reasons})
        tested.save(force_insert=True)
    write_timeline(case=case, kind="tested", at=at, account=person.account,
                   codes={"against": against, "judgement": judgement, "number": number})
    return case
