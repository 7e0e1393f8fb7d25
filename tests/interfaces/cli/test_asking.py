from argparse import Namespace

import pytest

from gehoor.foundation.errors import SetupError
from gehoor.foundation.vault.strength import WeakPassphrase
from gehoor.interfaces.cli import asking
from gehoor.interfaces.cli.asking import new_passphrase, share_of, the_word

STRONG = "fiets lamp oceaan trommel wolk"


@pytest.fixture
def typing(monkeypatch):
    """Somebody at the keyboard who types these lines."""

    def lines(*typed):
        waiting = iter(typed)
        monkeypatch.setattr(asking.sys, "stdin", type("Terminal", (), {"isatty": lambda self: True})())
        monkeypatch.setattr("builtins.input", lambda question: next(waiting))
        monkeypatch.setattr(asking, "getpass", lambda question: next(waiting))

    return lines


@pytest.fixture
def alone(monkeypatch):
    monkeypatch.setattr(asking.sys, "stdin", type("Pipe", (), {"isatty": lambda self: False, "readline": lambda self: ""})())


def test_a_word_that_was_given_is_not_asked():
    assert the_word(" noor ", "name", "--username") == "noor"


def test_a_word_is_asked_until_there_is_one(typing):
    typing("", "  ", "noor")
    assert the_word(None, "name", "--username") == "noor"


def test_where_nobody_can_answer_the_option_is_named(alone):
    with pytest.raises(SetupError, match="--username"):
        the_word(None, "name", "--username")


def test_a_passphrase_comes_from_the_environment(monkeypatch):
    monkeypatch.setenv("GEHOOR_PASSPHRASE", STRONG)
    assert new_passphrase(Namespace(passphrase_file=None), known=[]) == STRONG


def test_a_passphrase_comes_from_a_file(tmp_path):
    (tmp_path / "phrase").write_text(STRONG + "\n")
    assert new_passphrase(Namespace(passphrase_file=tmp_path / "phrase"), known=[]) == STRONG


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SetupError, match="phrase"):
        new_passphrase(Namespace(passphrase_file=tmp_path / "phrase"), known=[])


def test_a_weak_passphrase_that_was_given_is_refused(monkeypatch):
    monkeypatch.setenv("GEHOOR_PASSPHRASE", "welkom123")
    with pytest.raises(WeakPassphrase):
        new_passphrase(Namespace(passphrase_file=None), known=[])


def test_a_typed_passphrase_is_asked_again_when_weak_or_typed_differently(typing, capsys):
    typing("welkom123", STRONG, STRONG + "x", STRONG, STRONG)
    assert new_passphrase(Namespace(passphrase_file=None), known=[]) == STRONG
    assert "not the same" in capsys.readouterr().err


def test_where_nobody_can_type_every_way_is_named(alone):
    with pytest.raises(SetupError, match=r"GEHOOR_PASSPHRASE.*--passphrase-file"):
        new_passphrase(Namespace(passphrase_file=None), known=[])


def test_the_words_of_a_sheet_may_be_typed_with_their_numbers(typing):
    typing("1 imply  2 email 3 academic")
    assert share_of("first sheet") == "imply email academic"
