import pytest

from gehoor.foundation.errors import SetupError
from gehoor.interfaces.cli.commandline import COMMANDS, INTERRUPTED, Command, build_parser, main


class Refusing(Command):
    """A command that raises what it is given instead of a help text."""

    def run(self, asked):
        raise asked.fault


def refusing(fault: BaseException) -> int:
    return main(["work"], [Refusing("work", "works", lambda parser: parser.set_defaults(fault=fault))])


def test_the_help_is_the_map_of_every_command(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    said = capsys.readouterr().out
    assert ended.value.code == 0
    assert all(f"    {command.name} " in said.replace("\n", " ") for command in COMMANDS)


def test_every_command_has_help_of_its_own(capsys):
    for command in COMMANDS:
        with pytest.raises(SystemExit) as ended:
            build_parser().parse_args([command.name, "--help"])
        assert ended.value.code == 0
        assert command.does.split()[0].capitalize() in capsys.readouterr().out


def test_a_refusal_is_words_and_status_one(capsys):
    assert refusing(SetupError("secret.key is missing. Restore it.")) == 1
    said = capsys.readouterr().err
    assert said == "gehoor work: secret.key is missing. Restore it.\n"


def test_a_fault_that_nobody_foresaw_shows_no_trace_and_not_its_own_words(capsys):
    assert refusing(ValueError("what a child told")) == 1
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert "what a child told" not in said
    assert "Traceback" not in said


def test_a_fault_of_the_disk_names_the_file(capsys):
    assert refusing(OSError(28, "No space left on device", "db.sqlite3")) == 1
    assert capsys.readouterr().err == "gehoor work: db.sqlite3: No space left on device.\n"


def test_ctrl_c_is_no_fault():
    assert refusing(KeyboardInterrupt()) == INTERRUPTED


def test_who_asks_for_help_can_say_which_versions_run_here(capsys):
    assert main(["version"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("gehoor ")
    assert "Django" in said
