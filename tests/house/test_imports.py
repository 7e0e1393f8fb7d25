"""The house stands: imports go down only."""

from pathlib import Path

from importlinter import cli

ROOT = Path(__file__).resolve().parents[2]


def test_every_contract_of_the_house_is_kept(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    ended = cli.lint_imports(config_filename=str(ROOT / ".importlinter"), no_cache=True, no_logo=True)
    assert ended == 0, capsys.readouterr().out
