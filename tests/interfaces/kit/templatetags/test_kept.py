"""What is put together once for everybody: only what is declared, and never longer than it holds."""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from gehoor.interfaces.kit.context import house
from gehoor.interfaces.public import doors

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(clock):
    from gehoor.domain.services.registry import all_services
    from tests import make

    return all_services(make.a_day())[0]


@pytest.fixture
def child(service):
    return next(one for one in service.about.audiences if one.wording == "plain")


@pytest.fixture
def adult(service):
    return next(one for one in service.about.audiences if one.wording != "plain")


def shown(source: str, service, audience, **more) -> str:
    request = RequestFactory().get("/")
    request.session = {}
    doors.come_in_as(request, service.code, audience.code)
    return Template("{% load kept %}" + source).render(Context({**house(request), **more}))


def test_what_is_no_declared_thing_is_never_kept(service, child):
    with pytest.raises(TypeError, match="only what is declared"):
        shown('{% kept "public/ways_on.html" page=words %}', service, child, words="Mama is boos.")


def test_each_kind_of_readers_gets_a_part_of_their_own(service, child, adult):
    page = service.questionnaire(child.code).pages[0]
    source = '{% kept "public/ways_on.html" page=page %}'
    with override("nl"):
        dutch = shown(source, service, child, page=page)
    with override("en"):
        english = shown(source, service, child, page=page)
    assert "Stop nu" in dutch
    assert "Stop nu" not in english
    masthead = '{% kept "kit/masthead.html" %}'
    assert f'href="/{child.path}/"' in shown(masthead, service, child)
    assert f'href="/{adult.path}/"' in shown(masthead, service, adult)


def test_each_page_gets_the_buttons_that_it_declares(service, child):
    pages = service.questionnaire(child.code).pages
    skippable, not_skippable = (next(page for page in pages if bool(page.skip) is can) for can in (True, False))
    source = '{% kept "public/ways_on.html" page=page %}'
    assert 'value="skip"' in shown(source, service, child, page=skippable)
    assert 'value="skip"' not in shown(source, service, child, page=not_skippable)


def test_who_is_open_is_looked_up_again_each_minute(service, child, clock):
    line = next(one for one in service.about.channels if one.number and one.public)
    source, number = '{% kept "kit/foot_numbers.html" %}', line.number.replace(" ", "")
    seen = set()
    for _hour in range(24):
        seen.add(number in shown(source, service, child))
        clock.passes(timedelta(hours=1))
    assert seen == {True, False}
