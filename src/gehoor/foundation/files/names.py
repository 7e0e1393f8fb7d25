"""File names as people gave them, made safe to show and to save. The name says nothing about the kind; the content does."""

import re
import unicodedata

from django.utils.translation import gettext as _

LONGEST = 80
_SEPARATORS = re.compile(r"[/\\]")
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_OF_WINDOWS = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)


def safe_name(name: str, *, suffix: str) -> str:
    """The name with the suffix of what the file really is; without folders, control and direction marks, and not too long."""
    last = _SEPARATORS.split(name)[-1]
    # Control characters, marks that turn the direction of writing, halves of characters, characters that nobody assigned.
    shown = "".join(letter for letter in unicodedata.normalize("NFC", last) if unicodedata.category(letter)[0] != "C"
                    and unicodedata.category(letter) not in {"Zl", "Zp"})
    stem = _SUFFIX.sub("", " ".join(_NOT_IN_NAMES.sub(" ", shown).split())).strip(". ")
    while stem.lower().endswith(suffix):
        stem = stem[:-len(suffix)].strip(". ")
    stem = stem[:LONGEST].strip(". ")
    if not stem or _OF_WINDOWS.match(stem):
        stem = _("bestand")
    return stem + suffix
