"""`gehoor directory`: said before it is done, done whole or not at all, and given out as it can be taken in."""

import pytest

from gehoor.domain.directory.models import Institution
from gehoor.foundation.audit.models import AuditLine
from gehoor.foundation.errors import SetupError
from gehoor.interfaces.cli.commandline import build_parser
from gehoor.interfaces.cli.commands import directory
from tests import make

pytestmark = pytest.mark.django_db
TABLE = ("code;name;kind;place;country;address;rule;within;holds_from;source\n"
         "haven;Woongroep De Haven;residential_open;Arnhem;NL;+31 26 000 00 00;nl.jeugdwet.klacht/judgement;6 weeks;2025-03-01;"
         "huisregels\n")


@pytest.fixture(autouse=True)
def house():
    return make.a_house()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "instellingen.csv"
    path.write_text(TABLE, encoding="utf-8-sig")
    return path


def run(*typed):
    directory.run(build_parser().parse_args(["directory", *map(str, typed)]))


def test_first_it_says_what_would_change_and_only_with_apply_it_does(file, capsys):
    run("import", file)
    said = capsys.readouterr().out
    assert "new       haven: Woongroep De Haven, Arnhem" in said
    assert "length    haven: nl.jeugdwet.klacht/judgement: 6 weeks from 2025-03-01 (huisregels), to be confirmed" in said
    assert "nothing was changed yet" in said
    assert not Institution.objects.exists()
    run("import", file, "--apply")
    assert Institution.objects.get().own_terms.get().within == "6 weeks"
    assert AuditLine.objects.get(action="institution.added").actor_kind == "operator"
    capsys.readouterr()
    run("import", file, "--apply")
    assert "nothing to change" in capsys.readouterr().out


def test_a_bad_line_is_named_with_what_to_do_and_nothing_is_changed(file, capsys):
    file.write_text(TABLE + "kade;De Kade;kasteel;Assen;NL\n", encoding="utf-8")
    with pytest.raises(SetupError, match="Nothing was changed"):
        run("import", file, "--apply")
    said = capsys.readouterr().err
    assert said.startswith("regel 3, kolom kind: Deze soort kennen we niet: “kasteel”. Kies uit: school, childcare")
    assert not Institution.objects.exists()


def test_it_says_what_changes_ends_and_comes_back(file, capsys):
    run("import", file, "--apply")
    head = "code,name,kind,place,country,retired_on\n"
    file.write_text(f"{head}haven,De Haven,residential_open,Arnhem,NL,2026-03-01\n")
    capsys.readouterr()
    run("import", file, "--apply")
    said = capsys.readouterr().out
    assert "changed   haven: name: Woongroep De Haven -> De Haven" in said
    assert "retired   haven: from 2026-03-01" in said
    file.write_text(f"{head}haven,De Haven,residential_open,Arnhem,NL,\n")
    run("import", file)
    assert "open      haven" in capsys.readouterr().out


def test_what_is_given_out_is_no_formula_and_can_be_taken_in_again(file, tmp_path, capsys):
    run("import", file, "--apply")
    out = tmp_path / "uit.csv"
    run("export", out)
    assert out.read_bytes().startswith("\ufeffcode,name".encode())
    assert "'+31 26 000 00 00" in out.read_text(encoding="utf-8-sig")
    capsys.readouterr()
    run("import", out)
    assert "nothing to change" in capsys.readouterr().out
    run("export")
    assert capsys.readouterr().out == out.read_text(encoding="utf-8-sig")


def test_a_file_that_isnt_there_or_a_folder_without_room_is_said(tmp_path):
    with pytest.raises(SetupError, match=r"niets\.csv"):
        run("import", tmp_path / "niets.csv")
    with pytest.raises(SetupError, match="weg"):
        run("export", tmp_path / "weg" / "uit.csv")


def test_the_words_of_a_line_come_in_english_too(file, capsys):
    file.write_text("code,name\nhaven,\n")
    with pytest.raises(SetupError):
        run("import", file, "--language", "en")
    assert capsys.readouterr().err.startswith("line 2, column name")
