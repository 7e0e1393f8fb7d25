"""The log of who opened a case, for who looks after data: by case, by person, by day, and complete."""

from datetime import timedelta

import pytest

from gehoor.domain.cases import readings
from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.readings import readings_between
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_assigned
from tests import make, people

READINGS = "/werk/readings/"


def opened(house, figure, case, *, at=make.NOON) -> None:
    person = house.person(figure)
    case_is_opened(person=person, case=access_case(person, case.reference), at=at)


@pytest.mark.django_db
def test_readings_are_found_by_case_person_and_day(house, desk):
    first, second = make.a_report(house).case, make.a_report(house).case
    opened(house, people.NOOR, first, at=make.NOON - timedelta(days=40))
    opened(house, people.NOOR, second), opened(house, people.LIEN, second)
    ann = desk(people.ANN)
    everything = ann.page(READINGS)
    assert second.reference in everything and first.reference not in everything
    assert first.reference in ann.page(READINGS, since="2026-01-01", until="2026-02-01")
    by_noor = ann.page(READINGS, who=str(house.accounts["noor"].id), since="2026-01-01")
    assert by_noor.count("<td>Noor</td>") == 2 and "<td>Lien</td>" not in by_noor
    of_first = ann.page(READINGS, reference=first.reference.lower(), since="2026-01-01")
    assert first.reference in of_first and second.reference not in of_first
    assert "Niemand, voor wat je vroeg" in ann.page(READINGS, reference="X-1", since="2026-01-01")
    assert "Wie opende wat" in ann.page(READINGS, since="gisteren", who="x", before="x")


@pytest.mark.django_db
def test_no_reading_falls_out_however_much_is_read_elsewhere(house, monkeypatch):
    case, other = make.a_report(house).case, make.a_report(house).case
    noor, ilias = house.person(people.NOOR), house.person(people.ILIAS)
    opened(house, people.NOOR, case)
    for _ in range(5):
        opened(house, people.NOOR, other)
    monkeypatch.setattr(readings, "_BATCH", 2)
    when = {"since": make.NOON - make.DAY, "until": make.NOON + make.DAY}
    page = readings_between(ilias, **when, limit=4)
    rest = readings_between(ilias, **when, limit=4, before=page.before)
    assert [of for _reading, of in page.found + rest.found] == [other.reference] * 5 + [case.reference]
    assert rest.before is None
    assert readings_between(noor, **when, reference=case.reference).found, "who may open it may know who did"


@pytest.mark.django_db
def test_every_page_that_shows_a_story_leaves_a_line(house, desk):
    noor = desk(people.NOOR)
    case = make.a_report(house).case
    case_is_assigned(person=noor.person, case=case, to=noor.person.account, expected=None, at=make.NOON)
    when = {"since": make.NOON - make.DAY, "until": make.NOON + make.DAY}
    for number, address in enumerate(("", "do/task/", "do/own_note/", "do/answer/", "do/note/", "do/read/"), 1):
        noor.page(f"/werk/case/{case.reference}/{address}")
        assert len(readings_between(house.person(people.ANN), **when).found) == number, address
