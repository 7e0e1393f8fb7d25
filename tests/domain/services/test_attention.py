"""Words that raise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.domain.services.attention import raising_words, stands_out
from tests.domain.services.declared import the_example

SERVICE = the_example()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ik ben nu in gevaar", []),
        ("Er is nu gevaar thuis", ["nu gevaar"]),
        ("NU, GEVAAR!", ["nu gevaar"]),
        ("nu  \n gevaar", ["nu gevaar"]),
        ("nu gevaarlijk", []),
        ("onu gevaar", []),
        ("Ik denk aan zelfmoord.", ["zelfmoord*"]),
        ("zelfmoordgedachten", ["zelfmoord*"]),
        ("zélfmóord", ["zelfmoord*"]),
        ("zelf\u00admoord", ["zelfmoord*"]),
        ("ze\u200blfmoord", ["zelfmoord*"]),
        ("geen zelfmoo rd", []),
        ("Zij is weggelopen", ["weggelopen"]),
        ("", []),
    ],
)
def test_a_word_is_found_however_it_is_written(text, words):
    assert raising_words(SERVICE, [text], "nl") == words
    assert stands_out(SERVICE, [text], "nl") is bool(words)


def test_words_are_read_in_the_language_of_the_page_and_in_dutch():
    assert raising_words(SERVICE, ["I am in danger, weggelopen"], "en") == ["in danger", "weggelopen"]
    assert raising_words(SERVICE, ["I am in danger"], "nl") == []


def test_every_kind_of_answer_is_looked_at():
    assert stands_out(SERVICE, [3, None, ["school"], {"about": "sinds zij is weggelopen"}], "nl")
    assert not stands_out(SERVICE, [3, None, ["school"], {"year": 2025}], "nl")


@given(st.text(), st.sampled_from(["nu gevaar", "zelfmoordplan", "weggelopen"]), st.text())
def test_more_words_never_lower(before, word, after):
    assert stands_out(SERVICE, [f"{before} {word} {after}"], "nl")
