"""What an answer tells of each point, read back from its own words."""

import pytest

from gehoor.domain.services.points_told import line_of_point, words_about


@pytest.mark.parametrize("language", ["nl", "en", "fr"])
def test_a_line_is_found_again_in_its_language_with_what_was_added_to_it(language):
    line = line_of_point(1, about="Wachttijd", found="Je had gelijk.", language=language)
    text = f"Dag.\n\n{line}\nHet duurde te lang.\n\nVeel groeten."
    assert words_about(text, [1], language=language) == {1: f"{line}\nHet duurde te lang."}


def test_a_point_ends_where_the_next_begins_also_one_that_is_no_further_yet():
    text = "Punt 1: Gegrond.\nPunt 12: Dat bekijken wij nog.\nPunt 2 (Brief): Ongegrond."
    assert words_about(text, [1, 2, 12], language="nl") == {
        1: "Punt 1: Gegrond.", 12: "Punt 12: Dat bekijken wij nog.", 2: "Punt 2 (Brief): Ongegrond."}


def test_an_answer_in_other_words_tells_of_no_point():
    assert words_about("Over het eerste punt zijn wij het eens. Zie ook punt 1.", [1], language="nl") == {}
