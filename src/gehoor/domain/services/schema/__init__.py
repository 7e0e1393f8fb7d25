"""What may stand in the files of a declared service, as pydantic models: the definition of the format.

Read by the loader and the check of this room; everybody else gets finished objects from the registry.
"""

from datetime import date
from typing import Self

from pydantic import Field

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
from gehoor.domain.services.schema.service import Audience, ServiceFile

__all__ = [
    "Audience", "AxesFile", "AxisValue", "Choice", "Condition", "CoreFile", "Declared", "FILES", "FiguresFile", "Hours",
    "IntakeFile", "LookFile", "Opening", "Page", "PageFile", "ProcedureFile", "Question", "Questionnaire", "RightsFile",
    "Service", "ServiceFile", "Versioned", "Wording",
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


class Service(Declared):
    """A service as it stands on a day: one version of each of its files."""

    about: ServiceFile
    """service.yaml."""
    intake: IntakeFile
    """intake.yaml."""
    axes: AxesFile
    """axes.yaml."""
    procedure: ProcedureFile
    """procedure.yaml."""
    figures: FiguresFile
    """figures.yaml."""
    look: LookFile
    """look.yaml."""
    pages: list[PageFile] = Field(min_length=1)
    """pages/*.md, all languages."""

    @property
    def code(self) -> str:
        """Code of the service."""
        return self.about.code

    @property
    def valid_from(self) -> date:
        """The day from which this combination of files holds."""
        return max(part.valid_from for part in (*(getattr(self, name) for name in _PARTS), *self.pages))

    @classmethod
    def of(cls, parts: dict[str, Versioned], pages: list[PageFile]) -> Self:
        """Put the files of one day together; `parts` by the names of FILES."""
        named = {("about" if name == "service" else name): part for name, part in parts.items()}
        return cls(**named, pages=pages)


_PARTS = ("about", "intake", "axes", "procedure", "figures", "look")
