"""Terms that somebody worked out by hand, each with its article, against what `gehoor terms` prints."""

import json
from pathlib import Path

import pytest
import yaml

from gehoor.interfaces.cli.commandline import build_parser
from gehoor.interfaces.cli.commands import terms

TABLE = yaml.safe_load((Path(__file__).parent / "terms_table.yaml").read_text(encoding="utf-8"))


def typed(row: dict) -> list[str]:
    """What a lawyer types for a row."""
    said = ["terms", row["regime"], "--received", str(row["received"]), "--format", "json"]
    said += [word for case in row.get("with", []) for word in ("--with", case)]
    said += [word for term in row.get("extend", []) for word in ("--extend", term)]
    said += [word for event, day in row.get("events", {}).items() for word in ("--on", f"{event}={day}")]
    return said + [word for term, span in row.get("own", {}).items() for word in ("--own", f"{term}={span}")]


@pytest.mark.parametrize("row", TABLE, ids=[f"{row['regime']} {row['term']} {row['received']}" for row in TABLE])
def test_a_term_ends_on_the_day_that_was_worked_out_by_hand(row, capsys):
    terms.tell(build_parser().parse_args(typed(row)))
    found = {one["id"]: one for one in json.loads(capsys.readouterr().out)}[row["term"]]
    assert (found["due"], found["alarm"]) == (str(row["due"]), str(row.get("alarm", row["due"]))), row["working"]
    assert found["status"] in ("confirmed", "to_be_confirmed")


def test_the_table_is_long_enough_and_every_row_cites_its_article_and_shows_its_working():
    assert len(TABLE) >= 60
    assert all(row["article"] and row["working"] for row in TABLE)
    assert len({(row["regime"], row["term"]) for row in TABLE}) >= 25
