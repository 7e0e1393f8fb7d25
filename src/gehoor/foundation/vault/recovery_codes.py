"""The personal recovery code: on paper, from enrolment; it opens a person's lock when the passphrase is forgotten."""

import secrets
from unicodedata import normalize

# Crockford's base 32: without I, L, O and U, which are misread.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans("OIL", "011")
_GROUPS, _GROUP = 7, 4


def new_recovery_code() -> str:
    """140 random bits as seven groups of four."""
    signs = [secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP)]
    return "-".join("".join(signs[i : i + _GROUP]) for i in range(0, len(signs), _GROUP))


def code_bytes(typed: str) -> bytes:
    """What a typed code stands for, whatever its case, its separators and the signs that were misread."""
    signs = normalize("NFKC", typed).upper().translate(_MISREAD)
    return "".join(sign for sign in signs if sign in _ALPHABET).encode()
