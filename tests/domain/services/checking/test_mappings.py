"""axes.yaml and what refers to its lists: the common axes, figures, teams."""

import pytest

from tests.domain.services.checking.breaking import Break, assert_told
from tests.domain.services.declared import Folder

BREAKS = {
    "a table along a list that isn't there": Break(
        "figures.yaml", "unit: case, by: [theme]", "unit: case, by: [violence]",
        'table "cases_by_theme" is cut along violence, and axes.yaml has no violence'),
    "a table along circumstances that are never counted": Break(
        "figures.yaml", "unit: case, by: [theme]", "unit: case, by: [marker]", '"marker" is nothing a table can be cut along'),
    "a table along nothing": Break(
        "figures.yaml", "unit: case, by: [theme]", "unit: case, by: [teme]", '"teme" is nothing a table can be cut along', "theme"),
    "a table along an answer that no sheet counts": Break(
        "figures.yaml", "unit: case, by: [theme]", "unit: case, by: [admissibility.minor]",
        '"admissibility.minor" is no answer that a sheet counts as case'),
    "a table of what no sheet counts": Break(
        "figures.yaml", "unit: case, by: [theme]", "unit: filled_in, by: [month]",
        'table "cases_by_theme" counts filled_in, which no sheet counts'),
    "figures for readers that aren't there": Break(
        "service.yaml", "    roles: [child, friend]\n", "    roles: [child, friend]\n    figures: [cases_by_them]\n",
        '"cases_by_them" is no table of figures.yaml', "cases_by_theme", line=1),
    "figures for readers with small numbers in them": Break(
        "service.yaml", "    roles: [child, friend]\n", "    roles: [child, friend]\n    figures: [cases_by_theme]\n",
        "figures.yaml doesn't say `least: 5` or more", line=1),
    "a team of a theme that isn't there": Break(
        "service.yaml", "receives: [child, adult]", "receives: [child, adult], themes: [scool]",
        '"scool" is no theme of axes.yaml', "school"),
    "a kind of violence that is nowhere on the common axis": Break(
        "axes.yaml", "roles:\n", "violence:\n  - {code: hitting, label: Slaan}\nroles:\n",
        '"hitting" maps nowhere on the common axis violence', line=1),
}


@pytest.mark.parametrize("fault", BREAKS.values(), ids=BREAKS.keys())
def test_a_mistake_is_named_with_its_file_line_and_cause(folder: Folder, fault: Break):
    assert_told(folder, fault)


def test_a_theme_leads_to_one_team(folder: Folder):
    folder.change("service.yaml", "receives: [child, adult]}",
                  "receives: [child, adult], themes: [school]}\n  - {code: other, name: Ander team, themes: [school]}")
    assert [problem.cause for problem in folder.check()] == ['theme "school" already leads to team "line".']


def test_lists_without_a_common_axis_and_tables_along_them_are_fine(folder: Folder):
    folder.change("axes.yaml", "roles:\n", "tags:\n  - {code: storm, label: Storm}\nroles:\n")
    folder.change("figures.yaml", "unit: case, by: [theme]", "unit: case, by: [tag, every_theme]")
    assert folder.check() == []
