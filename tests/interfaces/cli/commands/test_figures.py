import csv
import io
import json

import pytest

from gehoor.interfaces.cli.commandline import build_parser
from gehoor.interfaces.cli.commands import figures
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_reports():
    house = make.a_house()
    make.a_report(house)
    make.a_report(house)
    return house


def printed(capsys, *typed) -> str:
    figures.run(build_parser().parse_args(["figures", "2026", *typed]))
    return capsys.readouterr().out


def test_json_names_the_unit_and_counts_what_came_in(two_reports, capsys):
    [year] = json.loads(printed(capsys, "--format", "json"))
    assert (year["service"], year["year"]) == (two_reports.service.code, 2026)
    units = {table["table"]: (table["unit"], table["total"]) for table in year["tables"]}
    assert ("case", 2) in units.values()
    assert ("contact", 2) in units.values()


def test_rows_of_a_table_add_up_to_its_total(two_reports, capsys):
    [year] = json.loads(printed(capsys, "--format", "json"))
    for table in year["tables"]:
        assert sum(row["total"] for row in table["rows"]) == table["total"]


def test_csv_has_one_count_a_line_with_its_unit(two_reports, capsys):
    lines = list(csv.DictReader(io.StringIO(printed(capsys, "--format", "csv"))))
    assert {line["year"] for line in lines} == {"2026"}
    monthly = [line for line in lines if line["unit"] == "case" and line["row"] == "03" and not line["column"]]
    assert monthly[0]["count"] == "2"


def test_the_table_to_read_names_table_and_unit(two_reports, capsys):
    said = printed(capsys)
    table = two_reports.service.figures.tables[0]
    assert table.title.text("nl") in said
    assert "counted apart: prank 0" in said


def test_another_year_is_empty_and_not_an_error(two_reports, capsys):
    figures.run(build_parser().parse_args(["figures", "2025", "--format", "json"]))
    [year] = json.loads(capsys.readouterr().out)
    assert all(table["total"] == 0 for table in year["tables"])


def test_a_service_that_is_not_offered_is_refused_with_those_that_are(two_reports):
    with pytest.raises(figures.SetupError, match=two_reports.service.code):
        figures.run(build_parser().parse_args(["figures", "2026", "--service", "nowhere"]))
