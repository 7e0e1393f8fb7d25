"""Versions of a file follow each other: on no day do two of them hold."""

from datetime import timedelta
from itertools import pairwise

from gehoor.domain.services.loading import Draft, Read, page_identity
from gehoor.domain.services.problems import problem
from gehoor.foundation.errors import Problem


def overlaps(draft: Draft) -> list[Problem]:
    """Versions that hold on the same day, and the name of the folder."""
    groups: dict[object, list[Read]] = {kind: list(reads) for kind, reads in draft.files.items()}
    for read in draft.pages:
        if read.model:
            groups.setdefault(page_identity(read.model), []).append(read)
    return [fault for reads in groups.values() for fault in overlaps_among([read for read in reads if read.model])]


def folder_name(draft: Draft) -> list[Problem]:
    """The folder is called what the service is called."""
    return [
        problem(read.marked.file, read.marked.line_of(("code",)),
                f'service "{read.model.code}" stands in the folder "{draft.folder.code}"', draft.folder.code)
        for read in draft.files["service"] if read.model and read.model.code != draft.folder.code
    ]


def overlaps_among(reads: list[Read]) -> list[Problem]:
    """Versions of one file that hold on the same day, or leave days between them."""
    found = []
    ordered = sorted(reads, key=lambda read: (read.model.valid_from, read.marked.file.name))
    for earlier, later in pairwise(ordered):
        day = later.model.valid_from
        if earlier.model.valid_from == day or (earlier.model.valid_to and earlier.model.valid_to >= day):
            found.append(problem(later.marked.file, later.marked.line_of(("valid_from",)),
                                 f"holds on {day}, and {earlier.marked.file.name} does too"))
        elif earlier.model.valid_to and earlier.model.valid_to + timedelta(days=1) < day:
            found.append(problem(earlier.marked.file, earlier.marked.line_of(("valid_to",)),
                                 f"ends on {earlier.model.valid_to}, and the next version begins only on {day}"))
    return found
