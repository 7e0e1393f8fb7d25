"""A step of a procedure may require that something may leave the case: by consent that holds today, or on a ground two people chose."""

from datetime import timedelta

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case
from gehoor.domain.consent.models import Consent
from gehoor.domain.services.law import the_grounds, the_grounds_file
from gehoor.domain.services.procedures import Move
from gehoor.journeys import law_goes_first as overriding
from gehoor.journeys import something_leaves as leaving
from gehoor.journeys.case_moves_on import sheet_is_filled, the_moves
from gehoor.journeys.consent_is_given import consent_is_recorded, consent_is_withdrawn
from gehoor.journeys.what_is_met import what_is_met
from tests import make, people

pytestmark = pytest.mark.django_db
NOON, HOUR, DAY = make.NOON, make.HOUR, make.DAY
WORD = "consent.complain"


@pytest.fixture
def its_service():
    return "dfc"


@pytest.fixture
def case(house, noor) -> Case:
    """A case in which a complaint for a child is made."""
    case = access_case(noor, make.a_report(house, child_age="16").case.reference)
    Case.objects.filter(pk=case.pk).update(stage="working")
    return access_case(noor, case.reference)


def complain(person, case) -> Move:
    return next(one for one in the_moves(case, person=person) if one.code == "complain")


def test_no_complaint_is_made_for_a_child_that_did_not_agree_and_the_step_says_so(house, noor, case):
    step = complain(noor, case)
    assert WORD in step.missing
    assert "toestemming voor “Een klacht indienen”, of een wettelijke grond" in step.why_not
    make.agree(house, noor, case, WORD, at=NOON)
    assert WORD not in complain(noor, case).missing


def test_consent_that_was_taken_back_or_ended_counts_no_more(house, noor, case):
    make.agree(house, noor, case, WORD, at=NOON)
    child = next(one for one in Consent.objects.exclude(to=None) if one.capacity == "child")
    consent_is_withdrawn(person=noor, case=case, consent_id=child.pk, at=NOON)
    assert WORD in complain(noor, case).missing
    make.agree(house, noor, case, WORD, at=NOON + HOUR)
    later = house.person(people.NOOR, at=NOON + 2 * HOUR)
    assert WORD not in complain(later, case).missing
    Consent.objects.exclude(to=None).update(until_at=NOON + DAY)
    assert WORD in complain(house.person(people.NOOR, at=NOON + 2 * DAY), case).missing


def test_consent_for_something_else_or_for_another_kind_of_recipient_is_no_consent_for_this(house, noor, case):
    make.agree(house, noor, case, "consent.litigate", at=NOON)
    assert WORD in complain(noor, case).missing
    make.agree(house, noor, case, "consent.complain.institution", at=NOON)
    assert WORD not in complain(noor, case).missing
    assert "consent.complain.lawyer" not in what_is_met(case, person=noor)


def test_what_two_people_decided_on_a_legal_ground_is_as_good(house, noor, case):
    ilias = house.person(people.ILIAS)
    act = leaving.act_is_planned(person=noor, case=case, to=leaving.ToWhom(kind="authority", words="De klachtencommissie"), kind="letter",
                                 purpose="complain", data=["subject"], about="", at=NOON)
    file = the_grounds_file(house.service, make.a_day())
    ground = next(one for one in the_grounds(house.service, make.a_day(), lifts="act") if not one.may_tell or "authority" in one.may_tell)
    known_as = next(one.code for one in file.known_as if one.code not in ground.not_for)
    override = overriding.telling_is_asked(
        person=noor, case=case, act=act, ground=ground.code, known_as=known_as, is_child_told=True, told_why="",
        answers={one.code: "Omdat het moet." for one in file.asked(ground)}, at=NOON)
    assert WORD in complain(noor, case).missing, "one person alone decides nothing"
    overriding.override_is_decided(person=ilias, case=case, override=override, verdict="agreed", reasons="Eens.", at=NOON)
    assert WORD not in complain(noor, case).missing


def test_lists_and_timers_hold_no_keys_and_count_nothing_as_agreed(house, noor, case):
    make.agree(house, noor, case, WORD, at=NOON)
    assert WORD not in what_is_met(case)
    assert WORD not in what_is_met(case, person=type(noor)(account=noor.account, keyring=noor.keyring))
    assert WORD in what_is_met(case, person=house.person(people.NOOR, at=NOON + timedelta(minutes=5)))


@pytest.fixture
def ombuds(settings):
    settings.GEHOOR_SERVICES = ("krc",)
    return make.a_house()


def refer(person, case) -> Move:
    return next(one for one in the_moves(case, person=person) if one.code == "refer")


def test_who_is_given_details_needs_nobodys_leave_and_who_is_brought_there_does(ombuds):
    noor = ombuds.person(people.NOOR)
    case = access_case(noor, make.a_report(ombuds, child_age="16").case.reference)
    Case.objects.filter(pk=case.pk).update(stage="seen")
    case = access_case(noor, case.reference)
    wanted = next(word for word in refer(noor, case).missing if word.startswith("consent.refer"))
    for way, is_missing in (("warm", True), ("cold", False), ("warm", True)):
        sheet_is_filled(person=noor, case=case, code="referral", answers={"way": way, "why": "…", "passed_on": "…"}, at=NOON)
        assert (wanted in refer(noor, case).missing) is is_missing
    said = next(words for word, words in zip(refer(noor, case).missing, refer(noor, case).why_not, strict=True) if word == wanted)
    assert said == ("toestemming voor “Doorverwijzen”, of een wettelijke grond, of op het blad “Doorverwijzing” bij “Hoe?”: "
                    "“Gewoon: wij gaven de gegevens” of “Er is niemand beter geplaatst”")
    make.agree(ombuds, noor, case, "consent.refer", at=NOON)
    assert wanted not in refer(noor, case).missing


def test_a_child_on_the_chat_that_never_said_its_age_says_yes_by_itself(settings):
    settings.GEHOOR_SERVICES = ("praat",)
    chat = make.a_house()
    noor = chat.person(people.NOOR)
    case = access_case(noor, make.a_report(chat).case.reference)
    Case.objects.filter(pk=case.pk).update(stage="talking")
    case = access_case(noor, case.reference)
    child = case.parties.get(is_child=True)
    step = {"person": noor, "case": case, "to": leaving.ToWhom(kind="centre", words="Het centrum"), "party": child, "capacity": "child"}
    assert "consent.refer" in next(one for one in the_moves(case, person=noor) if one.code == "hand_over").missing
    consent_is_recorded(**step, purpose="refer", data=["subject"], answer="given", way="with_code", words="Ja.", from_at=NOON, at=NOON)
    assert "consent.refer" not in next(one for one in the_moves(case, person=noor) if one.code == "hand_over").missing
