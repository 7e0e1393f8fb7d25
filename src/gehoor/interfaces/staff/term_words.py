"""What was decided about a term, in words for the timeline."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.registry import Service
from gehoor.interfaces.staff.saying import say

TERM_DID = {
    "term_extended": _("verlengde “%(term)s” tot en met %(on)s"),
    "term_by_consent": _("verlengde “%(term)s” tot en met %(on)s, met toestemming van de klager"),
    "term_stands_still": _("liet “%(term)s” stilstaan vanaf %(on)s"),
    "term_runs_on": _("liet “%(term)s” verder lopen vanaf %(on)s"),
    "term_received_on": _("verbeterde de dag van ontvangst: %(on)s"),
    "term_moved": _("“%(term)s” eindigt nu op %(on)s: opnieuw berekend, met de feestdagen en regels van nu."),
}
"""By the kind of a line on the timeline; all but the last complete a name."""


def did_with_term(row, service: Service) -> str:
    """What was done, with the term and the day in it."""
    written = row.codes["on"]
    day = timezone.localtime(datetime.fromisoformat(written)).date() if "T" in written else date.fromisoformat(written)
    return str(TERM_DID[row.kind]) % {"term": say(service, "term", row.codes["term"]), "on": day_in_words(day)}
