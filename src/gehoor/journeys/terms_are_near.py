"""Once a day the clock tells whoever handles a case that a term of it, or of a point, ends within two days, or ended since yesterday.

It says that something waits, never what; which, stands on their page of the day. Who may see the case no more isn't told. It holds no keys.
"""

from datetime import datetime, timedelta

from gehoor.domain.accounts.access import the_day_of
from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.access import seen_by
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.numbers import is_first_on
from gehoor.foundation.action import journey
from gehoor.journeys.alerts import tell_people

DAY = timedelta(days=1)


def people_are_warned(*, at: datetime) -> int:
    """Tell everybody once, however many of their cases it is. Returns how many people were told; nobody is told twice on one day."""
    cases = Case.objects.filter(closed_at=None, handler__isnull=False, next_due_at__gt=at - DAY, next_due_at__lte=at + 2 * DAY)
    near = seen_by(cases, who="handler", day=the_day_of(at))
    with journey("people.warned", at=at, actor_kind="clock"):
        if not is_first_on("people_warned", the_day_of(at)):
            return 0
        people = [one for one in Account.objects.filter(pk__in=near.values("handler"), is_active=True) if one.direct_email]
        tell_people(people, at=at)
    return len(people)
