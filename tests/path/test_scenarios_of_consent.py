"""Acceptance scenarios about consent, and about the law that goes before it: S-4, S-7 and S-11."""

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.models import Case
from gehoor.domain.consent.models import Consent, OutwardAct, Override
from gehoor.domain.consent.outward import NotCovered
from gehoor.domain.conversations.queries import what_passed
from gehoor.domain.services.law import the_grounds_file
from gehoor.foundation.audit.models import AuditLine
from gehoor.journeys import consent_is_given as giving
from gehoor.journeys import law_goes_first as overriding
from gehoor.journeys import something_leaves as leaving
from gehoor.journeys.message_passes import reporter_writes
from tests import make, people

pytestmark = pytest.mark.django_db
NOON, HOUR = make.NOON, make.HOUR


def answers(house: make.House, ground: str, at=NOON) -> dict:
    """Every question of a ground, answered."""
    file = the_grounds_file(house.service, at.date())
    return {one.code: "Zoals in het dossier staat." for one in file.asked(next(one for one in file.grounds if one.code == ground))}


def test_s4_a_withdrawn_complaint_goes_on_for_a_baby_and_the_complainant_is_told(founded):
    """S-4. K&G: the complainant withdraws, the baby is still there; the case goes on ex officio, and the complainant is told (G19)."""
    house = founded("kg")
    noor, ilias = house.person(people.NOOR), house.person(people.ILIAS)
    arrived = make.a_report(house, story="Mijn kind werd alleen gelaten.", child_name="Ella", reporter_name="Katrien",
                            child_birth_date={"day": 4, "month": 6, "year": 2025})
    case = access_case(noor, arrived.case.reference)
    childminder = leaving.ToWhom(kind="institution", words="Onthaalouder Het Nestje")
    giving.consent_is_recorded(
        person=noor, case=case, to=childminder, party=case.parties.get(is_reporter=True), capacity="reporter", purpose="hear_side",
        data=["subject"], answer="given", way="phone", words="Dat mag.", from_at=NOON, at=NOON)
    to = Consent.objects.exclude(to=None).get().to
    act = leaving.act_is_planned(person=noor, case=case, to=leaving.ToWhom(known=to), kind="call", purpose="hear_side", data=["subject"],
                                 about="Hun verhaal", at=NOON)
    reporter_writes(story=make.story_of(arrived), kind="withdrawal", text="Laat maar.", held_files=[], at=NOON + HOUR)
    assert OutwardAct.objects.get().state == "stopped"
    assert Case.objects.get().closed_at is None

    override = overriding.going_on_is_asked(
        person=noor, case=case, ground="ex_officio", known_as="secret_holder", answers=answers(house, "ex_officio"), is_child_told=False,
        told_why="Ella is negen maanden.", tells="Wij gaan verder, omdat er nog kinderen zijn. Uw naam geven wij niet.", at=NOON + 2 * HOUR)
    assert [one.kind for one in passed(arrived)] == ["withdrawal"], "nothing is told before two people decided"
    overriding.override_is_decided(person=ilias, case=case, override=override, verdict="agreed", reasons="Veiligheid eerst.",
                                   at=NOON + 3 * HOUR)
    assert passed(arrived)[-1].text == "Wij gaan verder, omdat er nog kinderen zijn. Uw naam geven wij niet."
    assert overriding.goes_on(case)

    # To the childminder again, now on the same ground, by two people.
    again = leaving.act_is_planned(person=noor, case=case, to=leaving.ToWhom(known=to), kind="call", purpose="hear_side",
                                   data=["subject"], about="Hun verhaal", at=NOON + 3 * HOUR)
    with pytest.raises(NotCovered, match="ingetrokken op 10 maart 2026"):
        leaving.act_is_done(person=noor, case=case, act=again, said="", at=NOON + 3 * HOUR)
    asked = overriding.telling_is_asked(person=noor, case=case, act=again, ground="ex_officio", known_as="secret_holder",
                                        answers=answers(house, "ex_officio"), is_child_told=False, told_why="Ella is negen maanden.",
                                        at=NOON + 3 * HOUR)
    overriding.override_is_decided(person=ilias, case=case, override=asked, verdict="agreed", reasons="Ja.", at=NOON + 4 * HOUR)
    done = leaving.act_is_done(person=noor, case=case, act=again, said="Wij hoorden hun verhaal.", at=NOON + 4 * HOUR)
    assert (done.state, done.override.ground) == ("done", "ex_officio")
    assert act.id != again.id


def test_s7_who_refuses_contact_with_the_school_shuts_every_way_to_it_and_each_try_is_kept(founded):
    """S-7. KRC: every outward action to the school is refused, and the audit shows the try."""
    house = founded("krc")
    noor = house.person(people.NOOR)
    case = access_case(noor, make.a_report(house, reporter_name="Amir", child_age="15").case.reference)
    school = leaving.ToWhom(kind="institution", institution=make.an_institution("Basisschool Het Kompas"))
    for purpose in ("hear_side", "mediate"):
        giving.consent_is_recorded(person=noor, case=case, to=school, party=case.parties.get(is_child=True), capacity="child",
                                   purpose=purpose, data=["subject", "name"], answer="refused", way="with_code", words="Niet bellen.",
                                   from_at=NOON, at=NOON)
    for kind in ("call", "letter", "request", "referral", "export", "sharing"):
        act = leaving.act_is_planned(person=noor, case=case, to=school, kind=kind, purpose="hear_side", data=["subject"], about="", at=NOON)
        with pytest.raises(NotCovered, match="geweigerd"):
            leaving.act_is_done(person=noor, case=case, act=act, said="", at=NOON)
    assert not OutwardAct.objects.exclude(state="pending").exists()
    assert AuditLine.objects.filter(action="outward.refused", object_id=str(case.id)).count() == 6


def test_s11_parents_refuse_and_danger_remains_so_the_prosecutor_is_told_on_a_recorded_ground(founded):
    """S-11. VK: the ground, its questions with the views of minor and parents, two people, the child told."""
    house = founded("vk")
    noor, ilias = house.person(people.NOOR), house.person(people.ILIAS)
    case = access_case(noor, make.a_report(house, story="Het gaat niet goed.").case.reference)
    prosecutor = leaving.ToWhom(kind="prosecutor", words="Het parket")
    act = leaving.act_is_planned(person=noor, case=case, to=prosecutor, kind="referral", purpose="protect", data=["violence", "family"],
                                 about="Doorverwijzing", at=NOON)
    with pytest.raises(NotCovered):
        leaving.act_is_done(person=noor, case=case, act=act, said="", at=NOON)
    override = overriding.telling_is_asked(person=noor, case=case, act=act, ground="ijh_39", known_as="secret_holder",
                                           answers=answers(house, "ijh_39"), is_child_told=True, told_why="", at=NOON)
    overriding.override_is_decided(person=ilias, case=case, override=override, verdict="agreed", reasons="Gesprek liep vast.", at=NOON)
    leaving.act_is_done(person=noor, case=case, act=act, said="Beschrijving van de situatie.", at=NOON)
    kept = Override.objects.get()
    said = kept.unsealed(noor.keyring.open(case.compartment_id))
    assert said["ground"]["source"] == "Decreet integrale jeugdhulp van 12 juli 2013, art. 39 en 40"
    assert {"Wat vindt de minderjarige?", "Wat vinden de ouders?"} <= {one["ask"] for one in said["answers"]}
    assert (kept.asked_by, kept.decided_by, kept.is_child_told) == (noor.account, ilias.account, True)


def passed(arrived) -> list:
    """What passed with the reporter."""
    story = make.story_of(arrived)
    return what_passed(story.conversation, story.compartment)
