"""The legal regimes that a point of complaint can be put under, and when its terms end then: one regime a point, never two.

Called by the pages and journeys of points. A regime is offered where it is of the country of the service, or of no country.
"""

from datetime import date, datetime
from functools import lru_cache

from gehoor.domain.services.regimes import DatedTerm, calendar_for, dated_terms, term_law_of
from gehoor.domain.services.registry import declared, the_regimes
from gehoor.domain.services.schema.regime import RECEIVED, RegimeFile
from gehoor.domain.services.service import Service


def regimes_offered(service: Service, language: str, *, on: date) -> dict[str, str]:
    """The regimes for this service on a day by id, with what people read."""
    return {code: regime.title.text(language) for code, regime in sorted(the_regimes(on).items())
            if regime.country in (None, service.about.country)}


def variants_offered(service: Service, regime: str, language: str, *, on: date) -> dict[str, str]:
    """The cases in which terms of a regime have another length, by code."""
    known = the_regimes(on).get(regime) if regime in regimes_offered(service, language, on=on) else None
    return {code: variant.label.text(language) for term in (known.terms if known else []) for code, variant in term.variants.items()}


def regime_in_words(regime: str, variant: str, language: str, *, on: date) -> str:
    """The name of a regime, with its case; the id where it is gone."""
    known = the_regimes(on).get(regime)
    if known is None:
        return regime
    named = next((term.variants[variant].label.text(language) for term in known.terms if variant in term.variants), variant)
    title = known.title.text(language)
    return f"{title}, {named}" if named else title


@lru_cache(maxsize=2_048)
def terms_from(regime: str, variant: str, received: datetime, language: str) -> tuple[DatedTerm, ...]:
    """The terms of a regime that count from receipt, soonest first, with the reason of each end; none where the regime is gone.

    By the regime as it held on the day of receipt.
    """
    known = the_regimes(received.date()).get(regime)
    if known is None:
        return ()
    days = declared().calendars
    found = dated_terms(known, moments={RECEIVED: received}, calendar=calendar_for(known.country, known.subdivision, days),
                        law=term_law_of(known, days), variants=[variant] if variant else [], language=language)
    return tuple(sorted((one for one in found if one.found and _is_answered_to_receipt(known, one)), key=lambda one: one.found.due_at))


def _is_answered_to_receipt(regime: RegimeFile, dated: DatedTerm) -> bool:
    return regime.term(dated.code).from_ == RECEIVED
