"""Tags of the staff pages: codes of our own in words, text blocks filled in, and the code that only the demo tells."""

import re

from django import template
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from gehoor.domain.services.labels import code_labels
from gehoor.domain.services.points_told import line_of_point
from gehoor.domain.services.registry import Service
from gehoor.domain.services.schema.conditions import Condition
from gehoor.foundation.clock import now
from gehoor.interfaces.staff.demo_code import the_demo_code
from gehoor.interfaces.staff.saying import language

register = template.Library()
_POINTS = re.compile(r"\s*\{points\}\s*")

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
    return written_out(block, case=context["case"], service=context["service"], person=context["request"].person,
                       reads_in=context.get("reads_in") or language())


def written_out(block, *, case, service, person, reads_in: str) -> str:
    """A text block as whoever writes on this case sends it, in the language that is read."""
    plain = bool(case.audience) and service.speaks_plainly_to(case.audience)
    told = block.text.text(reads_in, plain=plain)
    known = {
        "reference": case.reference, "handler": person.name, "service": service.about.name.text(reads_in),
        "phone": next((one.number for one in service.about.channels if one.number), ""),
        "handler_phone": person.account.direct_phone, "handler_email": person.account.direct_email,
    }
    for name, value in known.items():
        told = told.replace(f"{{{name}}}", value)
    return _POINTS.sub(lambda gap: _the_points(case, service, person, reads_in, plain) or ("\n\n" if "\n" in gap[0] else " "), told).strip()


def _the_points(case, service, person, reads_in: str, plain: bool) -> str:
    """What each point was found, a line each: its number, what went wrong, and of our words only those that are for the reporter."""
    findings, failings = {one.code: one.tells for one in service.procedure.findings}, code_labels(service, "failing", reads_in)
    found = [one for one in case.items.filter(dropped_at=None).order_by("number") if one.finding in findings]
    said = {one.number: one.unsealed(person.keyring.open(one.compartment_id)).get("told", "") for one in found}
    lines = [line_of_point(one.number, about=failings.get(one.failing, ""), language=reads_in, found=" ".join(
        [findings[one.finding].text(reads_in, plain=plain), *said[one.number].split()])) for one in found]
    return "\n\n" + "\n".join(lines) + "\n\n" if lines else ""


@register.simple_tag(takes_context=True)
def demo_code(context) -> str:
    """The code that the app of whoever is signing in shows now. Empty anywhere but in a demo."""
    return the_demo_code(context["request"], at=now()) if settings.GEHOOR_DEMO else ""
