"""What counts only once a second person agreed: asked by one, decided by another. Of two who decide at once, one is told."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.actions.tasks import WhyIsMissing
from gehoor.domain.cases.models import Approval, Case
from gehoor.domain.cases.second import in_whose_place, refuse_one_seat
from gehoor.domain.services.approvals import SUPERVISOR, Wanted
from gehoor.foundation.action import action, current_journey
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment

APPROVED, REFUSED, OVERTAKEN, LAPSED = "approved", "refused", "overtaken", "lapsed"


class AlreadyAsked(Refusal):
    """It waits for somebody's answer already."""

    message = _("Dit akkoord is al gevraagd. Het wacht op een antwoord.")


class NotTheirsToDecide(Refusal):
    """Nobody agrees with what they asked or wrote themselves; where a supervisor is needed, nobody else does."""

    message = _("Jij kan dit niet beslissen: een ander moet het doen dan wie het vroeg of het blad invulde, en waar dat nodig is een "
                "leidinggevende.")


class DecidedMeanwhile(Refusal):
    """A colleague decided it, or what it was about has changed."""

    def __init__(self, approval: Approval | None):
        who = approval.decided_by.name if approval and approval.decided_by else ""
        what = {APPROVED: _("%(who)s ging intussen al akkoord."), REFUSED: _("%(who)s weigerde dit intussen al.")}
        said = what.get(approval.verdict if approval else "", _("Dit is intussen veranderd: er is niets meer te beslissen."))
        super().__init__(f"{said % {'who': who}} {_('Wat jij besliste, is niet bewaard.')}")


@action("approval.asked")
def ask_approval(*, person: Person, case: Case, staff_file: OpenCompartment, of: str, subject: UUID | None, reasons: str,
                 whom: str = "", at: datetime) -> Approval:
    """Ask a second person to agree.

    :param whom: the names of who can give the answer.
    :raises WhyIsMissing: who must decide needs reasons.
    :raises AlreadyAsked: it waits already.
    """
    if not reasons.strip():
        raise WhyIsMissing
    if case.approvals.filter(of=of, subject=subject, verdict="").exists():
        raise AlreadyAsked
    approval = Approval(case=case, of=of, subject=subject, asked_by=person.account, asked_at=at)
    approval.seal(staff_file, {"asked": reasons, "reasons": "", "whom": whom, **in_whose_place(person, case)})
    approval.save(force_insert=True)
    write_timeline(case=case, kind="approval_asked", at=at, account=person.account, codes={"of": of}, text=reasons, staff_file=staff_file)
    return approval


@action("approval.decided")
def decide_approval(*, person: Person, case: Case, staff_file: OpenCompartment, approval_id, wanted: Wanted | None, verdict: str,
                    reasons: str, at: datetime) -> Approval:
    """Agree with what somebody else asked, or refuse it with reasons.

    :param wanted: what the procedure says of it now; None where it is no longer asked from where the case stands.
    :raises NotTheirsToDecide: they asked it themselves or filled in the sheet, or a supervisor must decide and they are none of this
        team.
    :raises OneSeat: they only do the work of who asked it or filled in the sheet, or the other way round.
    :raises DecidedMeanwhile: a colleague was faster, or it is overtaken.
    :raises WhyIsMissing: a refusal without reasons.
    """
    approval = case.approvals.select_related("decided_by").filter(pk=approval_id).first()
    if approval is None or approval.verdict or wanted is None:
        raise DecidedMeanwhile(approval)
    wrote_it = approval.subject is not None and case.sheets.filter(pk=approval.subject, filled_by=person.account).exists()
    if wrote_it or not may_decide(person, case, approval, wanted):
        raise NotTheirsToDecide
    said = approval.unsealed(staff_file)
    refuse_one_seat(case, asker=approval.asked_by_id, decider=person.id, said=said, at=at)
    if sheet := case.sheets.filter(pk=approval.subject).first():
        refuse_one_seat(case, asker=sheet.filled_by_id, decider=person.id, said={}, at=at)
    if verdict == REFUSED and not reasons.strip():
        raise WhyIsMissing
    approval.seal(staff_file, said | {"reasons": reasons})
    approval.verdict, approval.decided_by, approval.decided_at = verdict, person.account, at
    approval.save(update_fields=["sealed", "verdict", "decided_by", "decided_at"])
    write_timeline(case=case, kind="approval_decided", at=at, account=person.account, codes={"of": approval.of, "verdict": verdict},
                   text=reasons, staff_file=staff_file)
    return approval


def may_decide(person: Person, case: Case, approval: Approval, wanted: Wanted) -> bool:
    """Whether this person, who may open the case, is the second person that the procedure asks for."""
    return approval.asked_by_id != person.id and (wanted.by != SUPERVISOR or case.team_id in person.supervised_teams)


def overtake_approvals(case: Case) -> None:
    """What waits for an answer and belongs to the stage that the case leaves is answered by what happened."""
    current_journey()
    case.approvals.filter(verdict="").exclude(of__startswith="sheet.").update(verdict=OVERTAKEN)


def the_agreements_about(case: Case, of: Collection[str]) -> list[Approval]:
    """What was agreed or waits for an answer, as far as it counts in the stage where the case stands.

    :param of: `sheet.<code>` and `outcome.<code>`.
    """
    rows = case.approvals.filter(of__in=of, verdict__in=("", APPROVED)) if of else ()
    return [one for one in rows if one.of.startswith("sheet.") or one.asked_at >= case.stage_entered_at]


def lapse_approvals(agreements: Iterable[Approval], *, staff_file: OpenCompartment, sheet: str) -> None:
    """A sheet that these agreements are about says something else than what was agreed with. Which one is kept beside them, sealed."""
    current_journey()
    for one in agreements:
        one.seal(staff_file, one.unsealed(staff_file) | {"changed": sheet})
        one.verdict = LAPSED if one.verdict else OVERTAKEN
        one.save(update_fields=["sealed", "verdict"])
