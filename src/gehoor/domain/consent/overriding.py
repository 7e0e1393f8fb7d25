"""Telling without consent, or going on after a withdrawal: a declared legal ground, every question answered, two people, and the
child told or why not."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.models import Case
from gehoor.domain.cases.second import in_whose_place, refuse_one_seat
from gehoor.domain.consent.models import AGREED, TO_ACT, TO_RECIPIENT, OutwardAct, Override, Recipient
from gehoor.domain.services.schema.sharing import GroundsFile, LegalGround
from gehoor.foundation.action import action
from gehoor.foundation.errors import Refusal
from gehoor.foundation.vault.compartments import OpenCompartment

NL = "nl"


class NotThisGround(Refusal):
    """The ground doesn't reach this far; says why."""


class NotAlone(Refusal):
    """Whoever asks never decides."""

    message = _("Wie dit vraagt, beslist het niet zelf. Laat een collega die deze zaak mag openen het bevestigen.")


class AlreadyDecided(Refusal):
    """A colleague was faster."""

    message = _("Hierover is al beslist.")


class Unanswered(Refusal):
    """A preliminary question has no answer."""

    message = _("Beantwoord elke vraag. Zonder antwoord kan deze grond niet.")


@action("override.asked")
def ask_override(*, person: Person, case: Case, staff_file: OpenCompartment, file: GroundsFile, ground: LegalGround, lifts: str,
                 known_as: str, answers: Mapping[str, str], is_child_told: bool, told_why: str, at: datetime,
                 act: OutwardAct | None = None, to: Recipient | None = None, until_at: datetime | None = None, tells: str = "") -> Override:
    """Ask that something may be told, or that a case goes on, on a ground in force today. It counts once a second person agreed.

    :param answers: by the code of each question of the ground.
    :param until_at: of a whole recipient, until when.
    :param tells: what the reporter will read once it is agreed.
    :raises NotThisGround: it isn't in force, isn't for this recipient, or isn't for what is known in that capacity.
    :raises Unanswered: a question of the ground has no answer.
    """
    _refuse_out_of_reach(file, ground, known_as=known_as, recipient=(act.to if act else to), at=at)
    asked = file.asked(ground)
    if any(not answers.get(one.code, "").strip() for one in asked):
        raise Unanswered
    if not is_child_told and not told_why.strip():
        raise Unanswered(_("Weet het kind het niet? Schrijf waarom."))
    override = Override(case=case, lifts=lifts, ground=ground.code, act=act, to=to, until_at=until_at, known_as=known_as,
                        is_child_told=is_child_told, asked_by=person.account, asked_at=at)
    override.seal(staff_file, {
        "ground": {"label": ground.label.text(NL), "says": ground.says.text(NL), "source": ground.source},
        "answers": [{"ask": one.ask.text(NL), "said": answers[one.code]} for one in asked], "told_why": told_why,
        "reasons": "", "tells": tells, **in_whose_place(person, case)})
    override.save(force_insert=True)
    write_timeline(case=case, kind="override_asked", at=at, account=person.account, codes={"ground": ground.code, "lifts": lifts})
    return override


@action("override.decided")
def decide_override(*, person: Person, case: Case, override: Override, staff_file: OpenCompartment, verdict: str, reasons: str,
                    at: datetime) -> Override:
    """Agree to an override, or decline it, as the second person.

    :raises NotAlone: the person asked for it.
    :raises OneSeat: one of the two only does the work of the other in this case.
    :raises AlreadyDecided: a colleague was faster.
    """
    held = Override.objects.select_for_update().filter(case=case, pk=override.pk).first()
    if held is None or held.verdict:
        raise AlreadyDecided
    if held.asked_by_id == person.id:
        raise NotAlone
    said = held.unsealed(staff_file)
    refuse_one_seat(case, asker=held.asked_by_id, decider=person.id, said=said, at=at)
    held.seal(staff_file, {**said, "reasons": reasons})
    held.verdict, held.decided_by, held.decided_at = verdict, person.account, at
    held.save()
    write_timeline(case=case, kind="override_decided", at=at, account=person.account,
                   codes={"ground": held.ground, "lifts": held.lifts, "verdict": verdict, "asked_by": held.asked_by.name})
    return held


def the_agreed(case: Case) -> list[Override]:
    """What two people decided in this case, newest first."""
    return list(Override.objects.filter(case=case, verdict=AGREED).select_related("act__to", "to"))


def the_override_of(act: OutwardAct, agreed: Iterable[Override], *, at: datetime) -> Override | None:
    """The override that carries this act now: its own, or one of its recipient that hasn't run out."""
    return next((one for one in agreed if one.lifts == TO_ACT and one.act_id == act.pk), None) or next(
        (one for one in agreed if one.lifts == TO_RECIPIENT and one.to_id == act.to_id and one.until_at >= at), None)


def _refuse_out_of_reach(file: GroundsFile, ground: LegalGround, *, known_as: str, recipient: Recipient | None, at: datetime) -> None:
    if not ground.holds_on(at.date()):
        raise NotThisGround(_("Deze grond geldt niet op de dag van de beslissing."))
    if recipient is not None and ground.may_tell and recipient.kind not in ground.may_tell:
        raise NotThisGround(_("Op deze grond mag je dit niet aan deze ontvanger zeggen. Kies een andere grond of een andere ontvanger."))
    if known_as in ground.not_for:
        who = next((one.label.text(NL) for one in file.known_as if one.code == known_as), known_as)
        raise NotThisGround(_("Deze grond geldt niet voor wat iemand zo weet: %(who)s.") % {"who": who})
