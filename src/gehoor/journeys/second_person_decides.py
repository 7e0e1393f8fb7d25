"""Something that nobody decides alone: one asks, another agrees or refuses. What it is about then happens by its own journey."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person, the_day_of
from gehoor.domain.accounts.models import Account, Role
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.approving import ask_approval, decide_approval
from gehoor.domain.cases.actions.people import name_deputy
from gehoor.domain.cases.approved import the_newest
from gehoor.domain.cases.models import Approval, Case
from gehoor.domain.cases.queries import the_candidates, the_seers
from gehoor.domain.cases.second import in_whose_place, is_one_seat
from gehoor.domain.services.approvals import SUPERVISOR, Wanted, the_wanted
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.action import journey
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import grant
from gehoor.journeys.alerts import tell_people


class NothingToApprove(Refusal):
    """The procedure asks for no second person here, or the sheet isn't filled in yet."""

    message = _("Hiervoor is nu geen akkoord nodig, of het blad is nog niet ingevuld. Bekijk de zaak opnieuw.")


class NobodyToAsk(Refusal):
    """Nobody else may open the case who could decide."""

    message = _("Er is niemand die dit kan beslissen en deze zaak mag openen. Noem eerst een collega of een leidinggevende als "
                "plaatsvervanger.")


def what_waits_for_a_second(case: Case) -> dict[str, Wanted]:
    """What the procedure lets nobody decide alone from where the case stands, by what it is about."""
    return the_wanted(service_of_version(case.version).procedure, case.stage)


def who_can_agree(person: Person, case: Case, wanted: Wanted) -> list[Account]:
    """Who could be asked: never the person themselves, nor who sits on one seat with them in this case; behind a wall or a rule of
    names only the named."""
    others = the_candidates(case).exclude(pk=person.id)
    if wanted.by == SUPERVISOR:
        others = others.filter(memberships__team=case.team, memberships__role=Role.SUPERVISOR)
    if case.is_confidential:
        others = others.filter(named_for__case=case)
    at, said = person.at, in_whose_place(person, case)
    return [one for one in others.distinct() if at is None or not is_one_seat(case, person.id, one.pk, said=said, at=at)]


def approval_is_asked(*, person: Person, case: Case, of: str, reasons: str, colleague: Account | None = None, at: datetime) -> Approval:
    """Ask a second person. A colleague who couldn't open the case is named for it; a supervisor sees it already.

    :raises NothingToApprove: nothing of that name needs one now.
    :raises NobodyToAsk: nobody can decide it, or the colleague isn't among them.
    :raises WhyIsMissing: no reasons.
    :raises AlreadyAsked: it waits already.
    """
    with journey("second_person.decides", at=at, actor=person.account):
        hold_case(person, case)
        wanted = what_waits_for_a_second(case).get(of)
        if wanted is None:
            raise NothingToApprove
        able = who_can_agree(person, case, wanted)
        asked = able if wanted.by == SUPERVISOR else [one for one in able if colleague is not None and one.pk == colleague.pk]
        if not asked:
            raise NobodyToAsk
        subject = _subject(case, of)
        if wanted.by != SUPERVISOR:
            _let_in(person, case, asked[0], at)
        approval = ask_approval(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), of=of, subject=subject,
                                reasons=reasons, whom=", ".join(one.name for one in asked), at=at)
        tell_people(asked, at=at)
    return approval


def approval_is_decided(*, person: Person, case: Case, approval_id, verdict: str, reasons: str, at: datetime) -> Approval:
    """Agree or refuse. Of two who decide at once, the second is told what the first decided.

    :raises NotTheirsToDecide: they asked it themselves, or a supervisor must decide.
    :raises DecidedMeanwhile: a colleague was faster, or the sheet or the stage is another by now.
    :raises WhyIsMissing: a refusal without reasons.
    """
    with journey("second_person.decides", at=at, actor=person.account):
        hold_case(person, case)
        asked = case.approvals.select_related("asked_by").filter(pk=approval_id).first()
        approval = decide_approval(
            person=person, case=case, staff_file=person.keyring.open(case.compartment_id), approval_id=approval_id,
            wanted=what_waits_for_a_second(case).get(asked.of) if asked else None, verdict=verdict, reasons=reasons, at=at)
        # Who may see the case no more finds no answer there.
        tell_people(the_seers(case, day=the_day_of(at)).filter(pk=asked.asked_by_id), at=at)
    return approval


def _subject(case: Case, of: str) -> UUID | None:
    """The row that is agreed with: the newest sheet, where it is a sheet."""
    if not of.startswith("sheet."):
        return None
    newest = the_newest(case.sheets.filter(code=of.removeprefix("sheet.")))
    if not newest:
        raise NothingToApprove
    return next(iter(newest.values()))


def _let_in(person: Person, case: Case, colleague: Account, at: datetime) -> None:
    if colleague.pk == case.handler_id or case.named.filter(account=colleague).exists():
        return
    if case.is_walled:
        for compartment in (case.compartment_id, case.conversation_compartment):
            grant(person.keyring.open(compartment), colleague.id)
    name_deputy(person=person, case=case, account=colleague, at=at)
