"""What consent and grounds withstand: a receipt that reaches for the word of others, a ground that ran out, a wish that comes late."""

from datetime import UTC, datetime

import pytest

from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case
from gehoor.domain.consent.models import Consent, OutwardAct
from gehoor.domain.consent.outward import NotCovered
from gehoor.domain.consent.overriding import NotThisGround
from gehoor.domain.consent.queries import shown_to_reporter
from gehoor.domain.services.law import the_grounds_file
from gehoor.journeys import consent_is_given as giving
from gehoor.journeys import law_goes_first as overriding
from gehoor.journeys import something_leaves as leaving
from gehoor.journeys.message_passes import reporter_writes
from gehoor.journeys.people_are_known import party_is_added, people_are_related
from tests import make

pytestmark = pytest.mark.django_db
NOON, HOUR = make.NOON, make.HOUR
DATA = ["subject", "story"]
PROSECUTOR = leaving.ToWhom(kind="prosecutor", words="Het parket van Gent")


@pytest.fixture
def arrived(house):
    return make.a_report(house, reporter_name="Amir", child_age="15")


def says_yes(noor, case, party, to, **more):
    told = {"party": party, "capacity": "child", "purpose": "hear_side", "data": DATA, "way": "written", "words": "Dat mag.",
            "answer": "given", "from_at": NOON} | more
    return giving.consent_is_recorded(person=noor, case=case, to=to, at=NOON, **told)


def planned(noor, case, to):
    return leaving.act_is_planned(person=noor, case=case, to=to, kind="letter", purpose="hear_side", data=DATA, about="", at=NOON)


def asked(house, noor, case, act, *, ground="necessity", at=NOON):
    file = the_grounds_file(house.service, at.date())
    questions = file.asked(next(one for one in file.grounds if one.code == ground))
    return overriding.telling_is_asked(person=noor, case=case, act=act, ground=ground, known_as="secret_holder", is_child_told=True,
                                       answers={one.code: "Omdat het moet." for one in questions}, told_why="", at=at)


def decided(ilias, case, override, *, at=NOON, verdict="agreed"):
    return overriding.override_is_decided(person=ilias, case=case, override=override, verdict=verdict, reasons="Ja.", at=at)


def test_with_a_receipt_nobody_takes_back_what_somebody_else_agreed_to(noor, arrived):
    mother = party_is_added(person=noor, case=arrived.case, role="parent", about={"name": "Moeder"}, is_child=False, at=NOON)
    hers = says_yes(noor, arrived.case, mother, PROSECUTOR, capacity="parent")
    with pytest.raises(ChangedMeanwhile):
        giving.reporter_takes_back(story=make.story_of(arrived), consent_id=hers.id, at=NOON)
    assert Consent.objects.get(pk=hers.pk).withdrawn_at is None


def test_no_child_speaks_as_its_parent_and_no_parent_as_the_child(noor, arrived):
    case = arrived.case
    mother = party_is_added(person=noor, case=case, role="parent", about={"name": "Moeder"}, is_child=False, at=NOON)
    for party, capacity in ((case.parties.get(is_child=True), "parent"), (case.parties.get(is_child=True), "guardian"), (mother, "child")):
        with pytest.raises(giving.NotInThatCapacity):
            says_yes(noor, case, party, PROSECUTOR, capacity=capacity)
    assert not Consent.objects.exclude(to=None).exists()


def test_who_agrees_does_so_on_a_ground_in_force_that_day(house, noor, ilias, arrived):
    """Art. 458bis held until 7 April 2026."""
    last_day, next_day = datetime(2026, 4, 7, 15, 0, tzinfo=UTC), datetime(2026, 4, 8, 9, 0, tzinfo=UTC)
    act = planned(noor, arrived.case, PROSECUTOR)
    override = asked(house, noor, arrived.case, act, ground="sw_458bis", at=last_day)
    with pytest.raises(NotThisGround, match="dag van de beslissing"):
        decided(ilias, arrived.case, override, at=next_day)
    assert decided(ilias, arrived.case, override, at=next_day, verdict="declined").verdict == "declined"


@pytest.mark.parametrize("stops", ["altogether", "one consent"])
def test_no_wish_stops_what_two_people_decided_to_tell_on_a_legal_ground(house, noor, ilias, arrived, stops):
    case = arrived.case
    act = planned(noor, case, PROSECUTOR)
    consent = says_yes(noor, case, case.parties.get(is_child=True), leaving.ToWhom(known=act.to))
    other = planned(noor, case, leaving.ToWhom(known=act.to))
    decided(ilias, case, asked(house, noor, case, act))
    story = make.story_of(arrived)
    if stops == "altogether":
        reporter_writes(story=story, kind="withdrawal", text="", held_files=[], at=NOON + HOUR)
    else:
        giving.reporter_takes_back(story=story, consent_id=consent.id, at=NOON + HOUR)
    assert dict(OutwardAct.objects.values_list("pk", "state")) == {act.pk: "pending", other.pk: "stopped"}
    assert leaving.act_is_done(person=noor, case=case, act=act, said="Verteld.", at=NOON + HOUR).state == "done"


def test_an_opposed_parent_does_not_read_with_the_receipt_whom_we_spoke_to(house, noor, ilias, arrived):
    case = arrived.case
    Case.objects.filter(pk=case.pk).update(reporter_role="parent")
    refuge = leaving.ToWhom(kind="helper", words="Het vluchthuis")
    acts = [planned(noor, case, refuge) for _twice in range(2)]
    for act in acts:
        decided(ilias, case, asked(house, noor, case, act))
    leaving.act_is_done(person=noor, case=case, act=acts[0], said="", at=NOON)
    giving.parent_and_child_are_opposed(person=noor, case=case, why="Vader zoekt hem.", at=NOON)
    leaving.act_is_done(person=noor, case=case, act=acts[1], said="", at=NOON + HOUR)
    assert [row.pk for row, _words in shown_to_reporter(case, make.story_of(arrived).compartment)[1]] == [acts[0].pk]


def test_a_parent_is_a_parent_by_the_relation_too(house, noor, arrived):
    case = arrived.case
    uncle = party_is_added(person=noor, case=case, role="family", about={"name": "Nonkel"}, is_child=False, at=NOON)
    people_are_related(person=noor, case=case, party=uncle.pk, other=case.parties.get(is_child=True).pk, kind="parent", at=NOON)
    to = leaving.ToWhom(kind="party", party=uncle)
    says_yes(noor, case, case.parties.get(is_child=True), to)
    act = planned(noor, case, to)
    giving.parent_and_child_are_opposed(person=noor, case=case, why="Hij drukt hem.", at=NOON)
    with pytest.raises(NotCovered, match="niets naar een ouder"):
        leaving.act_is_done(person=noor, case=case, act=act, said="", at=NOON)


def whole(house, noor, case, ground: str, until: datetime, *, at=NOON):
    act = planned(noor, case, PROSECUTOR)
    file = the_grounds_file(house.service, at.date())
    questions = file.asked(next(one for one in file.grounds if one.code == ground))
    return overriding.telling_is_asked(person=noor, case=case, act=act, ground=ground, known_as="secret_holder", is_child_told=True, at=at,
                                       answers={one.code: "Omdat het moet." for one in questions}, told_why="", whole_recipient_until=until)


def test_two_people_weigh_everything_to_one_recipient_anew_after_what_is_declared(house, noor, arrived):
    assert str(the_grounds_file(house.service, NOON.date()).whole_recipient_within) == "3 months"
    case, last = arrived.case, datetime(2026, 6, 10, 20, 0, tzinfo=UTC)
    for beyond in (last + 24 * HOUR, NOON - 24 * HOUR, datetime(2999, 1, 1, tzinfo=UTC)):
        with pytest.raises(overriding.TooLong, match="10 juni 2026"):
            whole(house, noor, case, "necessity", beyond)
    assert whole(house, noor, case, "necessity", last).until_at == last


def test_nobody_speaks_on_a_ground_longer_than_it_is_in_force(house, noor, arrived):
    """Art. 458bis held until 7 April 2026: what is told after that day is told on another ground."""
    with pytest.raises(overriding.TooLong, match="7 april 2026"):
        whole(house, noor, arrived.case, "sw_458bis", datetime(2026, 4, 8, 12, 0, tzinfo=UTC))
