"""A new case read for the first time: everything that it asks stands on one page beside the story, and is kept together or not at all."""

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case
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
