"""What a form says when an answer can't stay as it is: names the question, what is wrong, what to do.

Each in two voices: for adults, and in plain words (A2) for children. Never a word about right or wrong answers.
"""

from django.utils.translation import gettext_lazy as _

SAID = {
    "required": (
        _("Beantwoord “%(question)s”. Zonder antwoord kunnen we niet verder."),
        _("Wij missen nog iets: “%(question)s”. Vul dit in."),
    ),
    "too_long": (
        _("Het antwoord op “%(question)s” is te lang: %(length)d tekens. Maak het korter dan %(most)d tekens."),
        _("Je tekst is te lang. Maak hem wat korter. Je kan later nog meer vertellen."),
    ),
    "unknown_choice": (
        _("Kies bij “%(question)s” een antwoord uit de lijst."),
        _("Kies een antwoord uit de lijst."),
    ),
    "too_many": (
        _("Noem bij “%(question)s” hoogstens %(most)d. De andere kan je in je verhaal zetten."),
        _("Noem er hoogstens %(most)d. De andere zet je bij je verhaal."),
    ),
    "no_number": (
        _("“%(question)s”: schrijf een getal in cijfers, bijvoorbeeld 12."),
        _("Schrijf een getal. Bijvoorbeeld: 12."),
    ),
    "too_small": (
        _("“%(question)s”: schrijf een getal dat niet kleiner is dan %(least)d."),
        _("Dit getal is te klein. Kijk het nog eens na."),
    ),
    "too_large": (
        _("“%(question)s”: schrijf een getal dat niet groter is dan %(most)d."),
        _("Dit getal is te groot. Kijk het nog eens na."),
    ),
    "day": (
        _("“%(question)s”: schrijf de dag als een getal van 1 tot 31."),
        _("De dag is een getal van 1 tot 31."),
    ),
    "month": (
        _("“%(question)s”: schrijf de maand als een getal van 1 tot 12."),
        _("De maand is een getal van 1 tot 12."),
    ),
    "year": (
        _("“%(question)s”: schrijf het jaar in vier cijfers, bijvoorbeeld 2026."),
        _("Schrijf het jaar met vier cijfers. Bijvoorbeeld: 2026."),
    ),
    "no_such_day": (
        _("“%(question)s”: deze dag bestaat niet. Kijk dag, maand en jaar na."),
        _("Deze dag bestaat niet. Kijk hem nog eens na."),
    ),
    "not_exact": (
        _("“%(question)s”: vul dag, maand en jaar in."),
        _("Vul de dag, de maand en het jaar in."),
    ),
    "row_open": (
        _("Kies ook een antwoord bij “%(question)s”."),
        _("Kies ook een antwoord bij “%(question)s”."),
    ),
    "row_words": (
        _("Schrijf bij “%(question)s” ook waarom. Dit antwoord kan niet zonder."),
        _("Schrijf bij “%(question)s” ook waarom."),
    ),
    "in_future": (
        _("“%(question)s”: deze dag moet nog komen. Kijk het jaar na."),
        _("Deze dag moet nog komen. Kijk het jaar nog eens na."),
    ),
}


def complaint(what: str, *, plain: bool) -> object:
    """The sentence, still to be filled in with `question` and what else it names."""
    return SAID[what][plain]
