"""Whether declared files agree with each other: everything a schema of one file can't see.

Called by `gehoor check` and at every start. It finds all problems at once and mends none.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

from gehoor.domain.services.checking import along, links, mappings, people, questions, regimes, sheets, stages, texts, ways, words
from gehoor.domain.services.checking.common import AXES, common_files
from gehoor.domain.services.checking.law import law_files
from gehoor.domain.services.checking.regimes import regime_files
from gehoor.domain.services.checking.together import clashes
from gehoor.domain.services.checking.versions import folder_name, overlaps
from gehoor.domain.services.checking.view import View
from gehoor.domain.services.loading import Declarations, Draft, read_declarations
from gehoor.domain.services.schema import CoreFile, RightsFile
from gehoor.foundation.errors import Problem

_CHECKS = [*people.CHECKS, *questions.CHECKS, *stages.CHECKS, *mappings.CHECKS, *words.CHECKS, *texts.CHECKS, *ways.CHECKS,
           *links.CHECKS, *regimes.CHECKS, *sheets.CHECKS, *along.CHECKS]


def check(paths: Sequence[Path], *, together: Collection[str] = ()) -> list[Problem]:
    """Everything that is wrong with the declared files in these folders, a later folder over an earlier one.

    :param together: codes of services that one instance offers side by side.
    """
    return problems_of(read_declarations(paths), together=together)


def problems_of(declared: Declarations, *, together: Collection[str] = ()) -> list[Problem]:
    """Everything that is wrong with what was read, in order of file and line, each once."""
    core = declared.core.model
    if core and any(axis not in core.axes for axis in AXES):
        core = None
    found = declared.problems() + common_files(declared) + law_files(declared) + regime_files(declared)
    found += clashes([draft for draft in declared.drafts if draft.folder.code in together])
    rights = {read.model.code: read.model for read in declared.rights if read.model}
    for draft in declared.drafts:
        found += _contradictions(draft, core, rights)
    return sorted(set(found), key=lambda fault: (str(fault.file), fault.line, fault.cause))


def _contradictions(draft: Draft, core: CoreFile | None, rights: dict[str, RightsFile]) -> list[Problem]:
    found = overlaps(draft) + folder_name(draft)
    for day in draft.days:
        held = {code: read.model for code, read in draft.regimes_on(day).items()}
        view = View(core, draft.on(day), draft.pages_on(day), rights, regimes=held)
        if not all(kind in view.files or any(read.model is None for read in reads) for kind, reads in draft.files.items()):
            continue  # The service doesn't stand yet on that day; a file that doesn't fit is only passed over.
        for holds in _CHECKS:
            holds(view)
        found += view.found
    return found
