"""Lets the example stories happen: each step is the journey that a real person would set off."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.accounts.locks import keyring_for
from gehoor.domain.accounts.models import Team
from gehoor.domain.accounts.queries import the_account
from gehoor.domain.accounts.second_factor import give_second_factor, new_secret
from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case
from gehoor.domain.conversations.access import the_story
from gehoor.domain.directory.actions import add_institution
from gehoor.domain.services.meaning import meanings
from gehoor.domain.services.registry import Service, the_service
from gehoor.foundation.action import journey
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.receipts import ReceiptCode, open_receipt, prepare_receipt
from gehoor.interfaces.demo.houses import PASSPHRASE, ExampleHouse
from gehoor.journeys import case_moves_on as moving
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.instance_is_founded import person_joins
from gehoor.journeys.message_passes import note, reporter_reads, reporter_writes, staff_answers
from gehoor.journeys.report_arrives import Submission, report_arrives


@dataclass(frozen=True)
class Cast:
    """Who works in an example, unlocked, and for which service."""

    service: Service
    people: dict[str, Person]


def people_join(house: ExampleHouse, *, at: datetime) -> tuple[Cast, dict[str, str]]:
    """Let everybody join; returns them unlocked, and the secrets of their second factors, which the start page tells."""
    service = the_service(house.code, at.date())
    team = Team.objects.get(service=house.code, code=service.about.teams[0].code)
    first = the_account(house.first)
    private = keyring_for(first, PASSPHRASE).team_private(team.id)
    secrets = {}
    for told in house.people:
        secrets[told["username"]] = secret = new_secret()
        if told["username"] == house.first:
            with journey("second_factor.given", at=at, actor=first):
                give_second_factor(account=first, secret=secret)
        else:
            person_joins(username=told["username"], name=told["name"], passphrase=PASSPHRASE, second_factor=secret, by=first,
                         teams=[(team, told["role"], private)], at=at)
    accounts = {told["username"]: the_account(told["username"]) for told in house.people}
    people = {name: Person(account=account, keyring=keyring_for(account, PASSPHRASE)) for name, account in accounts.items()}
    with journey("directory.filled", at=at, actor=first):
        places = {told["name"]: add_institution(**told) for told in house.institutions}
        for conflict in house.conflicts:
            declare_conflict(account=accounts[conflict["who"]], institution=places[conflict["institution"]], at=at)
    return Cast(service=service, people=people), secrets


def story_happens(story: dict, cast: Cast, at: datetime, *, latest: datetime) -> None:
    """One story arrives, and what is written under `then` follows, never later than now."""
    service = cast.service
    asked = {question.means: question.code for question in service.questionnaire(story["audience"]).fields() if question.means}
    answers = {asked[means]: answer for means, answer in story["means"].items()}
    submission = Submission(id=new_id(), service=service, audience=story["audience"], language="nl", answers=answers,
                            meanings=meanings(service, story["audience"], answers, language="nl", on=at.date()))
    arrived = report_arrives(submission=submission, prepared=prepare_receipt(), at=at)
    for step in story.get("then", ()):
        when = min(at + timedelta(hours=step["hours"]), latest)
        if step["do"] == "reply":
            _reply(arrived.code, step["text"], when)
        else:
            person = cast.people[step["who"]]
            STEPS[step["do"]](person, access_case(person, arrived.case.reference), step, when)


def _reply(code: ReceiptCode, text: str, at: datetime) -> None:
    told = the_story(open_receipt(code))
    reporter_reads(story=told, at=at)
    reporter_writes(story=told, kind="reply", text=text, held_files=[], at=at)


def _close(person: Person, case: Case, step: dict, at: datetime) -> None:
    """Through every stage that the shortest way to an end needs, filling in what each step requires."""
    while not case.is_closed:
        ahead = [move for move in moving.the_moves(case) if move.to != case.stage and not move.grounds]
        move = next((one for one in ahead if one.code == "advise"), ahead[0])
        for needed in [*move.missing, *(move.outcomes[0].requires if move.closes else ())]:
            _meet(person, case, needed, at)
        moving.case_moves_on(person=person, case=case, move=move.code, expected=case.stage, at=at,
                             outcome=move.outcomes[0].code if move.closes else "")


def _meet(person: Person, case: Case, needed: str, at: datetime) -> None:
    if needed == "sheet.child_heard":
        moving.sheet_is_filled(person=person, case=case, code="child_heard", at=at, answers={
            "heard": "yes", "heard_on": {"day": at.day, "month": at.month, "year": at.year}})
    elif needed.startswith("sheet."):
        moving.sheet_is_filled(person=person, case=case, code=needed.removeprefix("sheet."), answers={}, at=at)
    elif needed == "urgency_decided":
        moving.urgency_is_decided(person=person, case=case, urgency=case.urgency, at=at)


STEPS: dict[str, Callable[[Person, Case, dict, datetime], object]] = {
    "open": lambda person, case, step, at: case_is_opened(person=person, case=case, at=at),
    "take": lambda person, case, step, at: _take(person, case, at),
    "answer": lambda person, case, step, at: staff_answers(person=person, case=case, text=step["text"], kind="answer", at=at),
    "note": lambda person, case, step, at: note(person=person, case=case, text=step["text"], at=at),
    "summarise": lambda person, case, step, at: moving.case_is_summarised(
        person=person, case=case, title=step["title"], summary=step["text"], at=at),
    "classify": lambda person, case, step, at: moving.case_is_classified(
        person=person, case=case, kind=case.kind, theme=step["theme"], themes=[], failings=step["failings"], at=at),
    "close": _close,
}


def _take(person: Person, case: Case, at: datetime) -> None:
    """Take a case, and move it out of the first stage where the procedure has a plain step for that."""
    moving.case_is_assigned(person=person, case=case, to=person.account, expected=None, at=at)
    step = next((one for one in moving.the_moves(case) if one.allowed and not one.closes), None)
    if step:
        moving.case_moves_on(person=person, case=case, move=step.code, expected=case.stage, at=at)
