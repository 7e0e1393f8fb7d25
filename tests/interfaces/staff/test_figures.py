"""Figures with their unit; and who opened what, for whoever looks after that."""

import csv
import io
import re

import pytest

from gehoor.domain.accounts.actions import declare_conflict
from gehoor.domain.cases.actions.items import Point
from gehoor.domain.directory.actions import add_institution
from gehoor.domain.services.registry import all_services
from gehoor.foundation.action import journey
from gehoor.interfaces.cli.commandline import build_parser
from gehoor.interfaces.cli.commands import figures
from gehoor.journeys.case_moves_on import case_is_classified
from gehoor.journeys.points_are_handled import item_is_added
from tests import make, people
from tests.wide import wide

__all__ = ["wide"]
from tests.domain.services.declared import a_folder


@pytest.mark.django_db
def test_the_page_names_the_unit_and_shows_chart_and_table(house, desk):
    for _number in range(3):
        make.a_report(house)
    page = desk(people.WARD).page("/werk/figures/", year=2026)
    assert "Teleenheid" in page
    assert '<svg class="chart"' in page
    assert '<span class="count">3</span>' in page
    assert "style=" not in page


@pytest.mark.django_db
def test_a_point_that_nothing_was_found_of_yet_counts_among_the_points_above(house, desk):
    case = make.a_report(house).case
    for words in ("Niemand luisterde.", "Er kwam geen brief."):
        item_is_added(person=house.person(people.NOOR), case=case, at=make.NOON, point=Point(words=words, received_at=make.NOON))
    said = " ".join(desk(people.WARD).page("/werk/figures/", year=2026).split())
    assert re.search(r'<span class="count">2</span>[^0-9]*Klachtpunt', said)


@pytest.mark.django_db
def test_the_page_leads_to_each_of_its_tables_and_names_what_holds_nothing_once(house, desk):
    make.a_report(house)
    page = desk(people.WARD).page("/werk/figures/", year=2026)
    contents = page.partition('class="contents"')[2].partition("</ul>")[0]
    led_to = re.findall(r'href="#([^"]+)"', contents)
    assert led_to == re.findall(r'<h2[^>]* id="(t-[^"]+)"', page)
    assert len(led_to) > 4 and led_to[-2:] == ["t-empty", "t-read"]
    assert page.count("Nog niets geteld") == 2, "in the contents and above the list"


@pytest.mark.django_db
def test_a_year_without_anything_says_so_and_a_year_that_is_none_is_this_year(house, desk):
    ward = desk(people.WARD)
    assert "Nog niets geteld" in ward.page("/werk/figures/", year=2024)
    assert "Cijfers 2026" in ward.page("/werk/figures/", year="20x6")
    assert ward.get("/werk/figures/?format=xml").status_code == 404


@pytest.mark.django_db
def test_the_figures_come_as_json_and_csv(house, desk):
    make.a_report(house)
    ward = desk(people.WARD)
    said = ward.get("/werk/figures/?format=json").json()
    assert {table["unit"] for table in said["tables"]} == {"contact", "case", "item", "filled_in", "mediation"}
    answer = ward.get("/werk/figures/?format=csv")
    assert answer["Content-Disposition"].startswith("attachment;")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert sum(int(row["count"]) for row in rows if row["table"] == house.service.figures.tables[0].code) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("figure", [people.WARD, people.NOOR], ids=lambda figure: figure.username)
def test_the_figures_of_a_service_are_for_who_has_a_seat_in_it(house, desk, figure, settings, tmp_path):
    browser = desk(figure)
    settings.GEHOOR_DECLARED = [*settings.GEHOOR_DECLARED, a_folder(tmp_path).root]
    settings.GEHOOR_SERVICES = ("voorbeeld", house.service.code)
    assert [one.code for one in all_services(make.a_day())] == ["voorbeeld", house.service.code]
    assert "?service=voorbeeld" not in browser.page("/werk/figures/")
    assert browser.get("/werk/figures/?service=voorbeeld&format=json").json()["service"] == house.service.code


@pytest.mark.django_db
def test_readings_name_who_opened_what_but_never_a_case_that_the_reader_stands_too_near_to(house, desk):
    with journey("test.directory", at=make.NOON):
        school = add_institution(name="Basisschool Het Kompas", kind="school", place="Gent")
    noor, ilias, ann = desk(people.NOOR), desk(people.ILIAS), desk(people.ANN)
    near, other = make.a_report(house, respondent=str(school)).case, make.a_report(house).case
    for case in (near, other):
        noor.page(f"/werk/case/{case.reference}/")
    with journey("test.conflict", at=make.NOON):
        declare_conflict(account=ilias.person.account, institution=school, at=make.NOON)
    assert near.reference in ann.page("/werk/readings/")
    page = ilias.page("/werk/readings/")
    assert other.reference in page
    assert near.reference not in page


@pytest.fixture
def marked(wide, house):
    """A case with two kinds of violence."""
    case = make.a_report(house).case
    case_is_classified(person=house.person(people.NOOR), case=case, kind="complaint", theme="school", themes=[], failings=[],
                       marks={"violence": ["hitting", "scolding"]}, at=make.NOON)
    return house


@pytest.mark.django_db
def test_a_table_that_does_not_add_up_says_so_with_its_unit_and_a_chart(marked, desk):
    page = desk(people.WARD).page("/werk/figures/", year=2026)
    table = page[page.index('id="t-violence"'):]
    table = table[:table.index("</section>")]
    assert "Wat hier telt (dossier), kan in meer dan één rij of kolom staan" in table
    assert '<svg class="chart"' in table
    assert table.count(">1</td>") == 6, "two rows of one, each over its channel; and in all one case"
    assert '<td class="end">2</td>' not in table
    assert "Zonder papieren" not in page


@pytest.mark.django_db
def test_what_does_not_add_up_says_so_to_programs_and_on_paper(marked, desk, capsys):
    said = desk(people.WARD).get("/werk/figures/?format=json&year=2026").json()
    adding = {table["table"]: table["adds_up"] for table in said["tables"]}
    assert (adding["violence"], adding["contacts_by_month"]) == (False, True)
    figures.run(build_parser().parse_args(["figures", "2026"]))
    assert "kan in meer dan één rij of kolom staan" in capsys.readouterr().out


@pytest.fixture
def secretive(settings, tmp_path):
    """A service that shows no number below five."""
    declared = a_folder(tmp_path)
    declared.change("figures.yaml", "\ntables:\n", "\nleast: 5\ntables:\n")
    settings.GEHOOR_DECLARED, settings.GEHOOR_SERVICES = [declared.root], ("voorbeeld",)


@pytest.mark.django_db
def test_where_small_numbers_are_secret_a_point_stands_there_and_the_page_says_why(secretive, house, desk, capsys):
    make.a_report(house)
    page = desk(people.WARD).page("/werk/figures/", year=2026)
    assert '<span class="count">.</span>' in page
    assert "Een punt is een klein aantal" in page
    assert '<span class="count">1</span>' not in page and ">1</td>" not in page and "bars" not in page
    figures.run(build_parser().parse_args(["figures", "2026"]))
    printed = capsys.readouterr().out
    assert "Een punt is een klein aantal" in printed and " 1\n" not in printed
