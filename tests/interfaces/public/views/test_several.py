"""Several services in one house: each with its own doors, look, way out and texts, and pages that belong to none of them."""

import pytest

from tests import make, people
from tests.interfaces.public.declaring import with_a_neighbour
from tests.phones import Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def both(folder, offer):
    neighbour = with_a_neighbour(folder)
    with offer(folder, "buur", "voorbeeld"):
        yield neighbour


def test_the_first_page_has_a_part_for_each_in_its_own_look(both, phone):
    page = phone.open("/")
    assert page.index("De Buurlijn") < page.index("Voorbeelddienst voor kinderrechten")
    for theme, door in (("buur", "bel"), ("voorbeeld", "jij")):
        part = page[page.index(f'data-theme="{theme}"'):]
        assert f'href="/{door}/"' in part[:part.index("</section>")]


def test_a_page_of_none_of_them_wears_nobodys_look_and_names_every_number_once(both, phone):
    for path in ("/", "/back/", "/nergens/"):
        page = phone.open(path)
        assert 'data-theme="gehoor"' in page[:200]
        assert "Buurlijn · Voorbeelddienst" in page
        lines = page[page.rindex('class="lines"'):]
        lines = lines[:lines.index("</ul>")]
        for number in ("080011111", "080000000"):
            assert lines.count(f"tel:{number}") == 1, (path, number)


def test_behind_a_door_the_page_belongs_to_its_service(both, phone):
    page = phone.open("/bel/")
    assert 'data-theme="buur"' in page[:200]
    assert "tel:080011111" in page and "tel:080000000" not in page
    assert 'href="/bel/about/privacy"' in page
    assert 'href="/jij/' not in page


def test_each_leads_out_to_its_own_neutral_site(both, phone):
    for door, out, site in (("bel", "/exit?1", "https://buur.example.org/"), ("jij", "/exit?2", "https://www.example.org/")):
        page = Phone().open(f"/{door}/")
        assert f'id="exit" href="{out}"' in page and f'data-to="{site}"' in page
        assert Phone().get(out).headers["Location"] == site
    for strange in ("/exit?9", "/exit?0", "/exit?x", "/exit?-1", "/exit"):
        assert Phone().get(strange).headers["Location"] == "https://buur.example.org/"


def test_a_text_without_a_door_asks_whose(both, phone):
    page = phone.open("/about/privacy")
    for door in ("bel", "bel-groot", "jij", "ouder-of-professional"):
        assert f'href="/{door}/about/privacy"' in page
    phone.open("/about/niets")
    assert phone.status == 404


def test_who_lost_a_code_begins_again_at_either(both, phone):
    page = phone.open("/back/lost")
    assert 'href="/bel/start"' in page and 'href="/jij/start"' in page
    assert "Wij kunnen hem niet nog eens geven." in page


def test_a_story_comes_back_in_the_look_of_the_service_it_was_told_to(both, phone):
    from gehoor.domain.cases.models import Case
    from gehoor.domain.services.registry import all_services
    from gehoor.journeys.instance_is_founded import instance_is_founded

    instance_is_founded(services=all_services(make.a_day()), at=make.NOON)
    code = phone.begin("jij").tell(story=people.AMIRS_STORY).send()
    assert Case.objects.get().reference.startswith("VRB-")
    other = Phone()
    other.come_back(code)
    assert 'data-theme="voorbeeld"' in other.text[:200]
    assert people.AMIRS_STORY in other.text


def test_two_stories_to_two_services_in_one_browser_stay_apart(both, phone):
    phone.begin("jij").press("next", story="Aan de een.")
    phone.begin("bel").press("next", story="Aan de ander.")
    assert 'data-theme="buur"' in phone.text[:200]
    assert "Aan de een." in phone.open("/tell/1/check") and 'data-theme="voorbeeld"' in phone.text[:200]
    assert "Aan de ander." in phone.open("/tell/2/check") and "Aan de een." not in phone.text


def test_each_service_offers_its_own_languages_to_the_browser_and_in_its_foot(both):
    both.change("service.yaml", "languages: [nl, en]", "languages: [nl, en, fr]")
    phone = Phone(headers={"Accept-Language": "fr-BE,fr;q=0.9,en;q=0.8"})
    assert '<html lang="fr"' in phone.open("/bel/")
    page = phone.open("/jij/")
    assert '<html lang="en"' in page
    assert "/language/nl" in page and "/language/fr" not in page
    assert "/language/en" in phone.open("/bel/")
