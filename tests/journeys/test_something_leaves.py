"""Nothing leaves a case that consent doesn't cover; a withdrawal stops what waits at once; the law goes before it only by two people."""

from datetime import date, timedelta

import pytest

from gehoor.domain.cases.models import Case, TimelineEntry
from gehoor.domain.consent.actions import EndsBeforeItBegins
from gehoor.domain.consent.models import Consent, OutwardAct, Override
from gehoor.domain.consent.outward import NotCovered, NotPending
from gehoor.domain.consent.overriding import AlreadyDecided, NotAlone, NotThisGround, Unanswered
from gehoor.domain.consent.queries import shown_to_reporter
from gehoor.domain.conversations.queries import what_passed
from gehoor.domain.services.law import the_grounds, the_grounds_file
from gehoor.foundation.audit.models import AuditLine
from gehoor.journeys import consent_is_given as giving
from gehoor.journeys import law_goes_first as overriding
from gehoor.journeys import something_leaves as leaving
from gehoor.journeys.case_moves_on import case_is_assigned
from gehoor.journeys.message_passes import reporter_writes
from gehoor.journeys.people_are_known import party_is_added
from tests import make

pytestmark = pytest.mark.django_db
NOON, HOUR, DAY = make.NOON, make.HOUR, make.DAY
DATA = ["subject", "story"]


@pytest.fixture
def arrived(house):
    return make.a_report(house, reporter_name="Amir", child_age="15")


@pytest.fixture
def case(arrived, noor) -> Case:
    return case_is_assigned(person=noor, case=Case.objects.get(pk=arrived.case.pk), to=noor.account, expected=None, at=NOON)


@pytest.fixture
def school():
    return leaving.ToWhom(kind="institution", institution=make.an_institution("Basisschool Het Kompas"))


def the_child(case):
    return case.parties.get(is_child=True)


def agrees(person, case, to, *, answer="given", at=NOON, **more):
    told = {"party": the_child(case), "capacity": "child", "purpose": "hear_side", "data": DATA, "way": "written", "words": "Dat mag.",
            "from_at": at}
    return giving.consent_is_recorded(person=person, case=case, to=to, answer=answer, at=at, **{**told, **more})


def planned(person, case, to, **more):
    told = {"kind": "letter", "purpose": "hear_side", "data": DATA, "about": "Waarom werd hij geschorst?"}
    return leaving.act_is_planned(person=person, case=case, to=to, at=NOON, **{**told, **more})


def asked(house, person, case, act, *, ground="necessity", at=NOON, **more):
    file = the_grounds_file(house.service, at.date())
    declared = next(one for one in file.grounds if one.code == ground)
    told = {"known_as": "secret_holder", "answers": {one.code: "Omdat het moet." for one in file.asked(declared)},
            "is_child_told": False, "told_why": "Het is niet veilig."}
    return overriding.telling_is_asked(person=person, case=case, act=act, ground=ground, at=at, **{**told, **more})


def test_what_was_agreed_leaves_and_the_reporter_sees_it(noor, case, school, arrived):
    agrees(noor, case, school)
    act = leaving.act_is_done(person=noor, case=case, act=planned(noor, case, school), said="Wij vroegen waarom.", at=NOON + HOUR)
    assert act.state == "done"
    assert [one.consent.purpose for one in act.rests_on.all()] == ["hear_side"]
    story = make.story_of(arrived)
    consents, acts = shown_to_reporter(case, story.compartment)
    assert [words for _consent, words in consents] == [words for _act, words in acts] == ["Basisschool Het Kompas, Gent"]


def test_what_nobody_agreed_to_does_not_leave_and_the_try_stays_in_the_audit(noor, case, school):
    act = planned(noor, case, school)
    with pytest.raises(NotCovered, match="toestemming van Amir"):
        leaving.act_is_done(person=noor, case=case, act=act, said="", at=NOON)
    assert OutwardAct.objects.get().state == "pending"
    assert AuditLine.objects.filter(action="outward.refused", actor_id=noor.id, object_id=str(case.id)).count() == 1


def test_a_refusal_stands_against_every_act_to_that_school(noor, case, school):
    agrees(noor, case, school, answer="refused")
    for kind in ("call", "letter", "request", "referral", "export", "sharing"):
        with pytest.raises(NotCovered, match="geweigerd"):
            leaving.act_is_done(person=noor, case=case, act=planned(noor, case, school, kind=kind), said="", at=NOON)


def test_a_consent_taken_back_with_the_receipt_stops_the_letter_at_once_without_a_key_of_ours(noor, case, school, arrived):
    consent = agrees(noor, case, school)
    act = planned(noor, case, school)
    giving.reporter_takes_back(story=make.story_of(arrived), consent_id=consent.id, at=NOON + HOUR)
    stopped = OutwardAct.objects.get()
    assert (stopped.state, stopped.stopped_because, stopped.stopped_at) == ("stopped", "withdrawn", NOON + HOUR)
    line = TimelineEntry.objects.get(case=case, kind="consent_withdrawn")
    assert line.codes == {"to": "institution", "purpose": "hear_side", "by": "reporter", "stopped": 1}
    with pytest.raises(NotPending, match="intussen gestopt"):
        leaving.act_is_done(person=noor, case=case, act=act, said="Al getypt.", at=NOON + 2 * HOUR)


def test_an_act_that_was_planned_before_the_consent_rests_on_it_afterwards(noor, case, school, arrived):
    act = planned(noor, case, school)
    consent = agrees(noor, case, leaving.ToWhom(known=act.to))
    giving.consent_is_withdrawn(person=noor, case=case, consent_id=consent.id, at=NOON + HOUR)
    assert OutwardAct.objects.get().state == "stopped"


def test_who_wants_to_stop_altogether_stops_everything_that_waits(noor, case, school, arrived):
    agrees(noor, case, school)
    for kind in ("call", "letter"):
        planned(noor, case, school, kind=kind)
    reporter_writes(story=make.story_of(arrived), kind="withdrawal", text="", held_files=[], at=NOON + HOUR)
    assert set(OutwardAct.objects.values_list("state", "stopped_because")) == {("stopped", "reporter_withdrew")}
    assert Consent.objects.exclude(to=None).get().withdrawn_by == "reporter"
    assert Case.objects.get().closed_at is None


def test_two_people_and_every_answer_let_one_act_leave_without_consent(house, noor, ilias, case, school, arrived):
    act = planned(noor, case, school)
    override = asked(house, noor, case, act)
    with pytest.raises(NotCovered):
        leaving.act_is_done(person=noor, case=case, act=act, said="", at=NOON)
    with pytest.raises(NotAlone):
        overriding.override_is_decided(person=noor, case=case, override=override, verdict="agreed", reasons="", at=NOON)
    overriding.override_is_decided(person=ilias, case=case, override=override, verdict="agreed", reasons="Ja, nodig.", at=NOON + HOUR)
    with pytest.raises(AlreadyDecided):
        overriding.override_is_decided(person=ilias, case=case, override=override, verdict="declined", reasons="", at=NOON + HOUR)
    done = leaving.act_is_done(person=noor, case=case, act=act, said="Verteld.", at=NOON + HOUR)
    assert done.override_id == override.id
    assert (done.override.asked_by, done.override.decided_by) == (noor.account, ilias.account)
    assert shown_to_reporter(case, make.story_of(arrived).compartment) == ([], []), "the child was not told, for a reason"


def test_an_override_of_one_act_covers_no_other_and_one_of_a_recipient_ends(house, noor, ilias, case, school):
    first, second = planned(noor, case, school), planned(noor, case, school, kind="call")
    override = asked(house, noor, case, first)
    overriding.override_is_decided(person=ilias, case=case, override=override, verdict="agreed", reasons="", at=NOON)
    with pytest.raises(NotCovered):
        leaving.act_is_done(person=noor, case=case, act=second, said="", at=NOON)
    whole = asked(house, noor, case, second, whole_recipient_until=NOON + DAY)
    overriding.override_is_decided(person=ilias, case=case, override=whole, verdict="agreed", reasons="", at=NOON)
    with pytest.raises(NotCovered):
        leaving.act_is_done(person=noor, case=case, act=second, said="", at=NOON + 2 * DAY)
    assert leaving.act_is_done(person=noor, case=case, act=second, said="", at=NOON + HOUR).state == "done"


def test_a_declined_override_carries_nothing(house, noor, ilias, case, school):
    act = planned(noor, case, school)
    override = asked(house, noor, case, act)
    overriding.override_is_decided(person=ilias, case=case, override=override, verdict="declined", reasons="Te vroeg.", at=NOON)
    with pytest.raises(NotCovered):
        leaving.act_is_done(person=noor, case=case, act=act, said="", at=NOON)


def test_without_an_answer_or_a_reason_nothing_is_even_asked(house, noor, case, school):
    act = planned(noor, case, school)
    with pytest.raises(Unanswered):
        asked(house, noor, case, act, answers={"danger_evil": "Ja"})
    with pytest.raises(Unanswered, match="Schrijf waarom"):
        asked(house, noor, case, act, told_why=" ")
    assert not Override.objects.exists()


@pytest.mark.parametrize(("day", "offered", "gone"), [
    ("2026-04-07", {"sw_458bis", "sw_422bis", "sw_458ter"}, {"sw_353_1", "sw_299", "sw_353_2"}),
    ("2026-04-08", {"sw_353_1", "sw_299", "sw_353_2"}, {"sw_458bis", "sw_422bis", "sw_458ter"}),
])
def test_the_ground_in_force_on_the_day_of_the_decision_is_offered(house, day, offered, gone):
    """Law of 29 February 2024: old numbers until 7 April 2026, new ones from 8 April 2026."""
    codes = {one.code for one in the_grounds(house.service, date.fromisoformat(day), lifts="act")}
    assert offered <= codes
    assert not gone & codes


def test_the_right_to_speak_reaches_the_prosecutor_only_and_no_lawyer(house, noor, case, school):
    """Art. 458bis, and Constitutional Court 127/2013; art. 353 § 1 and § 3."""
    prosecutor = leaving.ToWhom(kind="prosecutor", words="Het parket van Gent")
    for at, ground in ((NOON, "sw_458bis"), (NOON + 60 * DAY, "sw_353_1")):
        with pytest.raises(NotThisGround, match="ontvanger"):
            asked(house, noor, case, planned(noor, case, school), ground=ground, at=at)
        to_prosecutor = planned(noor, case, prosecutor)
        with pytest.raises(NotThisGround, match="Als advocaat"):
            asked(house, noor, case, to_prosecutor, ground=ground, at=at, known_as="lawyer")
        assert asked(house, noor, case, to_prosecutor, ground=ground, at=at).ground == ground
    with pytest.raises(NotThisGround):
        asked(house, noor, case, planned(noor, case, prosecutor), ground="sw_458bis", at=NOON + 60 * DAY)


def test_nothing_goes_to_a_parent_whose_interest_is_opposed_unless_two_people_decide(house, noor, ilias, case):
    mother = party_is_added(person=noor, case=case, role="parent", about={"name": "Moeder"}, is_child=False, at=NOON)
    to = leaving.ToWhom(kind="party", party=mother)
    agrees(noor, case, to)
    giving.parent_and_child_are_opposed(person=noor, case=case, why="Moeder drukt hem.", at=NOON)
    act = planned(noor, case, to)
    with pytest.raises(NotCovered, match="niets naar een ouder"):
        leaving.act_is_done(person=noor, case=case, act=act, said="", at=NOON)
    override = asked(house, noor, case, act)
    overriding.override_is_decided(person=ilias, case=case, override=override, verdict="agreed", reasons="", at=NOON)
    assert leaving.act_is_done(person=noor, case=case, act=act, said="", at=NOON).override_id == override.id
    other = planned(noor, case, to)
    giving.parent_and_child_agree_again(person=noor, case=case, at=NOON)
    assert leaving.act_is_done(person=noor, case=case, act=other, said="", at=NOON).override is None


def test_a_consent_that_ends_before_it_begins_is_refused(noor, case, school):
    with pytest.raises(EndsBeforeItBegins):
        agrees(noor, case, school, until_at=NOON - timedelta(days=1))


def test_a_case_goes_on_after_a_withdrawal_only_where_its_procedure_says_so(house, noor, case, arrived):
    with pytest.raises(overriding.NotWithdrawn):
        overriding.going_on_is_asked(person=noor, case=case, ground="ex_officio", known_as="other", answers={}, is_child_told=True,
                                     told_why="", tells="Wij gaan verder.", at=NOON)
    reporter_writes(story=make.story_of(arrived), kind="withdrawal", text="", held_files=[], at=NOON)
    assert house.service.procedure.safeguards.goes_on == []
    with pytest.raises(NotThisGround):
        overriding.going_on_is_asked(person=noor, case=case, ground="ex_officio", known_as="other", answers={}, is_child_told=True,
                                     told_why="", tells="Wij gaan verder.", at=NOON)
    assert what_passed(make.story_of(arrived).conversation, make.story_of(arrived).compartment)[-1].kind == "withdrawal"
