import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gehoor.foundation.files.names import LONGEST, safe_name


@pytest.mark.parametrize(("given_name", "shown"), [
    ("brief.jpg", "brief.jpg"),
    ("Brief van school.JPEG", "Brief van school.jpg"),
    ("../../etc/passwd", "passwd.jpg"),
    ("C:\\Users\\moeder\\foto.png", "foto.jpg"),
    ("foto.jpg.exe", "foto.jpg"),
    ("foto\u202egpj.exe", "fotogpj.jpg"),
    ("een\u200b\u0000\u001b[31mna\nam.jpg", "een[31mnaam.jpg"),
    ("  .verborgen", "verborgen.jpg"),
    ("", "bestand.jpg"),
    ("...", "bestand.jpg"),
    ("con.txt", "bestand.jpg"),
    ('a<b>c:"d|e?f*.png', "a b c d e f.jpg"),
    ("cafe\u0301.jpg", "café.jpg"),
    ("صورة.jpg", "صورة.jpg"),
    ("👩‍👧.png", "👩👧.jpg"),
    ("a" * 500, "a" * LONGEST + ".jpg"),
    ("\ud800x.jpg", "x.jpg"),
])
def test_a_name_is_shown_without_what_it_could_do(given_name, shown):
    assert safe_name(given_name, suffix=".jpg") == shown


@given(some.text(max_size=300))
def test_whatever_the_name_it_can_be_shown_and_saved(name):
    shown = safe_name(name, suffix=".pdf")
    assert shown.endswith(".pdf")
    assert 4 < len(shown) <= LONGEST + 4
    assert not set(shown) & set('/\\<>:"|?*\n\r\0')
    assert not [letter for letter in shown if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
    assert safe_name(shown, suffix=".pdf") == shown
