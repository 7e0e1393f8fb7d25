"""A secret as three sheets of words of which any two give it back (SLIP-39): the root and the recovery key on paper.

Called by `gehoor init` and by whoever joins the sheets again. Nothing of it is ever stored.
"""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

from gehoor.foundation.errors import Refusal

SHARES = 3
NEEDED = 2


class BadShares(Refusal):
    """These sheets don't give a secret back."""

    message = _(
        "Deze bladen geven geen sleutel terug. Neem twee verschillende bladen van dezelfde sleutel, en kijk elk woord "
        "na."
    )


def split_root(secret: bytes) -> list[str]:
    """Three sheets of 33 words for 32 bytes (the root's, or the recovery key's); two give it back, one tells nothing."""
    return generate_mnemonics(1, [(NEEDED, SHARES)], secret)[0]


def join_shares(shares: Iterable[str]) -> bytes:
    """The secret of which these are two sheets, or all three.

    :raises BadShares: too few, of different secrets, or with a wrong word.
    """
    sheets = list(dict.fromkeys(" ".join(share.lower().split()) for share in shares))
    if len(sheets) < NEEDED:
        raise BadShares
    try:
        # Any two will do; a third sheet is only in the way of the library.
        return combine_mnemonics(sheets[:NEEDED])
    except MnemonicError as error:
        raise BadShares from error
