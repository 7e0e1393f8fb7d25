"""A language may speak to adults otherwise than to children; the page is in one language all the same."""

import pytest

from tests.interfaces.public.declaring import with_a_neighbour
from tests.phones import Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def french(folder, offer):
    folder.change("service.yaml", "languages: [nl, en]", "languages: [nl, en, fr]")
    with offer(folder):
        yield Phone(headers={"Accept-Language": "fr"})


def test_a_child_is_spoken_to_as_a_child_and_an_adult_as_an_adult(french):
    child = french.open("/jij/")
    assert "Tu peux arrêter." in child and "Vous pouvez arrêter." not in child
    adult = french.open("/ouder-of-professional/")
    assert "Vous pouvez arrêter." in adult and "Ce que vous pouvez attendre de nous" in adult
    for page in (child, adult):
        assert '<html lang="fr"' in page
        assert "/language/fr" not in page
    assert "Tu peux arrêter." in french.open("/jij/")


def test_what_is_the_same_for_both_is_said_once(french):
    assert "Nous le lisons." in french.open("/ouder-of-professional/")
    french.begin("ouder-of-professional")
    assert "Question 1 sur" in french.text


def test_a_language_without_a_voice_of_its_own_for_adults_has_one(french):
    assert '<html lang="en"' in Phone(headers={"Accept-Language": "en"}).open("/ouder-of-professional/")


def test_who_goes_from_a_french_door_to_one_that_speaks_none_reads_dutch(folder, offer):
    neighbour = with_a_neighbour(folder)
    neighbour.change("service.yaml", "languages: [nl, en]", "languages: [nl, en, fr]")
    with offer(folder, "buur", "voorbeeld"):
        phone = Phone(headers={"Accept-Language": "fr"})
        assert '<html lang="fr"' in phone.open("/bel-groot/")
        assert '<html lang="nl"' in phone.open("/ouder-of-professional/")
