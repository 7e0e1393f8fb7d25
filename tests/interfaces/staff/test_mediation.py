"""Mediating from a desk: every act a page, what is not cleared shown to nobody else, and nothing typed lost."""

import html
import re

import pytest

from gehoor.journeys.case_moves_on import case_is_classified, respondent_is_named, sheet_is_filled
from gehoor.journeys.mediation_goes_on import the_mediation_opened
from tests import make, people

pytestmark = pytest.mark.django_db


def at(case, what: str = "mediation/") -> str:
    return f"/werk/case/{case.reference}/{what}"


@pytest.fixture
def noor(desk):
    return desk(people.NOOR)


@pytest.fixture
def case(house, noor):
    """A child and a school, where the procedure knows mediation."""
    case = make.a_report(house).case
    school = make.an_institution("De Wilg")
    respondent_is_named(person=noor.person, case=case, kind="institution", words="", institution=school, at=make.NOON)
    case.stage = house.service.procedure.mediation.stages[0]
    case.save(update_fields=["stage"])
    return case


def begin(desk, case, status: int = 302, **typed) -> str:
    page = desk.page(at(case, "do/mediate/"))
    chairs = re.findall(r'name="chairs"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="chairs"', page)
    typed = {"chairs": ["".join(one) for one in chairs], "form": "together", "why": "Ze willen praten."} | typed
    return desk.send(at(case, "do/mediate/"), status, **typed)


def the_sides(desk, case):
    return [one.row for one in the_mediation_opened(desk.person, case).sides]


def test_who_begins_is_led_through_to_an_end_with_the_child_in_it(noor, case):
    assert "nog niet bemiddeld" in noor.page(at(case))
    begin(noor, case)
    child, school = the_sides(noor, case)
    for side in (child, school):
        noor.send(at(case, "do/mediate_side/"), 302, side=side.id, takes_part="yes", conditions="")
    noor.send(at(case, "do/mediate_say/"), 302, side=child.id, text="Ik durf de klas niet meer in.")
    assert "Vul dit in" in noor.send(at(case, "do/mediate_propose/"), 422, side="", text="Elke week een gesprek met de juf.")
    noor.send(at(case, "do/mediate_propose/"), 302, side="", text="Elke week een gesprek met de juf.", interest="Hij is minder bang.")
    assert "Hij is minder bang." in noor.page(at(case))
    page = noor.page(at(case))
    assert "Ik durf de klas niet meer in." in page
    assert "blijft bij ons" in page
    assert "Elke week een gesprek met de juf." in page
    proposal = the_mediation_opened(noor.person, case).proposals[0].row
    for side in (child, school):
        noor.send(at(case, "do/mediate_stand/"), 302, side=side.id, proposal=proposal.id, stand="accepted", words="")
    assert "iedereen aanvaardt" in noor.page(at(case))
    refused = noor.send(at(case, "do/mediate_end/"), 422, ended_as="agreed", interest="", words="Zo doen we het.")
    assert "het belang van het kind" in refused
    assert "Zo doen we het." in refused
    noor.send(at(case, "do/mediate_end/"), 302, ended_as="agreed", interest="Ze kan weer naar de klas.", words="Zo doen we het.")
    page = noor.page(at(case))
    assert "Ze kan weer naar de klas." in page
    assert "do/mediate_end/" not in page


def test_what_somebody_cleared_stands_at_the_other_side_and_the_form_knows_what_was_cleared(noor, case):
    begin(noor, case)
    child, school = the_sides(noor, case)
    noor.send(at(case, "do/mediate_side/"), 302, side=child.id, takes_part="yes", conditions="Niet samen in één kamer.")
    noor.send(at(case, "do/mediate_say/"), 302, side=child.id, text="Ik wil sorry horen.")
    said = the_mediation_opened(noor.person, case).side(child.id).said[0].row
    assert "Mag horen" not in noor.page(at(case))
    noor.send(at(case, "do/mediate_clear/"), 302, statement=said.id, sides=[school.id])
    page = noor.page(at(case))
    assert "Mag horen" in page
    assert "Niet samen in één kamer." in page
    form = noor.page(at(case, "do/mediate_clear/"), statement=said.id)
    assert re.search(rf'value="{school.id}"[^>]*checked', form)


def test_where_violence_is_recorded_the_page_says_so_and_only_a_supervisor_goes_on(house, noor, desk, case):
    service = house.service
    case_is_classified(person=noor.person, case=case, kind=service.procedure.counts_as, theme=house.themes[0], themes=[], failings=[],
                       marks={"violence": [service.axes.violence[0].code]}, at=make.NOON)
    assert service.axes.violence[0].label.text("nl") in noor.page(at(case))
    refused = begin(noor, case, 422, override="Ze willen het allebei.")
    assert "Ze willen het allebei." in refused
    assert "leidinggevende" in refused
    begin(desk(people.ILIAS), case, override="Het kind vraagt het zelf.", form="shuttle")
    assert "Het kind vraagt het zelf." in noor.page(at(case))


def test_a_missing_answer_is_named_beside_its_field(noor, case):
    refused = noor.send(at(case, "do/mediate/"), 422, why="Ze willen praten.", form="together")
    assert "Kies minstens twee partijen" in refused
    assert "Ze willen praten." in refused


def test_without_a_mediation_there_is_nothing_to_do_in_one(noor, case):
    noor.page(at(case, "do/mediate_say/"), status=404)


def test_violence_that_stands_on_a_sheet_is_said_on_the_page_with_the_question(noor, case):
    sheet_is_filled(person=noor.person, case=case, code="safety", answers={"danger_now": "no", "violence": "yes"}, at=make.NOON)
    words = "op het blad “Veiligheid” het antwoord “Ja” bij “Is er geweld of misbruik in het verhaal?”"
    assert words in html.unescape(noor.page(at(case)))
    asking = html.unescape(noor.page(at(case, "do/mediate/")))
    assert words in asking and "Alleen een leidinggevende beslist" in asking
    begin(noor, case, 422)
