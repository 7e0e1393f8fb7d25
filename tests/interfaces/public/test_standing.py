from datetime import UTC, date, datetime, timedelta

import pytest

from gehoor.domain.cases.models import Case
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.vault.receipts import open_receipt
from gehoor.interfaces.public.standing import path_ahead, path_of
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_moves_on
from gehoor.journeys.message_passes import staff_answers
from gehoor.journeys.terms_are_changed import term_is_extended
from gehoor.journeys.terms_run import the_terms
from tests import make, people
from tests.told import by_letter

pytestmark = pytest.mark.django_db


def states(path):
    return [(step.state, step.kind) for step in path]


def the_path(code, *, is_asked=False):
    from gehoor.domain.conversations.access import the_story

    story = the_story(open_receipt(code))
    return path_of(service_of_version(story.case.version), story.case, withdrawn_at=story.conversation.withdrawn_at,
                   is_asked=is_asked)


def test_a_story_just_sent_has_every_promise_ahead_with_its_day(house):
    path = path_ahead(house.service, urgency=house.service.procedure.urgencies[-1].code, at=make.NOON)
    assert path[0].kind == "told"
    assert path[1].state == "now"
    assert all(step.due_at > make.NOON for step in path[1:])
    assert [step.due_at for step in path[1:]] == sorted(step.due_at for step in path[1:])


def test_until_somebody_reads_it_that_is_what_is_next(house):
    path = the_path(make.a_report(house).code)
    assert states(path)[:2] == [("done", "told"), ("now", "")]
    assert path[1].due_at > make.NOON


def test_who_read_and_wrote_stands_behind_with_the_day(house):
    arrived, noor = make.a_report(house), house.person(people.NOOR)
    case_is_opened(person=noor, case=arrived.case, at=make.NOON + make.HOUR)
    staff_answers(person=noor, case=arrived.case, text="Dag.", kind="answer", at=make.NOON + make.DAY)
    path = the_path(arrived.code)
    assert states(path)[:4] == [("done", "told"), ("done", "read"), ("done", "wrote"), ("now", "looking")]
    assert [step.at for step in path[:3]] == [make.NOON, make.NOON + make.HOUR, make.NOON + make.DAY]


def test_further_on_the_stage_tells_where_it_stands(house):
    arrived, noor = make.a_report(house), house.person(people.NOOR)
    case_is_opened(person=noor, case=arrived.case, at=make.NOON)
    second = house.service.procedure.stages[1]
    Case.objects.filter(pk=arrived.case.pk).update(stage=second.code)
    assert second.tells in [step.words for step in the_path(arrived.code) if step.state == "now"]


def test_when_we_asked_something_it_is_their_turn(house):
    arrived, noor = make.a_report(house), house.person(people.NOOR)
    case_is_opened(person=noor, case=arrived.case, at=make.NOON)
    assert ("now", "your_turn") in states(the_path(arrived.code, is_asked=True))


def test_a_closed_story_ends_with_what_came_of_it(house):
    arrived, noor = make.a_report(house), house.person(people.NOOR)
    case = make.close(house, noor, arrived.case, at=make.NOON + make.DAY)
    path = the_path(arrived.code)
    assert path[-1].state == "now"
    assert [(step.kind, step.at) for step in path if step.state == "done"][-1] == ("closed", case.closed_at)
    assert path[-1].words == house.service.procedure.outcome(case.outcome).tells
    assert "next" not in [step.state for step in path]


def test_until_when_the_law_lets_it_take_stands_on_the_path_where_the_service_tells_it(settings):
    """Bestuursdecreet, art. II.83: 45 calendar days; and an extension moves it before the reporter's eyes."""
    settings.GEHOOR_SERVICES = ("kg",)
    house = make.a_house()
    told = datetime(2026, 2, 3, 9, 0, tzinfo=UTC)
    arrived, noor = make.a_report(house, at=told, child_name="Ella"), house.person(people.NOOR)

    def last() -> tuple[str, date]:
        case = Case.objects.get(pk=arrived.case.pk)
        step = path_of(house.service, case, withdrawn_at=None, is_asked=False, terms=the_terms(case, house.service))[-1]
        return step.words.text("nl", plain=True), house.service.day_of(step.due_at)

    assert last() == ("Je krijgt ons antwoord. Zo staat het in de wet.", date(2026, 3, 20))
    term_is_extended(person=noor, case=arrived.case, term="answer", until=date(2026, 4, 15), reasons="Er komt nog een verslag.",
                     told=by_letter("complainant", "respondent"), at=told)
    assert last()[1] == date(2026, 4, 15)


def test_who_wanted_to_stop_reads_what_people_decided_since(settings):
    """It may go on for the child: then "we write here what happens now" is over."""
    settings.GEHOOR_SERVICES = ("kg",)
    house = make.a_house()
    case = make.a_report(house, at=make.NOON, child_name="Ella").case

    def now(stage: str, entered: datetime) -> str:
        case.stage, case.stage_entered_at = stage, entered
        step = path_of(house.service, case, withdrawn_at=make.NOON, is_asked=False)[-1]
        return step.words.text("nl") if step.words else step.kind

    assert now("investigation", make.NOON - timedelta(hours=1)) == "stopping"
    assert now("own_initiative", make.NOON + timedelta(hours=1)).startswith("Je wil stoppen. We kijken")


def test_the_answer_is_waited_for_until_it_was_given_and_not_while_a_recommendation_is_followed_up(settings):
    """Bestuursdecreet, art. II.84: the judgement is the answer; what is done with a recommendation is looked at afterwards."""
    settings.GEHOOR_SERVICES = ("kg",)
    house = make.a_house()
    case = make.a_report(house, at=make.NOON, child_name="Ella").case

    def waits(stage: str) -> bool:
        case.stage = stage
        return "answer" in {term.code for term in the_terms(case, house.service)}

    stages = [one.code for one in house.service.procedure.stages if not one.final]
    assert [stage for stage in stages if not waits(stage)] == ["follow_up"]


def test_a_story_that_is_taken_up_again_says_so_and_promises_nothing_anew(settings):
    settings.GEHOOR_SERVICES = ("dfc",)
    house = make.a_house()
    arrived, noor = make.a_report(house), house.person(people.NOOR)
    case = make.close(house, noor, arrived.case, at=make.NOON + make.DAY)
    stage = house.service.procedure.stage(case.stage)
    [back] = [one for one in stage.moves if one.code == "reopen"]
    case_moves_on(person=noor, case=case, move=back.code, expected=case.stage, at=make.NOON + 2 * make.DAY)
    path = the_path(arrived.code)
    assert ("done", "reopened") in states(path)
    assert [step for step in path if step.state == "next"] == []
