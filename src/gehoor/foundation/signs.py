"""Signs that nobody sees: they turn the direction of what stands beside them, or make two names look like one. Pure.

A story stays as it was told; a name, an address or a line goes without them.
"""

import re

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
                     "\u200b\u200e\u200f\u2028-\u202e"
                     "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]")
# Persian, Urdu and the scripts of India need these inside a word; nowhere else do they say anything.
_JOINER = re.compile("(?<![^\x00-\u02af\u2000-\u206f\\s])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u02af\u2000-\u206f\\s])")


def without_signs(text: str) -> str:
    """The text without signs that nobody sees."""
    return text if text.isascii() and text.isprintable() else _JOINER.sub("", _UNSEEN.sub("", text))
