"""An address that names a row of another case names nothing; a day or a sign that no calendar or database knows breaks no page."""

import pytest

from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.items import Point
from gehoor.domain.cases.models import Case
from gehoor.domain.consent.models import Consent
from gehoor.foundation.action import journey
from gehoor.interfaces.staff.views.acts import ACTS, ACTS_ON
from gehoor.journeys import consent_is_given as giving
from gehoor.journeys import something_leaves as leaving
from gehoor.journeys.case_moves_on import case_is_assigned, respondent_is_named
from gehoor.journeys.cases_belong_together import cases_are_linked
from gehoor.journeys.note_of_ones_own import own_note_is_written
from gehoor.journeys.people_are_known import party_is_added, people_are_related
from gehoor.journeys.points_are_handled import item_is_added
from gehoor.journeys.work_is_done import task_is_made
from tests import make, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def noor(desk):
    return desk(people.NOOR)


def of_noor(house, noor) -> Case:
    case = access_case(noor.person, make.a_report(house, reporter_name="Amir", child_age="14").case.reference)
    return case_is_assigned(person=noor.person, case=case, to=noor.person.account, expected=None, at=make.NOON)


def rows_of(house, noor, case, place=None) -> dict[str, str]:
    """A row of every kind that an address can name."""
    told = {"person": noor.person, "case": case, "at": make.NOON}
    child = case.parties.get(is_child=True)
    mother = party_is_added(**told, role="parent", about={"name": "Moeder"}, is_child=False)
    school = respondent_is_named(**told, kind="institution", words="", institution=place or make.an_institution("Atheneum De Brug"))
    consent = giving.consent_is_recorded(
        **told, to=leaving.ToWhom(kind="helper", words="CLB"), party=child, capacity="child", purpose="hear_side", data=["story"],
        answer="given", way="written", words="Ja.", from_at=make.NOON)
    act = leaving.act_is_planned(**told, to=leaving.ToWhom(known=consent.to), kind="call", purpose="hear_side", data=["story"], about="")
    item_is_added(**told, point=Point(words="Geschorst.", received_at=make.NOON))
    link = cases_are_linked(**told, reference=of_noor(house, noor).reference, kind="merge", reasons="")
    task = task_is_made(**told, kind="task", what="Bel.", to=noor.person.account, due_on=None)
    note = own_note_is_written(**told, text="Voor mij.")
    relation = people_are_related(**told, party=mother.pk, other=child.pk, kind="parent")
    return {"party": mother.pk, "relation": mother.pk, "relation_over": relation.pk, "merge": link.pk, "unlink": link.pk, "item": 1,
            "find": 1, "drop": 1, "end_task": task.pk, "give_task": task.pk, "put_off": task.pk, "forget_note": note.pk,
            "agree_for": act.pk, "sent": act.pk, "hold_back": act.pk, "take_back": consent.pk, "tell_anyway": f"{act.pk}--necessity",
            "correct": school.pk}


def test_an_act_on_a_row_of_another_case_does_nothing(house, noor):
    theirs, mine = of_noor(house, noor), of_noor(house, noor)
    rows = rows_of(house, noor, theirs)
    before = {model: sorted(map(str, model.objects.values_list())) for model in (Case, Consent)}
    # A person is offered first in a form about relations, and nothing else: the form of another case offers nobody of this one.
    answers = {name: [getattr(noor, how)(f"/werk/case/{mine.reference}/do/{name}/{which}/").status_code for how in ("get", "post")]
               for name, which in rows.items() if name in ACTS_ON and name != "relation"}
    opened = {name: found for name, found in answers.items() if found != [404, 404] and name != "forget_note"}
    assert opened == {}
    assert theirs.private_notes.count() == 1
    assert {model: sorted(map(str, model.objects.values_list())) for model in (Case, Consent)} == before
    assert "Moeder" not in noor.page(f"/werk/case/{mine.reference}/do/relation/{rows['relation']}/")


def test_no_act_is_there_for_who_may_not_open_the_case(house, noor, desk):
    case, school = of_noor(house, noor), make.an_institution("Atheneum De Brug")
    strangers = [desk(one) for one in (people.LIEN, people.WARD, people.ANN)]
    near = desk(people.ILIAS)
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=near.person.account, institution=school, at=make.NOON)
    rows = rows_of(house, noor, case, school)
    pages = [f"do/{name}/" for name in ACTS] + [f"do/{name}/{which}/" for name, which in rows.items()] + [
        "", "consents/", "inspection/", "mediation/", "readings/", "move/take/", "sheet/safety/"]
    for stranger in (*strangers, near):
        for page in pages:
            for how in ("get", "post"):
                status = getattr(stranger, how)(f"/werk/case/{case.reference}/{page}").status_code
                assert status == 404, (stranger.person.name, how, page, status)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_slip_in_a_year_breaks_no_page(house, noor, day):
    case = of_noor(house, noor)
    at, child = f"/werk/case/{case.reference}/", case.parties.get(is_child=True)
    noor.send(f"{at}do/agree/", 422, to="", institution="", recipient_kind="helper", recipient_words="CLB", purpose="hear_side",
              data="story", party=str(child.id), capacity="child", answer="given", reason="", way="written", words="",
              from_day="2026-03-10", until_day=day)
    noor.send(f"{at}do/ask_file/", 422, asker="minor", party="", minor=str(child.id), regime="be.vl.drm.inzage", words="Alles.",
              received_on=day, able="presumed", reasons="", checked="on")
    assert "jaartal" in noor.send(f"{at}do/task/", 422, kind="task", what="Bel.", whom="", to=str(noor.person.id), due_on=day)
    assert noor.page(f"{at}consents/")


@pytest.mark.parametrize("address", ["/werk/list/?theme=%00", "/werk/case/%00/", "/werk/team/?team=a%00", "/?x=%00"])
def test_a_sign_that_no_database_takes_is_no_address(noor, address):
    assert noor.get(address).status_code == 404
