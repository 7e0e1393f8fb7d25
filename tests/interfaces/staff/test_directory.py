"""The pages of the directory: read by everybody who works on cases, kept by who leads a team, by hand or with a file."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gehoor.domain.directory.models import Institution
from gehoor.interfaces.staff import choosing
from tests import make, people

pytestmark = pytest.mark.django_db
LIST = "/werk/directory/"
RULE = "be.vl.lokaal-bestuur.klacht/answer"
TABLE = ("code,name,kind,place,country,address,rule,within,holds_from,source\n"
         f"brug,Atheneum De Brug,school,Mechelen,BE,+32 15 00 00 00,{RULE},45 calendar days,2025-03-01,reglement van 1 maart 2025\n"
         "brug-gent,Atheneum De Brug,school,Gent,BE,,,,,\n")
SCHOOL = {"name": "Atheneum De Brug", "kind": "school", "place": "Mechelen", "country": "be", "address": "Postbus 1",
          "notes": "Bel na 9 uur", "seen": ""}


@pytest.fixture
def ilias(desk):
    return desk(people.ILIAS)


@pytest.fixture
def brug(house):
    return make.an_institution("Atheneum De Brug", place="Mechelen")


def at(institution, doing: str = "") -> str:
    return f"/werk/directory/of/{institution.code}/{f'{doing}/' if doing else ''}"


def seen(ilias, page: str) -> str:
    return ilias.page(page).partition('name="seen" value="')[2].partition('"')[0]


def upload(ilias, table: str | bytes, status: int = 200) -> str:
    file = SimpleUploadedFile("lijst.csv", table.encode() if isinstance(table, str) else table, content_type="text/csv")
    answer = ilias.post(f"{LIST}import/", {"file": file})
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


def test_who_leads_a_team_adds_one_and_everybody_who_works_on_cases_finds_it(ilias, desk):
    assert "nog geen instelling" in ilias.page(LIST)
    ilias.send(f"{LIST}add/", 302, **SCHOOL)
    row = Institution.objects.get()
    assert (row.code, row.country, row.valid_from) == ("atheneum-de-brug-mechelen", "BE", make.NOON.date())
    found = desk(people.NOOR).page(LIST, q="brug mech")
    assert "Atheneum De Brug" in found
    assert "Voeg er een toe" not in found
    assert "Bel na 9 uur" in desk(people.NOOR).page(at(row))
    assert "Geen instelling past" in desk(people.NOOR).page(LIST, q="zee")


def test_what_is_missing_or_there_already_is_said_beside_it_and_what_was_typed_stays(ilias, brug):
    page = ilias.send(f"{LIST}add/", 422, **{**SCHOOL, "name": "", "country": "België"})
    assert "Vul dit in." in page
    assert "zoals BE of NL" in page
    assert "Bel na 9 uur" in page
    assert "maak dan de plaats preciezer" in ilias.send(f"{LIST}add/", 422, **SCHOOL)
    assert Institution.objects.count() == 1


def test_two_who_change_it_at_once_both_see_what_the_other_did(ilias, brug):
    page, old = at(brug, "change"), seen(ilias, at(brug, "change"))
    ilias.send(page, 302, **{**SCHOOL, "seen": old})
    again = ilias.send(page, 422, **{**SCHOOL, "address": "Postbus 2", "seen": old})
    assert "Een collega veranderde dit intussen" in again
    assert "Postbus 1" in again, "what stands there now"
    assert 'value="Postbus 2"' in again, "what was typed"
    fresh = again.partition('name="seen" value="')[2].partition('"')[0]
    ilias.send(page, 302, **{**SCHOOL, "address": "Postbus 2", "seen": fresh})
    brug.refresh_from_db()
    assert brug.address == "Postbus 2"


def test_an_own_length_holds_from_a_day_and_the_older_one_stays(ilias, brug):
    page = at(brug, "length")
    told = {"rule": RULE, "count": "45", "unit": "calendar_day", "source": "reglement van 1 maart 2025", "holds_from": "2025-03-01"}
    ilias.send(page, 302, **told)
    ilias.send(page, 302, **{**told, "count": "30", "source": "reglement van 2026", "holds_from": "2026-01-01", "confirmed": "on"})
    shown = ilias.page(at(brug))
    assert shown.index("30 kalenderdagen") < shown.index("45 kalenderdagen"), "the newest first"
    assert shown.count("geldt nu") == 1
    assert shown.count("nog te bevestigen") == 1
    ilias.send(page, 302, rule=RULE, unit="week", silent="on", holds_from="2026-03-01")
    assert "niets meer bepaald" in ilias.page(at(brug))
    assert "Atheneum De Brug" in ilias.page(LIST, show="own")


@pytest.mark.parametrize(("wrong", "said"), [
    ({"count": ""}, "Vul dit in."), ({"source": ""}, "Vul dit in."), ({"holds_from": ""}, "Vul dit in."),
    ({"holds_from": "gisteren"}, "Schrijf een dag"), ({"count": "0"}, "1"), ({"rule": "nl.jeugdwet.klacht/judgement"}, "geldige keuze"),
])
def test_half_a_length_is_none(ilias, brug, wrong, said):
    told = {"rule": RULE, "count": "45", "unit": "calendar_day", "source": "reglement", "holds_from": "2025-03-01"}
    assert said in ilias.send(at(brug, "length"), 422, **{**told, **wrong})
    assert not brug.own_terms.exists()


def test_a_retired_one_stays_on_its_case_and_is_offered_for_no_new_one(ilias, desk, house, brug):
    other = make.an_institution("Atheneum De Brug", place="Gent")
    old = make.a_report(house, respondent="Atheneum De Brug, Mechelen").case
    page = at(brug, "retire")
    assert "Zo heet er geen" in ilias.send(page, 422, on="2026-03-10", successor="Atheneum De Brug", seen=seen(ilias, page))
    assert "moet nog komen" in ilias.send(page, 422, on="2026-03-11", successor="", seen=seen(ilias, page))
    assert "niet na zichzelf" in ilias.send(page, 422, on="2026-03-10", successor=brug.code, seen=seen(ilias, page))
    ilias.send(page, 302, on="2026-03-10", successor="Atheneum De Brug, Gent", seen=seen(ilias, page))
    assert "Atheneum De Brug, Gent" in ilias.page(at(brug))
    assert "Kwam in de plaats van" in ilias.page(at(other))
    noor, new = desk(people.NOOR), make.a_report(house).case
    assert "Atheneum De Brug, Mechelen" in noor.page(f"/werk/case/{old.reference}/")
    offered = noor.page(f"/werk/case/{new.reference}/do/respondent/")
    assert "Atheneum De Brug, Gent" in offered
    assert "Atheneum De Brug, Mechelen" not in offered
    assert "Atheneum De Brug, Mechelen" in noor.page("/werk/conflicts/"), "who stands too near to it can still say so"
    assert ilias.get(page).status_code == 404
    ilias.send(at(brug, "open"), 302, seen=seen(ilias, at(brug, "open")))
    assert "Atheneum De Brug, Mechelen" in noor.page(f"/werk/case/{new.reference}/do/respondent/")


def test_what_ended_after_a_case_came_can_still_be_recognised_in_it(ilias, desk, house, brug):
    case = make.a_report(house, respondent="het atheneum").case
    ilias.send(at(brug, "retire"), 302, on="2026-03-10", successor="", seen=seen(ilias, at(brug, "retire")))
    Institution.objects.update(valid_to=date(2026, 3, 11))
    assert "Atheneum De Brug, Mechelen" in desk(people.NOOR).page(f"/werk/case/{case.reference}/do/recognise/")


def test_a_file_is_looked_at_first_and_then_taken_in(ilias):
    page = upload(ilias, TABLE)
    assert "Samen 2 nieuw" in page
    assert "45 calendar days" in page
    assert not Institution.objects.exists()
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    table = page.partition('name="table" value="')[2].partition('"')[0]
    ilias.send(f"{LIST}import/", 302, table=table.replace("\n", "\r\n"), mark=mark)
    assert {row.code for row in Institution.objects.all()} == {"brug", "brug-gent"}
    assert "alles staat al zo" in upload(ilias, TABLE)
    given = ilias.get(f"{LIST}export/").content.decode()
    assert "'+32 15 00 00 00" in given
    assert "alles staat al zo" in upload(ilias, given)


def test_what_a_file_says_wrongly_is_named_by_its_line(ilias):
    page = upload(ilias, TABLE + "x,<b>De Kade</b>,kasteel,Assen,NL\n", status=422)
    assert "regel 4, kolom kind" in page
    assert "Er is niets veranderd" in page
    assert "UTF-8" in upload(ilias, TABLE.replace("Brug", "Brûg").encode("latin-1"), status=422)
    assert "Kies een bestand." in ilias.send(f"{LIST}import/", 422)
    assert "<b>De Kade" not in upload(ilias, TABLE + "x,<b>De Kade</b>,school,Assen,NL\n")


def test_who_saw_other_differences_sees_these_first(ilias):
    page = upload(ilias, TABLE)
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    ilias.send(f"{LIST}add/", 302, **{**SCHOOL, "place": "Aalst"})
    other = TABLE.replace("brug-gent,Atheneum De Brug,school,Gent", "atheneum-de-brug-aalst,Atheneum De Brug,school,Gent")
    again = ilias.send(f"{LIST}import/", 422, table=other, mark=mark)
    assert "Een collega veranderde de lijst intussen" in again
    assert "Aalst" in again
    assert Institution.objects.count() == 1


def test_a_long_list_asks_no_more_of_the_database_than_a_short_one(ilias, django_assert_max_num_queries):
    for n in range(12):
        make.an_institution(f"School {n}", place="Gent")
    ilias.page(LIST)
    with django_assert_max_num_queries(12):
        ilias.page(LIST)


@pytest.fixture
def long(house, monkeypatch):
    """A directory that is too long to choose from in a list."""
    monkeypatch.setattr(choosing, "MANY", 2)
    return [make.an_institution("Atheneum De Brug", place=place) for place in ("Mechelen", "Gent", "Aalst")]


def test_from_a_long_directory_one_chooses_by_name_and_place_or_code(long, desk, house):
    noor, case = desk(people.NOOR), make.a_report(house).case
    page = f"/werk/case/{case.reference}/do/respondent/"
    assert "<select" not in noor.page(page).partition("Uit de lijst")[2].partition("Of in woorden")[0]
    refused = noor.send(page, 422, kind="institution", institution="Atheneum De Brug", words="")
    assert "Bedoel je: Atheneum De Brug, " in refused
    assert '<option value="Atheneum De Brug, Gent">' in refused
    assert 'value="Atheneum De Brug"' in refused, "what was typed"
    assert "Zo heet er geen." in noor.send(page, 422, kind="institution", institution="De Overkant", words="")
    noor.send(page, 302, kind="institution", institution="atheneum de brug,  gent", words="")
    assert bytes(case.respondents.get().tag) == long[1].tag
    noor.send("/werk/conflicts/", 302, institution=long[2].code)
    assert "Atheneum De Brug, Aalst" in noor.page("/werk/conflicts/")


def test_what_is_typed_is_no_way_to_one_that_isnt_offered(long, desk, house):
    Institution.objects.filter(pk=long[0].pk).update(valid_to=date(2026, 1, 1))
    make.an_institution("School", place="Gent")
    noor, case = desk(people.NOOR), make.a_report(house).case
    page = f"/werk/case/{case.reference}/do/respondent/"
    for said in (long[0].code, "Atheneum De Brug, Mechelen", str(long[0].pk)):
        noor.send(page, 422, kind="institution", institution=said, words="")
    assert not case.respondents.exists()
