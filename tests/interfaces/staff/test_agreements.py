"""What nobody decides alone, on the pages: whose yes a step needs, who can give it, and two who decide at once."""

import pytest

from gehoor.domain.cases.models import Approval, Case
from gehoor.journeys.case_moves_on import case_is_assigned
from gehoor.journeys.second_person_decides import approval_is_decided
from tests import make, people
from tests.second import a_folder_of_two


@pytest.fixture
def house(db, clock, tmp_path, settings) -> make.House:
    """A house where nobody decides alone."""
    settings.GEHOOR_DECLARED = [a_folder_of_two(tmp_path).root]
    settings.GEHOOR_SERVICES = ["voorbeeld"]
    return make.a_house()


def at(case: Case, act: str = "") -> str:
    return f"/werk/case/{case.reference}/{f'do/{act}/' if act else ''}"


def of_noor(house) -> Case:
    noor = house.person(people.NOOR)
    case = make.a_report(house).case
    return case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)


@pytest.mark.django_db
def test_a_step_leads_to_whose_yes_it_needs_and_opens_once_it_is_given(house, desk):
    case, noor, ilias = of_noor(house), desk(people.NOOR), desk(people.ILIAS)
    make.classify(house, noor.person, case)
    page = noor.page(at(case))
    assert at(case, "ask_approval/move-admit") in page and "het akkoord van een leidinggevende" in page
    assert "een leidinggevende" in noor.page(at(case, "ask_approval/move-admit"))
    noor.page(at(case, "ask_approval/move-close"), status=404)
    noor.send(at(case, "ask_approval/move-admit"), 302, reasons="Het kind is minderjarig.")
    approval = Approval.objects.get()
    for page in (noor.page(at(case)), noor.page(f"/werk/case/{case.reference}/move/admit/")):
        assert "gevraagd aan Ilias op" in page and "wacht op antwoord" in page and at(case, "ask_approval/move-admit") not in page
    assert case.reference in ilias.page("/werk/day/") and f"decide/{approval.pk}" in ilias.page("/werk/day/")
    assert "Wacht op jouw akkoord" not in noor.page("/werk/day/")
    assert "Het kind is minderjarig." in ilias.page(at(case, f"decide/{approval.pk}"))
    assert "Jij kan dit niet beslissen" in noor.send(at(case, f"decide/{approval.pk}"), 422, verdict="approved")
    assert "niet akkoord gaat" in ilias.send(at(case, f"decide/{approval.pk}"), 422, verdict="refused")
    ilias.send(at(case, f"decide/{approval.pk}"), 302, verdict="approved")
    assert "ging akkoord" in noor.page(at(case))
    noor.send(f"/werk/case/{case.reference}/move/admit/", 302, expected="received")
    assert Case.objects.get(pk=case.pk).stage == "admitted"


@pytest.mark.django_db
def test_two_who_decide_at_once_one_is_told_and_their_words_stay(house, desk):
    case, noor, ilias = of_noor(house), desk(people.NOOR), desk(people.ILIAS)
    make.classify(house, noor.person, case)
    noor.send(at(case, "ask_approval/move-admit"), 302, reasons="Het kind is minderjarig.")
    approval = Approval.objects.get()
    ilias.page(at(case, f"decide/{approval.pk}"))
    approval_is_decided(person=house.person(people.ILIAS), case=case, approval_id=approval.pk, verdict="approved", reasons="",
                        at=make.NOON)
    page = ilias.send(at(case, f"decide/{approval.pk}"), 422, verdict="refused", reasons="Te vroeg, vind ik.")
    assert "Ilias ging intussen al akkoord." in page and "Te vroeg, vind ik." in page


@pytest.mark.django_db
def test_who_agrees_with_a_sheet_reads_it_on_the_page_where_they_agree(house, desk):
    case, noor, lien = of_noor(house), desk(people.NOOR), desk(people.LIEN)
    noor.send(f"/werk/case/{case.reference}/sheet/child_heard/", 302, heard="no", why_not="too_young")
    noor.send(at(case, "ask_approval/sheet-child_heard"), 302, reasons="Lees je het na?", colleague=str(lien.person.id))
    page = lien.page(at(case, f"decide/{Approval.objects.get().pk}"))
    assert "Lees je het na?" in page and "Te jong" in page


@pytest.mark.django_db
def test_after_the_end_the_young_person_is_told_that_we_go_on_looking(house, desk):
    case, noor, lien, ilias = of_noor(house), desk(people.NOOR), desk(people.LIEN), desk(people.ILIAS)
    make.classify(house, noor.person, case)

    def agreed(of: str, by, **how) -> None:
        noor.send(at(case, f"ask_approval/{of}"), 302, reasons="Het is gehoord.", **how)
        by.send(at(case, f"decide/{Approval.objects.get(verdict='').pk}"), 302, verdict="approved")

    agreed("move-admit", ilias)
    noor.send(f"/werk/case/{case.reference}/move/admit/", 302, expected="received")
    noor.send(f"/werk/case/{case.reference}/sheet/child_heard/", 302, heard="no", why_not="too_young")
    agreed("sheet-child_heard", lien, colleague=str(lien.person.id))
    noor.send(at(case, "answer"), 302, kind="answer", text="Je mag terug naar school.")
    agreed("outcome-solved", ilias)
    noor.send(f"/werk/case/{case.reference}/move/close/", 302, expected="admitted", outcome="solved", told="on")
    page = noor.page(at(case))
    assert "opvolging" in page and f"{at(case, 'answer')}?block=looking" in page
    form = noor.page(at(case, "answer"), block="looking")
    assert "Wij kijken over een maand of het gebeurd is. Jij hoort het van Noor.</textarea>" in form
