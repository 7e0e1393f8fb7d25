"""The example service with everything a service may declare about a case: every list, two teams, a kind without names, rights."""

import shutil
from pathlib import Path

import pytest

from tests import make
from tests.domain.services.declared import SHIPPED, Folder, a_folder

LISTS = """regions:
  - {code: brussels, label: {nl: Brussel, en: Brussels}, core: [{axis: region, value: BE_BRU, quality: exact}]}
violence:
  - {code: hitting, label: {nl: Slaan, en: Hitting}, core: [{axis: violence, value: physical, quality: narrower}]}
  - {code: scolding, label: {nl: Schelden, en: Scolding}, core: [{axis: violence, value: emotional, quality: narrower}]}
by_whom:
  - {code: parent, label: {nl: Ouder, en: Parent}, core: [{axis: by_whom, value: parent, quality: exact}]}
institutions:
  - {code: home, label: {nl: Leefgroep, en: Group home}, core: [{axis: respondent, value: residential_open, quality: approx}]}
measures:
  - {code: locked_in, label: {nl: Opgesloten, en: Locked in}}
tags:
  - {code: storm, label: {nl: Storm, en: Storm}, valid_to: 2026-02-01}
  - {code: flood, label: {nl: Overstroming, en: Flood}}
help_levels:
  - {code: advice, label: {nl: Kort advies, en: Short advice}}
markers:
  - {code: undocumented, label: {nl: Zonder papieren, en: Undocumented}}
certainties:
  - {code: suspected, label: {nl: Vermoeden, en: Suspected}}
"""
ASKED = """          - {code: kind, kind: choice, means: contact_kind, label: {nl: "Wat is het?", en: "What is it?"}, choices: [
              {code: consult, label: {nl: Advies, en: Advice}}, {code: complaint, label: {nl: Klacht, en: Complaint}}]}
          - {code: theme, kind: choices, choices_from: themes, means: theme, label: {nl: Thema, en: Theme}}
          - {code: violence, kind: choices, choices_from: violence, means: violence, label: {nl: Geweld, en: Violence}}
          - {code: by_whom, kind: choice, choices_from: by_whom, means: by_whom, label: {nl: "Wie?", en: "Who?"}}
          - {code: marker, kind: choices, choices_from: markers, means: marker, label: {nl: Kwetsbaar, en: Vulnerable}}
          - {code: places, kind: institution, several: true, means: respondent, label: {nl: "Waar?", en: "Where?"}}
          - {code: speaks, kind: text, means: spoken_language, label: {nl: "Welke taal?", en: "Which language?"}}
          - {code: agrees, kind: yes_no_unknown, means: child_agrees, label: {nl: "Wil het kind dit?", en: "Does the child want this?"}}
          - {code: region, kind: choice, means: region, label: {nl: "Welke streek?", en: "Which region?"}, choices_from: regions}
          - code: who
            kind: text
            means: child_name
            when: {question: kind, is: complaint}
            needed_for: {nl: een klacht onderzoeken, en: looking into a complaint}
            label: {nl: Naam van het kind, en: Name of the child}
          - {code: child_age,"""
CONSULT = ("  - {code: consult, label: {nl: Consult, en: Consult}, core: consultation, without_names: true}\n"
           "  - {code: prank,")
SHEETS = """sheets:
  - code: position
    title: {nl: Standpunt, en: Position}
    fields:
      - {code: articles, kind: choices, choices_from: rights.crc, label: {nl: "Welke artikelen?", en: "Which articles?"}}
      - {code: norm, kind: choice, choices_from: rights.ombuds_norms, label: {nl: "Welke norm?", en: "Which norm?"}}
      - {code: child, kind: text, means: child_name, label: {nl: Naam van het kind, en: Name of the child}}
"""


def a_wide_folder(root: Path) -> Folder:
    """The example service, with more."""
    folder = a_folder(root)
    shutil.copytree(SHIPPED / "rights", root / "rights")
    folder.change("axes.yaml", "roles:\n", f"{LISTS}roles:\n")
    folder.change("intake.yaml", "          - {code: child_age,", ASKED)
    folder.change("procedure.yaml", "  - {code: prank,", CONSULT)
    folder.change("procedure.yaml", "sheets:\n", SHEETS)
    folder.change("figures.yaml", "tables:\n", "tables:\n  - {code: violence, title: Geweld, unit: case, by: [violence, channel]}\n")
    folder.change("service.yaml", "receives: [child, adult]}",
                  "receives: [child, adult]}\n  - {code: homes, name: {nl: Leefgroepen, en: Group homes}, themes: [family]}")
    return folder


@pytest.fixture
def wide(tmp_path, settings) -> None:
    """The instance of this test offers only the wide service."""
    settings.GEHOOR_DECLARED = [a_wide_folder(tmp_path).root]
    settings.GEHOOR_SERVICES = ["voorbeeld"]


@pytest.fixture
def wide_house(db, wide) -> make.House:
    """A founded house with the wide service."""
    return make.a_house()
