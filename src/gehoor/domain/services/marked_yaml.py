"""Reads YAML and remembers the line of every value, so that an error can name it.

Called by the loader. Narrower than YAML on purpose: no tags, no anchors, no key twice; `no` and `09:00` stay text.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path as File
from typing import Any

import yaml

from gehoor.domain.services.problems import problem
from gehoor.foundation.errors import Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TAGS = {"map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value"}
"""What YAML itself makes of things without a tag."""
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}
Path = tuple[str | int, ...]


@dataclass
class Marked:
    """The data of a file with the line of each path in it."""

    file: File
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line_of(self, path: Path) -> int:
        """The line of a path, or of the nearest thing around it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Path, cause: str, suggestion: str = "") -> None:
        """Note a problem at a path."""
        self.problems.append(problem(self.file, self.line_of(path), cause, suggestion))


def read_yaml(text: str, file: File, *, first_line: int = 1) -> Marked:
    """Read one document. What is wrong is in `.problems`; `.data` holds what could be read.

    :param first_line: the line of the file on which the text begins (front matter begins on the second).
    """
    marked = Marked(file)
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        within_braces = "flow" in (error.context or "")  # then what was opened and not closed is the better place
        mark = error.context_mark if within_braces and error.context_mark else error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        marked.problems.append(problem(file, line, f"is no YAML: {error.problem or error.context}"))
        return marked
    except yaml.YAMLError as error:
        marked.problems.append(problem(file, first_line, f"is no YAML: {' '.join(str(error).split())}"))
        return marked
    if node is None:
        marked.problems.append(problem(file, first_line, "is empty"))
        return marked
    marked.data = _Reader(marked, first_line).read(node, ())
    return marked


class _Reader:
    def __init__(self, marked: Marked, first_line: int) -> None:
        self.marked, self.first_line, self.seen = marked, first_line, set()

    def read(self, node: yaml.Node, path: Path) -> Any:
        self.marked.lines.setdefault(path, node.start_mark.line + self.first_line)
        if id(node) in self.seen:
            self.marked.problem(path, "repeats a part by an anchor; write it out")
            return None
        self.seen.add(id(node))
        if node.tag.removeprefix("tag:yaml.org,2002:") not in _TAGS:
            self.marked.problem(path, f'carries the tag "{node.tag}"; leave it out')
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*path, place)) for place, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + self.first_line
            if not isinstance(key_node, yaml.ScalarNode):
                self.marked.problems.append(problem(self.marked.file, line, "a key must be a word"))
                continue
            key = key_node.value
            if key in data:
                first = self.marked.lines[(*path, key)]
                self.marked.problems.append(problem(self.marked.file, line, f'"{key}" stands here twice, first on line {first}'))
                continue
            self.marked.lines[(*path, key)] = line
            data[key] = self.read(value_node, (*path, key))
        return data

    def _scalar(self, node: yaml.ScalarNode, path: Path) -> Any:
        if node.style:  # between quotes, or a block of text
            return node.value
        if node.value in _CONSTANTS:
            return _CONSTANTS[node.value]
        if _INTEGER.fullmatch(node.value):
            return int(node.value)
        if _DECIMAL.fullmatch(node.value):
            return float(node.value)
        if _DAY.fullmatch(node.value):
            try:
                return date.fromisoformat(node.value)
            except ValueError:
                self.marked.problem(path, f"{node.value} is no day of the calendar")
                return None
        return node.value
