"""Why a file is not taken, in words for whoever sent it, children included: what is wrong, and what to do."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gehoor.foundation.errors import Refusal

_WORDS = {
    "empty": gettext_lazy("Dit bestand is leeg. Kies het nog eens, of kies een ander."),
    "kind": gettext_lazy(
        "Dit soort bestand kunnen wij niet veilig openen. Een foto (jpg, png, webp, gif), pdf, tekst, docx of odt kan wel."),
    "heic": gettext_lazy(
        "Deze foto is van de soort HEIC. Die kunnen wij niet openen. Maak er een schermafdruk van, of bewaar de foto als jpg."),
    "old_office": gettext_lazy("Dit is een oud soort document. Bewaar het als pdf of docx en kies het nog eens."),
    "password": gettext_lazy("Dit bestand is op slot met een wachtwoord. Bewaar het zonder wachtwoord en kies het nog eens."),
    "macros": gettext_lazy("In dit document zit een programma. Dat is niet veilig. Bewaar het als pdf en kies het nog eens."),
    "portfolio": gettext_lazy("In deze pdf zitten andere bestanden. Haal die eruit en kies ze apart."),
    "pixels": gettext_lazy("Deze foto is te groot om te openen. Maak ze kleiner, of maak er een schermafdruk van."),
    "heavy": gettext_lazy("Dit bestand is te ingewikkeld om veilig te openen. Stuur een foto van wat erin staat."),
    "damaged": gettext_lazy("Dit bestand is stuk. Wij kunnen het niet openen. Kies een ander bestand of een foto ervan."),
    "infected": gettext_lazy("In dit bestand zit een virus. Wij nemen het niet aan. Stuur een foto van wat erin staat."),
}


class FileRefused(Refusal):
    """A file that is not taken; `code` says why. What else was typed is not touched by it."""

    def __init__(self, code: str, message=None):
        self.code = code
        super().__init__(message or _WORDS[code])


class NotStored(Refusal):
    """The disk doesn't take the file; nothing of it is left behind."""

    message = gettext_lazy("Wij kunnen dit bestand nu niet bewaren. Probeer het straks nog eens, of ga verder zonder.")


class StorageFull(NotStored):
    """There is no room left."""

    message = gettext_lazy("Wij hebben nu geen plaats voor bestanden. Probeer het straks nog eens, of ga verder zonder.")


class FileGone(Refusal):
    """The bytes are no longer there: held too long, or missing from the disk."""

    message = gettext_lazy("Dit bestand is er niet meer. Kies het nog eens.")


def too_large(*, size: int, limit: int) -> FileRefused:
    """The refusal of one file that is larger than may be, with both sizes."""
    return FileRefused("too_large", _("Dit bestand is te groot: %(size)s. Het mag hoogstens %(limit)s zijn.") % {
        "size": filesizeformat(size), "limit": filesizeformat(limit)})


def too_many(*, limit: int) -> FileRefused:
    """The refusal of a file beyond the number that may come at once."""
    return FileRefused("too_many", _("Dit is een bestand te veel. Stuur er hoogstens %(limit)s tegelijk.") % {"limit": limit})


def together_too_large(*, limit: int) -> FileRefused:
    """The refusal of the file that makes all together too large."""
    return FileRefused("together", _("De bestanden zijn samen te groot: hoogstens %(limit)s. Stuur dit bestand apart.") % {
        "limit": filesizeformat(limit)})
