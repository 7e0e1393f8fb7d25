"""The legal regimes that a point of complaint can be put under: those declared for the country of its service.

Called by the pages and journeys of points. The terms of a regime are computed elsewhere.
"""

from gehoor.domain.services.registry import declared
from gehoor.domain.services.service import Service


def regimes_offered(service: Service, language: str) -> dict[str, str]:
    """The regimes for this service by id, with what people read."""
    country = service.about.country.lower()
    known = getattr(declared(), "regimes", {})
    return {code: regime.title.text(language) for code, regime in sorted(known.items()) if code.split(".")[0] == country}


def variants_offered(service: Service, regime: str, language: str) -> dict[str, str]:
    """The cases in which terms of a regime have another length, by code."""
    known = getattr(declared(), "regimes", {}).get(regime)
    terms = known.terms if known and regime in regimes_offered(service, language) else []
    return {code: variant.label.text(language) for term in terms for code, variant in term.variants.items()}
