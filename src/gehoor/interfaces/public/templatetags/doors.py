"""What a public page offers at its edges: the longer texts for these readers, and the other languages of this page."""

from django import template
from django.conf.locale import LANG_INFO
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import get_language_info

from gehoor.domain.services.schema import Page, PageFile, Wording
from gehoor.interfaces.public.doors import may_speak, text_for

register = template.Library()

_TEXTS = ("expectations", "privacy", "limit", "accessibility")


@register.simple_tag(takes_context=True)
def foot_links(context) -> list[dict]:
    """Links to the texts that there are for these readers."""
    house = context["house"]
    texts = [_link(house, text) for name in _TEXTS if (text := text_for(house.service, name, _readers(house), house.language))]
    return [*texts, *own_pages(context)]


@register.simple_tag(takes_context=True)
def the_languages(context) -> list[dict]:
    """The other languages of this page, each by its own name, with the way to this same page in it."""
    request = context["request"]
    to = urlencode({"to": request.get_full_path() if request.method == "GET" else "/"})
    return [{"code": code, "title": own_name(code), "direction": "rtl" if get_language_info(code)["bidi"] else "ltr",
             "address": f"{reverse('public:language', args=[code])}?{to}"} for code in other_languages(context["house"])]


@register.simple_tag(takes_context=True)
def own_pages(context) -> list[dict]:
    """Links to the service's own pages that these readers find in a menu."""
    house = context["house"]
    return [] if house.is_shared else [_link(house, page) for page in house.service.menu(audience=_readers(house), language=house.language)]


def _readers(house) -> str | None:
    """The readers of the page; where a service has only one door, whoever came through none is taken for those."""
    audiences = house.service.about.audiences
    return house.audience or (audiences[0].code if len(audiences) == 1 and not house.is_shared else None)


def _link(house, text: PageFile) -> dict:
    """A link to a longer text, in the language that its title is in."""
    readers = _readers(house)
    door = [house.service.audience(readers).path] if readers else []
    marked = "" if house.reads(text.language) else format_html(' lang="{}" hreflang="{}"', text.language, text.language)
    address = reverse("public:about_for" if door else "public:about", args=[*door, text.page])
    return {"title": text.title, "lang": marked, "address": address}


@register.filter
def takes_files(page: Page) -> bool:
    """Whether something can be sent along on this page of a questionnaire."""
    return any(question.kind == "files" for question in page.fields)


@register.filter
def takes_several(page: Page) -> bool:
    """Whether more than one can be named on this page."""
    return any(question.several for question in page.fields)


def other_languages(house) -> list[str]:
    """The languages that this page can also be read in."""
    spoken = dict.fromkeys(code for service in (house.services if house.is_shared else [house.service])
                           for code in service.about.languages if may_speak(service, code))
    return [code for code in spoken if code != house.language]


def own_name(code: str) -> str:
    """What a language calls itself."""
    return LANG_INFO[code]["name_local"].capitalize() if code in LANG_INFO else code


@register.simple_tag(takes_context=True)
def formally(context, wording: Wording) -> str:
    """Declared words in the voice for everybody, on a page that speaks plainly itself: a door to another kind of reader."""
    return wording.text(context["house"].language)
