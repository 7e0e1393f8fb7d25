"""The day's page: what waits for whom, each row leading to where it is done, at a price that doesn't grow with the work."""

from datetime import timedelta

import pytest

from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.cases.models import Case
from gehoor.foundation.action import journey
from gehoor.journeys.case_moves_on import case_becomes_confidential, case_is_assigned, respondent_is_named, urgency_is_decided
from gehoor.journeys.glass_is_broken import glass_is_broken
from gehoor.journeys.message_passes import reporter_writes, staff_answers
from gehoor.journeys.person_is_away import person_is_away
from gehoor.journeys.work_is_done import task_is_made
from tests import make, people
from tests.interfaces.staff.test_worklist import queries_of

DAY = "/werk/day/"
LONG_AGO = make.NOON - timedelta(days=60)


@pytest.fixture
def noor(house):
    return house.person(people.NOOR)


def of_noor(house, noor, *, at=make.NOON, urgent=False) -> Case:
    case = make.a_report(house, at=at).case
    case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=at)
    urgency_is_decided(person=noor, case=case, urgency=house.service.procedure.urgencies[0 if urgent else -1].code, at=at)
    return case


@pytest.mark.django_db
def test_a_day_without_work_says_where_work_is(house, desk):
    assert "Er wacht vandaag niets op jou" in desk(people.NOOR).page(DAY)


@pytest.mark.django_db
def test_each_case_stands_once_under_what_is_most_pressing_and_leads_to_the_act(house, desk, noor):
    urgent, waiting = of_noor(house, noor, urgent=True), of_noor(house, noor)
    Case.objects.filter(pk=waiting.pk).update(next_due_at=None)
    Case.objects.get(pk=waiting.pk).save()
    page = desk(people.NOOR).page(DAY)
    assert page.index("Dringend (") < page.index(urgent.reference) < page.index("Wacht op ons antwoord (") < page.index(waiting.reference)
    assert f"/werk/case/{waiting.reference}/do/answer/" in page
    assert page.count(f">{urgent.reference}</a>") == page.count(f">{waiting.reference}</a>") == 1


@pytest.mark.django_db
def test_who_wants_to_stop_stands_so_on_the_day_and_above_the_case_until_somebody_decides(house, desk, noor):
    arrived = make.a_report(house)
    case = case_is_assigned(person=noor, case=arrived.case, to=noor.account, expected=None, at=make.NOON)
    urgency_is_decided(person=noor, case=case, urgency=house.service.procedure.urgencies[-1].code, at=make.NOON)
    browser, words = desk(people.NOOR), "De melder wil stoppen"
    assert words not in browser.page(DAY)
    later = make.NOON + timedelta(minutes=5)
    reporter_writes(story=make.story_of(arrived), kind="withdrawal", text="", held_files=[], at=later)
    case = f"/werk/case/{case.reference}/"
    assert words in browser.page(DAY) and f"<strong>{words}.</strong>" in browser.page(case)
    Case.objects.update(stage_entered_at=later + timedelta(minutes=5))
    assert words not in browser.page(DAY) and f"<strong>{words}.</strong>" not in browser.page(case)


@pytest.mark.django_db
def test_who_heard_nothing_for_long_stands_there_with_the_days(house, desk, noor):
    silent = of_noor(house, noor, at=LONG_AGO)
    staff_answers(person=noor, case=silent, text="We kijken ernaar.", kind="answer", at=LONG_AGO)
    Case.objects.filter(pk=silent.pk).update(next_due_at=None)
    Case.objects.get(pk=silent.pk).save()
    assert "Laat iets weten: 60 dagen stil" in desk(people.NOOR).page(DAY)
    staff_answers(person=noor, case=silent, text="We zijn er nog mee bezig.", kind="answer", at=make.NOON)
    assert "dagen stil" not in desk(people.NOOR).page(DAY)


@pytest.mark.django_db
def test_an_urgent_report_of_nobody_waits_for_everybody(house, desk):
    case = make.a_report(house).case
    Case.objects.filter(pk=case.pk).update(is_urgent=True)
    Case.objects.get(pk=case.pk).save()
    page = desk(people.LIEN).page(DAY)
    assert case.reference in page and f"/werk/case/{case.reference}/do/read/" in page


@pytest.mark.django_db
def test_tasks_and_what_others_owe_us_stand_there_without_their_words(house, desk, noor):
    case, today = of_noor(house, noor), make.NOON.date()
    for kind, due in (("task", today + make.DAY), ("request", today - make.DAY), ("task", today + 30 * make.DAY)):
        task_is_made(person=noor, case=case, kind=kind, what="Bel de turnleraar", whom="de school", to=noor.account, due_on=due,
                     at=make.NOON)
    page = desk(people.NOOR).page(DAY)
    assert "turnleraar" not in page
    assert page.count("/do/end_task/") == 2
    assert "Gevraagd aan anderen, te laat" in page and "Jouw taken" in page


@pytest.mark.django_db
def test_the_work_of_an_absent_colleague_stands_there_while_it_is_covered(house, desk, noor):
    case, lien = of_noor(house, noor, urgent=True), house.person(people.LIEN)
    assert case.reference not in desk(people.LIEN).page(DAY)
    person_is_away(person=noor, account=noor.account, cover=lien.account, from_day=make.NOON.date(), until_day=make.NOON.date(),
                   at=make.NOON)
    page = desk(people.LIEN).page(DAY)
    assert case.reference in page and "je vervangt Noor" in page


@pytest.mark.django_db
def test_a_confidential_case_stands_there_for_its_handler_alone(house, desk, noor):
    lien = house.person(people.LIEN)
    urgent, silent = of_noor(house, noor, urgent=True), of_noor(house, noor, at=LONG_AGO)
    staff_answers(person=noor, case=silent, text="We kijken ernaar.", kind="answer", at=LONG_AGO)
    for case in (urgent, silent):
        case_becomes_confidential(person=noor, case=case, to=[noor.account, lien.account], at=make.NOON)
    Case.objects.filter(pk=silent.pk).update(next_due_at=None)
    Case.objects.get(pk=silent.pk).save()
    page = desk(people.NOOR).page(DAY)
    assert page.index("Dringend (") < page.index(urgent.reference) < page.index("Hoorde lang niets (") < page.index(silent.reference)
    for figure in (people.LIEN, people.ILIAS):
        assert urgent.reference not in desk(figure).page(DAY)


@pytest.mark.django_db
def test_nothing_of_a_case_that_somebody_stands_too_near_to_shows(house, desk, noor):
    case, school = of_noor(house, noor, urgent=True), make.an_institution("Atheneum De Brug")
    task_is_made(person=noor, case=case, kind="task", what="Bel", to=noor.account, due_on=make.NOON.date(), at=make.NOON)
    ilias = house.person(people.ILIAS)
    glass_is_broken(person=house.person(people.LIEN), reference=case.reference, reason="Nood.", at=make.NOON)
    assert case.reference in desk(people.ILIAS).page(DAY)
    respondent_is_named(person=noor, case=case, kind="institution", words="", institution=school, at=make.NOON)
    with journey("test.conflict", at=make.NOON):
        for account in (noor.account, ilias.account):
            declare_conflict(account=account, institution=school, at=make.NOON)
    for figure in (people.NOOR, people.ILIAS):
        assert case.reference not in desk(figure).page(DAY)


@pytest.mark.django_db
def test_a_full_day_costs_as_many_queries_as_a_thin_one(house, desk, noor):
    def some_work() -> None:
        urgent, usual = of_noor(house, noor, urgent=True), of_noor(house, noor, at=LONG_AGO)
        for case in (urgent, usual):
            for kind in ("task", "request"):
                task_is_made(person=noor, case=case, kind=kind, what="Bel", whom="school", to=noor.account,
                             due_on=make.NOON.date() - make.DAY, at=make.NOON)
        glass_is_broken(person=house.person(people.LIEN), reference=usual.reference, reason="Nood.", at=make.NOON)

    browser = desk(people.NOOR)
    some_work()
    few = queries_of(browser, DAY)
    for _ in range(3):
        some_work()
    assert queries_of(browser, DAY) == few <= 30


@pytest.mark.django_db
def test_who_wrote_after_the_end_stands_there_until_somebody_says_that_nothing_must_happen(desk, house):
    noor = desk(people.NOOR)
    arrived = make.a_report(house)
    case_is_assigned(person=noor.person, case=arrived.case, to=noor.person.account, expected=None, at=make.NOON)
    make.close(house, noor.person, arrived.case)
    reporter_writes(story=make.story_of(arrived), kind="reply", text="Dank je wel!", held_files=[], at=make.NOON + make.HOUR)
    assert "Schreef na het einde" in noor.page("/werk/day/")
    case = f"/werk/case/{arrived.case.reference}/"
    assert "De melder schreef nadat deze zaak gesloten was." in noor.page(case)
    arrived.case.refresh_from_db()
    noor.send(f"{case}do/rest/", 302, seen=arrived.case.last_heard_at.isoformat())
    assert "Schreef na het einde" not in noor.page("/werk/day/")
    assert "er moet niets gebeuren" in noor.page(case)


@pytest.mark.django_db
def test_what_came_after_the_end_stands_there_with_its_day_and_turns_late(house, desk, noor, clock):
    arrived = make.a_report(house)
    case_is_assigned(person=noor, case=arrived.case, to=noor.account, expected=None, at=make.NOON)
    make.close(house, noor, arrived.case, at=make.NOON)
    clock.passes(timedelta(days=1))
    reporter_writes(story=make.story_of(arrived), kind="reply", text="Dank je wel.", held_files=[], at=clock.at)
    row = desk(people.NOOR).page(DAY).partition("Schreef na het einde")[2].partition("</tbody>")[0]
    assert arrived.case.reference in row and "<time" in row and "tag--late" not in row
    clock.passes(timedelta(days=14))
    assert "tag--late" in desk(people.NOOR).page(DAY).partition("Schreef na het einde")[2].partition("</tbody>")[0]
