"""Addresses in templates are those that Django gives, put together faster."""

from uuid import UUID

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse

from gehoor.interfaces.kit.templatetags.addresses import address

PAGES = (
    ("staff:worklist",), ("staff:case", "KRC-2026-00001"), ("staff:act_on", "KRC-2026-00001", "test", "3-law"),
    ("staff:download", "KRC-2026-00001", UUID(int=7)), ("public:question", 3, "story"), ("public:check", 12),
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page[0])
def test_an_address_is_the_one_that_django_gives_and_keeps_nothing_of_the_one_before(page):
    name, *parts = page
    assert [address(name, *parts) for _time in range(2)] == [reverse(name, args=parts)] * 2
    others = [number + 1 if isinstance(number, int) else UUID(int=9) if isinstance(number, UUID) else f"{number}x" for number in parts]
    assert address(name, *others) == reverse(name, args=others)


def test_parts_with_other_signs_are_quoted_or_refused_as_django_does():
    assert address("staff:case", "a b?") == reverse("staff:case", args=["a b?"]) == "/werk/case/a%20b%3F/"
    for refused in ("", "a/b"):
        with pytest.raises(NoReverseMatch):
            address("staff:case", refused)
    with pytest.raises(NoReverseMatch):
        address("staff:nowhere", "a")


def test_the_tag_is_that_of_django():
    def shown(template: str) -> str:
        return Template(template).render(Context({"which": "KRC-2026-00001", "odd": "a&<b"}))

    assert shown("{% url 'staff:case' which %}") == "/werk/case/KRC-2026-00001/"
    assert shown("{% url 'staff:case' odd %}") == "/werk/case/a&amp;%3Cb/"
    assert shown("{% url 'staff:case' reference=which as kept %}[{{ kept }}]") == "[/werk/case/KRC-2026-00001/]"
