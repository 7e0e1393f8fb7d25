"""What the timeline says of consent, of what left, and of who asked for the file: the codes of its lines in words."""

from datetime import date

from django.utils.translation import gettext as _

from gehoor.domain.services.explaining import day_in_words
from gehoor.domain.services.law import the_sharing
from gehoor.foundation.clock import now
from gehoor.interfaces.staff.saying import language

ABOUT = {"consent", "consent_withdrawn", "outward_planned", "outward_done", "override_decided", "file_asked", "file_shown"}


def shared_words(kind: str, codes: dict) -> dict[str, str]:
    """What a line about sharing is about (`shared`), and who took a consent back (`giver`)."""
    if kind not in ABOUT:
        return {}
    giver = _("De melder") if codes.get("by") == "reporter" else _("Iemand")
    if kind == "override_decided":
        return {"shared": _("akkoord") if codes.get("verdict") == "agreed" else _("niet akkoord")}
    if kind == "file_asked":
        return {"shared": _("antwoord ten laatste op %(day)s") % {"day": day_in_words(date.fromisoformat(codes["due"]))}}
    if kind == "file_shown":
        counts = {name: codes.get(name, 0) for name in ("shown", "withheld")}
        return {"shared": _("%(shown)s getoond, %(withheld)s niet") % counts}
    answers = {"given": _("stemt toe"), "refused": _("weigert"), "not_asked": _("niet gevraagd")}
    said = [answers.get(codes.get("answer", ""), ""), *(_word(name, codes.get(key, "")) for name, key in (
        ("acts", "act"), ("recipients", "to"), ("purposes", "purpose")))]
    return {"giver": giver, "shared": " · ".join(words for words in said if words)}


def _word(listed: str, code: str) -> str:
    found = the_sharing(now().date()).named(listed, code) if code else None
    return found.label.text(language()) if found else code
