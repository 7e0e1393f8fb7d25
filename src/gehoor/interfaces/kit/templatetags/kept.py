"""Parts of a page that are the same for all its readers during a minute."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from gehoor.domain.services.schema import Declared
from gehoor.interfaces.kit.keeping import Kept, once

register = template.Library()

_KEPT: Kept = {}


@register.simple_tag(takes_context=True)
def kept(context, template: str, **declared: Declared) -> SafeString:
    """A template put together once for everybody who reads along in this minute.

    It gets `house` and what is handed over here, which must be declared: nothing of the request, nothing of anybody.

    :raises TypeError: something is handed over that isn't declared.
    """
    if not all(isinstance(one, Declared) for one in declared.values()):
        raise TypeError(f"{template}: only what is declared may be kept")
    house = context["house"]
    which = (template, *(one.code for one in declared.values()))
    return once(_KEPT, which, house, lambda: mark_safe(render_to_string(template, {"house": house, **declared})))
