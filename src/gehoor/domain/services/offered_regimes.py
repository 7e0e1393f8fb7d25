"""The legal regimes that a point of complaint can be put under, and what they and their terms are called: one regime a point, never two.

Called by the pages and journeys of points. A regime is offered where it is of the country of the service, or of no country.
"""

from datetime import date
from functools import lru_cache

from gehoor.domain.services.point_terms import STATUTORY
from gehoor.domain.services.registry import declared, the_regimes
from gehoor.domain.services.schema.regime import RECEIVED
from gehoor.domain.services.service import Service


def regimes_offered(service: Service, language: str, *, on: date) -> dict[str, str]:
    """The regimes for this service on a day by id, with what people read."""
    return {code: regime.title.text(language) for code, regime in sorted(the_regimes(on).items())
            if regime.country in (None, service.about.country)}


def variants_offered(service: Service, regime: str, language: str, *, on: date) -> dict[str, str]:
    """The cases in which terms of a regime have another length, by code."""
    known = the_regimes(on).get(regime) if regime in regimes_offered(service, language, on=on) else None
    return {code: variant.label.text(language) for term in (known.terms if known else []) for code, variant in term.variants.items()}


def is_of_another(service: Service, regime: str) -> bool:
    """Whether somebody else answers under the law of a regime: its terms count from the day on which they received the complaint.

    Not so where the service's own procedure counts its terms from what it received itself, nor where the regime holds no term of a law.
    """
    known = declared().regimes.get(regime)
    if known is None or not any(term.kind == STATUTORY for term in known.terms):
        return False
    rules = [term.rule for term in service.procedure.terms if term.rule and term.from_ in ("", RECEIVED)]
    return not any(rule.startswith(f"{regime}/") for rule in rules)


def regime_in_words(regime: str, variant: str, language: str, *, on: date) -> str:
    """The name of a regime, with its case; the id where it is gone."""
    known = the_regimes(on).get(regime)
    if known is None:
        return regime
    named = next((term.variants[variant].label.text(language) for term in known.terms if variant in term.variants), variant)
    title = known.title.text(language)
    return f"{title}, {named}" if named else title


def own_terms(language: str, *, on: date, country: str | None = None) -> dict[str, str]:
    """The terms whose length an institution sets itself, by rule (`regime/term`), with what people read.

    :param country: where the institution stands; None: of every country.
    """
    return {f"{code}/{term.code}": f"{regime.title.text(language)}: {term.label.text(language)}"
            for code, regime in sorted(the_regimes(on).items()) if country is None or regime.country in (None, country)
            for term in regime.terms if term.own_term}


def term_in_words(regime: str, code: str, language: str) -> str:
    """What a term of a regime asks, in words; the code where it is gone."""
    return _terms_in_words(regime, language).get(code, code)


@lru_cache(maxsize=256)
def _terms_in_words(regime: str, language: str) -> dict[str, str]:
    known = declared().regimes.get(regime)
    return {term.code: term.label.text(language) for term in known.terms} if known else {}
