"""A look that can be read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.domain.services.look import DEFAULT_DARK, DEFAULT_LIGHT, PAIRS, SHAPE, TEXT, contrast, stylesheet, unreadable_pairs
from gehoor.domain.services.schema import LookFile

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def look(light: dict | None = None, dark: dict | None = None) -> LookFile:
    return LookFile.model_validate({"valid_from": "2026-01-01", "theme": "test", "light": light or {}, "dark": dark or {}})


def test_contrast_is_what_the_standard_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == 1
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("palette", [DEFAULT_LIGHT, DEFAULT_DARK], ids=["light", "dark"])
def test_the_default_look_can_be_read(palette):
    assert [(ink, ground) for ink, ground, floor in PAIRS if contrast(palette[ink], palette[ground]) < floor] == []


def test_every_pair_is_of_colours_that_exist_and_has_its_floor():
    assert {token for ink, ground, _ in PAIRS for token in (ink, ground)} <= set(DEFAULT_LIGHT)
    assert len(PAIRS) == len(set(PAIRS)) == 41
    assert {floor for _, _, floor in PAIRS} == {TEXT, SHAPE}


def test_a_colour_that_cannot_be_read_is_named_for_its_mode():
    pairs = unreadable_pairs(look(light={"field": "#dddddd"}))
    assert {(pair.mode, pair.ink, pair.ground) for pair in pairs} == {("light", "on-field", "field"), ("light", "accent", "field")}
    assert unreadable_pairs(look()) == []


def test_the_dark_stands_on_the_default_dark_not_on_the_day():
    css = stylesheet(look(light={"paper": "#fffff0", "ink": "#000000"}))
    day, night = css.split("@media")
    assert "--gehoor-brand-paper: #fffff0;" in day
    assert f"--gehoor-brand-paper: {DEFAULT_DARK['paper']};" in night
    assert f"--gehoor-brand-ink: {DEFAULT_DARK['ink']};" in night
    assert "--gehoor-brand-field" not in css


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_between_1_and_21(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001
