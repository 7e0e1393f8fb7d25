"""The work of one case on its page: tasks, agreements of a second person, notes of one's own, glass, and what keeps whom away."""

from types import SimpleNamespace

import pytest

from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.cases.models import Case, Glass, PrivateNote, Task
from gehoor.foundation.action import journey
from gehoor.interfaces.staff.looking_on import tell_of_looking_on
from gehoor.journeys.case_moves_on import case_is_assigned, respondent_is_named
from tests import make, people
from tests.interfaces.staff.test_worklist import queries_of

GLASS = "/werk/glass/"


def at(case: Case, act: str = "") -> str:
    return f"/werk/case/{case.reference}/{f'do/{act}/' if act else ''}"


def of_noor(house) -> Case:
    noor = house.person(people.NOOR)
    case = make.a_report(house).case
    return case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)


@pytest.mark.django_db
def test_a_task_is_made_seen_and_ended_on_the_page(house, desk):
    case, noor = of_noor(house), desk(people.NOOR)
    typed = {"kind": "request", "what": "Het schoolreglement", "to": str(noor.person.id), "due_on": "2026-03-09"}
    assert "Schrijf aan wie je dit vroeg" in noor.send(at(case, "task"), 422, **typed)
    noor.send(at(case, "task"), 302, **typed, whom="de directeur")
    page = noor.page(at(case))
    assert "Het schoolreglement" in page and "de directeur" in page and "te laat" in page
    task = Task.objects.get()
    assert "Het schoolreglement" in noor.page(at(case, f"end_task/{task.pk}"))
    assert "Schrijf waarom" in noor.send(at(case, f"end_task/{task.pk}"), 422, ended_as="dropped")
    noor.send(at(case, f"end_task/{task.pk}"), 302, ended_as="answered", why="Gekregen per post.")
    page = noor.page(at(case))
    assert "het antwoord is er" in page and "Gekregen per post." in page
    assert "veranderd" in noor.send(at(case, f"end_task/{task.pk}"), 409, ended_as="answered")


@pytest.mark.django_db
def test_a_task_of_another_case_or_of_none_doesnt_exist(house, desk):
    case, other, noor = of_noor(house), of_noor(house), desk(people.NOOR)
    noor.send(at(other, "task"), 302, kind="task", what="Bel", to=str(noor.person.id))
    for which in (Task.objects.get().pk, "none", "x"):
        noor.page(at(case, f"end_task/{which}"), status=404)


@pytest.mark.django_db
def test_more_work_on_a_case_costs_no_more_queries(house, desk):
    case, noor = of_noor(house), desk(people.NOOR)

    def some() -> None:
        noor.send(at(case, "task"), 302, kind="task", what="Bel", to=str(noor.person.id))
        noor.send(at(case, "own_note"), 302, text="Voor mij.")

    some()
    noor.page(at(case))
    few = queries_of(noor, at(case))
    some(), some()
    assert queries_of(noor, at(case)) == few


@pytest.mark.django_db
def test_a_note_of_ones_own_is_on_the_page_of_its_writer_alone(house, desk):
    case, noor, ilias = of_noor(house), desk(people.NOOR), desk(people.ILIAS)
    noor.send(at(case, "own_note"), 302, text="Pas op voor mijn eigen oordeel.")
    assert "Pas op voor mijn eigen oordeel." in noor.page(at(case))
    assert "mijn eigen oordeel" not in ilias.page(at(case))
    note = PrivateNote.objects.get()
    ilias.send(at(case, f"forget_note/{note.pk}"), 302)
    assert PrivateNote.objects.exists()
    noor.send(at(case, f"forget_note/{note.pk}"), 302)
    assert not PrivateNote.objects.exists()


@pytest.mark.django_db
def test_glass_is_broken_with_a_reason_and_looked_at_by_a_supervisor(house, desk):
    case, lien, ilias, ann = of_noor(house), desk(people.LIEN), desk(people.ILIAS), desk(people.ANN)
    lien.page(at(case), status=404)
    assert "Vul dit in" in lien.send(GLASS, 422, reference=case.reference)
    assert "Dit gaat niet met deze zaak" in lien.send(GLASS, 422, reference="VRB-1999-00001", reason="Een kind belt.")
    lien.send(GLASS, 302, reference=case.reference, reason="Een kind belt, Noor is ziek.")
    assert "Je opende deze zaak in nood" in lien.page(at(case))
    officer = ann.page(GLASS)
    assert case.reference in officer and "Lien" in officer and "Een kind belt" not in officer and "verzegeld" in officer
    ann.send(GLASS, 404, reference=case.reference, reason="Ik ook.")
    assert case.reference in desk(people.NOOR).page("/werk/day/")
    page = ilias.page(GLASS)
    assert "Een kind belt, Noor is ziek." in page
    glass = Glass.objects.get()
    for other in (lien, ann):
        other.send(GLASS, 404, look=str(glass.pk))
    ilias.send(GLASS, 302, look=str(glass.pk))
    assert Glass.objects.get().looked_at_by.name == "Ilias"
    assert "Ik heb het bekeken" not in ilias.page(GLASS)


@pytest.mark.django_db
def test_the_page_says_whether_a_conflict_is_a_rule_or_a_wall(house, desk):
    case, noor, lien = of_noor(house), desk(people.NOOR), house.person(people.LIEN)
    house.person(people.ILIAS)
    school = make.an_institution("Atheneum De Brug")
    respondent_is_named(person=noor.person, case=case, kind="institution", words="", institution=school, at=make.NOON)
    assert "te dicht bij iemand of iets" not in noor.page(at(case))
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=lien.account, institution=school, at=make.NOON)
    assert "een regel. De sleutels van het team" in noor.page(at(case))
    form = noor.page(at(case, "wall"))
    assert "Noor" in form and "Ilias" in form and "Lien</label>" not in form
    noor.send(at(case, "wall"), 302, people=[str(noor.person.id), str(house.accounts["ilias"].id)])
    assert "een muur. Hun sleutels openen ze niet." in noor.page(at(case))
    assert not lien.keyring.may_open(Case.objects.get(pk=case.pk).compartment_id)


@pytest.mark.django_db
def test_after_an_end_that_is_looked_at_later_the_words_for_the_young_person_stand_ready(house, desk):
    noor = desk(people.NOOR)
    case = make.a_report(house).case
    scene = SimpleNamespace(service=house.service, case=case)
    looked_at = next(one for one in house.service.procedure.outcomes if one.needs_follow_up and one.needs_follow_up.tells)
    address = tell_of_looking_on(scene, {"outcome": looked_at.code})
    block = next(one for one in house.service.procedure.text_blocks if one.code == looked_at.needs_follow_up.tells)
    assert block.text.text("nl", plain=True).split("{")[0].strip()[:30] in noor.page(address.split("?")[0], block=block.code)
    others = next(one for one in house.service.procedure.outcomes if not one.needs_follow_up)
    assert tell_of_looking_on(scene, {"outcome": others.code}) == ""
