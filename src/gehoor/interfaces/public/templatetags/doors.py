"""What the foot of a public page offers: the longer texts for these readers, and the other languages of this page."""

from django import template
from django.conf.locale import LANG_INFO
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language_info

from gehoor.domain.services.schema import Page, Wording
from gehoor.interfaces.public.doors import may_speak, text_for

register = template.Library()

_TEXTS = ("expectations", "privacy", "limit", "accessibility")


@register.simple_tag(takes_context=True)
def foot_links(context) -> dict:
    """Links to the texts that there are for these readers, and to this page in the service's other languages."""
    house, request = context["house"], context["request"]
    service, audience = house.service, house.audience
    if audience is None and len(service.about.audiences) == 1:
        audience = service.about.audiences[0].code
    door = [service.audience(audience).path] if audience else []
    texts = [{"title": text.title, "address": reverse("public:about_for" if door else "public:about", args=[*door, name])}
             for name in _TEXTS if (text := text_for(service, name, audience, house.language))]
    to = urlencode({"to": request.get_full_path() if request.method == "GET" else "/"})
    languages = [{"code": code, "title": own_name(code), "direction": "rtl" if get_language_info(code)["bidi"] else "ltr",
                  "address": f"{reverse('public:language', args=[code])}?{to}"} for code in other_languages(context)]
    return {"texts": texts, "languages": languages}


@register.filter
def takes_files(page: Page) -> bool:
    """Whether something can be sent along on this page of a questionnaire."""
    return any(question.kind == "files" for question in page.fields)


@register.simple_tag(takes_context=True)
def other_languages(context) -> list[str]:
    """The languages that this page can also be read in."""
    house = context["house"]
    return [code for code in house.service.about.languages if code != house.language and may_speak(house.service, code)]


@register.simple_tag
def own_name(code: str) -> str:
    """What a language calls itself."""
    return LANG_INFO[code]["name_local"].capitalize() if code in LANG_INFO else code


@register.simple_tag(takes_context=True)
def formally(context, wording: Wording) -> str:
    """Declared words in the voice for everybody, on a page that speaks plainly itself: a door to another kind of reader."""
    return wording.text(context["house"].language)
