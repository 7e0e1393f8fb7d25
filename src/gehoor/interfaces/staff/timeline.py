"""What happened in a case, in one line of time: messages, talks, notes, and what was done. Opens nothing itself."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gehoor.domain.cases.opened import Known, OpenedCase, Told
from gehoor.domain.conversations.queries import Passed
from gehoor.domain.services.registry import Service
from gehoor.interfaces.staff.classifying import told as the_marks
from gehoor.interfaces.staff.saying import say

SHOWN = ("all", "conversation", "notes")


@dataclass(frozen=True)
class Event:
    """One thing that happened. Somebody's words stand in `text`; what was done, in a sentence of ours, in `words`."""

    at: datetime
    kind: str
    name: str = ""
    text: str = ""
    words: str = ""
    direction: str = ""
    read_at: datetime | None = None
    files: list = field(default_factory=list)


def events_of(opened: OpenedCase, service: Service, shown: str) -> list[Event]:
    """Everything, newest first; `shown` narrows it to the conversation or to the notes."""
    passed = [_passed(message) for message in opened.messages]
    talks = [_talk(told) for told in opened.told if not told.is_first]
    done = [_done(known, service) for known in opened.timeline]
    if shown == "conversation":
        events = passed + talks
    elif shown == "notes":
        events = [event for event in done if event.kind == "note"]
    else:
        events = passed + talks + done
    return sorted(events, key=lambda event: event.at, reverse=True)


def _passed(message: Passed) -> Event:
    return Event(at=message.at, kind=message.kind, name=message.name, text=message.text, direction=message.direction,
                 read_at=message.read_at, files=message.files)


def _talk(told: Told) -> Event:
    return Event(at=told.contact.received_at, kind="talk", text=told.said.get("words", ""), direction="in")


def _done(known: Known, service: Service) -> Event:
    row = known.row
    name = row.account.name if row.account else ""
    return Event(at=row.at, kind=row.kind, name=name, text=known.said.get("text", ""), words=_in_words(row, name, service))


def _in_words(row, name: str, service: Service) -> str:
    """One sentence for what was done; the codes in it as the service of that version calls them."""
    codes = row.codes
    told = {
        "who": name, "channel": say(service, "channel", codes.get("channel", "")), "stage": say(service, "stage", codes.get("to", "")),
        "outcome": say(service, "outcome", codes.get("outcome", "")), "urgency": say(service, "urgency", codes.get("urgency", "")),
        "sheet": say(service, "sheet", codes.get("sheet", "")), "to": codes.get("to", ""), "deputy": codes.get("who", ""),
    }
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
    sentence = _sentences().get(row.kind)
    return sentence % told if sentence else row.kind


def _sentences() -> dict[str, str]:
    return {
        "received": _("Ontvangen: %(channel)s."),
        "contact": _("Nog een contact: %(channel)s."),
        "seen": _("%(who)s opende de zaak als eerste."),
        "assigned": _("%(who)s wees de zaak toe aan %(to)s."),
        "urgency": _("%(who)s besliste hoe dringend: %(urgency)s."),
        "classified": _("%(who)s zei waarover het gaat."),
        "summarised": _("%(who)s schreef de samenvatting."),
        "sheet": _("%(who)s vulde het blad “%(sheet)s” in."),
        "moved": _("%(who)s bracht de zaak naar “%(stage)s”."),
        "closed": _("%(who)s sloot af: %(outcome)s."),
        "reopened": _("%(who)s opende de zaak opnieuw: “%(stage)s”."),
        "deputy": _("%(who)s noemde %(deputy)s als plaatsvervanger."),
        "withdrawn": _("De melder wil stoppen. Wat dat betekent, beslissen mensen."),
    }
