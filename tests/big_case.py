"""A case as large as they come: 12 people, 20 points with their tests, 60 sheets and 300 lines on the timeline."""

from itertools import pairwise

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import hold_case
from gehoor.domain.cases.actions.items import Point, add_item
from gehoor.domain.cases.actions.people import add_party, name_respondent
from gehoor.domain.cases.actions.relating import relate
from gehoor.domain.cases.actions.testing import record_test
from gehoor.domain.cases.actions.working import add_note, fill_sheet
from gehoor.domain.cases.models import Case
from gehoor.foundation.action import journey
from tests import make

PARTIES, ITEMS, SHEETS, LINES = 12, 20, 60, 300
WORDS = "De school besliste zonder iemand te horen, en schreef het pas twee weken later op. "


def a_big_case(house: make.House, person: Person) -> Case:
    """One case with all of that, written in one transaction by one person."""
    case, service = make.a_report(house).case, house.service
    failings = [one.code for one in service.axes.failings]
    with journey("test.big_case", at=make.NOON, actor=person.account):
        hold_case(person, case)
        told = {"case": case, "staff_file": person.keyring.open(case.compartment_id), "at": make.NOON}
        known = [add_party(role="child" if number % 3 == 0 else "parent", about={"name": f"Naam Nummer{number}", "mind": WORDS},
                           is_child=number % 3 == 0, is_reporter=False, **told) for number in range(PARTIES - 1)]
        for one, other in pairwise(known):
            relate(person=person, party=one.id, kind="parent", other=other.id, since={"year": 2019}, **told)
        against = [name_respondent(kind="rule", words=f"Regel {number}", institution=None, **told) for number in range(4)]
        for number in range(ITEMS):
            point = Point(words=WORDS, received_at=make.NOON, respondent=against[number % 4].id, failing=failings[number % len(failings)],
                          theme=house.themes[0], regime="be.vl.bestuursdecreet.klacht")
            item = add_item(person=person, point=point, **told)
            record_test(person=person, number=item.number, against="norms", norms=[("ombuds_norms", "on_06")], judgement="not_kept",
                        reasons=WORDS, **told)
        codes = [one.code for one in service.procedure.sheets]
        for number in range(SHEETS):
            fill_sheet(person=person, code=codes[number % len(codes)], answers={"explanation": WORDS}, **told)
        for number in range(LINES - case.timeline.count()):
            add_note(person=person, text=f"{WORDS} {number}", **told)
    return case
