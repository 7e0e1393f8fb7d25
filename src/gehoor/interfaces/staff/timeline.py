"""What happened in a case, in one line of time: messages, talks, notes, and what was done. Opens nothing itself."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gehoor.domain.cases.opened import AT_ONCE, Known, OpenedCase, Told
from gehoor.domain.conversations.queries import Passed
from gehoor.domain.services.registry import Service
from gehoor.interfaces.kit.templatetags.moments import iso_day, near_day, time_words
from gehoor.interfaces.staff.classifying import told as the_marks
from gehoor.interfaces.staff.saying import say
from gehoor.interfaces.staff.sections import JUDGED, TESTED
from gehoor.interfaces.staff.sharing_words import shared_words
from gehoor.interfaces.staff.templatetags.staff import MESSAGES
from gehoor.interfaces.staff.term_words import TERM_DID, did_with_term

SHOWN = ("all", "conversation", "notes")
VOICE = "voice voice--line"
SENTENCES = {
    "received": gettext_lazy("Ontvangen: %(channel)s."),
    "contact": gettext_lazy("Nog een contact: %(channel)s."),
    "seen": gettext_lazy("%(who)s opende de zaak als eerste."),
    "assigned": gettext_lazy("%(who)s wees de zaak toe aan %(to)s."),
    "urgency": gettext_lazy("%(who)s besliste hoe dringend: %(urgency)s."),
    "classified": gettext_lazy("%(who)s zei waarover het gaat."),
    "summarised": gettext_lazy("%(who)s schreef de samenvatting."),
    "sheet": gettext_lazy("%(who)s vulde het blad “%(sheet)s” in."),
    "filled_in": gettext_lazy("%(who)s vulde aan wat nog ontbrak."),
    "moved": gettext_lazy("%(who)s bracht de zaak naar “%(stage)s”."),
    "closed": gettext_lazy("%(who)s sloot af: %(outcome)s."),
    "reopened": gettext_lazy("%(who)s opende de zaak opnieuw: “%(stage)s”."),
    "item_added": gettext_lazy("%(who)s voegde punt %(number)s toe."),
    "item_changed": gettext_lazy("%(who)s zei punt %(number)s anders."),
    "item_found": gettext_lazy("%(who)s sprak een bevinding uit over punt %(number)s: %(finding)s."),
    "item_dropped": gettext_lazy("%(who)s liet punt %(number)s wegvallen."),
    "related": gettext_lazy("%(who)s zei hoe mensen samen horen."),
    "unrelated": gettext_lazy("%(who)s beëindigde hoe mensen samen horen."),
    "task_given": gettext_lazy("%(who)s gaf een taak aan %(to)s."),
    "deputy": gettext_lazy("%(who)s noemde %(deputy)s als plaatsvervanger."),
    "raised": gettext_lazy("Woorden in een bericht maakten dit dringend: %(urgency)s. Een mens beslist."),
    "let_rest": gettext_lazy("%(who)s las wat na het einde kwam: er moet niets gebeuren."),
    "recognised": gettext_lazy("%(who)s zei welke instelling bedoeld is."),
    "corrected": gettext_lazy("%(who)s verbeterde welke instelling bedoeld is."),
    "mediation_begun": gettext_lazy("%(who)s begon te bemiddelen."),
    "mediation_ended": gettext_lazy("%(who)s rondde de bemiddeling af."),
    "consent": gettext_lazy("%(who)s noteerde wat iemand zei over delen: %(shared)s."),
    "consent_withdrawn": gettext_lazy("%(giver)s trok een toestemming in: %(shared)s. Wat erop wachtte, is gestopt."),
    "outward_planned": gettext_lazy("%(who)s bereidde iets voor dat naar buiten gaat: %(shared)s."),
    "outward_done": gettext_lazy("%(who)s liet iets naar buiten gaan: %(shared)s."),
    "outward_stopped": gettext_lazy("Gestopt: wat nog naar buiten moest gaan."),
    "override_asked": gettext_lazy("%(who)s vroeg om op een wettelijke grond verder te gaan zonder toestemming."),
    "override_decided": gettext_lazy("%(who)s besliste mee over een wettelijke grond: %(shared)s."),
    "opposed": gettext_lazy("%(who)s noteerde dat de belangen van ouder en kind niet samengaan."),
    "opposed_lifted": gettext_lazy("%(who)s noteerde dat de belangen van ouder en kind weer samengaan."),
    "classed": gettext_lazy("%(who)s keek delen van het dossier na voor inzage."),
    "file_asked": gettext_lazy("%(who)s noteerde een vraag om inzage: %(shared)s."),
    "file_shown": gettext_lazy("%(who)s stelde een dossier samen voor inzage: %(shared)s."),
    "withdrawn": gettext_lazy("De melder wil stoppen. Wat dat betekent, beslissen mensen."),
}

RECOGNISED = {
    ("recognised", "person"): gettext_lazy("%(who)s zei dat het over een persoon gaat."),
    ("recognised", "rule"): gettext_lazy("%(who)s zei dat het over een regel gaat, zonder dader."),
    ("recognised", "named"): gettext_lazy("%(who)s zei wie de persoon is over wie het gaat."),
    ("corrected", "unlisted"): gettext_lazy("%(who)s verbeterde welke instelling bedoeld is: ze staat niet in de lijst."),
}
"""Where no institution of the list was meant."""


DID = {
    "task_made": gettext_lazy("zette op de lijst"), "task_ended": gettext_lazy("rondde af"),
    "approval_asked": gettext_lazy("vroeg een akkoord"), "glass": gettext_lazy("opende de zaak in nood"),
    "centre_answered": gettext_lazy("noteerde het antwoord van een ander centrum"),
    "approved": gettext_lazy("ging akkoord"), "refused": gettext_lazy("ging niet akkoord"),
}
"""What somebody did, before their own words about it."""


@dataclass(frozen=True)
class Event:
    """One thing that happened. Somebody's words stand in `text`, with `who` and what they `did`; what was done, in a sentence of
    ours, in `words`. In plain words all of it, because a page holds many and templates look things up slowly."""

    at: datetime
    kind: str
    who: str = ""
    did: str = ""
    text: str = ""
    words: str = ""
    look: str = ""
    day: str = ""
    files: list = field(default_factory=list)

    @property
    def time(self) -> str:
        return time_words(self.at)

    @property
    def moment(self) -> str:
        return self.at.isoformat()


def events_of(opened: OpenedCase, service: Service, shown: str, *, whole: bool = False) -> tuple[list[Event], int]:
    """What happened, newest first, and how much older there is that isn't shown; `shown` narrows it to the conversation or the notes.

    Only what is shown is put in words.
    """
    # The newest of each are read already, and hold the newest of all.
    lines = opened.timeline if whole or shown == "notes" else opened.newest
    unread = opened.happened - len(lines) if shown == "all" else 0
    said = [(message.at, _passed, (message,)) for message in opened.messages]
    said += [(told.contact.received_at, _talk, (told,)) for told in opened.told if not told.is_first]
    done = [(known.row.at, _done, (known, service)) for known in lines if shown != "notes" or known.row.kind == "note"]
    happened = said if shown == "conversation" else done if shown == "notes" else said + done
    newest = sorted(happened, key=lambda one: one[0], reverse=True)
    few = newest if whole else newest[:AT_ONCE]
    return _under_days([in_words(*what) for _at, in_words, what in few]), len(newest) - len(few) + unread


def _under_days(events: list[Event]) -> list[Event]:
    """The first of each day says which day it is."""
    said, last = [], ""
    for event in events:
        day = iso_day(event.at)
        said.append(event if day == last else replace(event, day=near_day(event.at)))
        last = day
    return said


def _passed(message: Passed) -> Event:
    if message.direction == "in":
        return Event(at=message.at, kind=message.kind, who=_("Melder"), did=str(MESSAGES.get(message.kind, message.kind)),
                     text=message.text, look=VOICE, files=message.files)
    did = _("vroeg aan de melder") if message.kind == "question" else _("schreef aan de melder")
    read = _("gelezen") if message.read_at else _("nog niet gelezen")
    return Event(at=message.at, kind=message.kind, who=message.name, did=f"{did} · {read}", text=message.text, look="ours pre",
                 files=message.files)


def _talk(told: Told) -> Event:
    return Event(at=told.contact.received_at, kind="talk", who=_("Melder"), did=str(MESSAGES["talk"]), look=VOICE,
                 text=told.said.get("words", ""))


def _done(known: Known, service: Service) -> Event:
    row = known.row
    name = row.account.name if row.account else ""
    if row.kind == "note":
        return Event(at=row.at, kind=row.kind, who=name, did=_("noteerde"), text=known.said.get("text", ""), look="pre")
    if did := DID.get(row.codes["verdict"] if row.kind == "approval_decided" else row.kind):
        return Event(at=row.at, kind=row.kind, who=name, did=str(did), text=known.said.get("text", ""), look="pre")
    if row.kind == "handed_over":
        teams = {"left": say(service, "team", row.codes["from"]), "to": say(service, "team", row.codes["to"])}
        did = _("gaf de zaak van team %(left)s aan team %(to)s") % teams
        return Event(at=row.at, kind=row.kind, who=name, did=did, text=known.said.get("text", ""), look="pre")
    if row.kind in TERM_DID:
        did = did_with_term(row, service)
        return Event(at=row.at, kind=row.kind, who=name, did=did, text=known.said.get("text", ""), look="pre") if name else (
            Event(at=row.at, kind=row.kind, words=did))
    words = _in_words(row, name, service)
    if reasons := row.codes.get("grounds") and known.said.get("text", ""):
        grounds = "; ".join(say(service, "ground", code) for code in row.codes["grounds"])
        words = _("%(words)s Grond: %(grounds)s.") % {"words": words, "grounds": grounds}
        return Event(at=row.at, kind=row.kind, did=words, text=reasons, look="pre")
    return Event(at=row.at, kind=row.kind, words=words)


def _in_words(row, name: str, service: Service) -> str:
    """One sentence for what was done; the codes in it as the service of that version calls them."""
    codes = row.codes
    told = {
        "who": name, "channel": say(service, "channel", codes.get("channel", "")), "stage": say(service, "stage", codes.get("to", "")),
        "outcome": say(service, "outcome", codes.get("outcome", "")), "urgency": say(service, "urgency", codes.get("urgency", "")),
        "sheet": say(service, "sheet", codes.get("sheet", "")), "to": codes.get("to", ""), "deputy": codes.get("who", ""),
        "number": codes.get("number", ""), "finding": say(service, "finding", codes.get("finding", "")),
        **shared_words(row.kind, codes),
    }
    if row.kind == "tested":
        told |= {"test": TESTED[codes["against"]], "judgement": JUDGED[codes["judgement"]]}
        sentence = _("%(who)s deed voor punt %(number)s een %(test)s: %(judgement)s.") if codes["number"] else _(
            "%(who)s deed een %(test)s: %(judgement)s.")
        return sentence % told
    if row.kind == "confidential":
        return ngettext("%(who)s maakte de zaak vertrouwelijk, voor %(n)s persoon.",
                        "%(who)s maakte de zaak vertrouwelijk, voor %(n)s personen.", codes["people"]) % {**told, "n": codes["people"]}
    if row.kind == "classified" and codes.get("kind"):
        parts = [("", say(service, "kind", codes["kind"])), *the_marks(service, {
            "theme": dict.fromkeys(filter(None, [codes["theme"], *codes["themes"]])), "failing": codes["failings"], **codes["marks"]})]
        what = "; ".join(f"{heading}: {words}" if heading else words for heading, words in parts)
        return _("%(who)s zei waarover het gaat: %(what)s.") % {**told, "what": what}
    if row.kind == "assigned" and not codes["to"]:
        return _("%(who)s gaf de zaak terug: niemand behandelt ze.") % told
    if row.kind == "assigned" and codes["to"] == name:
        return _("%(who)s nam de zaak.") % told
    if said := RECOGNISED.get((row.kind, codes.get("as"))):
        return str(said) % told
    sentence = SENTENCES.get(row.kind)
    return str(sentence) % told if sentence else row.kind
