"""The law goes before a wish: something may be told without consent, or a case goes on that was withdrawn. One asks and answers every
question, another who may see the case confirms. Called by the pages of a case."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person, the_day_of
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.moving import note_word
from gehoor.domain.cases.models import Case
from gehoor.domain.consent.models import AGREED, TO_ACT, TO_RECIPIENT, TO_WITHDRAWAL, OutwardAct, Override, Recipient
from gehoor.domain.consent.overriding import NotThisGround, ask_override, decide_override
from gehoor.domain.conversations.actions import pass_message
from gehoor.domain.conversations.queries import the_conversation
from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.law import the_grounds, the_grounds_file
from gehoor.domain.services.registry import service_of_version
from gehoor.domain.services.schema.sharing import LegalGround
from gehoor.domain.services.service import Service
from gehoor.foundation.action import journey
from gehoor.foundation.calendars import add
from gehoor.foundation.errors import Refusal
from gehoor.journeys.terms_run import run_terms


class TooLong(Refusal):
    """Everything to one recipient, for longer than two people can weigh beforehand, or not even until today."""

    def __init__(self, last: date):
        super().__init__(_("Alles aan één ontvanger kan op deze grond van vandaag tot hoogstens %(last)s. Daarna wegen twee mensen het "
                           "opnieuw.") % {"last": day_in_words(last)})


class NotWithdrawn(Refusal):
    """There is nothing to go on against."""

    message = _("De melder vroeg niet om te stoppen. De zaak gaat gewoon verder.")


def telling_is_asked(*, person: Person, case: Case, act: OutwardAct, ground: str, known_as: str, answers: Mapping[str, str],
                     is_child_told: bool, told_why: str, whole_recipient_until: datetime | None = None, at: datetime) -> Override:
    """Ask that one act, or everything to its recipient until a day, may leave without consent.

    :raises NotThisGround: the ground isn't offered, or doesn't reach this far.
    :raises Unanswered: a question has no answer.
    :raises TooLong: a whole recipient until a day that has passed, or later than is declared or than the ground is in force.
    """
    if whole_recipient_until is not None:
        _refuse_too_long(case, ground, until=the_day_of(whole_recipient_until), at=at)
    how = {"lifts": TO_ACT, "act": act}
    if whole_recipient_until is not None:
        how = {"lifts": TO_RECIPIENT, "to": act.to, "until_at": whole_recipient_until}
    return _asked(person, case, ground, TO_ACT, known_as=known_as, answers=answers, is_child_told=is_child_told, told_why=told_why,
                  at=at, **how)


def going_on_is_asked(*, person: Person, case: Case, ground: str, known_as: str, answers: Mapping[str, str], is_child_told: bool,
                      told_why: str, tells: str, at: datetime) -> Override:
    """Ask that a case goes on although the reporter withdrew. What the reporter will read is written now, and passes once it is
    confirmed.

    :raises NotWithdrawn: nobody withdrew.
    :raises NotThisGround: the procedure knows no such ground.
    """
    conversation = the_conversation(case)
    if conversation is None or conversation.withdrawn_at is None:
        raise NotWithdrawn
    return _asked(person, case, ground, TO_WITHDRAWAL, known_as=known_as, answers=answers, is_child_told=is_child_told,
                  told_why=told_why, at=at, lifts=TO_WITHDRAWAL, tells=tells)


def override_is_decided(*, person: Person, case: Case, override: Override, verdict: str, reasons: str, at: datetime) -> Override:
    """The second person agrees or declines. Where a case goes on after a withdrawal, the reporter is told in the same transaction.

    :raises NotAlone: the person asked for it themselves.
    :raises OneSeat: one of the two only does the work of the other in this case.
    :raises AlreadyDecided: a colleague was faster.
    :raises NotThisGround: they agree, and the ground is no longer in force on the day that they do.
    """
    with journey("override.is_decided", at=at, actor=person.account):
        hold_case(person, case)
        staff_file = person.keyring.open(case.compartment_id)
        lifts = TO_WITHDRAWAL if override.lifts == TO_WITHDRAWAL else TO_ACT
        in_force = the_grounds(service_of_version(case.version), at.date(), lifts=lifts)
        if verdict == AGREED and override.ground not in {one.code for one in in_force}:
            raise NotThisGround(_("Deze grond geldt niet op de dag van de beslissing."))
        override = decide_override(person=person, case=case, override=override, staff_file=staff_file, verdict=verdict, reasons=reasons,
                                   at=at)
        conversation = the_conversation(case)
        if override.lifts == TO_WITHDRAWAL and verdict == AGREED and conversation is not None:
            pass_message(conversation=conversation, compartment=person.keyring.open(conversation.compartment_id), direction="out",
                         kind="answer", text=override.unsealed(staff_file)["tells"], account=person.account, at=at)
            note_word(case=case, by="us", answers=False, at=at)
            run_terms(case=case, service=service_of_version(case.version))
    return override


def the_last_day(service: Service, ground: LegalGround, *, at: datetime) -> date:
    """Until when at most everything to one recipient may go on this ground."""
    within = the_grounds_file(service, at.date()).whole_recipient_within
    return min(the_day_of(add(within, at, service.calendar)), ground.valid_to or date.max)


def goes_on(case: Case) -> bool:
    """Whether two people decided that this case goes on although it was withdrawn."""
    return Override.objects.filter(case=case, lifts=TO_WITHDRAWAL, verdict=AGREED).exists()


def _refuse_too_long(case: Case, code: str, *, until: date, at: datetime) -> None:
    service = service_of_version(case.version)
    ground = next((one for one in the_grounds(service, at.date(), lifts=TO_ACT) if one.code == code), None)
    if ground is not None and not the_day_of(at) <= until <= the_last_day(service, ground, at=at):
        raise TooLong(the_last_day(service, ground, at=at))


def _asked(person: Person, case: Case, code: str, lifts_what: str, *, lifts: str, tells: str = "", at: datetime,
           act: OutwardAct | None = None, to: Recipient | None = None, until_at: datetime | None = None, **said) -> Override:
    service = service_of_version(case.version)
    ground = next((one for one in the_grounds(service, at.date(), lifts=lifts_what) if one.code == code), None)
    if ground is None:
        raise NotThisGround(_("Deze grond geldt hier vandaag niet."))
    with journey("override.is_asked", at=at, actor=person.account):
        hold_case(person, case)
        return ask_override(person=person, case=case, staff_file=person.keyring.open(case.compartment_id),
                            file=the_grounds_file(service, at.date()), ground=ground, lifts=lifts, act=act, to=to, until_at=until_at,
                            tells=tells, at=at, **said)
