"""Whether a passphrase is strong enough to be all that stands between a stolen folder and the files."""

from collections.abc import Iterable
from unicodedata import normalize

from django.utils.translation import gettext_lazy as _

from gehoor.foundation.errors import Refusal

SHORTEST = 12
# The highest score of zxcvbn: 10^10 guesses, at a fifth of a second each.
_STRONG = 4
_LOOKED_AT = 72


class WeakPassphrase(Refusal):
    """Too easy to guess."""

    message = _(
        "Deze wachtzin is te makkelijk te raden. Neem minstens twaalf tekens. Vier of vijf woorden die niets met "
        "elkaar of met jou te maken hebben, werken goed."
    )


def refuse_weak(passphrase: str, *, known: Iterable[str] = ()) -> None:
    """Refuse what is easily guessed, also by someone who knows these words about the person.

    :raises WeakPassphrase: too short, or fewer than 10^10 guesses.
    """
    # Its lists of words take 12 MB, and a process that serves pages is seldom asked about a new passphrase.
    from zxcvbn import zxcvbn

    text = normalize("NFKC", passphrase)
    if len(text) < SHORTEST or zxcvbn(text[:_LOOKED_AT], user_inputs=list(known))["score"] < _STRONG:
        raise WeakPassphrase


def as_bytes(passphrase: str) -> bytes:
    """The bytes of a passphrase, the same from every keyboard: é is one sign or two, depending on the device."""
    return normalize("NFKC", passphrase).encode()
