"""regimes/ and calendars/: every term has a start, versions don't overlap, a file is called what it declares. And the rules that the
terms of a procedure follow."""

from collections import Counter
from collections.abc import Iterable

from gehoor.domain.services.checking.versions import overlaps_among
from gehoor.domain.services.checking.view import View, looks_at
from gehoor.domain.services.loading import Declarations, Read
from gehoor.domain.services.problems import did_you_mean, problem
from gehoor.domain.services.schema import RegimeFile
from gehoor.domain.services.schema.dated import named_answer
from gehoor.domain.services.schema.procedure import EVENTS
from gehoor.domain.services.schema.procedure import Term as ProcedureTerm
from gehoor.domain.services.schema.regime import RECEIVED, RegimeTerm
from gehoor.foundation.calendars import is_country_known
from gehoor.foundation.errors import Problem


def regime_files(declared: Declarations) -> list[Problem]:
    """What is wrong with regimes and calendars, whoever uses them."""
    by_regime: dict[str, list[Read[RegimeFile]]] = {}
    found = []
    for read in declared.regimes:
        if read.model:
            by_regime.setdefault(read.model.regime, []).append(read)
            found += [*_named(read, read.model.regime, ("regime",)), *_terms(read)]
            found += _holidays(read, read.model.country, read.model.subdivision)
    for reads in by_regime.values():
        found += overlaps_among(reads)
    for read in declared.calendars:
        if read.model:
            found += [*_named(read, read.model.country.lower(), ("country",)), *_holidays(read, read.model.country, None)]
    laws = {read.model.country for read in declared.calendars if read.model and read.model.term_law}
    return found + [
        problem(read.marked.file, read.marked.line_of(("term_law",)),
                f"follows a law on terms, and calendars/ has none for {read.model.country or 'no country'}")
        for reads in by_regime.values() for read in reads if read.model.term_law and read.model.country not in laws]


def _named(read: Read, name: str, path: tuple) -> Iterable[Problem]:
    """The file is called what it declares; a newer version has its day after that."""
    stem = read.marked.file.name.removesuffix(".yaml")
    if stem != name and not stem.startswith(f"{name}.2"):
        yield problem(read.marked.file, read.marked.line_of(path), f'"{name}" stands in a file of another name', f"{name}.yaml")


def _holidays(read: Read, country: str | None, subdivision: str | None) -> Iterable[Problem]:
    if country and not is_country_known(country, subdivision):
        yield problem(read.marked.file, read.marked.line_of(("country",)), f"the holidays of {country} {subdivision or ''} are not known")


def _terms(read: Read[RegimeFile]) -> Iterable[Problem]:
    marked, regime = read.marked, read.model
    for name in ("terms", "grounds"):
        count = Counter(one.code for one in getattr(regime, name))
        for place, one in enumerate(getattr(regime, name)):
            if count[one.code] > 1 and one.code in [other.code for other in getattr(regime, name)[:place]]:
                yield problem(marked.file, marked.line_of((name, place)), f'"{one.code}" stands here twice')
    known = [RECEIVED, *regime.events]
    for place, term in enumerate(regime.terms):
        if term.from_ not in known:
            yield problem(marked.file, marked.line_of(("terms", place, "from")),
                          f'term "{term.code}" has no start: "{term.from_}" is no event of this regime', did_you_mean(term.from_, known))


@looks_at("procedure")
def rules(view: View) -> None:
    """A term that follows a rule names one that exists, of a variant that it has, and starts with something that a case knows."""
    for place, term in enumerate(view.procedure.terms):
        if term.rule is None:
            continue
        regime, code = term.rule.split("/")
        path = ("terms", place)
        if regime not in view.regimes:
            _unknown(view, (*path, "rule"), regime, view.regimes)
            continue
        known = {one.code: one for one in view.regimes[regime].terms}
        if code not in known:
            _unknown(view, (*path, "rule"), term.rule, [f"{regime}/{one}" for one in known])
            continue
        _follows(view, path, term, known[code])


def _follows(view: View, path: tuple, term: ProcedureTerm, rule: RegimeTerm) -> None:
    if not term.from_ and rule.from_ not in EVENTS:
        view.fault("procedure", (*path, "rule"), f'term "{term.code}" has no start: its rule counts from "{rule.from_}", which no case '
                                                 "knows; say `from`")
    if term.until and term.until == (term.from_ or rule.from_):
        view.fault("procedure", (*path, "until"), f'term "{term.code}" ends with what it begins with, so it would never run')
    if term.variant:
        view.must_know("procedure", (*path, "variant"), term.variant, rule.variants, "variant of this rule")
    if term.within and not rule.own_term:
        view.fault("procedure", (*path, "within"), f'the rule of term "{term.code}" says how long itself')
    if rule.own_term and not term.within:
        view.fault("procedure", (*path, "rule"), f'term "{term.code}" needs `within`: its rule leaves that to the institution')
    if rule.back and not named_answer(term.from_):
        view.fault("procedure", (*path, "rule"), f'term "{term.code}" counts back, and no case has a moment that lies ahead; '
                                                 "say `from` which answer of a sheet holds the day")


def _unknown(view: View, path: tuple, named: str, known: Iterable[str]) -> None:
    view.fault("procedure", path, f'"{named}" is no rule of a declared regime', did_you_mean(named, known))


@looks_at("procedure")
def outcomes(view: View) -> None:
    """Every outcome can be chosen at a step that a case can reach."""
    procedure = view.procedure
    stages = {stage.code: stage for stage in procedure.stages}
    reached, ahead = {procedure.stages[0].code}, [procedure.stages[0]]
    while ahead:
        fresh = {move.to for move in ahead.pop().moves if move.to in stages} - reached
        reached |= fresh
        ahead += [stages[code] for code in fresh]
    chosen = {outcome for code in reached for move in stages[code].moves for outcome in move.outcomes}
    for place, outcome in enumerate(procedure.outcomes):
        if outcome.code not in chosen:
            view.fault("procedure", ("outcomes", place), f'outcome "{outcome.code}" can\'t be reached: no step offers it')


CHECKS = [rules, outcomes]
