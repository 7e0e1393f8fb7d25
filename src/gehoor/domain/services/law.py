"""What the declared law says on a day: who must agree, on which ground one may speak, who may see a file.

Called by journeys and pages; the engines that decide are in the rooms of consent and inspection.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from gehoor.domain.services.registry import declared
from gehoor.domain.services.schema import AccessFile, ConsentFile, GroundsFile, SharingFile
from gehoor.domain.services.schema.access import AccessRegime
from gehoor.domain.services.schema.sharing import ConsentRule, LegalGround
from gehoor.domain.services.service import Service
from gehoor.foundation.errors import SetupError


class NoLaw(SetupError):
    """A file of rights/ is missing for the country of a service."""

    def __init__(self, kind: str, country: str):
        super().__init__(_("Er is geen bestand %(kind)s voor %(country)s in declared/rights.") % {"kind": kind, "country": country})


def the_sharing(on: date) -> SharingFile:
    """The codes of consents and outward acts."""
    return _held(SharingFile, "", on)


def the_consents(service: Service, on: date) -> ConsentFile:
    """The consent rules of the service's country."""
    return _held(ConsentFile, service.about.country, on)


def the_consent_rule(service: Service, on: date) -> ConsentRule:
    """Who must agree before something leaves a case of this service: the rule its procedure names, or the first of its country."""
    named, rules = service.procedure.safeguards.consent, the_consents(service, on).rules
    return next((rule for rule in rules if rule.code == named), rules[0])


def the_grounds_file(service: Service, on: date) -> GroundsFile:
    """The legal grounds of the service's country."""
    return _held(GroundsFile, service.about.country, on)


def the_grounds(service: Service, on: date, *, lifts: str) -> list[LegalGround]:
    """The grounds in force on the day of the decision that lift this: the need for consent to an `act`, or a `withdrawal`.

    A ground that lifts a withdrawal is only offered where the procedure itself names it.
    """
    own = service.procedure.safeguards.goes_on
    return [ground for ground in the_grounds_file(service, on).on(on)
            if lifts in ground.lifts and ("withdrawal" not in ground.lifts or ground.code in own)]


def the_access(service: Service, on: date) -> AccessFile:
    """The access matrices of the service's country."""
    return _held(AccessFile, service.about.country, on)


def the_access_regime(service: Service, on: date) -> AccessRegime:
    """The law under which a file of this service is asked for: the one its procedure names, or the first of its country."""
    named, regimes = service.procedure.safeguards.file_access, the_access(service, on).regimes
    return next((regime for regime in regimes if regime.code == named), regimes[0])


def _held(kind: type, country: str, on: date):
    begun = [file for file in declared().law if isinstance(file, kind) and (not country or file.country == country)
             and file.valid_from <= on <= (file.valid_to or date.max)]
    if not begun:
        raise NoLaw(kind.__name__, country or "-")
    return max(begun, key=lambda file: file.valid_from)
