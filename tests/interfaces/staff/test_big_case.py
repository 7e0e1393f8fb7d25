"""A case as large as they come opens with the questions of a small one."""

import pytest

from tests import make, people
from tests.big_case import ITEMS, LINES, PARTIES, SHEETS, a_big_case
from tests.interfaces.staff.test_worklist import queries_of


@pytest.mark.django_db
def test_a_large_case_asks_no_more_questions_than_a_case_with_one_of_each(house, desk):
    noor = desk(people.NOOR)
    big = a_big_case(house, noor.person)
    counted = (big.parties.count(), big.items.count(), big.sheets.count(), big.timeline.count())
    assert counted == (PARTIES, ITEMS, SHEETS, LINES)
    small = make.a_report(house).case
    asked = []
    for case in (small, big):
        noor.page(f"/werk/case/{case.reference}/")
        asked.append(queries_of(noor, f"/werk/case/{case.reference}/"))
    # Of a case without points, people or rules there is nothing to look up in the directory, and of a short timeline the steps are read.
    assert asked[1] - asked[0] <= 2


def lines(page: str) -> int:
    return page.partition('class="timeline"')[2].partition("</ol>")[0].count("<time datetime")


@pytest.mark.django_db
def test_a_long_timeline_shows_its_newest_lines_and_all_of_them_when_asked(house, desk):
    noor = desk(people.NOOR)
    at = f"/werk/case/{a_big_case(house, noor.person).reference}/"
    # The first opening is a line of its own.
    noor.page(at)
    page, whole, notes = noor.page(at), noor.page(at, whole=1), noor.page(at, show="notes", whole=1)
    assert f"Toon ook wat ouder is: nog {lines(whole) - 50}<" in page
    assert 'href="?show=all&amp;whole=1"' in page
    assert "Toon ook wat ouder is" not in whole
    assert lines(page) == 50
    assert lines(whole) >= LINES
    assert 50 < lines(notes) < lines(whole)
