"""Cells of a table that spreadsheets open: no cell is taken for a formula, wherever the program that opens it splits a line.

We put commas between cells. A Dutch or French Excel splits the same line at each `;`, and some programs at a tab: what stands after one
begins a cell there. Pure.
"""

import re

# With what a formula begins, in letters of full and of small width too.
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
# What a program reads over before it: blanks, quotes, signs without width.
_OVER = r"\s'\"\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_FORMULA = re.compile(rf"(^|\r\n|[;\t\r\n])(?=[{_OVER}]*[{_SIGNS}])")
_MASKED = re.compile(rf"(^|\r\n|[;\t\r\n])'(?=[{_OVER}]*[{_SIGNS}])")


def masked(cell: str) -> str:
    """The cell with an apostrophe before everything that would be taken for a formula."""
    return _FORMULA.sub(r"\1'", cell)


def unmasked(cell: str) -> str:
    """What was said before it was masked."""
    return _MASKED.sub(r"\1", cell)
