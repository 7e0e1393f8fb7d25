"""The terms of a case and of its points, each in a line: when it ends and why, what was decided about it and by whom, what can be decided.

For the page of a case, which opened everything already.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from gehoor.domain.cases.opened import Known, OpenedCase
from gehoor.domain.consent.queries import the_withdrawn
from gehoor.domain.services.deadlines import BY_CONSENT, EXTENDED, HAPPENED, STANDS_STILL, VARIANT
from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.service import Service
from gehoor.domain.services.terms import RunningTerm
from gehoor.interfaces.kit.templatetags.addresses import address
from gehoor.interfaces.kit.templatetags.moments import due_words, short_day
from gehoor.interfaces.staff.late import the_untold
from gehoor.interfaces.staff.saying import language
from gehoor.interfaces.staff.term_forms import HOW, TOLD, named_in_address
from gehoor.interfaces.staff.timing import can_change, cannot_be_extended
from gehoor.journeys.terms_run import the_terms, the_terms_of_points


@dataclass(frozen=True)
class TermLine:
    """A term as the page tells it, in plain words, because a page holds a hundred of them and templates look things up slowly.

    `heading` says which it is, with the point and its respondent where it is of one; `state` where it stands, and `look` how that is
    shown; `why` it ends on that `day`. `can`: (address, words) of each act.
    """

    term: RunningTerm
    label: str
    heading: str
    state: str
    look: str
    day: str
    is_late: bool
    why: str
    decided: list[str]
    can: list[tuple[str, str]]
    why_not: str


def withdrawn_since(opened: OpenedCase) -> dict[UUID, datetime]:
    """The consents that something about a term rests on, and that were withdrawn."""
    return the_withdrawn(known.row.consent for known in opened.term_changes if known.row.consent)


def lines_of_case(opened: OpenedCase, service: Service, at: datetime, over: Mapping[UUID, datetime]) -> list[TermLine]:
    """Every term of the case itself: what runs soonest first, then what ran."""
    changes = [known.row for known in opened.term_changes]
    in_order = sorted(the_terms(opened.case, service, changes), key=_soonest)
    untold = the_untold(opened.case, in_order, at)
    return [_line(opened, term, over, about="", item=None, at=at, is_untold=term.code in untold) for term in in_order]


def lines_of_points(opened: OpenedCase, service: Service, at: datetime, over: Mapping[UUID, datetime],
                    respondents: Mapping[UUID, str]) -> dict[int, list[TermLine]]:
    """What runs of each point that stands under a law of its own, soonest first, by its number; nothing once it is answered or closed."""
    if opened.case.is_closed:
        return {}
    waiting = [known.row for known in opened.items if not known.row.answered_at]
    found = the_terms_of_points(waiting, service, [known.row for known in opened.term_changes])
    lines = {}
    for item, terms in found:
        about = ", ".join(filter(None, [_("punt %(number)s") % {"number": item.number}, respondents.get(item.respondent_id, "")]))
        lines[item.number] = [_line(opened, term, over, about=about, item=item.id, at=at) for term in sorted(terms, key=_soonest)]
    return lines


def first_of_each(points: Mapping[int, Iterable[TermLine]]) -> list[TermLine]:
    """Of each point the term that must be met first: what may be refused until a day is no worry of anybody."""
    waiting = ([line for line in lines if line.term.met_at is None] for lines in points.values())
    firsts = (next((line for line in lines if not line.term.lapses), None) for lines in waiting)
    return sorted((line for line in firsts if line), key=lambda line: line.term.due_at)


def _soonest(term: RunningTerm) -> tuple:
    """Where a term stands among others."""
    return term.met_at is not None, term.lapses, term.due_at


def _line(opened: OpenedCase, term: RunningTerm, over: Mapping[UUID, datetime], *, about: str, item: UUID | None, at: datetime,
          is_untold: bool = False) -> TermLine:
    which, label = named_in_address(term), term.label.text(language())
    changes = [known for known in opened.term_changes if (known.row.item_id, known.row.term) == (item, term.code)]
    state, look = _state(term, is_of_point=item is not None, at=at)
    can = [(address("staff:act_on", opened.case.reference, name, which), words) for name, words in can_change(term, at)]
    if is_untold:
        state = _("%(late)s, en de melder weet niet waarom") % {"late": state}
        can.insert(0, (f"{address('staff:act', opened.case.reference, 'answer')}?late={which}", _("Zeg waarom")))
    return TermLine(term=term, label=label, heading=", ".join(filter(None, [label, about])), state=state, look=look, why=_why(term),
                    day=short_day(term.due_at), is_late=term.due_at < at and not term.lapses,
                    decided=[_decided(term, known, over) for known in changes], can=can, why_not=cannot_be_extended(term, at))


def _state(term: RunningTerm, *, is_of_point: bool, at: datetime) -> tuple[str, str]:
    """Where a term stands, and the look of that."""
    if term.met_at is not None:
        if term.is_overdue(at):
            return _("klaar, maar te laat"), "state"
        return _("gehaald"), "state state--met"
    if term.stands_still:
        return _("staat stil"), "tag"
    if term.due_at < at:
        return (_("vervallen"), "state") if term.lapses and is_of_point else (due_words(term.due_at, at), "tag tag--late")
    return due_words(term.due_at, at), "tag tag--soon" if term.alarm_at <= at else ""


def _why(term: RunningTerm) -> str:
    """Why it ends when it ends, with what else must be known of that."""
    strict = _("strengste lezing: %(day)s") % {"day": short_day(term.strict_at)} if term.strict_at < term.due_at else ""
    return " · ".join(filter(None, [term.brief, strict, _("nog te bevestigen") if term.to_be_confirmed else ""]))


def _decided(term: RunningTerm, known: Known, over: Mapping[UUID, datetime]) -> str:
    """One decision with its reasons, and who took it when."""
    row, said = known.row, known.said
    on = day_in_words(row.on_day) if row.on_day else ""
    was = day_in_words(date.fromisoformat(said["was"])) if said.get("was") else ""
    who = f"{row.account.name}, {short_day(row.at)}"
    if row.kind in (EXTENDED, BY_CONSENT) and was:
        did = _("Verlengd van %(was)s naar %(on)s") % {"was": was, "on": on}
    elif row.kind in (EXTENDED, BY_CONSENT):
        did = _("Verlengd tot en met %(on)s") % {"on": on}
    elif row.kind == STANDS_STILL:
        did = _("Staat stil vanaf %(on)s") % {"on": on}
    elif row.kind == VARIANT and row.span:
        variants = term.known.law_term.variants if term.known.law_term else {}
        case = variants[row.span].label.text(language()) if row.span in variants else row.span
        did = _("Met %(case)s, sinds %(on)s") % {"case": case, "on": on}
    elif row.kind == VARIANT:
        did = _("Gewone termijn, sinds %(on)s") % {"on": on}
    elif row.kind == HAPPENED:
        did = _("Gedaan op %(on)s") % {"on": on} if on else _("Toch niet gedaan")
    else:
        did = _("Loopt verder vanaf %(on)s") % {"on": on}
    told = _("%(did)s, want: %(reasons)s (%(who)s)") % {"did": did, "reasons": said["reasons"].rstrip("."), "who": who}
    if consent := said.get("consent"):
        agreed = _("%(whom)s stemde in op %(on)s, %(how)s.") % {
            "whom": _("de melder") if consent["who"] == "reporter" else consent["who"],
            "how": dict(HOW).get(consent["how"], consent["how"]),
            "on": day_in_words(date.fromisoformat(consent["on"]))}
        told = f"{told}. {agreed[0].upper()}{agreed[1:]}"
    for whom, how in said.get("how", {}).items():
        words = how.get("how") or _("met een brief of bericht dat vertrok")
        told += " " + _("%(who)s weet het: %(how)s, %(on)s.") % {
            "who": str(TOLD.get(whom, whom)).capitalize(), "how": words, "on": short_day(date.fromisoformat(how["on"]))}
    if row.consent in over:
        told += " " + _("Die toestemming werd ingetrokken op %(on)s. De nieuwe laatste dag blijft; zeg het de klager.") % {
            "on": short_day(over[row.consent])}
    return told
