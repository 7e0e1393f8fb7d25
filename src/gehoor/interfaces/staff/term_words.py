"""What was decided about a term, in words for the timeline."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gehoor.domain.cases.actions.timing import RECEIPT
from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.offered_regimes import term_in_words
from gehoor.domain.services.registry import Service, declared
from gehoor.domain.services.terms import terms_of
from gehoor.interfaces.staff.saying import language, say

TERM_DID = {
    "term_extended": _("verlengde “%(term)s” tot en met %(on)s"),
    "term_by_consent": _("verlengde “%(term)s” tot en met %(on)s, met toestemming van de klager"),
    "term_stands_still": _("liet “%(term)s” stilstaan vanaf %(on)s"),
    "term_runs_on": _("liet “%(term)s” verder lopen vanaf %(on)s"),
    "term_received_on": _("verbeterde de dag van ontvangst: %(on)s"),
    "term_variant": _("zei dat voor “%(term)s” sinds %(on)s een ander geval geldt: %(variant)s"),
    "term_happened": _("zei wanneer dit gedaan is: “%(term)s”, op %(on)s"),
    "item_answered": _("noteerde wat op punt %(number)s geantwoord is"),
    "item_unanswered": _("nam terug dat punt %(number)s beantwoord is"),
    "term_moved": _("“%(term)s” eindigt nu op %(on)s: opnieuw berekend, met de feestdagen en regels van nu."),
}
"""By the kind of a line on the timeline; all but the last complete a name."""
RECEIVED_OF_POINT = _("verbeterde de dag van ontvangst van %(term)s: %(on)s")
NOT_DONE = _("nam terug dat dit gedaan is: “%(term)s”")


def did_with_term(row, service: Service) -> str:
    """What was done, with the term and the day in it."""
    codes = row.codes
    if row.kind in ("item_answered", "item_unanswered"):
        return str(TERM_DID[row.kind]) % codes
    said = str(NOT_DONE if row.kind == "term_happened" and not codes["on"] else TERM_DID[row.kind])
    term, variant = say(service, "term", codes["term"]), codes.get("variant", "")
    if number := codes.get("number"):
        # The receipt of a point isn't a term of its regime.
        named = "" if codes["term"] == RECEIPT else term_in_words(codes["regime"], codes["term"], language())
        point = gettext("punt %(number)s") % {"number": number}
        term = f"{named} ({point})" if named else point
        said = str(RECEIVED_OF_POINT) if row.kind == "term_received_on" else said
    return said % {"term": term, "on": _day(codes["on"]), "variant": _case_of(service, codes, variant)}


def _day(written: str) -> str:
    if not written:
        return ""
    day = timezone.localtime(datetime.fromisoformat(written)).date() if "T" in written else date.fromisoformat(written)
    return day_in_words(day)


def _case_of(service: Service, codes: dict, variant: str) -> str:
    """The case of a rule that holds since, in words; the usual one where none does."""
    if not variant:
        return gettext("het gewone")
    if regime := codes.get("regime"):
        known = declared().regimes.get(regime)
        law_term = next((one for one in known.terms if one.code == codes["term"]), None) if known else None
    else:
        term = terms_of(service).get(codes["term"])
        law_term = term.law_term if term else None
    return law_term.variants[variant].label.text(language()) if law_term and variant in law_term.variants else variant
