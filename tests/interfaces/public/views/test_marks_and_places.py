"""What a questionnaire may ask beyond a story, from the page to the case: several places, kinds of violence, a kind of contact."""

import pytest

from gehoor.domain.cases.models import Case
from tests import make
from tests.phones import Phone
from tests.wide import wide

__all__ = ["wide"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wide")]


def test_several_places_can_be_named_without_javascript_and_each_stands_on_the_case():
    make.a_house()
    home = make.an_institution("Leefgroep Zuid", place="Gent")
    phone = Phone().begin("ouder-of-professional")
    told = {"role": "parent", "kind": "complaint", "violence": ["hitting"], "places": ["leefgroep zuid, gent", "", "het internaat"]}
    phone.press("next", **told)
    phone.press("back")
    page = phone.text
    assert page.count('name="places"') == 3
    assert 'value="leefgroep zuid, gent"' in page
    assert 'value="het internaat"' in page
    phone.tell(**told, story="Het gaat niet goed in de leefgroep.")
    assert "leefgroep zuid, gent; het internaat" in phone.text
    phone.send()
    case = Case.objects.get()
    assert case.kind == "complaint"
    assert {bytes(one.tag) if one.tag else None for one in case.respondents.all()} == {home.tag, None}
    assert case.classifications.filter(axis="violence", code="hitting").exists()
