from urllib.parse import urlsplit

import pytest

from gehoor.interfaces.kit.look import look_address

pytestmark = pytest.mark.django_db


def test_the_colours_of_a_service_come_from_its_own_file(phone):
    from gehoor.domain.services.registry import all_services
    from tests import make

    look = all_services(make.a_day())[0].look
    css = phone.get("/look.css").content.decode()
    assert f'[data-theme="{look.theme}"]' in css
    for token, colour in look.light.items():
        assert f"--gehoor-brand-{token}: {colour};" in css


def test_with_its_hash_it_may_be_kept_and_without_it_briefly(phone):
    assert "immutable" in phone.get(look_address()).headers["Cache-Control"]
    assert "immutable" not in phone.get(urlsplit(look_address()).path + "?v=oud").headers["Cache-Control"]


def test_a_page_wears_it(phone):
    page = phone.open("/")
    assert look_address() in page and "data-theme=" in page
