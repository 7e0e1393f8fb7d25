"""Every change to a mediation."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case
from gehoor.domain.mediation.models import Clearance, Mediation, Proposal, Side, Stand, Statement
from gehoor.domain.mediation.queries import OpenedMediation
from gehoor.domain.mediation.states import FEWEST_SIDES, NO, YES, may_end
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment


class MediationBlocked(Refusal):
    """Violence is recorded: whoever was hurt is not brought to a table with who hurt them."""

    message = _("In deze zaak is geweld genoteerd. Bemiddelen kan dan niet, tenzij een leidinggevende beslist dat het toch kan, en "
                "schrijft waarom.")


class BlockedMeanwhile(MediationBlocked):
    """Violence was recorded after it began, and no supervisor has decided on that."""

    message = _("Sinds deze bemiddeling begon, werd geweld genoteerd. Rond ze af zonder akkoord. Een leidinggevende kan er met redenen een "
                "nieuwe beginnen.")


class TooFewSides(Refusal):
    """It takes two to mediate between."""

    message = _("Kies minstens twee partijen om tussen te bemiddelen.")


class Ended(Refusal):
    """A mediation that is over is not changed any more."""

    message = _("Deze bemiddeling is afgelopen. Begin een nieuwe.")


class TakesNoPart(Refusal):
    """A side that doesn't take part says nothing here and is asked nothing."""

    message = _("Deze partij doet niet mee aan de bemiddeling. Noteer eerst dat ze meedoet.")


class NoInterestSaid(Refusal):
    """No mediation ends, and nothing is proposed in it, without a word about the child."""

    message = _("Schrijf wat dit betekent voor het belang van het kind. Zonder dat komt er geen voorstel en geen einde.")


class NotAgreed(Refusal):
    """Nobody agreed to anything."""

    message = _("Er is nog geen voorstel dat elke partij aanvaardde. Noteer eerst wie aanvaardt, of kies een ander einde.")


@action("mediation.begun")
def begin(*, person: Person, case: Case, staff_file: OpenCompartment, form: str, why: str, chairs: Iterable[str], is_blocked: bool,
          override: str, at: datetime) -> Mediation:
    """Begin to mediate between these sides.

    :param chairs: as `the_chairs` calls them.
    :param is_blocked: whether something is recorded that keeps from mediating; then a supervisor of the team says why it may be.
    :raises TooFewSides: fewer than two sides.
    :raises MediationBlocked: it is blocked, and this person may not decide otherwise or didn't say why.
    :raises ChangedMeanwhile: a colleague began one already.
    """
    chairs = list(dict.fromkeys(chairs))
    if len(chairs) < FEWEST_SIDES:
        raise TooFewSides
    if is_blocked and not (override.strip() and case.team_id in person.supervised_teams):
        raise MediationBlocked
    mediation = Mediation(case=case, form=form, began_at=at, began_by=person.account, overridden_by=person.account if is_blocked else None)
    mediation.seal(staff_file, {"why": why, "override": override if is_blocked else "", "interest": "", "ended": ""})
    try:
        with transaction.atomic():
            mediation.save(force_insert=True)
    except IntegrityError as error:
        raise ChangedMeanwhile from error
    for number, chair in enumerate(chairs):
        kind, _colon, row_id = chair.partition(":")
        side = Side(mediation=mediation, number=number, added_at=at, **{f"{kind}_id": row_id})
        side.seal(staff_file, {"conditions": ""})
        side.save(force_insert=True)
    write_timeline(case=case, kind="mediation_begun", at=at, account=person.account, codes={"form": form, "in_spite": is_blocked})
    return mediation


@action("mediation.side_answered")
def answer(*, mediation: Mediation, side: Side, staff_file: OpenCompartment, takes_part: bool, conditions: str, at: datetime) -> Side:
    """Note whether a side takes part, and under which conditions. Silence is no answer, and no yes."""
    _refuse_ended(mediation)
    side.takes_part, side.answered_at = YES if takes_part else NO, at
    side.seal(staff_file, {"conditions": conditions})
    side.save(update_fields=["takes_part", "answered_at", "sealed", "compartment_id"])
    return side


@action("mediation.side_spoke")
def note_statement(*, person: Person, mediation: Mediation, side: Side, staff_file: OpenCompartment, text: str, at: datetime) -> Statement:
    """Keep what a side said. Until that side clears it, it stays with the mediator."""
    _refuse_ended(mediation)
    _refuse_absent(side)
    statement = Statement(side=side, at=at, account=person.account)
    statement.seal(staff_file, {"text": text})
    statement.save(force_insert=True)
    return statement


@action("mediation.cleared")
def clear(*, person: Person, mediation: Mediation, statement: Statement, for_sides: Iterable[Side], at: datetime) -> Statement:
    """The side that said it allows these sides, and no others, to hear it. What was allowed before and isn't now is taken back."""
    _refuse_ended(mediation)
    wanted = {side.id for side in for_sides} - {statement.side_id}
    standing = statement.clearances.filter(withdrawn_at=None)
    standing.exclude(side__in=wanted).update(withdrawn_at=at)
    known = set(standing.values_list("side", flat=True))
    Clearance.objects.bulk_create(
        Clearance(statement=statement, side_id=side, at=at, account=person.account) for side in sorted(wanted - known))
    return statement


@action("mediation.proposed")
def propose(*, person: Person, mediation: Mediation, side: Side | None, staff_file: OpenCompartment, text: str,
            interest: str, at: datetime) -> Proposal:
    """Put something before the sides, on behalf of one of them or of nobody, with what it means for the interest of the child.

    :raises NoInterestSaid: nothing is said of the child.
    """
    _refuse_ended(mediation)
    if not interest.strip():
        raise NoInterestSaid
    if side:
        _refuse_absent(side)
    proposal = Proposal(mediation=mediation, number=mediation.proposals.count() + 1, side=side, at=at, account=person.account)
    proposal.seal(staff_file, {"text": text, "interest": interest})
    proposal.save(force_insert=True)
    return proposal


@action("mediation.stand_taken")
def take_stand(*, person: Person, mediation: Mediation, proposal: Proposal, side: Side, staff_file: OpenCompartment, status: str,
               words: str, at: datetime) -> Stand:
    """Note where a side stands on a proposal from now on; what it said before stays."""
    _refuse_ended(mediation)
    _refuse_absent(side)
    stand = Stand(proposal=proposal, side=side, status=status, at=at, account=person.account)
    stand.seal(staff_file, {"words": words})
    stand.save(force_insert=True)
    return stand


@action("mediation.ended")
def end(*, person: Person, case: Case, opened: OpenedMediation, staff_file: OpenCompartment, ended_as: str, interest: str, words: str,
        at: datetime) -> Mediation:
    """End it, with what it means for the interest of the child.

    :raises NoInterestSaid: nothing is said of the child.
    :raises NotAgreed: it would end in an agreement to which not every side said yes.
    """
    mediation = opened.row
    _refuse_ended(mediation)
    if not interest.strip():
        raise NoInterestSaid
    if not may_end(ended_as, [one.is_agreed for one in opened.proposals]):
        raise NotAgreed
    mediation.ended_at, mediation.ended_as = at, ended_as
    mediation.seal(staff_file, {**opened.words, "interest": interest, "ended": words})
    mediation.save(update_fields=["ended_at", "ended_as", "sealed", "compartment_id"])
    write_timeline(case=case, kind="mediation_ended", at=at, account=person.account, codes={"as": ended_as})
    return mediation


def _refuse_ended(mediation: Mediation) -> None:
    if mediation.ended_at is not None:
        raise Ended


def _refuse_absent(side: Side) -> None:
    if side.takes_part != YES:
        raise TakesNoPart
