"""Ages are counted in the bands that core.yaml declares."""

import pytest

from gehoor.domain.services.ages import age_code


@pytest.mark.parametrize(("said", "code"), [
    ("0", "a00_02"), ("2", "a00_02"), ("3", "a03_05"), (" 11 ", "a06_11"), ("12 jaar", "a12_13"), ("17", "a14_17"), ("18", "a18"),
    ("45", "a18"), ("", "unknown"), ("nog klein", "unknown"), ("120", "unknown"), ("-3", "unknown"),
])
def test_an_age_falls_in_one_band_or_is_unknown(said, code):
    assert age_code(said) == code
