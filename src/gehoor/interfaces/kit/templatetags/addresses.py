"""The tag `url` of every template: as Django's, but what stands around the parts of an address is put together once.

A page of a case leads to forty others, and each took as long as a small question to the database. Parts themselves are never kept.
"""

import re
from functools import lru_cache

from django import template
from django.conf import settings
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as as_django_reads_it
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# What stands in an address as it is. Anything else is for Django to say, or to refuse.
PLAIN = re.compile(r"[A-Za-z0-9_.~-]+")
# Fits wherever a word, a code or an id does; and a number.
_WORD, _NUMBER = "00000000-0000-4000-8000-{:012d}", "99999{:04d}"


def address(name: str, *parts) -> str:
    """The address of a page, as `reverse` gives it.

    :raises NoReverseMatch: there is no page of that name with such parts.
    """
    words = tuple(map(str, parts))
    if all(map(PLAIN.fullmatch, words)):
        kinds = tuple(isinstance(part, int) for part in parts)
        if around := _around(name, kinds, get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()):
            return around % words
    return reverse(name, args=parts)


@lru_cache(maxsize=512)
def _around(name: str, are_numbers: tuple[bool, ...], _pages: str, _prefix: str) -> str:
    """The address with places for its parts; empty where it can't be told from its parts."""
    stand_ins = [(_NUMBER if is_number else _WORD).format(place) for place, is_number in enumerate(are_numbers)]
    try:
        made = reverse(name, args=stand_ins)
    except NoReverseMatch:
        return ""
    if stand_ins and re.findall("|".join(stand_ins), made) != stand_ins:
        return ""
    return re.sub("|".join(stand_ins) or "$^", "%s", made.replace("%", "%%"))


class Address(URLNode):
    """The tag with its parts in order; by name, or kept as a variable, it is Django's."""

    def render(self, context) -> SafeString | str:
        if self.kwargs or self.asvar:
            return super().render(context)
        made = address(self.view_name.resolve(context), *[part.resolve(context) for part in self.args])
        # Nothing but plain signs and what Django itself put together.
        return mark_safe(made.replace("&", "&amp;")) if context.autoescape else made


@register.tag
def url(parser, token) -> Address:
    """The address of a page by its name."""
    node = as_django_reads_it(parser, token)
    return Address(node.view_name, node.args, node.kwargs, node.asvar)
