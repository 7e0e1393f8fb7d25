"""One centre asks another whether it knows a child: a form of its own, nothing more than needed to recognise it, and nobody who may not
open a case learns that it is there."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gehoor.domain.accounts.access import Person
from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.accounts.models import Team
from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.tasks import WhyIsMissing
from gehoor.domain.cases.models import Task, TimelineEntry
from gehoor.domain.centres.actions import AlreadyAnswered, OnlySupervisorFindsNobody, TooLittleToRecognise
from gehoor.domain.centres.models import KNOWN, MAY_NOT_SAY, NOT_KNOWN, Question, Received
from gehoor.domain.centres.queries import access_received, opened_for, prepared_in, the_received, the_received_waiting
from gehoor.domain.consent.models import GIVEN, OutwardAct
from gehoor.domain.consent.outward import NotCovered, NotPending
from gehoor.domain.consent.queries import shown_to_reporter
from gehoor.foundation.action import journey
from gehoor.foundation.audit.models import AuditLine
from gehoor.foundation.errors import NotAllowed
from gehoor.journeys import centres_ask_each_other as asking
from gehoor.journeys import something_leaves as leaving
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_becomes_confidential, case_is_assigned, respondent_is_named
from gehoor.journeys.consent_is_given import consent_is_recorded, consent_is_withdrawn
from gehoor.journeys.people_are_known import party_is_added
from tests import make, people

pytestmark = pytest.mark.django_db
NOON, HOUR, DAY = make.NOON, make.HOUR, make.DAY
AMIR = {"name": "Amir Haddad", "born": "11-09-2014", "address": "Wilgenlaan 1", "address_secret": True, "mind": "Zwemt graag."}
NAME = ["child_name"]


@pytest.fixture
def its_service():
    return "vk"


@pytest.fixture
def centre(house):
    return house.service.about.centres[0]


@pytest.fixture
def case(house, noor):
    """Noor's case about Amir, whose address is secret."""
    arrived = make.a_report(house, audience="concerned")
    case = access_case(noor, arrived.case.reference)
    case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=NOON)
    party_is_added(person=noor, case=case, role="child", about=AMIR, at=NOON)
    case_is_opened(person=noor, case=case, at=NOON)
    return case


def the_child(case):
    return case.parties.get(role="child")


def asked(noor, case, centre, **more) -> Question:
    return asking.centre_is_asked(person=noor, case=case, centre=centre.code, party=the_child(case), at=NOON,
                                  **{"data": NAME, "why": "Verhuisd uit Gent. Papa slaat.", **more})


def agreed(noor, case, act) -> list:
    """Everybody who must, agrees to what waits."""
    given = []
    reporters = [(one, "reporter") for one in case.parties.filter(is_reporter=True)]
    mother = party_is_added(person=noor, case=case, role="parent", about={"name": "Moeder"}, is_child=False, at=NOON)
    for party, capacity in [*reporters, (the_child(case), "child"), (mother, "parent")]:
        given.append(consent_is_recorded(
            person=noor, case=case, to=leaving.ToWhom(known=act.to), party=party, capacity=capacity, purpose=act.purpose, data=act.data,
            answer=GIVEN, way="phone", words="Dat mag.", from_at=NOON, at=NOON))
    return given


def received(noor, centre, **more) -> Received:
    told = {"name": "amir HADDAD", "born": "2014-9-11", "who": "Joke, onthaal", "why": "Aangemeld door een school.", **more}
    return asking.question_is_received(person=noor, teams=[noor.memberships[0].team], centre=centre.code, at=NOON, **told)[0]


# What we ask.

def test_nothing_is_asked_without_consent_and_the_try_stays_in_the_audit(noor, case, centre):
    question = asked(noor, case, centre)
    with pytest.raises(NotCovered):
        asking.question_is_put(person=noor, case=case, question=question, due_on=None, at=NOON)
    assert OutwardAct.objects.get().state == "pending"
    assert AuditLine.objects.filter(action="outward.refused", object_id=case.id).exists()
    assert not Task.objects.exists()


def test_only_what_recognises_a_child_is_said_never_the_story_and_never_a_secret_address(noor, case, centre):
    question = asked(noor, case, centre)
    agreed(noor, case, question.act)
    asking.question_is_put(person=noor, case=case, question=question, due_on=date(2026, 3, 20), at=NOON)
    staff_file = noor.keyring.open(case.compartment_id)
    said = OutwardAct.objects.get().unsealed(staff_file)["said"]
    assert "Amir Haddad" in said and "11-09-2014" in said
    assert not any(word in said for word in ("Wilgenlaan", "Zwemt", "Gent", "slaat"))
    with pytest.raises(asking.NothingToRecogniseBy):
        asked(noor, case, centre, data=["child_address"])
    with pytest.raises(asking.NothingToRecogniseBy):
        asked(noor, case, centre, data=[*NAME, "story"])


def test_an_address_that_became_secret_meanwhile_does_not_go(noor, house, centre):
    case = access_case(noor, make.a_report(house, audience="concerned").case.reference)
    party = party_is_added(person=noor, case=case, role="child", about={"name": "Amir Haddad", "address": "Wilgenlaan 1"}, at=NOON)
    question = asked(noor, case, centre, data=[*NAME, "child_address"])
    staff_file = noor.keyring.open(case.compartment_id)
    assert "Wilgenlaan" in asking.the_words(case, question, staff_file)
    party.seal(staff_file, {"name": "Amir Haddad", "address": "Wilgenlaan 1", "address_secret": True})
    party.save()
    question.refresh_from_db()
    assert "Wilgenlaan" not in asking.the_words(case, question, staff_file)


def test_nobody_writes_the_words_to_another_centre_by_hand(noor, case, centre):
    question = asked(noor, case, centre)
    agreed(noor, case, question.act)
    with pytest.raises(leaving.GoesByItsOwnForm):
        leaving.act_is_done(person=noor, case=case, act=question.act, said="En weet je wat zijn vader doet?", at=NOON)
    assert OutwardAct.objects.get().state == "pending"


def test_the_answer_is_waited_for_and_written_down_by_whom_and_when(noor, case, centre):
    question = asked(noor, case, centre)
    agreed(noor, case, question.act)
    with pytest.raises(AlreadyAnswered):
        asking.answer_is_noted(person=noor, case=case, question=question, answer=KNOWN, who="Joke", words="", on=date(2026, 3, 11), at=NOON)
    question = asking.question_is_put(person=noor, case=case, question=question, due_on=date(2026, 3, 20), at=NOON)
    waits = Task.objects.get()
    assert (waits.kind, waits.account, waits.due_on, waits.done_at) == ("request", noor.account, date(2026, 3, 20), None)
    asking.answer_is_noted(person=noor, case=case, question=question, answer=KNOWN, who="Joke, onthaal", words="Bel ons terug.",
                           on=date(2026, 3, 11), at=NOON + DAY)
    question.refresh_from_db()
    said = question.unsealed(noor.keyring.open(case.compartment_id))
    assert (said["answer"], said["who"], question.answered_on, question.recorded_by) == (
        KNOWN, "Joke, onthaal", date(2026, 3, 11), noor.account)
    assert Task.objects.get().ended_as == "answered"
    kinds = list(TimelineEntry.objects.filter(case=case).order_by("at", "id").values_list("kind", flat=True))
    assert [kind for kind in kinds if kind.startswith(("outward", "centre"))] == ["outward_planned", "outward_done", "centre_answered"]
    assert AuditLine.objects.filter(action="centre.answer_noted").count() == 1
    with pytest.raises(AlreadyAnswered):
        asking.answer_is_noted(person=noor, case=case, question=question, answer=NOT_KNOWN, who="Joke", words="", on=date(2026, 3, 12),
                               at=NOON + DAY)


def test_a_consent_that_is_taken_back_stops_the_question(noor, case, centre):
    question = asked(noor, case, centre)
    consent = agreed(noor, case, question.act)[1]
    consent_is_withdrawn(person=noor, case=case, consent_id=consent.id, at=NOON)
    with pytest.raises(NotPending):
        asking.question_is_put(person=noor, case=case, question=question, due_on=None, at=NOON)


def test_the_reporter_sees_that_a_centre_was_asked(noor, case, centre):
    question = asked(noor, case, centre)
    agreed(noor, case, question.act)
    asking.question_is_put(person=noor, case=case, question=question, due_on=None, at=NOON)
    _consents, acts = shown_to_reporter(case, noor.keyring.open(case.conversation_compartment))
    assert [words for _act, words in acts] == [centre.name.text("nl")]


def test_only_a_centre_of_the_list_is_asked_and_what_was_agreed_holds_for_the_next_question(noor, case, centre, house):
    with pytest.raises(asking.NotToThem):
        asking.centre_is_asked(person=noor, case=case, centre="nowhere", party=the_child(case), data=NAME, why="Zo.", at=NOON)
    one = asked(noor, case, centre)
    agreed(noor, case, one.act)
    again, other = asked(noor, case, centre), asked(noor, case, house.service.about.centres[1])
    assert again.act.to_id == one.act.to_id != other.act.to_id
    assert leaving.the_carried(noor, case, [again.act], at=NOON)[again.act.id].holds
    assert not leaving.the_carried(noor, case, [other.act], at=NOON)[other.act.id].holds


# What we are asked.

def test_what_another_centre_asks_is_compared_with_the_names_of_the_team(noor, case, centre):
    found = asking.names_are_compared(noor, received(noor, centre))
    assert [(one.case, one.is_exact) for one in found.alike] == [(case, True)]
    assert asking.names_are_compared(noor, received(noor, centre, name="Haddad Amir", born="")).alike[0].is_exact is False
    assert asking.names_are_compared(noor, received(noor, centre, name="Aya Haddad", born="")).alike == []
    with pytest.raises(TooLittleToRecognise):
        received(noor, centre, name="Amir", born="")


def test_who_may_not_open_the_case_sees_the_same_as_when_there_is_none(house, noor, lien, case, centre):
    there, nowhere = received(noor, centre), received(noor, centre, name="Niemand Bekend")
    asking.yes_is_prepared(person=noor, case=case, received=there, at=NOON)
    seen = []
    for question in (there, nowhere):
        lien = house.person(people.LIEN)
        assert lien.case_teams and not (lien.conflict_tags or lien.covered or lien.opened_in_need or lien.supervised_teams)
        lien.keyring.open(lien.memberships[0].team.search_compartment)
        with statements() as asked_of_database:
            row = access_received(lien, question.pk)
            compared, prepared = asking.names_are_compared(lien, row), prepared_in(lien, row)
        seen.append(((compared.alike, compared.is_possible, prepared, row.answered_at, row.answered_by), asked_of_database))
    assert seen[0] == seen[1]


def test_a_conflict_of_interest_and_a_wall_hide_the_case_here_too(house, noor, ilias, lien, case, centre):
    question = received(noor, centre)
    assert asking.names_are_compared(ilias, question).alike
    school = make.an_institution("Atheneum De Brug")
    respondent_is_named(person=noor, case=case, kind="institution", words="", institution=school, at=NOON)
    with journey("test.conflict", at=NOON):
        declare_conflict(account=ilias.account, institution=school, at=NOON)
    near = Person(account=ilias.account, keyring=ilias.keyring)
    assert asking.names_are_compared(near, question).alike == []
    with pytest.raises(NotAllowed):
        asking.yes_is_prepared(person=near, case=case, received=question, at=NOON)
    case_becomes_confidential(person=noor, case=access_case(noor, case.reference), to=[noor.account, lien.account], at=NOON)
    assert asking.names_are_compared(noor, question).alike == [], "behind a wall no name is kept to compare with"


def test_without_the_key_of_the_names_nothing_is_compared(noor, case, centre):
    question = received(noor, centre)
    question.team.search_compartment = question.compartment_id.__class__(int=1)
    assert asking.names_are_compared(noor, question) == asking.Compared([], is_possible=False)


def test_that_we_know_a_child_leaves_only_with_consent_and_opens_nothing(noor, case, centre):
    question = received(noor, centre)
    act = asking.yes_is_prepared(person=noor, case=case, received=question, at=NOON)
    assert asking.yes_is_prepared(person=noor, case=case, received=question, at=NOON) == act
    with pytest.raises(NotCovered):
        asking.yes_is_answered(person=noor, case=case, act=act, reasons="Zij volgen het gezin verder op.", at=NOON)
    assert Received.objects.get().answered_at is None
    agreed(noor, case, act)
    asking.yes_is_answered(person=noor, case=case, act=act, reasons="Zij volgen het gezin verder op.", at=NOON)
    assert Received.objects.get().answered_by == noor.account
    assert OutwardAct.objects.get().unsealed(noor.keyring.open(case.compartment_id))["said"] == "Ja, wij kennen dit kind."
    assert OutwardAct.objects.get().data == ["known_here"]


def test_no_because_and_only_who_sees_all_cases_says_that_there_is_none(noor, ilias, centre):
    question = received(noor, centre)
    with pytest.raises(WhyIsMissing):
        asking.no_is_answered(person=noor, received=question, answer=MAY_NOT_SAY, reasons=" ", at=NOON)
    with pytest.raises(OnlySupervisorFindsNobody):
        asking.no_is_answered(person=noor, received=question, answer=NOT_KNOWN, reasons="", at=NOON)
    with pytest.raises(NotAllowed):
        asking.no_is_answered(person=ilias, received=question, answer=KNOWN, reasons="", at=NOON)
    asking.no_is_answered(person=ilias, received=question, answer=NOT_KNOWN, reasons="", at=NOON)
    with pytest.raises(AlreadyAnswered):
        asking.no_is_answered(person=noor, received=question, answer=MAY_NOT_SAY, reasons="Geen toestemming.", at=NOON)
    assert AuditLine.objects.filter(action="centre.answered").count() == 1


def test_a_yes_that_comes_after_a_no_is_told_and_nothing_leaves(noor, ilias, case, centre):
    question = received(noor, centre)
    act = asking.yes_is_prepared(person=noor, case=case, received=question, at=NOON)
    agreed(noor, case, act)
    asking.no_is_answered(person=ilias, received=question, answer=MAY_NOT_SAY, reasons="Geen toestemming.", at=NOON)
    with pytest.raises(AlreadyAnswered):
        asking.yes_is_answered(person=noor, case=case, act=act, reasons="Zo.", at=NOON)
    assert OutwardAct.objects.get().state == "pending"
    with pytest.raises(AlreadyAnswered):
        asking.yes_is_prepared(person=noor, case=case, received=question, at=NOON)


def test_what_was_answered_is_read_by_who_answered_and_looks_alike_for_all_others(noor, lien, ilias, case, centre):
    yes, none = received(noor, centre), received(noor, centre, name="Niemand Bekend")
    act = asking.yes_is_prepared(person=noor, case=case, received=yes, at=NOON)
    agreed(noor, case, act)
    asking.yes_is_answered(person=noor, case=case, act=act, reasons="Zo.", at=NOON)
    asking.no_is_answered(person=ilias, received=none, answer=NOT_KNOWN, reasons="", at=NOON)
    assert the_received_waiting(lien) == []
    assert all(set(one.said) == {"name", "born", "who", "why"} for one in the_received(lien))
    assert opened_for(noor, access_received(noor, yes.pk))["answer"] == KNOWN
    assert "answer" not in opened_for(ilias, access_received(ilias, yes.pk))


def test_each_team_is_asked_for_itself_and_reads_only_its_own(house, noor, centre):
    teams = [house.team, Team.objects.filter(service=house.team.service).exclude(pk=house.team.pk).first()]
    rows = asking.question_is_received(person=noor, teams=teams, centre=centre.code, name="Amir Haddad", born="", who="Joke", why="Zo.",
                                       at=NOON)
    assert len(rows) == 2
    assert [one.row for one in the_received(noor)] == rows[:1]
    assert access_received(noor, rows[1].pk) is None
    assert not noor.keyring.may_open(rows[1].compartment_id)


@contextmanager
def statements():
    """The statements that were asked of the database, without their values."""
    told: list[str] = []
    with CaptureQueriesContext(connection) as queries:
        yield told
    told += [query["sql"].split("WHERE")[0] for query in queries.captured_queries]
