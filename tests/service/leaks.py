"""Looks for words where they must not be: in files, rows, logs; in any letter case, encoded, or packed.

Used by the canary test, which also shows that it finds what is there.
"""

import base64
import re
import shutil
import sqlite3
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
UNPACKED_AT_MOST = 2**20


class Words:
    """The words to look for, in every shape that a program could have given them."""

    def __init__(self, *words: str):
        self._any_case = {shape: word for word in words for shape in _shapes(word)}
        self._exact = {shape: word for word in words for shape in _in_base64(word)}

    def within(self, data: bytes) -> Iterator[str]:
        """The words that stand in there, also inside what was packed."""
        yield from self._plainly(data)
        for start in PACKED.finditer(data):
            yield from (f"{word} (packed)" for word in self._plainly(_unpacked(data[start.start():])))

    def _plainly(self, data: bytes) -> Iterator[str]:
        low = data.lower()
        yield from (word for shape, word in self._any_case.items() if shape in low)
        yield from (f"{word} (base 64)" for shape, word in self._exact.items() if shape in data)


def in_files(folder: Path, words: Words, *, except_for: tuple[str, ...] = ()) -> list[str]:
    """Where the words stand below a folder: in the bytes or the names of files, and in the rows of embedded databases.

    Rows are read apart, because a long one lies in pieces over the file.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part in except_for for part in inside.parts):
            continue
        found += [f"{inside}: name holds {word}" for word in words.within(str(inside).encode())]
        if path.is_file():
            found += [f"{inside}: {word}" for word in words.within(path.read_bytes())]
            found += [f"{inside}, {place}: {word}" for place, word in _in_rows(path, words)] if path.suffix == ".sqlite3" else []
    return found


def in_postgresql(connection, words: Words) -> list[str]:
    """Where the words stand in the rows of a PostgreSQL database: long values are packed in its files."""
    tables = connection.execute("select table_schema, table_name from information_schema.tables where table_schema = 'public'")
    found = []
    for schema, table in tables.fetchall():
        for (row,) in connection.execute(f'select t::text from "{schema}"."{table}" t').fetchall():
            found += [f"{table}: {word}" for word in words.within(row.encode())]
    return found


def _in_rows(path: Path, words: Words) -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as apart:
        for part in path.parent.glob(f"{path.name}*"):
            shutil.copy(part, apart)
        with closing(sqlite3.connect(Path(apart, path.name))) as database:
            tables = [name for (name,) in database.execute("select name from sqlite_master where type = 'table'")]
            for table in tables:
                for row in database.execute(f'select * from "{table}"'):
                    said = b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in row)
                    yield from ((table, word) for word in words.within(said))


def _shapes(word: str) -> set[bytes]:
    low = word.lower()
    return {low.encode(), low.encode("utf-16-le"), low.encode("utf-16-be"), low.encode("utf-32-le"), low.encode("utf-32-be"),
            quote(low, safe="").lower().encode(), low[::-1].encode(), *(said.encode().hex().encode() for said in _in_cases(word))}


def _in_cases(word: str) -> set[str]:
    return {word, word.lower(), word.upper(), word.title()}


def _in_base64(word: str) -> Iterator[bytes]:
    """The middle of what base 64 makes of it, wherever in a longer text it stands."""
    for said in _in_cases(word):
        for before in range(3):
            whole = base64.b64encode(b"\0" * before + said.encode())
            middle = whole[4 if before else 0:-4]
            yield from {middle, middle.replace(b"+", b"-").replace(b"/", b"_")}


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(47).decompress(data, UNPACKED_AT_MOST)
    except zlib.error:
        return b""
