"""A person whom a case is about, known by a full name alone."""

import pytest

from gehoor.domain.directory.persons import tag_of_person


@pytest.mark.parametrize("name", ["Peeters An", "AN PEETERS", "An van de Peeters", "Án  Peeters"])
def test_a_name_has_one_tag_however_it_is_written(name):
    assert tag_of_person(name) == tag_of_person("An Peeters")


@pytest.mark.parametrize("name", ["", "An", "juf A."])
def test_one_word_is_no_name_to_stand_near_to(name):
    assert tag_of_person(name) is None


def test_two_people_have_two_tags():
    assert tag_of_person("An Peeters") != tag_of_person("Ann Peeters")
