"""Plain makers with fixed values: a founded house with its people, and cases in it that came in the way real ones do."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.models import Account, Team
from gehoor.domain.accounts.queries import the_team
from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case
from gehoor.domain.conversations.access import Story, the_story
from gehoor.domain.directory.actions import add_institution
from gehoor.domain.directory.models import Institution
from gehoor.domain.services.approvals import outcome_requires
from gehoor.domain.services.law import the_sharing
from gehoor.domain.services.meaning import meanings
from gehoor.domain.services.names import every_question
from gehoor.domain.services.registry import Service, all_services
from gehoor.domain.services.schema.needed import Agreed, Needed, alternatives
from gehoor.foundation.action import journey
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.holders import unlock
from gehoor.foundation.vault.receipts import open_receipt, prepare_receipt
from gehoor.journeys.answers_are_filled_in import answers_are_filled_in
from gehoor.journeys.case_moves_on import (
    case_is_assigned,
    case_is_classified,
    case_is_summarised,
    case_moves_on,
    respondent_is_named,
    sheet_is_filled,
    the_moves,
    urgency_is_decided,
)
from gehoor.journeys.consent_is_given import consent_is_recorded
from gehoor.journeys.instance_is_founded import instance_is_founded, person_joins
from gehoor.journeys.message_passes import staff_answers
from gehoor.journeys.people_are_known import party_is_added
from gehoor.journeys.points_are_handled import norms_are_tested
from gehoor.journeys.report_arrives import Arrived, Submission, report_arrives
from gehoor.journeys.second_person_decides import approval_is_asked, approval_is_decided
from gehoor.journeys.something_leaves import ToWhom
from gehoor.journeys.words_go_along import what_it_must_say
from tests import people
from tests.remembered import once

NOON = datetime(2026, 3, 10, 11, 0, tzinfo=UTC)  # a Tuesday, noon in Brussels
ONWARD = "Wij gaan hiermee verder en schrijven je weer."
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@dataclass
class House:
    """A founded instance with one service, and who works there."""

    service: Service
    team: Team
    team_private: bytes = field(repr=False)
    accounts: dict[str, Account] = field(default_factory=dict)
    team_privates: dict[UUID, bytes] = field(default_factory=dict, repr=False)

    @property
    def themes(self) -> list[str]:
        """The theme codes of the service."""
        return [theme.code for theme in self.service.axes.themes]

    def join(self, figure: people.Figure) -> Account:
        """Let somebody of the cast join the team."""
        joined = once((self.team.id, figure), lambda: person_joins(
            username=figure.username, name=figure.name, passphrase=people.PASSPHRASE, at=NOON,
            teams=[(self.team, figure.role, self.team_private)]))
        self.accounts[figure.username] = account = Account.objects.get(pk=joined.account.pk)
        return account

    def person(self, figure: people.Figure, *, at: datetime | None = None) -> Person:
        """Somebody of the cast, unlocked, at noon unless told otherwise; they join when they haven't yet."""
        account = self.accounts.get(figure.username) or self.join(figure)
        return Person(account=account, keyring=unlock(holder_id=account.id, passphrase=people.PASSPHRASE), at=at or NOON)


def a_house() -> House:
    """Found the instance of the test database, with the first service of the settings."""
    service = all_services(NOON.date())[0]
    founded = once((service.code, service.hash), lambda: instance_is_founded(services=[service], at=NOON))
    settings.GEHOOR_ROOT_FINGERPRINT, privates = founded.fingerprint, dict(founded.team_privates)
    team = the_team(service.code, service.about.teams[0].code)
    return House(service=service, team=team, team_private=privates[team.id], team_privates=privates)


def a_submission(house: House, *, audience: str = "", story: str = people.AMIRS_STORY, **answers) -> Submission:
    """A questionnaire as a child would send it; further answers by the kernel's word for their meaning."""
    service = house.service
    audience = audience or service.about.audiences[0].code
    asked = {one.means: one.code for one in service.questionnaire(audience).fields() if one.means}
    given = {asked["story"]: story} | {asked[means]: answer for means, answer in answers.items()}
    return Submission(id=new_id(), service=service, audience=audience, language="nl", answers=given,
                      meanings=meanings(service, audience, given, language="nl", on=NOON.date()))


def a_report(house: House, *, at: datetime = NOON, **told) -> Arrived:
    """A report that arrived through the form."""
    return report_arrives(submission=a_submission(house, **told), prepared=prepare_receipt(), at=at)


def classify(house: House, person: Person, case: Case, *, at: datetime = NOON) -> Case:
    """Say what a case is about: the first kind, theme and failing that the service declares."""
    service = house.service
    return case_is_classified(person=person, case=case, kind=service.procedure.counts_as, theme=house.themes[0], themes=[],
                              failings=[service.axes.failings[0].code], at=at)


def close(house: House, person: Person, case: Case, *, at: datetime = NOON) -> Case:
    """Walk a case to its end by the shortest way that the procedure allows, doing on the way what it requires."""
    for _step in range(12):
        if case.is_closed:
            return case
        moves = [move for move in the_moves(case, person=person) if move.to != case.stage]
        move = min(moves, key=lambda one: (not one.closes or bool(one.grounds), len(one.missing)))
        outcome = move.outcomes[0] if move.closes else None
        for code in (*move.missing, *(outcome_requires(outcome, move.wanted) if outcome else ())):
            meet(house, person, case, code, at=at)
        case = case_moves_on(person=person, case=case, move=move.code, expected=case.stage, at=at,
                             outcome=outcome.code if outcome else "", grounds=tuple(one.code for one in move.open_grounds[:1]),
                             **words_along(house, case, move))
    raise AssertionError(f"no way to the end from {case.stage}")


def words_along(house: House, case: Case, move) -> dict[str, str]:
    """The words that go with a step that refuses, or that tells the reporter how it goes on, with what these may not leave out; none
    with another."""
    if move.grounds:
        return {"reasons": people.REASONS, "message": people.REFUSAL}
    return {"message": f"{ONWARD} {what_it_must_say(case, house.service, move.tell)}"} if move.tell else {}


def meet(house: House, person: Person, case: Case, code: str, *, at: datetime) -> None:
    """Do one thing that a procedure may require; of two of which either is enough, the first."""
    service, code = house.service, alternatives(code)[0]
    if code.startswith("answer."):
        needed = Needed.of(code)
        answer = {needed.row: {"is": needed.answer}} if needed.row else needed.answer
        earlier = case.sheets.filter(code=needed.sheet).order_by("filled_at", "id").last()
        said = earlier.unsealed(person.keyring.open(case.compartment_id))["answers"] if earlier else {}
        sheet_is_filled(person=person, case=case, code=needed.sheet, answers={**said, needed.question: answer}, at=at)
    elif code.startswith("sheet."):
        sheet_is_filled(person=person, case=case, code=code.removeprefix("sheet."), answers={}, message=ONWARD, at=at)
    elif code.startswith("approval."):
        second = house.person(people.ILIAS)
        asked = approval_is_asked(person=person, case=case, of=code.removeprefix("approval."), reasons=people.REASONS,
                                  colleague=second.account, at=at)
        approval_is_decided(person=second, case=access_case(second, case.reference), approval_id=asked.pk, verdict="approved",
                            reasons="", at=at)
    elif code == "handler_assigned":
        case_is_assigned(person=person, case=case, to=person.account, expected=case.handler, at=at)
    elif code == "summary_written":
        case_is_summarised(person=person, case=case, title="Kort", summary="In onze woorden.", at=at)
    elif code in ("kind_chosen", "theme_chosen", "failing_chosen"):
        classify(house, person, case, at=at)
    elif code == "urgency_decided":
        urgency_is_decided(person=person, case=case, urgency=service.procedure.urgencies[-1].code, at=at)
    elif code == "child_party_named":
        party_is_added(person=person, case=case, role="child", about=people.AMIR, is_child=True, at=at)
    elif code == "child_identified":
        party_is_added(person=person, case=case, role="child", about=people.AMIR | {"born": "4-6-2015"}, is_child=True, at=at)
    elif code == "reporter_identified":
        asked = next(one.code for one in every_question(service) if one.means == "reporter_name")
        answers_are_filled_in(person=person, case=case, answers={asked: "Katrien"}, at=at)
    elif code.startswith("consent."):
        agree(house, person, case, code, at=at)
    elif code.endswith("_tested"):
        norms_are_tested(person=person, case=case, number=None, against=code.removesuffix("_tested"), norms=[], judgement="no_judgement",
                         reasons="Geen regel geldt hier.", at=at)
    elif code == "respondent_named":
        respondent_is_named(person=person, case=case, kind="rule", words="Het schoolreglement", institution=None, at=at)
    else:
        staff_answers(person=person, case=case, text="We hebben het bekeken.", kind="answer", at=at)


def agree(house: House, person: Person, case: Case, code: str, *, at: datetime) -> None:
    """Let everybody in the case, and a parent, agree to what a requirement names."""
    agreed, file = Agreed.of(code), the_sharing(at.date())
    to = ToWhom(kind=agreed.to or next(one.code for one in file.recipients if not one.in_case), words="Wie dit nodig heeft")
    if not case.parties.filter(is_child=True).exists():
        party_is_added(person=person, case=case, role="child", about=people.AMIR, is_child=True, at=at)
    parent = case.parties.filter(is_child=False, role="parent").first() or party_is_added(
        person=person, case=case, role="parent", about={"name": "Katrien"}, at=at)
    asked = [(party, "reporter") for party in case.parties.filter(is_reporter=True, is_child=False)]
    for party, capacity in [*asked, *((one, "child") for one in case.parties.filter(is_child=True)), (parent, "parent")]:
        consent_is_recorded(person=person, case=case, to=to, party=party, capacity=capacity, purpose=agreed.purpose, data=["subject"],
                            answer="given", way="phone", words="Dat mag.", from_at=at, at=at)
        to = ToWhom(known=case.recipients.latest("added_at"))


def a_day() -> date:
    """The day on which most of the tests happen."""
    return NOON.date()


PACKAGE = Path(__file__).resolve().parent.parent / "src" / "gehoor"


def an_institution(name: str, *, kind: str = "school", place: str = "Gent") -> Institution:
    """An institution of the directory."""
    with journey("test.directory", at=NOON):
        return add_institution(name=name, kind=kind, place=place)


def story_of(arrived: Arrived) -> Story:
    """What the holder of a report's receipt sees."""
    return the_story(open_receipt(arrived.code))
