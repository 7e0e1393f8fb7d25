"""What a service tests by: the sets of law, of treaties and of ombuds norms that are declared for its country on a day.

Called by whoever offers norms, checks them, or reads them back. Which set counts for which test is said in the files of rights/.
"""

from datetime import date
from functools import lru_cache

from gehoor.domain.services.registry import the_rights
from gehoor.domain.services.schema import RightsFile
from gehoor.domain.services.service import Service


def norms_of(service: Service, test: str, *, on: date) -> list[RightsFile]:
    """The sets of one test (`law`, `treaty`, `norms`) that hold on a day in the country of the service, by their code."""
    return [one for _code, one in sorted(the_rights().items())
            if one.test == test and (not one.countries or service.about.country in one.countries)
            and one.valid_from <= on <= (one.valid_to or date.max)]


@lru_cache(maxsize=2_048)
def norm_in_words(norm_set: str, code: str, language: str) -> str:
    """A norm as people cite it: its number and title; the code where it is gone."""
    rights = the_rights().get(norm_set)
    entry = next((one for one in rights.entries if one.code == code), None) if rights else None
    return f"{entry.number} {entry.title.text(language)}" if entry else code


def set_in_words(norm_set: str, language: str) -> str:
    """The name of a set; the code where it is gone."""
    rights = the_rights().get(norm_set)
    return rights.title.text(language) if rights else norm_set
