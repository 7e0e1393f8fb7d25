"""A message passes between a reporter and the service, or a note between colleagues."""

from datetime import date, datetime

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.moving import let_rest, note_word, raise_urgency
from gehoor.domain.cases.actions.opening import write_timeline
from gehoor.domain.cases.actions.tasks import TASK, make_task, who_sees_to_it
from gehoor.domain.cases.actions.working import ChangedMeanwhile, add_note
from gehoor.domain.cases.models import Case
from gehoor.domain.consent.actions import withdraw_everything
from gehoor.domain.consent.queries import the_contact_consent
from gehoor.domain.conversations.access import Story, hold_story
from gehoor.domain.conversations.actions import mark_read, mark_withdrawn, pass_message
from gehoor.domain.conversations.models import Message
from gehoor.domain.conversations.queries import the_conversation
from gehoor.domain.services.attention import stands_out
from gehoor.domain.services.points_told import words_about
from gehoor.domain.services.registry import Service, service_of_version
from gehoor.foundation.action import journey
from gehoor.foundation.errors import Refusal
from gehoor.foundation.files.storage import HeldFile, adopt
from gehoor.foundation.outbox.actions import release, stop
from gehoor.foundation.outbox.mail import NotAMail
from gehoor.foundation.vault.compartments import OpenCompartment
from gehoor.journeys.alerts import alert_duty_team
from gehoor.journeys.terms_run import run_terms


class NothingSaid(Refusal):
    """An empty message helps nobody."""

    message = _("Schrijf eerst iets, of voeg een bestand toe.")


class NothingWaits(Refusal):
    """There is no message after the end that waits for anybody."""

    message = _("In deze zaak wacht geen bericht van na het einde. Bekijk de zaak opnieuw.")


class DayIsPast(Refusal):
    """Nothing is promised by a day that has been."""

    message = _("Deze dag is al voorbij. Beloof iets tegen vandaag of later.")


def reporter_writes(*, story: Story, kind: str, text: str, held_files: list[HeldFile], at: datetime) -> Message:
    """The reporter writes back, corrects, or wants to stop; it is kept word for word and the people of the case see it.

    A withdrawal stops at once whatever was about to go out; what it means for the case is for people to decide.

    :raises NothingSaid: no text and no file (a withdrawal may be silent).
    """
    if not text.strip() and not held_files and kind != "withdrawal":
        raise NothingSaid
    with journey("message.passes", at=at, actor_kind="reporter"):
        story = hold_story(story)
        case = story.case
        message = pass_message(conversation=story.conversation, compartment=story.compartment, direction="in", kind=kind, text=text,
                               account=None, at=at)
        for position, held in enumerate(held_files):
            adopt(held, compartment=story.compartment, about=message.id, position=position, at=at)
        if kind == "withdrawal":
            mark_withdrawn(conversation=story.conversation, at=at)
            stop(about=case.id)
            withdraw_everything(case=case, at=at)
            write_timeline(case=case, kind="withdrawn", at=at)
        note_word(case=case, by="reporter", answers=False, at=at)
        service = service_of_version(case.version)
        raised = stands_out(service, [text], story.conversation.language) and _raise(case, service, at)
        run_terms(case=case, service=service)
    if raised:
        alert_duty_team(case=case, at=at)
    return message


def message_rests(*, person: Person, case: Case, seen: str, at: datetime) -> Case:
    """Somebody read what the reporter wrote after the end, and nothing has to be done.

    :param seen: the moment, in ISO form, of the last message that the person had before them.
    :raises ChangedMeanwhile: the reporter wrote again since: that is read first.
    :raises NothingWaits: no message from after the end waits.
    """
    with journey("message.rests", at=at, actor=person.account):
        hold_case(person, case)
        if not case.is_closed or case.last_word_by != "reporter":
            raise NothingWaits
        if seen != case.last_heard_at.isoformat():
            raise ChangedMeanwhile
        rests = let_rest(person=person, case=case, at=at)
        run_terms(case=case, service=service_of_version(case.version))
        return rests


def reporter_reads(*, story: Story, at: datetime) -> None:
    """The reporter came back: our messages are before them now."""
    with journey("messages.read", at=at, actor_kind="reporter"):
        mark_read(conversation=story.conversation, at=at)


def staff_answers(*, person: Person, case: Case, text: str, kind: str, promised_by: date | None = None, promised: str = "",
                  at: datetime) -> Message:
    """Somebody who works here writes to the reporter, who reads it with the receipt.

    Where the reporter consented to it by mail, a neutral line goes out that says nothing: nobody who reads along learns anything.

    :param kind: `answer`, or `question` when we ask for something.
    :param promised_by: a day by which the message promises something: it becomes a task of that day, in the words of `promised`.
    :raises NothingSaid: an empty message.
    :raises DayIsPast: it promises something by a day that has been.
    """
    if not text.strip():
        raise NothingSaid
    with journey("message.passes", at=at, actor=person.account):
        hold_case(person, case)
        message = tell_reporter(person=person, case=case, text=text, kind=kind, at=at)
        if promised_by is not None:
            _put_on_the_list(person, case, promised_by, promised, at)
        return message


def tell_reporter(*, person: Person, case: Case, text: str, kind: str, at: datetime) -> Message:
    """Put our words behind the receipt; part of a journey that holds the case.

    :param kind: `answer`, `question`, or `notice`, which answers nothing yet, such as that it takes longer.
    """
    conversation = the_conversation(case)
    found = _told_of_points(case, text, conversation.language) if kind == "answer" else ()
    message = pass_message(conversation=conversation, compartment=person.keyring.open(conversation.compartment_id),
                           direction="out", kind=kind, text=text, account=person.account, found=found, at=at)
    note_word(case=case, by="us", answers=kind == "answer", at=at)
    run_terms(case=case, service=service_of_version(case.version))
    _ping(case=case, language=conversation.language, staff_file=person.keyring.open(case.compartment_id), at=at)
    return message


def _told_of_points(case: Case, text: str, language: str) -> list[dict]:
    """What an answer says of the points that are found: from then on the reporter reads it point by point, and never before."""
    points = dict(case.items.filter(dropped_at=None).values_list("number", "finding"))
    told = words_about(text, points, language=language) if any(points.values()) else {}
    return [{"number": number, "words": words} for number, words in sorted(told.items()) if points[number]]


def _put_on_the_list(person: Person, case: Case, by: date, what: str, at: datetime) -> None:
    """What was promised is due from whoever handles the case; while nobody does, from who promised it."""
    if by < service_of_version(case.version).day_of(at):
        raise DayIsPast
    make_task(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), kind=TASK, due_on=by,
              account=who_sees_to_it(person, case, at=at),
              what=what.strip() or gettext("Doen wat we de melder beloofden"), remind_on=by, at=at)


def note(*, person: Person, case: Case, text: str, at: datetime) -> None:
    """A note between colleagues; the reporter never sees it.

    :raises NothingSaid: an empty note.
    """
    if not text.strip():
        raise NothingSaid
    with journey("case.noted", at=at, actor=person.account):
        hold_case(person, case)
        add_note(person=person, case=case, staff_file=person.keyring.open(case.compartment_id), text=text, at=at)


def _raise(case: Case, service: Service, at: datetime) -> bool:
    """Show the case as urgent as the words of a message say, until a person decides; never lower than it was."""
    order = [one.code for one in service.procedure.urgencies]
    raised = next(one for one in service.procedure.urgencies if one.code == service.procedure.attention.raises_to)
    if case.urgency in order and order.index(case.urgency) <= order.index(raised.code):
        return False
    raise_urgency(case=case, urgency=raised.code, is_urgent=raised.ahead, at=at)
    return True


def _ping(*, case: Case, language: str, staff_file: OpenCompartment, at: datetime) -> None:
    consent = the_contact_consent(case)
    if consent is None or not consent.was_given or consent.channel != "email":
        return
    how = consent.unsealed(staff_file)
    if not how.get("address"):
        return
    with override(language):
        subject, body = gettext("Een berichtje"), gettext("Er staat iets nieuws voor je klaar. Je weet waar.")
    payload = {"to": how["address"], "from_name": how.get("name") or "", "subject": subject, "body": body}
    try:
        release(kind="mail", about=case.id, at=at, payload=payload)
    except NotAMail:
        # What the reporter typed is no address: nothing goes out, and the answer still waits behind the receipt.
        return
