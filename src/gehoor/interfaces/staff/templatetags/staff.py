"""Tags of the staff pages: codes of our own in words, text blocks filled in, and the code that only the demo tells."""

from django import template
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from gehoor.domain.services.labels import code_labels
from gehoor.domain.services.registry import Service
from gehoor.domain.services.schema.conditions import Condition
from gehoor.foundation.clock import now
from gehoor.interfaces.staff.demo_code import the_demo_code
from gehoor.interfaces.staff.saying import language
from gehoor.interfaces.staff.text_blocks import written_out, written_to_others

register = template.Library()

VIEWS = {
    "mine": _("Van mij"), "nobody": _("Niemand"), "team": _("Team"), "waiting": _("Wacht op anderen"),
    "closed": _("Dicht deze week"),
}
GROUPS = {
    "urgent": _("Dringend"), "soon": _("Termijn voorbij of binnen 3 dagen"), "later": _("Later"), "closed": _("Dicht deze week"),
}
WAYS = {
    "phone": _("mag: telefoon"), "email": _("mag: e-mail"), "letter": _("mag: brief"), "text": _("mag: sms"), "chat": _("mag: chat"),
}
WANTED = {"phone": _("bellen"), "text_message": _("een sms"), "email": _("een mail"), "letter": _("een brief"),
          "through_someone": _("via iemand anders")}
RESPONDENTS = {"institution": _("instelling"), "person": _("persoon"), "rule": _("regel, zonder dader")}
MESSAGES = {"reply": _("schreef"), "correction": _("verbeterde iets"), "withdrawal": _("wil stoppen"), "talk": _("vertelde")}
YES_NO = {"yes": _("ja"), "no": _("nee"), "unknown": _("weet ik niet")}
STANDINGS = {"prank": _("grap"), "abusive": _("beledigend"), "silent": _("stil"), "test": _("test")}


def _worded(name: str, words: dict) -> None:
    register.filter(name, lambda code: words.get(code, code))


for _name, _words in (("view_words", VIEWS), ("group_words", GROUPS), ("way_words", WAYS), ("wanted_words", WANTED),
                      ("respondent_words", RESPONDENTS), ("message_words", MESSAGES), ("standing_words", STANDINGS),
                      ("yes_no_words", YES_NO)):
    _worded(_name, _words)


@register.filter
def role_words(code: str, service: Service) -> str:
    """A role that somebody has in a case, as the service calls it."""
    if code == "reporter":
        return _("wie precies is niet gezegd")
    return code_labels(service, "reporter_role", language()).get(code, code)


@register.filter
def as_data(condition: Condition) -> str:
    """A declared condition for the browser, which only hides by it: what counts is decided here."""
    return condition.model_dump_json(by_alias=True, exclude_none=True)


@register.simple_tag(takes_context=True)
def block_text(context, block) -> str:
    """A text block in the words of whoever will read it, with what it leaves open filled in."""
    about = {"case": context["case"], "service": context["service"], "person": context["request"].person}
    if letter := context.get("letter"):
        return written_to_others(block, **about, **letter)
    return written_out(block, **about, reads_in=context.get("reads_in") or language())


@register.simple_tag(takes_context=True)
def demo_code(context) -> str:
    """The code that the app of whoever is signing in shows now. Empty anywhere but in a demo."""
    return the_demo_code(context["request"], at=now()) if settings.GEHOOR_DEMO else ""
