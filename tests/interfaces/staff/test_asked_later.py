"""What a complaint needs and nobody answered yet: shown, asked of the reporter in their words, and filled in beside the story."""

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.conversations.queries import what_passed
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_assigned
from tests import make, people
from tests.wide import wide

__all__ = ["wide"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wide")]
NEEDED = "nodig voor: een klacht onderzoeken"


@pytest.fixture
def noor(desk):
    return desk(people.NOOR)


def a_case(house, noor, **told):
    arrived = make.a_report(house, audience="adult", reporter_role="parent", **told)
    case = access_case(noor.person, arrived.case.reference)
    case_is_assigned(person=noor.person, case=case, to=noor.person.account, expected=None, at=make.NOON)
    return case, arrived, f"/werk/case/{case.reference}/"


def test_what_is_needed_and_not_answered_is_asked_with_one_button(noor, house):
    _case, arrived, here = a_case(house, noor, contact_kind="complaint")
    page = noor.page(here)
    assert NEEDED in page and "Nog te vragen" in page
    assert "do/ask/" in page
    form = noor.page(f"{here}do/ask/")
    assert NEEDED in form, "what it is needed for"
    assert "vragen wij je nog dit:\n\n– Naam van het kind\n\nWeet je iets niet?" in form, "as the reporter will read it"
    noor.send(f"{here}do/ask/", 302, opening="Dag.", questions=["who"], closing="")
    story = make.story_of(arrived)
    sent = what_passed(story.conversation, story.compartment)
    assert [(passed.kind, passed.text) for passed in sent] == [("question", "Dag.\n\n– Naam van het kind")]


def test_who_looks_first_sees_what_was_chosen_and_sends_nothing(noor, house):
    _case, arrived, here = a_case(house, noor, contact_kind="complaint")
    page = noor.send(f"{here}do/ask/", 200, opening="Dag Emma.", questions=["who"], closing="Tot gauw.", look="1")
    assert "Dag Emma.\n\n– Naam van het kind\n\nTot gauw.</p>" in page
    page = noor.send(f"{here}do/ask/", 422, opening="Dag Emma.", closing="Tot gauw.")
    assert "Kies minstens één vraag." in page and "Dag Emma." in page
    story = make.story_of(arrived)
    assert what_passed(story.conversation, story.compartment) == []


def test_where_nothing_is_lacking_the_page_says_so(noor, house):
    here = a_case(house, noor, contact_kind="complaint", child_name="Amir")[2]
    assert "niets meer dat nog gevraagd moet worden" in noor.page(f"{here}do/ask/")


def test_an_answer_is_filled_in_beside_the_story_and_can_be_mended(noor, house, clock):
    case, _arrived, here = a_case(house, noor, contact_kind="complaint")
    said = case_is_opened(person=noor.person, case=case, at=make.NOON).story.said
    noor.send(f"{here}do/fill_in/", 302, who="Emma")
    page = noor.page(here)
    assert NEEDED not in page
    assert "Later aangevuld, door ons" in page
    assert "Emma" in page
    assert "vulde aan wat nog ontbrak" in page
    assert case_is_opened(person=noor.person, case=case, at=make.NOON).story.said == said
    page = noor.page(f"{here}do/fill_in/")
    assert 'value="Emma"' in page and 'data-question="who"' in page, "as the reporter is asked, with its label and its hint"
    clock.passes(make.HOUR / 60)
    noor.send(f"{here}do/fill_in/", 302, who="Emma M.")
    assert "Emma M." in noor.page(here)


def test_what_was_answered_or_is_not_asked_is_not_asked_again(noor, house):
    assert NEEDED not in noor.page(a_case(house, noor, contact_kind="complaint", child_name="Amir")[2])
    assert NEEDED not in noor.page(a_case(house, noor)[2])


def test_a_name_that_stands_with_the_people_is_known(noor, house):
    _case, _arrived, here = a_case(house, noor, contact_kind="complaint")
    noor.send(f"{here}do/party/", 302, role="child", name="Emma", age="12")
    assert NEEDED not in noor.page(here)


def test_nothing_that_names_somebody_is_asked_in_a_kind_without_names(noor, house):
    _case, _arrived, here = a_case(house, noor, contact_kind="complaint")
    noor.send(f"{here}do/fill_in/", 302, who="Emma")
    page = noor.send(f"{here}do/classify/", 422, kind="consult", theme="school")
    assert "bij wat later werd aangevuld" in page
    assert NEEDED not in noor.page(a_case(house, noor, contact_kind="consult")[2])


def test_after_a_talk_the_door_that_was_named_says_what_must_still_be_asked(noor, house):
    talk = {"words": "Mijn dochter wil niet meer.", "channel": "phone", "kind": "complaint", "reporter_role": "parent", "as": "case"}
    assert NEEDED in noor.page(f"/werk/case/{registered(noor, **talk)}/")
    assert NEEDED not in noor.page(f"/werk/case/{registered(noor, **talk, audience='child')}/")


def registered(noor, **typed) -> str:
    """The reference of a case that Noor registers."""
    return noor.send("/werk/register/", 200, **typed).split("/werk/case/")[1].split("/")[0]
