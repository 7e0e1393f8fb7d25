"""Which of `secret.key`, the main database and the keys database doesn't belong to the other two, and what to restore.

Called by `check_instance` with what it found; looks at nothing itself.
"""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gehoor.foundation.errors import SetupError


@dataclass(frozen=True)
class Found:
    """What stands on disk: the instance each part says it belongs to, or None where it is missing or empty."""

    secret_path: str
    secret_id: UUID | None
    main_name: str
    main_id: UUID | None
    keys_name: str
    keys_id: UUID | None
    root_fingerprint: str | None
    expected_fingerprint: str


def refuse_strangers(found: Found) -> None:
    """Return when all parts belong together.

    :raises SetupError: names the part that doesn't belong and what to restore.
    """
    names = {"secret": found.secret_path, "main": found.main_name, "keys": found.keys_name}
    if message := _missing(found) or _foreign(found) or _other_root(found):
        raise SetupError(message % names)


def _missing(found: Found):
    if found.secret_id is None and found.main_id is None and found.keys_id is None:
        return _("Deze instantie is nog niet ingericht. Doe eerst: gehoor init.")
    if found.secret_id is None:
        return _(
            "%(secret)s ontbreekt, maar de databases %(main)s en %(keys)s zijn gevuld. Zet secret.key terug uit de "
            "back-up van deze instantie (daarin staat het verzegeld voor de herstelsleutel). Maak geen nieuw bestand: "
            "dan opent geen enkel ontvangstbewijs nog."
        )
    if found.main_id is None and found.keys_id is None:
        return _(
            "%(secret)s is er, maar de databases %(main)s en %(keys)s zijn leeg of ontbreken. Zet beide terug uit één "
            "back-up. Is de instantie nieuw? Doe dan: gehoor init."
        )
    if found.keys_id is None:
        return _(
            "De sleuteldatabase %(keys)s is leeg of ontbreekt, maar %(main)s is gevuld. Zet de sleuteldatabase terug "
            "uit de jongste back-up; zonder haar is niets te lezen."
        )
    if found.main_id is None:
        return _(
            "De database %(main)s is leeg of ontbreekt, maar de sleuteldatabase %(keys)s is gevuld. Zet %(main)s terug "
            "uit de jongste back-up."
        )
    return None


def _foreign(found: Found):
    if found.secret_id == found.main_id == found.keys_id:
        return None
    if found.main_id == found.keys_id:
        return _(
            "%(secret)s hoort niet bij de databases %(main)s en %(keys)s. Zet secret.key terug uit de back-up van deze "
            "instantie."
        )
    if found.secret_id == found.main_id:
        return _(
            "De sleuteldatabase %(keys)s hoort bij een andere instantie dan %(main)s en %(secret)s. Zet de "
            "sleuteldatabase van deze instantie terug uit de back-up."
        )
    if found.secret_id == found.keys_id:
        return _(
            "De database %(main)s hoort bij een andere instantie dan %(keys)s en %(secret)s. Zet de database van deze "
            "instantie terug uit de back-up."
        )
    return _(
        "%(secret)s, %(main)s en %(keys)s horen bij drie verschillende instanties. Zet ze alle drie terug uit één "
        "back-up."
    )


def _other_root(found: Found):
    if found.root_fingerprint == (found.expected_fingerprint or None):
        return None
    if found.root_fingerprint is None:
        return _(
            "In de sleuteldatabase %(keys)s ontbreekt de wortelsleutel die in de instellingen staat. Zet de "
            "sleuteldatabase van deze instantie terug uit de back-up."
        )
    if not found.expected_fingerprint:
        return _(
            "De vingerafdruk van de wortelsleutel ontbreekt in de instellingen (GEHOOR_ROOT_FINGERPRINT). Neem hem "
            "over van het blad dat bij de inrichting is afgedrukt, niet uit de database."
        )
    return _(
        "De wortelsleutel in %(keys)s heeft een andere vingerafdruk dan GEHOOR_ROOT_FINGERPRINT. Vergelijk met het "
        "blad dat bij de inrichting is afgedrukt: klopt de instelling, zet dan de sleuteldatabase terug uit de back-up."
    )
