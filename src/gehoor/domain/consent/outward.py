"""What leaves the house, act by act: planned, done, stopped. Whether it may leave the journey has asked before (`covering.py`)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.models import Case
from gehoor.domain.consent.models import DONE, PENDING, STOPPED, OutwardAct, Override, Recipient, RestsOn
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment


class NotPending(Refusal):
    """It was done or stopped meanwhile."""

    def __init__(self, state: str):
        super().__init__(_("Dit is intussen gestopt. Er mag niets meer vertrekken. Kijk bij de toestemmingen waarom.") if state == STOPPED
                         else _("Dit is al gedaan."))


class NotCovered(Refusal):
    """Nobody agreed to this, or not everybody who must; names what is missing."""

    def __init__(self, missing: list[str]):
        self.missing = missing
        super().__init__(_("Dit mag niet vertrekken zonder toestemming. Nog nodig: %(missing)s.") % {"missing": "; ".join(missing)})


@action("outward.planned")
def plan_act(*, person: Person, case: Case, staff_file: OpenCompartment, kind: str, to: Recipient, purpose: str, data: Collection[str],
             about: str, answer_by: date | None = None, at: datetime) -> OutwardAct:
    """Plan something that goes to somebody outside. Nothing leaves by this.

    :param about: what it is about, in words; sealed.
    :param answer_by: the day by which an answer is to be asked; sealed.
    """
    act = OutwardAct(case=case, kind=kind, to=to, purpose=purpose, data=sorted(data), made_by=person.account, made_at=at)
    act.seal(staff_file, {"about": about, "answer_by": answer_by.isoformat() if answer_by else ""})
    act.save(force_insert=True)
    write_timeline(case=case, kind="outward_planned", at=at, account=person.account, codes={"act": kind, "to": to.kind, "purpose": purpose})
    return act


@action("outward.rests")
def rest_on(*, act: OutwardAct, consents: Iterable[UUID]) -> OutwardAct:
    """Note on which consents an act rests, anew: once one of them is withdrawn, it stops."""
    act.rests_on.all().delete()
    RestsOn.objects.bulk_create(RestsOn(act=act, consent_id=consent) for consent in consents)
    return act


@action("outward.done")
def do_act(*, person: Person, case: Case, act: OutwardAct, staff_file: OpenCompartment, said: str, override: Override | None,
           is_shown: bool, at: datetime) -> OutwardAct:
    """Note that it left: by whom, when, what was said. The journey has made sure that it is covered.

    :param is_shown: whether the reporter sees that it left.
    :raises NotPending: it was done or stopped meanwhile.
    """
    held = OutwardAct.objects.select_for_update().filter(case=case, pk=act.pk).first()
    if held is None or held.state != PENDING:
        raise NotPending(held.state if held else STOPPED)
    held.seal(staff_file, {**held.unsealed(staff_file), "said": said})
    held.state, held.done_by, held.done_at, held.override, held.is_shown = DONE, person.account, at, override, is_shown
    held.save()
    write_timeline(case=case, kind="outward_done", at=at, account=person.account,
                   codes={"act": held.kind, "to": held.to.kind, "purpose": held.purpose, "ground": override.ground if override else ""})
    return held


@action("outward.stopped")
def stop_act(*, person: Person, case: Case, act: OutwardAct, because: str, at: datetime) -> OutwardAct:
    """Hold back what has not left yet.

    :raises NotPending: it was done or stopped meanwhile.
    """
    held = OutwardAct.objects.select_for_update().filter(case=case, pk=act.pk).first()
    if held is None or held.state != PENDING:
        raise NotPending(held.state if held else STOPPED)
    held.state, held.stopped_by, held.stopped_at, held.stopped_because = STOPPED, person.account, at, because
    held.save(update_fields=["state", "stopped_by", "stopped_at", "stopped_because"])
    write_timeline(case=case, kind="outward_stopped", at=at, account=person.account, codes={"n": 1, "because": because})
    return held
