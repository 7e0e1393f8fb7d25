"""What people who work here decide about a term: longer, at a standstill, running on, in another case of its rule, done, another day of
receipt. A page each."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gehoor.domain.services.deadlines import may_be_extended
from gehoor.domain.services.point_terms import begins_another
from gehoor.domain.services.terms import RunningTerm
from gehoor.foundation.clock import now
from gehoor.interfaces.staff.pointing import the_item
from gehoor.interfaces.staff.saying import language
from gehoor.interfaces.staff.term_forms import (
    CaseOfRuleForm,
    ConsentForm,
    DoneForm,
    ExtendForm,
    NotDoneForm,
    ReceivedForm,
    RunOnForm,
    StandStillForm,
    is_of_them,
    meant,
    the_term,
)
from gehoor.journeys import terms_are_changed as changed


def can_change(term: RunningTerm, at: datetime) -> list[tuple[str, str]]:
    """What can be decided about a term now, as (name of the act, words)."""
    begins = term.point and term.known.regime and begins_another(term.known.regime, term.code)
    if term.met_at is not None:
        return [("undo_done", _("Toch niet gedaan"))] if begins else []
    rule, law_term, can = term.rule.extend, term.known.law_term, []
    if rule and not cannot_be_extended(term, at):
        can.append(("extend_term", _("Verleng")))
    if rule and rule.more_by_consent and not may_be_extended(term.rule, term.changes):
        can.append(("extend_by_consent", _("Langer, met toestemming")))
    if law_term and law_term.variants:
        can.append(("case_of_rule", _("Ander geval")))
    if term.stands_still:
        can.append(("run_on", _("Laat verder lopen")))
    elif law_term and law_term.suspended_by:
        can.append(("stand_still", _("Laat stilstaan")))
    return [*can, ("done", _("Gedaan op …"))] if begins else can


def cannot_be_extended(term: RunningTerm, at: datetime) -> str:
    """Why a term whose rule knows an extension can't be extended by it now; empty where it can, or where the rule knows none."""
    rule = term.rule.extend
    if rule is None or term.met_at is not None:
        return ""
    if not may_be_extended(term.rule, term.changes):
        return gettext("Nog langer kan alleen met toestemming.") if rule.more_by_consent else gettext("Nog langer verlengen kan niet.")
    if rule.before == "end" and at > term.due_at:
        return gettext("Verlengen kon alleen voor het einde.")
    return ""


def _about(scene) -> list[tuple[str, str]]:
    term = the_term(scene)
    said = [(term.label.text(language()), term.explanation)]
    if term.point:
        item = the_item(scene, number=term.point)
        words = item.unsealed(scene.person.keyring.open(item.compartment_id))["words"]
        said.insert(0, (_("Punt %(number)s") % {"number": term.point}, words))
    return said


def _about_extending(scene) -> list[tuple[str, str]]:
    """The same, and why it can't be extended where it can't."""
    term = the_term(scene)
    why_not = cannot_be_extended(term, now()) if term.rule.extend else gettext("De regel kent geen verlenging.")
    by_them = gettext("Niet wij: wie de klacht behandelt. Noteer hier wat zij besloten.") if is_of_them(scene, term) else ""
    return [*_about(scene), (_("Wie verlengt"), by_them), (_("Kan niet"), why_not)]


def _about_receipt(scene) -> list[tuple[str, str]]:
    item = the_item(scene)
    return [(_("Punt %(number)s") % {"number": item.number}, item.unsealed(scene.person.keyring.open(item.compartment_id))["words"])]


def _common(scene, said: dict, at) -> dict:
    number, code = meant(scene)
    return {"person": scene.person, "case": scene.case, "term": code, "number": number, "reasons": said["reasons"], "seen": said["seen"],
            "at": at}


def _extend(scene, said: dict, at) -> None:
    changed.term_is_extended(until=said["until"], told=said["told"], message=said.get("message", ""), **_common(scene, said, at))


def _by_consent(scene, said: dict, at) -> None:
    agreed = changed.Agreed(who=said["who"], how=said["how"], on=said["agreed_on"], words=said["words"],
                            consent=UUID(said["consent"]) if said.get("consent") else None)
    changed.term_is_extended_by_consent(until=said["until"], agreed=agreed, message=said.get("message", ""), **_common(scene, said, at))


def _stand_still(scene, said: dict, at) -> None:
    changed.term_stands_still(because=said["because"], since=said["since"], **_common(scene, said, at))


def _run_on(scene, said: dict, at) -> None:
    changed.term_runs_on(since=said["since"], **_common(scene, said, at))


def _put_in_case(scene, said: dict, at) -> None:
    changed.term_is_put_in_case(variant=said["variant"], since=said["since"], **_common(scene, said, at))


def _done(scene, said: dict, at) -> None:
    changed.term_was_done(on=said["on"], **_common(scene, said, at))


def _not_done(scene, said: dict, at) -> None:
    changed.term_was_done(on=None, **_common(scene, said, at))


def _received(scene, said: dict, at) -> None:
    number = the_item(scene).number if scene.which else None
    changed.receipt_is_corrected(person=scene.person, case=scene.case, number=number, day=said["day"], reasons=said["reasons"],
                                 seen=said["seen"], at=at)


ON_TERM = (
    {"name": "extend_term", "title": _("Verleng een termijn"), "button": _("Verleng"), "form": ExtendForm, "do": _extend,
     "about": _about_extending,
     "hint": _("Dit kan alleen voor de termijn om is, en zover de regel gaat. De redenen blijven verzegeld bij de zaak."),
     "done": _("Verlengd."), "is_about_story": False},
    {"name": "extend_by_consent", "title": _("Verleng met toestemming van de klager"), "button": _("Verleng"), "form": ConsentForm,
     "do": _by_consent, "about": _about, "hint": _("Langer dan de regel gaat, kan alleen als de klager ermee instemt."),
     "done": _("Verlengd."), "is_about_story": False, "keeps_refused": True},
    {"name": "stand_still", "title": _("Laat een termijn stilstaan"), "button": _("Laat stilstaan"), "form": StandStillForm,
     "do": _stand_still, "about": _about, "hint": _("De termijn loopt niet tot iemand hem verder laat lopen."),
     "done": _("Hij staat stil."), "is_about_story": False},
    {"name": "run_on", "title": _("Laat een termijn verder lopen"), "button": _("Laat verder lopen"), "form": RunOnForm, "do": _run_on,
     "about": _about, "done": _("Hij loopt verder."), "is_about_story": False},
    {"name": "case_of_rule", "title": _("In welk geval loopt deze termijn"), "button": _("Bewaar"), "form": CaseOfRuleForm,
     "do": _put_in_case, "about": _about, "done": _("Bewaard. De termijn is opnieuw berekend."), "is_about_story": False,
     "hint": _("Sommige regels geven meer tijd in een bepaald geval, zoals met een commissie. "
               "Wat na het einde begint, maakt niets langer.")},
    {"name": "done", "title": _("Wanneer is dit gedaan"), "button": _("Bewaar"), "form": DoneForm, "do": _done, "about": _about,
     "hint": _("Wat daarna moet, telt vanaf deze dag."), "done": _("Bewaard. Wat erna komt, loopt nu."), "is_about_story": False},
    {"name": "undo_done", "title": _("Dit is toch niet gedaan"), "button": _("Neem terug"), "form": NotDoneForm, "do": _not_done,
     "about": _about, "done": _("Teruggenomen. De termijn loopt weer."), "is_about_story": False},
    {"name": "received_on", "title": _("De dag van ontvangst van een punt"), "button": _("Bewaar"), "form": ReceivedForm,
     "do": _received, "about": _about_receipt, "hint": _("Alleen de termijnen van dit punt lopen mee."),
     "done": _("Bewaard. De termijnen lopen mee."), "is_about_story": False},
)
TERM_ACTS = (
    {"name": "received_on", "title": _("Verbeter de dag van ontvangst"), "button": _("Bewaar"), "form": ReceivedForm, "do": _received,
     "hint": _("Alle termijnen van de zaak die vanaf de ontvangst tellen, lopen mee. Een punt heeft een eigen dag van ontvangst. Wanneer "
               "de zaak hier werd geopend, verandert niet."),
     "done": _("Bewaard. De termijnen lopen mee."), "is_about_story": False},
)
