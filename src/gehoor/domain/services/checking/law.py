"""rights/sharing.yaml, consent-*, grounds-* and access-*: what they name of each other stands, and what procedures name of them."""

from gehoor.domain.services.loading import Declarations, Read
from gehoor.domain.services.problems import did_you_mean, problem
from gehoor.domain.services.schema import AccessFile, ConsentFile, GroundsFile, SharingFile
from gehoor.domain.services.schema.needed import CONSENT, Agreed, alternatives
from gehoor.foundation.errors import Problem


def law_files(declared: Declarations) -> list[Problem]:
    """What these files name and nobody declared."""
    sharing = next((read.model for read in declared.law if isinstance(read.model, SharingFile)), None)
    found = []
    for read in declared.law:
        if isinstance(read.model, GroundsFile) and sharing:
            recipients = [one.code for one in sharing.recipients]
            for place, ground in enumerate(read.model.grounds):
                found += [_fault(read, ("grounds", place, "may_tell"), f'"{code}" is no kind of recipient', code, recipients)
                          for code in ground.may_tell if code not in recipients]
        if isinstance(read.model, AccessFile) and declared.core.model:
            found += _same_country_twice(read, declared)
    if sharing:
        found += [fault for draft in declared.drafts for read in draft.files.get("procedure", []) if read.model
                  for fault in _agreed_in(read, sharing)]
    if sharing and sharing.centres is None:
        found += [_fault(read, ("centres",), "sharing.yaml doesn't say how centres ask each other", "", [])
                  for draft in declared.drafts for read in draft.files.get("service", []) if read.model and read.model.centres]
    return found + [fault for draft in declared.drafts for fault in _named_by_procedures(draft, declared)]


def _named_by_procedures(draft, declared: Declarations) -> list[Problem]:
    found = []
    countries = {read.model.country for read in draft.files.get("service", []) if read.model}
    for read in draft.files.get("procedure", []):
        if read.model is None:
            continue
        said = read.model.safeguards
        named = [("consent", said.consent, [rule.code for one in _of(declared, ConsentFile, countries) for rule in one.rules]),
                 ("file_access", said.file_access, [one.code for file in _of(declared, AccessFile, countries) for one in file.regimes])]
        grounds = [one.code for file in _of(declared, GroundsFile, countries) for one in file.grounds if "withdrawal" in one.lifts]
        named += [("goes_on", code, grounds) for code in said.goes_on]
        found += [_fault(read, ("safeguards", key), f'"{code}" is not declared for this country', code, known)
                  for key, code, known in named if code and code not in known]
    return found


def _agreed_in(read: Read, sharing: SharingFile) -> list[Problem]:
    """A step that requires consent names a purpose, and maybe a kind of recipient, of sharing.yaml."""
    procedure, found = read.model, []
    places = [(("stages", at), stage.requires) for at, stage in enumerate(procedure.stages)]
    places += [(("stages", at, "moves", position), move.requires) for at, stage in enumerate(procedure.stages)
               for position, move in enumerate(stage.moves)]
    places += [(("outcomes", at), outcome.requires) for at, outcome in enumerate(procedure.outcomes)]
    for path, required in places:
        for index, word in enumerate(required):
            for code in (one for one in alternatives(word) if one.startswith(CONSENT)):
                said, where = Agreed.of(code), (*path, "requires", index)
                purposes, kinds = [one.code for one in sharing.purposes], [one.code for one in sharing.recipients]
                if said is None:
                    found.append(_fault(read, where, f'"{code}" is not written as consent.<purpose>.<kind of recipient>', "", []))
                elif said.purpose not in purposes:
                    found.append(_fault(read, where, f'"{said.purpose}" is no purpose of sharing.yaml', said.purpose, purposes))
                elif said.to and said.to not in kinds:
                    found.append(_fault(read, where, f'"{said.to}" is no kind of recipient of sharing.yaml', said.to, kinds))
    return found


def _same_country_twice(read: Read, declared: Declarations) -> list[Problem]:
    others = [one for one in declared.law if isinstance(one.model, type(read.model)) and one is not read
              and one.model.country == read.model.country and one.model.valid_from == read.model.valid_from]
    return [_fault(read, ("country",), f"{others[0].marked.file.name} is of the same country and day", "", [])] if others else []


def _of(declared: Declarations, kind: type, countries: set[str]) -> list:
    return [read.model for read in declared.law if isinstance(read.model, kind) and read.model.country in countries]


def _fault(read: Read, path: tuple, cause: str, code: str, known: list[str]) -> Problem:
    return problem(read.marked.file, read.marked.line_of(path), cause, did_you_mean(code, known) if code else "")
