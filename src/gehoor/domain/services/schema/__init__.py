"""What may stand in the files of a declared service, as pydantic models: the definition of the format.

Read by the loader and the check of this room; everybody else gets a finished `Service` from the registry.
"""

from gehoor.domain.services.schema.access import AccessFile
from gehoor.domain.services.schema.axes import AxesFile, AxisValue, CoreFile, RightsFile
from gehoor.domain.services.schema.base import Declared, Versioned, Wording
from gehoor.domain.services.schema.conditions import Condition
from gehoor.domain.services.schema.fields import Choice
from gehoor.domain.services.schema.fields import Field as Question
from gehoor.domain.services.schema.figures import FiguresFile
from gehoor.domain.services.schema.hours import Hours, Opening
from gehoor.domain.services.schema.intake import IntakeFile, Page, Questionnaire
from gehoor.domain.services.schema.look import LookFile
from gehoor.domain.services.schema.pages import PageFile
from gehoor.domain.services.schema.procedure import ProcedureFile
from gehoor.domain.services.schema.regime import CalendarFile, RegimeFile
from gehoor.domain.services.schema.service import Audience, ServiceFile
from gehoor.domain.services.schema.sharing import ConsentFile, GroundsFile, SharingFile

__all__ = [
    "FILES",
    "LAW",
    "AccessFile",
    "Audience",
    "AxesFile",
    "AxisValue",
    "CalendarFile",
    "Choice",
    "Condition",
    "ConsentFile",
    "CoreFile",
    "Declared",
    "FiguresFile",
    "GroundsFile",
    "Hours",
    "IntakeFile",
    "LookFile",
    "Opening",
    "Page",
    "PageFile",
    "ProcedureFile",
    "Question",
    "Questionnaire",
    "RegimeFile",
    "RightsFile",
    "ServiceFile",
    "SharingFile",
    "Versioned",
    "Wording",
]

FILES: dict[str, type[Versioned]] = {
    "service": ServiceFile,
    "intake": IntakeFile,
    "axes": AxesFile,
    "procedure": ProcedureFile,
    "figures": FiguresFile,
    "look": LookFile,
}
"""The YAML files of a service folder. A newer version stands beside the first: intake.2027-01-01.yaml."""
LAW: dict[str, type[Versioned]] = {
    "sharing": SharingFile, "consent": ConsentFile, "grounds": GroundsFile, "access": AccessFile,
}
"""The files of rights/ that are neither treaty nor norms, by the first word of their name: grounds-be.yaml."""
