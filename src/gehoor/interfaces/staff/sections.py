"""The sections of a case about its points, its people, its tests and other cases: everything in plain words, opened already.

Used by the page of a case and by the forms that speak of the same. Opens nothing but what a form asks for by name.
"""

from collections.abc import Mapping
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.actions.linking import APART, MERGE
from gehoor.domain.cases.links import Linked
from gehoor.domain.cases.models import Case, Item
from gehoor.domain.cases.opened import Known, OpenedCase
from gehoor.domain.cases.parties import CHILD, CHILD_THEN, CONCERNED, GROUP, SECRET
from gehoor.domain.cases.points import TESTS, the_standing
from gehoor.domain.directory.queries import names_by_tag
from gehoor.domain.services.forms.telling import date_in_words
from gehoor.domain.services.offered_regimes import regime_in_words
from gehoor.domain.services.point_terms import in_its_own_time
from gehoor.domain.services.registry import the_regimes
from gehoor.domain.services.service import Service
from gehoor.domain.services.testing import norm_in_words, set_in_words
from gehoor.interfaces.kit.templatetags.addresses import address
from gehoor.interfaces.kit.templatetags.moments import short_day
from gehoor.interfaces.staff.saying import language, say

TESTED = {"law": _("toets aan de wet"), "treaty": _("toets aan de verdragen"), "norms": _("toets aan de ombudsnormen")}
JUDGED = {"kept": _("nageleefd"), "not_kept": _("niet nageleefd"), "no_judgement": _("geen oordeel")}
LINKS = {MERGE: _("Dit is dezelfde zaak: stel voor om ze samen te voegen"), APART: _("Dit is iemand anders")}
NO_NAME = _("naam niet gezegd")


def role_in_words(service: Service, code: str) -> str:
    """A role in a case: of whom it is about, or of who told it, as the service calls it."""
    if code == "reporter":
        return _now("wie precies is niet gezegd")
    return say(service, "concerned" if code in CONCERNED else "reporter_role", code)


def called(said: Mapping, role: str, service: Service) -> str:
    """Somebody in a list of choices: the name, or what they are where there is none."""
    name, words = said.get("pseudonym") or said.get("name") or "", role_in_words(service, role)
    return f"{name} ({words})" if name else words


def parties_named(case: Case, person: Person, service: Service) -> dict[UUID, str]:
    """The people of a case, to choose from."""
    staff_file, named = person.keyring.open(case.compartment_id), {}
    for number, row in enumerate(case.parties.all(), start=1):
        words = called(row.unsealed(staff_file), row.role, service)
        named[row.id] = f"{words} · {number}" if words in named.values() else words
    return named


def respondents_named(case: Case, person: Person) -> dict[UUID, str]:
    """Whom or what a case is about, to choose from."""
    staff_file, rows = person.keyring.open(case.compartment_id), list(case.respondents.all())
    names = names_by_tag({bytes(row.tag) for row in rows if row.tag})
    return {row.id: names.get(bytes(row.tag or b""), "") or row.unsealed(staff_file)["words"] or str(NO_NAME) for row in rows}


def respondents_of(opened: OpenedCase) -> dict[UUID, str]:
    """Whom or what an opened case is about, in words."""
    return {one.row.id: one.label or one.said["words"] for one in opened.respondents}


def sections_of(opened: OpenedCase, service: Service, terms: Mapping[int, list]) -> dict:
    """All of them, for the page of a case.

    :param terms: what runs of each point, by its number.
    """
    respondents = respondents_of(opened)
    return {"points": _points(opened, service, respondents, terms), "people": _people(opened, service, respondents),
            "tests": _tests(opened, service), "belongs": [_linked(one, service) for one in opened.links],
            "finds": bool(service.procedure.findings), "has_past": any(one.state in ("undone", APART) for one in opened.links)}


def _points(opened: OpenedCase, service: Service, respondents: Mapping[UUID, str], terms: Mapping[int, list]) -> list[dict]:
    """Each point in plain words, because a page holds dozens of them and templates look things up slowly."""
    return [_acted_on({
        "number": known.row.number, "words": known.said["words"], "about": respondents.get(known.row.respondent_id, ""),
        "failing": say(service, "failing", known.row.failing), "theme": say(service, "theme", known.row.theme),
        "regime": regime_in_words(known.row.regime, known.row.variant, language(), on=service.day_of(known.row.received_at))
        if known.row.regime else "", "terms": terms.get(known.row.number, ()),
        "own_time": _own_time(known.row, service), "is_filed": known.row.is_filed,
        "received": _now("ontvangen %(day)s") % {"day": short_day(known.row.received_at)} if known.row.is_filed else "",
        "finding": say(service, "finding", known.row.finding), "reasons": known.said.get("reasons", ""),
        "told": known.said.get("told", ""),
        "found": f"{known.row.found_by.name}, {short_day(known.row.found_at)}" if known.row.found_at else "",
        "earlier": [(say(service, "finding", one["finding"]), one["reasons"]) for one in known.said.get("earlier", ())],
        "dropped": known.said.get("dropped", ""), "answered": known.said.get("answered", ""),
        "answered_on": short_day(known.row.answered_at) if known.row.answered_at and not known.row.finding else "",
    }, opened.case, finds=bool(service.procedure.findings)) for known in opened.items]


def _acted_on(point: dict, case: Case, *, finds: bool) -> dict:
    """A point with what can be done about it: nothing once it fell away."""
    acts = []
    if finds:
        acts.append(("find", _now("Herzie") if point["finding"] else _now("Bevinding")))
    if not point["finding"]:
        if point["regime"] and not case.is_closed and point["answered_on"]:
            acts.append(("unanswered", _now("Toch niet beantwoord")))
        elif not point["is_filed"] and not case.is_closed:
            acts.append(("received_on", _now("Ingediend op …")))
        elif point["regime"] and not case.is_closed:
            acts += [("answered", _now("Er is geantwoord")), ("received_on", _now("Dag van ontvangst"))]
        acts += [("item", _now("Bewerk")), ("drop", _now("Valt weg"))]
    can = [] if point["dropped"] else acts
    return {**point, "acts": [(address("staff:act_on", case.reference, name, point["number"]), words) for name, words in can]}


def _own_time(item: Item, service: Service) -> str:
    """What the law leaves to the respondent's own regulation, which may not be known here; nothing once it is answered."""
    regime = the_regimes(service.day_of(item.received_at)).get(item.regime) if item.regime and not item.answered_at else None
    return ", ".join(term.label.text(language()) for term in in_its_own_time(regime)) if regime else ""


def _people(opened: OpenedCase, service: Service, respondents: Mapping[UUID, str]) -> list[dict]:
    names = {one.row.id: one.said.get("pseudonym") or one.said.get("name") or str(role_in_words(service, one.row.role))
             for one in opened.parties}
    by_party: dict[UUID, list[dict]] = {}
    for known in opened.relations:
        row = known.row
        end = names.get(row.other_id) if row.other_id else respondents.get(row.respondent_id, "")
        by_party.setdefault(row.party_id, []).append({
            "id": row.id, "words": f"{say(service, 'relation' if row.other_id else 'care', row.kind)} {end}",
            "said": known.said.get("words", ""), "when": _between(known.said), "is_over": row.ended_at is not None})
    return [{
        "id": one.row.id, "name": one.said.get("name") or "", "pseudonym": one.said.get("pseudonym") or "",
        "is_child": one.row.is_child and one.row.role == CHILD, "is_reporter": one.row.is_reporter,
        "role": role_in_words(service, one.row.role),
        "age": one.said.get("age") or "", "born": one.said.get("born") or "",
        "then": one.said.get("then") or "" if one.row.role == CHILD_THEN else "",
        "number": one.said.get("number") or "" if one.row.role == GROUP else "",
        "address": one.said.get("address") or "", "is_secret": bool(one.said.get(SECRET)), "mind": one.said.get("mind") or "",
        "relations": sorted(by_party.get(one.row.id, ()), key=lambda relation: relation["is_over"]),
    } for one in opened.parties]


def _between(said: Mapping) -> str:
    since, until = (date_in_words(said[name], language()) if said.get(name) else "" for name in ("since", "until"))
    if since and until:
        return _now("van %(since)s tot %(until)s") % {"since": since, "until": until}
    return _now("sinds %(since)s") % {"since": since} if since else _now("tot %(until)s") % {"until": until} if until else ""


def _tests(opened: OpenedCase, service: Service) -> list[dict]:
    """Each of the three tests with what stands in it, also where that is nothing yet; those of the whole case first."""
    numbers = {one.row.id: one.row.number for one in opened.items}
    said = {one.row.id: one.said for one in opened.tested}
    standing, spoken = the_standing(one.row for one in opened.tested), language()
    found = []
    for test in TESTS:
        rows = sorted((row for row in standing if row.against == test), key=lambda row: (numbers.get(row.item_id, 0), row.at))
        # Norms that were judged together share their reasons: they stand in one line.
        together = groupby(rows, key=lambda row: (row.item_id, row.judgement, row.at))
        found.append({"code": test, "title": TESTED[test], "judged": [{
            "number": numbers.get(item), "judgement": JUDGED[judgement], "is_broken": judgement == "not_kept", "when": short_day(at),
            "norms": [f"{norm_in_words(row.norms, row.code, spoken)} ({set_in_words(row.norms, spoken)})" for row in group if row.code],
            "reasons": said[group[0].id]["reasons"], "by": group[0].account.name,
        } for (item, judgement, at), group in ((key, list(rows)) for key, rows in together)]})
    return found


def _linked(linked: Linked, service: Service) -> dict:
    row, other = linked.row, linked.other
    return {"id": row.id, "state": linked.state, "reference": other.reference, "is_closed": other.closed_at is not None,
            "stage": other.stage, "handler": other.handler.name if other.handler else "",
            "kind": say(service, "link", row.kind) if row.kind not in LINKS else "", "reasons": linked.reasons,
            "made": f"{row.made_by.name}, {short_day(row.made_at)}", "made_by": row.made_by_id,
            "confirmed": f"{row.confirmed_by.name}, {short_day(row.confirmed_at)}" if row.confirmed_at else "",
            "undone": f"{row.undone_by.name}, {short_day(row.undone_at)}" if row.undone_at else ""}


def known_as(known: Known, service: Service) -> str:
    """Somebody of an opened case in one line."""
    return called(known.said, known.row.role, service)
