"""A new case read for the first time: everything that it asks stands on one page beside the story, and is kept together or not at all."""

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case
from gehoor.domain.figures.models import Fact
from gehoor.domain.services.roles import is_the_child
from gehoor.foundation.audit.models import AuditLine
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_assigned
from tests import make, people


def at(case) -> str:
    return f"/werk/case/{case.reference}/do/read/"


@pytest.fixture
def noor(desk):
    return desk(people.NOOR)


@pytest.fixture
def case(house) -> Case:
    return make.a_report(house, story="Ik mag niet meer naar school.").case


def said(noor, case, **other) -> dict:
    """What somebody sends who says all of it."""
    service = make.all_services(make.a_day())[0]
    hidden = noor.get(at(case)).context["form"]
    return {"take": "on", "urgency": service.procedure.urgencies[-1].code, "kind": case.kind,
            "theme": service.axes.values("themes")[0].code, "title": "Uitgesloten", "summary": "Geen gesprek vooraf.",
            **{name: hidden[name].value() or "" for name in ("expected", "seen", "seen_summary")}, **other}


@pytest.mark.django_db
def test_who_reads_first_takes_the_case_and_says_all_of_it_at_once(noor, case):
    assert "Eerste lezing" in noor.page(f"/werk/case/{case.reference}/")
    noor.send(at(case), 302, **said(noor, case))
    read = access_case(noor.person, case.reference)
    assert (read.handler, read.urgency_decided, bool(read.theme)) == (noor.person.account, True, True)
    opened = case_is_opened(person=noor.person, case=read, at=make.NOON)
    assert (opened.title, opened.summary) == ("Uitgesloten", "Geen gesprek vooraf.")
    page = noor.page(f"/werk/case/{case.reference}/")
    assert 'role="status">Bewaard.' in page
    assert "Eerste lezing" not in page
    assert 'role="status">Bewaard.' not in noor.page(f"/werk/case/{case.reference}/")


@pytest.mark.django_db
def test_a_summary_may_come_later_and_a_theme_may_not(noor, case):
    assert "Kijk dit nog eens na" in noor.send(at(case), 422, **said(noor, case, theme=""))
    assert not access_case(noor.person, case.reference).urgency_decided
    noor.send(at(case), 302, **said(noor, case, summary=""))
    assert not access_case(noor.person, case.reference).has_summary


@pytest.mark.django_db
def test_a_title_alone_is_kept_and_is_no_summary(noor, case):
    noor.send(at(case), 302, **said(noor, case, summary=""))
    read = access_case(noor.person, case.reference)
    assert not read.has_summary
    assert case_is_opened(person=noor.person, case=read, at=make.NOON).title == "Uitgesloten"
    assert 'value="Uitgesloten"' in noor.page(f"/werk/case/{case.reference}/do/summarise/")


@pytest.mark.django_db
def test_a_title_alone_takes_no_summary_away(noor, case):
    noor.send(f"/werk/case/{case.reference}/do/summarise/", 302, title="Kort", summary="Dit staat er al.")
    noor.send(at(case), 302, **said(noor, case, summary=""))
    opened = case_is_opened(person=noor.person, case=access_case(noor.person, case.reference), at=make.NOON)
    assert (opened.title, opened.summary) == ("Uitgesloten", "Dit staat er al.")


@pytest.mark.django_db
def test_a_colleague_who_was_faster_is_seen_and_nothing_of_it_is_kept(house, noor, case):
    typed, lien = said(noor, case), house.person(people.LIEN)
    case_is_assigned(person=lien, case=access_case(lien, case.reference), to=lien.account, expected=None, at=make.NOON)
    case_is_assigned(person=lien, case=access_case(lien, case.reference), to=None, expected=lien.account, at=make.NOON)
    typed["expected"] = str(lien.account.id)
    page = noor.send(at(case), 409, **typed)
    assert "Geen gesprek vooraf." in page
    read = access_case(noor.person, case.reference)
    assert (read.handler, read.urgency_decided, read.has_summary) == (None, False, False)


@pytest.mark.django_db
def test_the_story_stands_beside_what_is_about_it_and_that_is_a_reading_in_the_audit(noor, case):
    def readings() -> int:
        return AuditLine.objects.filter(action="case.read", actor_id=noor.person.id, object_id=str(case.id)).count()

    assert 'dir="auto">Ik mag niet meer naar school.' in noor.page(at(case))
    assert readings() == 1
    assert "Ik mag niet meer naar school." not in noor.page(f"/werk/case/{case.reference}/do/assign/")
    assert readings() == 1


def a_role(service, *, of_child: bool) -> str:
    return next(one.code for one in service.axes.roles if is_the_child(service, one.code) is of_child)


@pytest.fixture
def unsaid(house) -> Case:
    """A case of somebody who didn't say who they are."""
    return make.a_report(house, audience="family").case


@pytest.mark.django_db
def test_in_which_role_somebody_tells_it_is_asked_where_the_door_did_not_say_it(house, noor, unsaid):
    page = noor.page(at(unsaid))
    assert "Wie meldt" in page and "weten wij niet" in page
    role = a_role(house.service, of_child=False)
    noor.send(at(unsaid), 302, **said(noor, unsaid, reporter_role=role))
    assert access_case(noor.person, unsaid.reference).reporter_role == role
    assert unsaid.parties.get(is_reporter=True).role == role
    assert the_counted("case", reporter_role=role) == 1


@pytest.mark.django_db
def test_a_role_that_is_known_or_that_nobody_knows_is_not_asked_or_left_open(noor, case, unsaid):
    assert "Wie meldt" not in noor.page(at(case))
    noor.send(at(unsaid), 302, **said(noor, unsaid, reporter_role=""))
    assert access_case(noor.person, unsaid.reference).reporter_role == ""


@pytest.mark.django_db
def test_who_turns_out_to_be_the_child_is_the_child_of_the_case_and_is_counted(house, noor, unsaid):
    before = the_counted("child_in_case")
    noor.send(at(unsaid), 302, **said(noor, unsaid, reporter_role=a_role(house.service, of_child=True)))
    party = unsaid.parties.get()
    assert (party.role, party.is_child, party.is_reporter) == ("child", True, True)
    assert the_counted("child_in_case") == before + 1


@pytest.mark.django_db
def test_with_another_child_in_it_only_a_person_says_who_is_who(house, noor):
    case = make.a_report(house, audience="family", child_name="Emma").case
    noor.send(at(case), 302, **said(noor, case, reporter_role=a_role(house.service, of_child=True)))
    assert sorted(case.parties.values_list("role", flat=True)) == ["child", "reporter"]


def the_counted(unit: str, **codes) -> int:
    return sum(Fact.objects.filter(unit=unit, **codes).values_list("count", flat=True))
