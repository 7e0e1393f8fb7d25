"""What is printed once, for people to keep on paper: the shares of the root, and what somebody signs in with. Never stored."""

import textwrap
from collections.abc import Iterator

import qrcode
from django.utils.translation import gettext as _
from django.utils.translation import override

from gehoor.domain.accounts.models import Account
from gehoor.domain.accounts.second_factor import address_of
from gehoor.journeys.instance_is_founded import Founded

WIDTH = 76
WORDS_A_LINE = 6
BLACK_ON_WHITE, AS_BEFORE = "\x1b[30;107m", "\x1b[0m"


def share_sheets(founded: Founded, *, name: str, language: str) -> list[str]:
    """Three sheets, for three people: on each a share of the root and one of the recovery key."""
    with override(language):
        pairs = list(zip(founded.root_shares, founded.recovery_shares, strict=True))
        return [_share_sheet(number, len(pairs), root, recovery, founded.fingerprint, name)
                for number, (root, recovery) in enumerate(pairs, 1)]


def person_sheet(account: Account, *, recovery_code: str, second_factor: str, language: str, on_screen: bool) -> str:
    """One sheet for one person: how they sign in, and the code that replaces a forgotten passphrase.

    :param on_screen: a telephone must see black on white, also where the screen writes white on black.
    """
    address = address_of(second_factor, username=account.username)
    with override(language):
        lines = [
            _rule(_("Voor %(name)s") % {"name": account.name}),
            _("Aanmelden als: %(username)s") % {"username": account.username},
            "",
            *_told(_("Tweede stap: scan dit met een app voor eenmalige codes, of typ de geheime sleutel over.")),
            "", *_squares(address, on_screen=on_screen), "",
            _("Geheime sleutel: %(secret)s") % {"secret": _grouped(second_factor)},
            address,
            "",
            *_told(_("Persoonlijke herstelcode. Bewaar dit blad waar alleen jij bij kunt. Wie je wachtzin vergeet, "
                     "opent hiermee opnieuw. Niemand anders kan dat voor je doen.")),
            "", f"    {recovery_code}", _rule(),
        ]
        return "\n".join(lines) + "\n"


def _share_sheet(number: int, of: int, root: str, recovery: str, fingerprint: str, name: str) -> str:
    lines = [
        _rule(_("%(name)s: blad %(number)s van %(of)s") % {"name": name, "number": number, "of": of}),
        *_told(_("Geef elk blad aan iemand anders. Twee bladen samen openen alles opnieuw; één blad opent niets. "
                 "Dit wordt maar één keer getoond en nergens bewaard.")),
        "", _("Wortelsleutel (om teams te maken):"), *_words(root),
        "", _("Herstelsleutel (als iedereen zijn sleutel kwijt is):"), *_words(recovery),
        "", _("Vingerafdruk (staat ook in settings.toml):"), f"    {fingerprint}", _rule(),
    ]
    return "\n".join(lines) + "\n"


def _words(share: str) -> Iterator[str]:
    words = share.split()
    for start in range(0, len(words), WORDS_A_LINE):
        numbered = [f"{start + position:>2} {word:<9}" for position, word in enumerate(words[start:start + WORDS_A_LINE], 1)]
        yield "    " + " ".join(numbered).rstrip()


def _squares(address: str, *, on_screen: bool) -> Iterator[str]:
    """The address as a picture that a telephone reads from a screen or from paper: two squares a sign, one above the other."""
    code = qrcode.QRCode(border=2)
    code.add_data(address)
    rows = code.get_matrix()
    rows += [[False] * len(rows[0])] * (len(rows) % 2)
    signs = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
    for above, below in zip(rows[::2], rows[1::2], strict=True):
        drawn = "".join(signs[pair] for pair in zip(above, below, strict=True))
        yield f"    {BLACK_ON_WHITE}{drawn}{AS_BEFORE}" if on_screen else f"    {drawn}".rstrip()


def _grouped(secret: str) -> str:
    return " ".join(textwrap.wrap(secret, 4))


def _told(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH)


def _rule(title: str = "") -> str:
    return f"── {title} ".ljust(WIDTH, "─") if title else "─" * WIDTH
