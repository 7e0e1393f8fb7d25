"""A kind of contact in which nobody is named: who somebody is has no place on any form, and is refused where it is sent all the same."""

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.people import add_party
from gehoor.domain.cases.models import Case
from gehoor.domain.consent.actions import record_contact_consent
from gehoor.domain.contacts.models import Contact
from gehoor.domain.services.names import NobodyIsNamedHere
from gehoor.foundation.action import journey
from gehoor.journeys.case_moves_on import case_is_assigned, respondent_is_named, respondent_is_recognised, sheet_is_filled
from tests import make, people
from tests.wide import wide

__all__ = ["wide"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wide")]
HERE = "/werk/register/"
TALK = {"words": "Een kind in mijn klas heeft blauwe plekken.", "channel": "phone", "kind": "consult"}


@pytest.fixture
def noor(desk):
    return desk(people.NOOR)


@pytest.fixture
def case(house, noor):
    """A consult."""
    case = make.a_report(house, audience="adult", reporter_role="teacher", contact_kind="consult").case
    case = access_case(noor.person, case.reference)
    return case_is_assigned(person=noor.person, case=case, to=noor.person.account, expected=None, at=make.NOON)


def at(case, what: str) -> str:
    return f"/werk/case/{case.reference}/{what}"


def test_no_form_of_such_a_case_asks_who_somebody_is(noor, case):
    assert 'name="name"' not in noor.page(at(case, "do/party/"))
    assert 'value="person"' not in noor.page(at(case, "do/respondent/"))
    sheet = noor.page(at(case, "sheet/position/"))
    assert 'name="articles"' in sheet
    assert 'name="child"' not in sheet


def test_a_name_that_is_sent_all_the_same_is_not_kept(noor, case):
    noor.send(at(case, "do/party/"), 302, role="child", name="Emma", age="12")
    noor.send(at(case, "sheet/position/"), 302, child="Emma")
    noor.send(at(case, "do/respondent/"), 422, kind="person", words="Emma")
    assert "Emma" not in noor.page(at(case, ""))


def test_words_about_an_institution_are_not_said_to_be_a_person_afterwards(noor, case):
    noor.send(at(case, "do/respondent/"), 302, kind="institution", words="De crèche om de hoek")
    named = case.respondents.get()
    assert 'value="person"' not in noor.page(at(case, "do/recognise/"))
    noor.send(at(case, "do/recognise/"), 422, respondent=str(named.id), kind="person")
    with pytest.raises(NobodyIsNamedHere):
        respondent_is_recognised(person=noor.person, case=case, respondent_id=named.id, kind="person", institution=None, at=make.NOON)
    named.refresh_from_db()
    assert named.kind == "institution"


def test_the_actions_themselves_refuse_names(noor, case):
    common, staff_file = {"person": noor.person, "case": case, "at": make.NOON}, noor.person.keyring.open(case.compartment_id)
    with pytest.raises(NobodyIsNamedHere):
        sheet_is_filled(**common, code="position", answers={"child": "Emma"})
    with pytest.raises(NobodyIsNamedHere):
        respondent_is_named(**common, kind="person", words="Emma", institution=None)
    with journey("test.names", at=make.NOON):
        with pytest.raises(NobodyIsNamedHere):
            add_party(case=case, staff_file=staff_file, role="child", about=people.EMMA, is_child=True, is_reporter=False, at=make.NOON)
        with pytest.raises(NobodyIsNamedHere):
            record_contact_consent(case=case, staff_file=staff_file, was_given=True, channel="phone", how={"address": "0470"}, at=make.NOON)


@pytest.mark.parametrize("field", ["child_name", "reporter_name", "contact_address"])
@pytest.mark.parametrize("kept_as", ["one_off", "case"])
def test_a_talk_of_such_a_kind_is_kept_without_names_or_not_at_all(noor, field, kept_as):
    extra = {"contact_channel": "phone"} if field == "contact_address" else {}
    page = noor.send(HERE, 422, **TALK, **{field: "Emma", "as": kept_as}, **extra)
    assert "wordt niemand genoemd" in page
    assert TALK["words"] in page
    assert not Contact.objects.exists()
    noor.send(HERE, 302 if kept_as == "one_off" else 200, **TALK, **{"as": kept_as, "child_age": "8"})
    assert Contact.objects.get().kind == "consult"
    assert Case.objects.exists() is (kept_as == "case")


def test_the_screen_says_which_kinds_hide_the_names(noor):
    assert "data-when=" in noor.page(HERE)


def test_rights_are_chosen_in_groups_that_open_where_something_was_chosen(noor, case):
    noor.send(at(case, "sheet/position/"), 302, articles=["crc_12"], norm="on_13")
    sheet = noor.page(at(case, "sheet/position/"))
    assert '<details class="group" open><summary>11 – 20 · 1 gekozen</summary>' in sheet
    assert '<details class="group"><summary>Behoorlijkheidsnormen</summary>' in sheet
    assert "12 – mening geven en gehoord worden" in noor.page(at(case, ""))
