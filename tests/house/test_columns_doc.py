"""Every column of every table stands in docs/decisions/0004-plain-and-sealed.md, and is said to be plain or sealed, with the reason."""

import re
from pathlib import Path

from django.apps import apps

DOC = Path(__file__).resolve().parents[2] / "docs" / "decisions" / "0004-plain-and-sealed.md"
OURS = "gehoor."


def the_tables():
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith(OURS)]


def test_every_column_is_accounted_for():
    said = DOC.read_text(encoding="utf-8")
    told = {}
    for line in said.splitlines():
        if match := re.match(r"\| `([\w.]+)` \|", line):
            told.setdefault(match[1], set()).update(re.findall(r"`(\w+)`", line.split("|", 2)[2]))
    missing = []
    for model in the_tables():
        label = f"{model._meta.app_label}.{model.__name__}"
        for field in model._meta.concrete_fields:
            if field.name not in told.get(label, ()):
                missing.append(f"{label}.{field.name}")
    assert missing == []


def test_no_table_is_told_of_that_does_not_exist():
    known = {f"{model._meta.app_label}.{model.__name__}" for model in the_tables()}
    told = set(re.findall(r"^\| `(\w+\.\w+)` \|", DOC.read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert told <= known
