"""Every change to the directory."""

from gehoor.domain.directory.models import Institution
from gehoor.foundation.action import action


@action("institution.added")
def add_institution(*, name: str, kind: str, place: str = "", country: str = "BE") -> Institution:
    """Add a school, a facility or an authority. Public facts only: a person is never an institution."""
    return Institution.objects.create(name=name, kind=kind, place=place, country=country)
