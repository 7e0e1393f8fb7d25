"""People of a case and other cases on its page: each act a page, no identity field in a consult, and nothing of what one may not see."""

import pytest

from gehoor.domain.cases.models import CaseLink, Party, Relation
from gehoor.journeys.case_moves_on import case_is_assigned, case_is_classified, respondent_is_named
from gehoor.journeys.people_are_known import party_is_added, people_are_related
from tests import desks, make, people
from tests.interfaces.staff.test_worklist import queries_of
from tests.wide import wide, wide_house

__all__ = ["wide", "wide_house"]
pytestmark = pytest.mark.django_db


def at(case, *way) -> str:
    return "/".join(("/werk/case", case.reference, *map(str, way))) + "/"


def seen_on(page: str) -> str:
    return page.partition('name="seen" value="')[2].partition('"')[0]


@pytest.fixture
def case(house):
    return make.a_report(house).case


@pytest.fixture
def noor(desk):
    return desk(people.NOOR)


def add(noor, case, role="child", **about) -> Party:
    return party_is_added(person=noor.person, case=case, role=role, about=about, at=make.NOON)


def test_a_child_is_added_with_a_secret_address_and_the_page_shows_the_lock(noor, case):
    noor.send(at(case, "do", "party"), 302, role="child", name="Emma", age="12", address="Wilgenlaan 1", address_secret="on",
              mind="Niet bellen.")
    page = noor.page(at(case))
    assert "<b><bdi>Emma</bdi></b>, 12, <b>kind</b>" in page
    assert page.index("geheim adres, gaat nooit naar buiten") < page.index("Wilgenlaan 1")


@pytest.mark.parametrize(("said", "shown"), [
    ({"role": "child_then", "name": "Rita", "then": "9 jaar"}, "Volwassene, toen een kind (toen 9 jaar)"),
    ({"role": "young_adult", "name": "Bilal", "age": "19"}, "Jongvolwassene (18 of ouder)"),
    ({"role": "group", "number": "24"}, "Groep kinderen van een voorziening: 24 kinderen"),
    ({"role": "parent", "name": "Hind", "pseudonym": "Zon"}, "(<bdi>Zon</bdi>), Ouder"),
    ({"role": "child", "name": "Emma", "born": "1-9-2014"}, "geboren 01-09-2014"),
])
def test_others_than_a_child_are_people_of_a_case_too(noor, case, said, shown):
    noor.send(at(case, "do", "party"), 302, **said)
    assert shown in noor.page(at(case))


@pytest.mark.parametrize(("said", "error"), [
    ({"role": ""}, "Vul dit in."), ({"role": "child", "age": "19"}, "Vanaf 18"), ({"role": "young_adult", "age": "16"}, "Onder 18"),
    ({"role": "child", "number": "3"}, "alleen voor een groep"), ({"role": "child", "then": "8"}, "toen een kind was"),
    ({"role": "child", "born": "gisteren"}, "dag-maand-jaar"), ({"role": "child", "born": "31-02-2014"}, "bestaat niet"),
])
def test_what_is_wrong_stands_beside_its_field(noor, case, said, error):
    page = noor.send(at(case, "do", "party"), 422, name="Emma", **said)
    assert error in page
    assert 'value="Emma"' in page


def test_somebody_is_said_anew_and_of_two_at_once_the_second_is_told(noor, desk, case):
    party = add(noor, case, name="Emma", age="12")
    seen = seen_on(noor.page(at(case, "do", "party", party.id)))
    desk(people.ILIAS).send(at(case, "do", "party", party.id), 302, role="child", name="Emma Claes", age="12", seen=seen)
    page = noor.send(at(case, "do", "party", party.id), 409, role="child", name="Emma", age="13", seen=seen)
    assert "Emma Claes" in page
    noor.send(at(case, "do", "party", party.id), 302, role="child", name="Emma Claes", age="", seen=seen_on(page))
    assert "<b><bdi>Emma Claes</bdi></b>, <b>kind</b>" in noor.page(at(case))


def test_relations_and_care_are_said_with_dates_and_ended(noor, case):
    mother, child = add(noor, case, role="parent", name="Hind"), add(noor, case, name="Aya")
    school = respondent_is_named(person=noor.person, case=case, kind="institution", words="De Zwaluw", institution=None, at=make.NOON)
    noor.send(at(case, "do", "relation", mother.id), 302, party=mother.id, kind="parent", end=child.id, since="2015")
    noor.send(at(case, "do", "relation"), 302, party=child.id, kind="lives_at", end=school.id, since="09-2021", words="op vrijdag niet")
    page = noor.page(at(case))
    assert "ouder van Aya" in page
    assert "verblijft bij De Zwaluw" in page
    assert "sinds 09-2021" in page
    care = Relation.objects.get(kind="lives_at")
    assert "voor het begin" in noor.send(at(case, "do", "relation_over", care.id), 422, until="2020", words="")
    noor.send(at(case, "do", "relation_over", care.id), 302, until="2025", words="")
    assert "van 09-2021 tot 2025" in noor.page(at(case))


@pytest.mark.parametrize(("kind", "to_person", "error"), [("parent", False, "Een band is er met een mens"),
                                                         ("lives_at", True, "zorg en verblijf met een instelling")])
def test_a_band_is_with_a_person_and_care_with_an_institution(noor, case, kind, to_person, error):
    one, other = add(noor, case, name="Aya"), add(noor, case, role="parent", name="Hind")
    home = respondent_is_named(person=noor.person, case=case, kind="institution", words="De Zwaluw", institution=None, at=make.NOON)
    page = noor.send(at(case, "do", "relation"), 422, party=one.id, kind=kind, end=other.id if to_person else home.id)
    assert error in page


def test_in_a_consult_no_field_asks_who_somebody_is(wide_house, clock):
    noor, case = desks.Desk(wide_house, people.NOOR, clock).sign_in(), make.a_report(wide_house).case
    case.parties.all().delete()
    case_is_classified(person=noor.person, case=case, kind="consult", theme=wide_house.themes[0], themes=[], failings=[], at=make.NOON)
    party = add(noor, case, age="8")
    for way in (("do", "party"), ("do", "party", party.id)):
        page = noor.page(at(case, *way))
        assert "wordt niemand genoemd" in page
        for name in ("name", "pseudonym", "born", "address", "address_secret"):
            assert f'name="{name}"' not in page
    noor.send(at(case, "do", "party"), 302, role="child", age="9", name="Emma", address="Wilgenlaan 1")
    assert "Emma" not in noor.page(at(case))


def test_a_suggested_case_is_linked_and_merged_by_two(house, noor, desk, case):
    other, ilias = make.a_report(house).case, desk(people.ILIAS)
    for one in (case, other):
        add(noor, one, name="Amir Haddad", born="11-09-2014")
    page = noor.page(at(case))
    assert "zelfde naam en geboortedatum" in page
    assert other.reference in page
    assert f'value="{other.reference}"' in noor.page(at(case, "do", "link", other.reference))
    noor.send(at(case, "do", "link", other.reference), 302, reference=other.reference, kind="merge", reasons="Zelfde kind")
    page = noor.page(at(case))
    assert "voorstel om samen te voegen" in page
    assert "Een collega moet dit bevestigen" in page
    link = CaseLink.objects.get()
    assert "bevestigt het niet zelf" in noor.send(at(case, "do", "merge", link.id), 422)
    assert "Zelfde kind" in ilias.page(at(other, "do", "merge", link.id))
    ilias.send(at(other, "do", "merge", link.id), 302)
    page = noor.page(at(case))
    assert "één zaak met deze" in page
    assert "beide houden hun dossier" in page
    noor.send(at(case, "do", "unlink", link.id), 302)
    page = noor.page(at(case))
    assert "ongedaan gemaakt door Noor" in page
    assert noor.get(at(case, "do", "unlink", link.id)).status_code == 404


def test_of_a_case_that_one_may_not_open_nothing_is_seen_and_a_reference_of_it_is_none(house, noor, desk, case):
    other, lien = make.a_report(house).case, desk(people.LIEN)
    for one in (case, other):
        add(noor, one, name="Amir Haddad")
    noor.send(at(case, "do", "link"), 302, reference=other.reference, kind="siblings", reasons="Broers")
    case_is_assigned(person=noor.person, case=other, to=noor.person.account, expected=None, at=make.NOON)
    page = lien.page(at(case))
    assert other.reference not in page
    assert "Geen andere zaak" in page
    for way, status in ((("do", "link", other.reference), 404), (("do", "unlink", CaseLink.objects.get().id), 404)):
        assert lien.get(at(case, *way)).status_code == status
    existing, none = (lien.send(at(case, "do", "link"), 422, reference=reference, kind="siblings")
                      for reference in (other.reference, "KRC-2026-99999"))
    assert "geen zaak met deze referentie" in existing
    assert existing.replace(other.reference, "") .count("error") == none.count("error")


@pytest.mark.parametrize("way", [("party", "x"), ("relation_over", "x"), ("link", "KRC-2026-77777"), ("merge", "x"),
                                 ("party", "00000000-0000-0000-0000-000000000001")])
def test_a_row_that_is_none_is_not_found(noor, case, way):
    assert noor.get(at(case, "do", *way)).status_code == 404


def test_the_page_asks_no_more_questions_for_more_people_and_links(house, noor, case):
    others = [make.a_report(house).case for _number in range(6)]

    def more(some) -> None:
        for number, other in enumerate(some):
            one, two = add(noor, case, name=f"Amir Nummer{number}"), add(noor, case, role="parent", name="Hind")
            people_are_related(person=noor.person, case=case, party=two.id, kind="parent", other=one.id, at=make.NOON)
            noor.send(at(case, "do", "link"), 302, reference=other.reference, kind="siblings", reasons="Broers")
            add(noor, other, name="Lotte Claes")
        add(noor, case, name="Lotte Claes")
        noor.page(at(case))

    more(others[:1])
    few = queries_of(noor, at(case))
    more(others[1:])
    assert queries_of(noor, at(case)) == few
