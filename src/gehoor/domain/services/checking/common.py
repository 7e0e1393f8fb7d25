"""core.yaml and rights/: the axes that services are compared on are there, and no code stands twice."""

from collections import Counter

from gehoor.domain.services.loading import Declarations
from gehoor.domain.services.marked_yaml import Marked
from gehoor.domain.services.problems import did_you_mean, problem
from gehoor.foundation.errors import Problem

AXES = ("contact_kind", "domain", "failing", "violence", "by_whom", "reporter_role", "channel", "respondent", "outcome",
        "child_age", "gender", "urgency", "region", "unit")


def common_files(declared: Declarations) -> list[Problem]:
    """What is wrong with what all services share."""
    found = []
    if declared.core.model:
        marked, axes = declared.core.marked, declared.core.model.axes
        missing = [axis for axis in AXES if axis not in axes]
        found += [problem(marked.file, marked.line_of(("axes",)), f'the common axis "{axis}" is missing') for axis in missing]
        for name, axis in axes.items():
            found += _doubles(marked, ("axes", name, "values"), [value.code for value in axis.values])
    for read in declared.rights:
        if read.model:
            found += _doubles(read.marked, ("entries",), [entry.code for entry in read.model.entries])
            found += [
                problem(read.marked.file, read.marked.line_of(("entries", place, "group")),
                        f'"{entry.group}" is no group of this file', did_you_mean(entry.group, read.model.groups))
                for place, entry in enumerate(read.model.entries) if entry.group and entry.group not in read.model.groups
            ]
    return found


def _doubles(marked: Marked, path: tuple, codes: list[str]) -> list[Problem]:
    count = Counter(codes)
    return [
        problem(marked.file, marked.line_of((*path, place)), f'"{code}" stands here twice')
        for place, code in enumerate(codes) if count[code] > 1 and code in codes[:place]
    ]
