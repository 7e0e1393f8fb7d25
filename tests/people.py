"""The cast: the only people who exist in tests, demo and pictures. All of them are invented."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """Somebody who works here."""

    username: str
    name: str
    role: str
    team: str = ""


NOOR = Figure("noor", "Noor", "handler")
ILIAS = Figure("ilias", "Ilias", "supervisor")
LIEN = Figure("lien", "Lien", "handler")
WARD = Figure("ward", "Ward", "adviser")
ANN = Figure("ann", "Ann", "protection")

PASSPHRASE = "luister-naar-mij-vandaag"

AMIR = {"name": "Amir", "age": "15"}
EMMA = {"name": "Emma", "age": "12"}
AMIRS_STORY = (
    "Ik mag niet meer naar mijn school. Ze zeggen dat ik gevochten heb maar ik stond er alleen bij. "
    "Niemand heeft iets aan mij gevraagd."
)

REASONS = "De feiten gaan over een volwassene. Met de supervisor bekeken."
REFUSAL = "Dank je dat je dit vertelde. Wij mogen dit zelf niet onderzoeken. Wij zeggen je wie dat wel kan."
