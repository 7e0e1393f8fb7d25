"""What `gehoor declare` writes is a whole service: it passes the check, children can read it, and a report goes all the way through."""

import shutil

import pytest

from gehoor.domain.services.checking import check
from gehoor.domain.services.loading import read_declarations
from gehoor.foundation.errors import SetupError
from gehoor.interfaces.cli.commandline import build_parser, main
from gehoor.interfaces.cli.commands import declare
from tests import make, people
from tests.domain.services.declared import SHIPPED
from tests.house.test_plain_words import EASY, LONGER, SHORT, reading_ease, sentences, told, words

COUNTRIES = list(declare.COUNTRIES)


def declared(folder, *typed):
    """Write a service there and read it, with the common axes of the package beside it."""
    shutil.copy(SHIPPED / "core.yaml", folder)
    declare.run(build_parser().parse_args(["declare", "luisterhuis", "--in", str(folder), *typed]))
    return read_declarations([folder]).drafts[0].versions()[-1]


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_is_written_passes_the_check_for_each_country(tmp_path, country):
    service = declared(tmp_path, "--country", country)
    assert check([tmp_path]) == []
    assert (service.about.country, service.about.timezone) == (country, declare.COUNTRIES[country])
    assert next(line.number for line in service.about.lines if line.emergency) == "112"


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_child_can_read_all_that_is_written_for_it(tmp_path, country):
    service = declared(tmp_path, "--country", country)
    texts = told(service)
    assert [one for text in texts for one in sentences(text) if len(words(one)) > SHORT] == []
    assert reading_ease("\n".join(texts)) >= EASY
    pages = [page.text for page in service.pages if page.language == "nl" and "child" in page.audiences]
    assert [one for text in pages for one in sentences(text) if len(words(one)) > LONGER] == []
    assert min(map(reading_ease, pages)) >= EASY


def test_the_lines_of_a_country_are_no_file_of_the_service(tmp_path):
    declared(tmp_path)
    names = sorted(path.name for path in (tmp_path / "services" / "luisterhuis").iterdir())
    assert names == ["axes.yaml", "figures.yaml", "intake.yaml", "look.yaml", "pages", "procedure.yaml", "service.yaml"]
    assert sorted(path.name for path in (tmp_path / "services").iterdir()) == ["luisterhuis"]


def test_a_folder_that_is_there_is_left_alone(tmp_path, capsys):
    declared(tmp_path)
    mine = tmp_path / "services" / "luisterhuis" / "service.yaml"
    mine.write_text("mine")
    assert main(["declare", "luisterhuis", "--in", str(tmp_path)]) == 1
    assert "is there already" in capsys.readouterr().err
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("name", ["Luisterhuis", "huis van luisteren", "1huis", "huis-a", "../huis", "h" * 41, ""])
def test_a_name_that_is_no_code_is_refused_and_writes_nothing(tmp_path, name):
    with pytest.raises(SetupError, match="small letters"):
        declare.run(build_parser().parse_args(["declare", name, "--in", str(tmp_path)]))
    assert list(tmp_path.iterdir()) == []


def test_the_name_of_a_service_that_ships_is_refused(tmp_path):
    taken = next(path.name for path in (SHIPPED / "services").iterdir() if path.is_dir())
    with pytest.raises(SetupError, match="ships with Gehoor"):
        declare.run(build_parser().parse_args(["declare", taken, "--in", str(tmp_path)]))


def test_the_shortest_name_gives_a_reference_that_fits(tmp_path):
    shutil.copy(SHIPPED / "core.yaml", tmp_path)
    declare.run(build_parser().parse_args(["declare", "x", "--in", str(tmp_path)]))
    assert check([tmp_path]) == []


@pytest.mark.django_db
def test_a_report_to_it_is_answered_and_closed(tmp_path, settings):
    declared(tmp_path)
    settings.GEHOOR_DECLARED, settings.GEHOOR_SERVICES = [tmp_path], ("luisterhuis",)
    house = make.a_house()
    noor = house.person(people.NOOR)
    arrived = make.a_report(house, urgent="yes", theme=["school"])
    assert arrived.case.reference.startswith("LUIS-2026-")
    assert make.close(house, noor, arrived.case).is_closed
