"""`gehoor terms ID --received DAY`: when the terms of a legal regime end, and why. For a lawyer at the desk; it needs no instance."""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from gehoor.foundation.errors import SetupError
from gehoor.interfaces.cli.boot import SETTINGS, start_django
from gehoor.interfaces.cli.commands.check import PACKAGE


def run(asked: argparse.Namespace) -> None:
    """Print the terms of a regime. Starts Django itself, because it needs no instance."""
    start_django(asked.data.resolve() if asked.data else PACKAGE)
    tell(asked)


def tell(asked: argparse.Namespace) -> None:
    """Print the terms of a regime, of the newest version that held on the day of receipt."""
    # Not before: the rooms need Django.
    from gehoor.domain.services.regimes import calendar_for, dated_terms, known_events, known_variants, term_law_of
    from gehoor.foundation.calendars import is_country_known

    received = _day(asked.received, "--received")
    regimes, calendars = _declared(asked.data)
    regime = _regime(asked.regime, regimes, received)
    country, _dash, subdivision = (asked.calendar or "").upper().partition("-")
    if asked.calendar and not is_country_known(country, subdivision or None):
        raise SetupError(f'no public holidays are known of "{asked.calendar}". Write a country as BE or NL, a part of it as DE-BY.')
    calendar = calendar_for(country or regime.country, subdivision or (None if country else regime.subdivision), calendars)
    codes = [term.code for term in regime.terms]
    extendable = [term.code for term in regime.terms if term.extend]
    own = {code: _span(code, said) for code, said in _pairs(asked.own, "--own", "TERM=SPAN")}
    _known(own, [term.code for term in regime.terms if term.own_term], f"term of {regime.regime} whose length an institution sets itself")
    _known(asked.variants, known_variants(regime), f"case in which a term of {regime.regime} has another length")
    extended = [code for said in asked.extend for code in ([said] if said else extendable)]
    _known(extended, codes, f"term of {regime.regime}")
    _known(extended, extendable, f"term of {regime.regime} that can be extended")
    if asked.extend and not extendable:
        raise SetupError(f"{regime.regime} knows no extension.")
    for term in regime.terms:
        if term.extend and 0 < term.extend.times < extended.count(term.code):
            often = "once" if term.extend.times == 1 else f"{term.extend.times} times"
            raise SetupError(f'"{term.code}" of {regime.regime} can be extended {often} ({term.extend.source or term.source}).')
    happened = {"received": received} | {code: _day(said, f"--on {code}") for code, said in _pairs(asked.on, "--on", "EVENT=DAY")}
    _known(happened, known_events(regime), f"event of {regime.regime}")
    moments = {code: _moment(day, calendar.zone) for code, day in happened.items()}
    found = dated_terms(regime, moments=moments, calendar=calendar, law=term_law_of(regime, calendars), variants=asked.variants,
                        extended=extended, own=own, language=asked.language)
    (_as_json if asked.format == "json" else _as_table)(regime, found, calendar.zone, asked.language)


def _declared(folder: Path | None) -> tuple[list, list]:
    from gehoor.domain.services.checking.regimes import regime_files
    from gehoor.domain.services.loading import read_declarations
    from gehoor.foundation.errors import Misdeclared

    overlay = []
    if folder:
        overlay = [folder / "declared" if (folder / SETTINGS).exists() else folder]
    read = read_declarations([PACKAGE, *overlay], only=["-"])
    faults = [fault for one in (*read.regimes, *read.calendars) for fault in one.marked.problems] + regime_files(read)
    if faults:
        raise Misdeclared(faults)
    return [one.model for one in read.regimes], [one.model for one in read.calendars]


def _regime(asked: str, regimes: list, on: date):
    known = sorted({one.regime for one in regimes})
    _known([asked], known, "declared regime")
    begun = [one for one in regimes if one.regime == asked and one.valid_from <= on]
    if not begun:
        first = min(one.valid_from for one in regimes if one.regime == asked)
        raise SetupError(f"{asked} is described from {first} on; of {on} it says nothing.")
    return max(begun, key=lambda one: one.valid_from)


def _known(said: Iterable[str], known: Iterable[str], what: str) -> None:
    known = list(known)
    if unknown := next((one for one in said if one not in known), None):
        raise SetupError(f'"{unknown}" is no {what}. There are: {", ".join(known) or "none"}.')


def _day(said: str, option: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise SetupError(f'"{said}" after {option} is no day. Write year-month-day, as 2026-02-03.') from None


def _span(code: str, said: str):
    from gehoor.foundation.calendars import Span

    try:
        return Span.parse(said)
    except ValueError as cause:
        raise SetupError(f"--own {code}: {cause}.") from None


def _pairs(said: Iterable[str], option: str, written: str) -> Iterable[tuple[str, str]]:
    for one in said:
        code, equals, value = one.partition("=")
        if not equals:
            raise SetupError(f'"{one}" after {option} is not written as {written}.')
        yield code, value


def _moment(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(12), tzinfo=zone)


def _as_json(_regime, found: list, zone: ZoneInfo, _language: str) -> None:
    json.dump([{
        "id": term.code, "due": _iso(term.found and term.found.due_at, zone), "alarm": _iso(term.found and term.found.strict_at, zone),
        "explanation": term.explanation, "source": term.source, "status": term.status,
    } for term in found], sys.stdout, ensure_ascii=False, indent=2)
    print()


def _as_table(regime, found: list, zone: ZoneInfo, language: str) -> None:
    from django.utils.translation import gettext, override

    with override(language):
        print(f"{regime.regime}: {regime.title.text(language)} ({regime.legal_basis})\n")
        width = max(len(term.code) for term in found)
        for term in found:
            print(f"{term.code.ljust(width)}  {_iso(term.found and term.found.due_at, zone) or '—'.ljust(10)}  {term.label.text(language)}")
            told = term.explanation + (f" ({gettext('nog te bevestigen')})" if term.status == "to_be_confirmed" else "")
            print(f"{' ' * width}  {told}")


def _iso(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).date().isoformat() if moment else None
