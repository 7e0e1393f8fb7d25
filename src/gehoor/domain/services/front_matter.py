"""Reads a page: what stands between the two lines of dashes, and the text under it.

Called by the loader. It makes no HTML; pages do that when they are shown.
"""

from pathlib import Path

from gehoor.domain.services.marked_yaml import Marked, read_yaml

_DASHES = "---"


def read_page(text: str, file: Path) -> Marked:
    """The data of a page, with its language (from the file's name) and its text added."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != _DASHES or _DASHES not in [line.strip() for line in lines[1:]]:
        marked = Marked(file)
        marked.problem((), 'begins without front matter: a line "---", then page, title and valid_from, then a line "---"')
        return marked
    end = 1 + [line.strip() for line in lines[1:]].index(_DASHES)
    marked = read_yaml("\n".join(lines[1:end]), file, first_line=2)
    if isinstance(marked.data, dict):
        body = "\n".join(lines[end + 1:]).strip()
        marked.data = {**marked.data, "language": _language_of(file), "text": body}
        above = next((number for number, line in enumerate(lines[end + 1:]) if line.strip()), 0)
        marked.lines[("text",)] = min(end + 2 + above, len(lines))
        marked.lines[("language",)] = 1
    return marked


def _language_of(file: Path) -> str:
    return file.name.removesuffix(".md").rpartition(".")[2]
