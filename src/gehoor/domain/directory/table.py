"""The directory as a table that a spreadsheet opens: reading it with every fault by its line, and writing it. Pure.

One line is one institution, or one more own length of the institution whose code it repeats. What a file has no column for stays as it is.
"""

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gehoor.domain.directory.lengths import OwnLength
from gehoor.foundation.calendars import Span, Unit
from gehoor.foundation.cells import masked, unmasked
from gehoor.foundation.signs import without_signs

FACTS = {"name": 200, "kind": 40, "place": 100, "country": 2, "address": 300, "notes": 1000}
"""What is said of an institution, and how long at most."""
ENDED = ("retired_on", "successor")
LENGTH = ("rule", "within", "holds_from", "source", "confirmed")
COLUMNS = ("code", *FACTS, *ENDED, *LENGTH)
NEEDED = ("code", "name")
MOST_BYTES, MOST_LINES = 2**20, 20_000
MOST_COUNTED, MOST_YEARS = 999, 10
NONE = "none"
"""Stands as a length from the day on which a regulation says nothing any more."""
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_OUR_DAY = re.compile(r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})")
_YES, _NO = ("yes", "ja", "1", "true"), ("", "no", "nee", "neen", "0", "false")


@dataclass(frozen=True)
class Fault:
    """What is wrong in a line, and what to do about it."""

    line: int
    column: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        place = _("regel %(line)s, kolom %(column)s") if self.column else _("regel %(line)s")
        return f"{place % {'line': self.line, 'column': self.column}}: {self.wrong} {self.remedy}".strip()


@dataclass
class Told:
    """One institution as a file tells it. A fact, or whether it ended, is only there when the file has a column for it."""

    line: int
    code: str
    facts: dict[str, str]
    retired_on: date | None = None
    successor: str | None = None
    tells_end: bool = False
    lengths: list[OwnLength] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """What a line may refer to: kinds, the rules whose length an institution sets itself, and the codes that stand here already."""

    kinds: Collection[str]
    rules: Collection[str]
    codes: Collection[str]
    country: str


def read_bytes(data: bytes) -> tuple[str, list[Fault]]:
    """The text of a file, or why it can't be read."""
    if len(data) > MOST_BYTES:
        return "", [Fault(1, "", _("Het bestand is groter dan 1 MB."), _("Knip het in stukken."))]
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        return "", [Fault(line, "", _("Hier staat een teken dat geen UTF-8 is."), _("Bewaar het bestand als “CSV UTF-8”."))]


def read_table(text: str, known: Known) -> tuple[list[Told], list[Fault]]:
    """What a file tells, in the order of its lines, and everything that is wrong with it. Nothing is to be done while something is."""
    rows, faults = _rows(text)
    if faults:
        return [], faults
    if not rows:
        return [], [Fault(1, "", _("Het bestand is leeg."), _("Begin met een regel met de namen van de kolommen."))]
    header = [name.strip().lower() for name in rows[0][1]]
    if faults := _in_header(header):
        return [], faults
    if len(rows) > MOST_LINES:
        return [], [Fault(MOST_LINES + 1, "", _("Het bestand heeft meer dan %(most)s regels.") % {"most": MOST_LINES},
                          _("Knip het in stukken."))]
    reading = _Reading(known, header)
    for line, cells in rows[1:]:
        reading.take(line, cells)
    reading.refer()
    return list(reading.told.values()), reading.faults


def write_table(institutions: Iterable[Any], lengths: Mapping[Any, Collection[OwnLength]]) -> str:
    """The same table, of rows of the directory. A cell that a spreadsheet would take for a formula gets an apostrophe, which reading
    takes off again.

    :param lengths: the own lengths by the id of the institution.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in institutions:
        ended = [one.valid_to.isoformat() if one.valid_to else "", one.successor.code if one.successor else ""]
        cells = [one.code, *(getattr(one, fact) for fact in FACTS), *ended]
        for place, length in enumerate(lengths.get(one.id, ()) or (None,)):
            first = cells if place == 0 else [one.code, *[""] * (len(cells) - 1)]
            writer.writerow([masked(cell) for cell in (*first, *_cells(length))])
    return out.getvalue()


def _cells(length: OwnLength | None) -> list[str]:
    if length is None:
        return [""] * len(LENGTH)
    return [length.rule, str(length.within) if length.within else NONE, length.holds_from.isoformat(), length.source,
            "yes" if length.is_confirmed else "no"]


def _rows(text: str) -> tuple[list[tuple[int, list[str]]], list[Fault]]:
    """Every line that isn't empty, with its number; separated by what its first line is."""
    separator = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, begun = [], 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((begun, cells))
            begun = reader.line_num + 1
    except csv.Error:
        return [], [Fault(begun, "", _("Deze regel is niet te lezen."),
                          _("Kijk of elk aanhalingsteken dat begint ook eindigt, en bewaar het bestand als “CSV UTF-8”."))]
    return rows, []


def _in_header(header: list[str]) -> list[Fault]:
    found = [Fault(1, name, _("Deze kolom kennen we niet."), _("Kies uit: %(columns)s.") % {"columns": ", ".join(COLUMNS)})
             for name in header if name and name not in COLUMNS]
    found += [Fault(1, name, _("Deze kolom staat er twee keer."), _("Laat er één weg.")) for name in sorted(set(header))
              if name and header.count(name) > 1]
    return found + [Fault(1, name, _("Deze kolom ontbreekt."), _("Zet ze in de eerste regel.")) for name in NEEDED if name not in header]


class _Reading:
    """What was told so far, and what is wrong with it."""

    def __init__(self, known: Known, header: list[str]):
        self.known, self.header = known, header
        self.told: dict[str, Told] = {}
        self.faults: list[Fault] = []

    def take(self, line: int, cells: list[str]) -> None:
        """Read one line."""
        if len(cells) > len(self.header) and any(cell.strip() for cell in cells[len(self.header):]):
            self._wrong(line, "", _("Deze regel heeft meer cellen dan er kolommen zijn."),
                        _("Zet een tekst waarin een komma of puntkomma staat, tussen aanhalingstekens."))
            return
        said = {name: _unmasked(cell) for name, cell in zip(self.header, cells, strict=False) if name}
        code, before = said.get("code", ""), len(self.faults)
        if not _CODE.fullmatch(code):
            self._wrong(line, "code", _("Dit is geen code: “%(said)s”.") % {"said": code[:60]},
                        _("Schrijf letters, cijfers, punten of streepjes, ten hoogste 60. De code blijft altijd dezelfde."))
            return
        for name, cell in said.items():
            if without_signs(cell) != cell:
                self._wrong(line, name, _("Hier staat een teken dat niemand kan lezen."), _("Haal het weg."))
        told = self.told.get(code)
        if told is None or said.get("name"):
            told = self._institution(line, code, said, told)
        if len(self.faults) == before and any(said.get(name) for name in LENGTH):
            self._length(line, told, said)

    def refer(self) -> None:
        """What one line says of another can only be judged at the end."""
        for told in self.told.values():
            if told.successor == told.code:
                self._wrong(told.line, "successor", _("Een instelling komt niet na zichzelf."), _("Schrijf de code van een andere."))
            elif told.successor and told.successor not in self.known.codes and told.successor not in self.told:
                self._wrong(told.line, "successor", _("Geen instelling heeft de code “%(code)s”.") % {"code": told.successor},
                            _("Zet die instelling ook in het bestand, of laat de cel leeg."))
            elif told.successor and told.retired_on is None:
                self._wrong(told.line, "retired_on", _("Er is een opvolger, maar geen dag waarop deze ophield."), _("Vul de dag in."))
        self.faults.sort(key=lambda fault: fault.line)

    def _institution(self, line: int, code: str, said: dict[str, str], told: Told | None) -> Told:
        """The facts of an institution; its code may come back with the same facts, and a further length."""
        is_new = code not in self.known.codes
        facts = {name: said[name] if name == "notes" else " ".join(said[name].split()) for name in FACTS if name in said}
        if not facts.get("name"):
            self._wrong(line, "name", _("Er staat geen naam."), _("Schrijf de naam van de instelling."))
        if ("kind" in facts or is_new) and facts.get("kind") not in self.known.kinds:
            self._wrong(line, "kind", _("Deze soort kennen we niet: “%(said)s”.") % {"said": facts.get("kind", "")},
                        _("Kies uit: %(kinds)s.") % {"kinds": ", ".join(self.known.kinds)})
        if "country" in facts or is_new:
            facts["country"] = facts.get("country", "").upper() or self.known.country
            if not re.fullmatch(r"[A-Z]{2}", facts["country"]):
                self._wrong(line, "country", _("Dit is geen land: “%(said)s”.") % {"said": facts["country"][:20]},
                            _("Schrijf twee letters, zoals BE of NL."))
        for name, most in FACTS.items():
            if name != "country" and len(facts.get(name, "")) > most:
                self._wrong(line, name, _("Dit is langer dan %(most)s tekens.") % {"most": most}, _("Maak het korter."))
        one = Told(line=line, code=code, facts=facts, tells_end="retired_on" in self.header, successor=said.get("successor"),
                   retired_on=self._day(line, "retired_on", said.get("retired_on", "")))
        if told is None:
            self.told[code] = one
        elif (told.facts, told.retired_on, told.successor) != (one.facts, one.retired_on, one.successor):
            self._wrong(line, "code", _("Regel %(line)s zegt van deze code iets anders.") % {"line": told.line},
                        _("Laat één van de twee weg, of geef ze elk een eigen code."))
        return self.told[code]

    def _length(self, line: int, told: Told, said: dict[str, str]) -> None:
        rule, within, before = said.get("rule", ""), " ".join(said.get("within", "").split()), len(self.faults)
        if rule not in self.known.rules:
            self._wrong(line, "rule", _("Van deze termijn bepaalt een instelling de lengte niet zelf: “%(said)s”.") % {"said": rule[:80]},
                        _("Kies uit: %(rules)s.") % {"rules": ", ".join(self.known.rules)})
        span = None
        if within.lower() != NONE:
            try:
                span = Span.parse(within)
            except ValueError:
                self._wrong(line, "within", _("Dit is geen lengte: “%(said)s”.") % {"said": within[:40]},
                            _("Schrijf bijvoorbeeld “6 weeks” of “30 calendar days”, of “none” als het reglement niets meer zegt."))
        if span and span.count > (MOST_YEARS if span.unit == Unit.YEAR else MOST_COUNTED):
            # Its end could lie after the last day that a calendar knows: no page of a case about it would open any more.
            self._wrong(line, "within", _("Dit is langer dan een reglement zegt: “%(said)s”.") % {"said": within[:40]},
                        _("Maak het korter."))
        holds_from = self._day(line, "holds_from", said.get("holds_from", ""))
        if not said.get("holds_from"):
            self._wrong(line, "holds_from", _("Er staat niet vanaf wanneer dit geldt."), _("Schrijf de eerste dag, zoals 2025-03-01."))
        source = " ".join(said.get("source", "").split())
        if (span and not source) or len(source) > 200:
            self._wrong(line, "source", _("Er staat niet waar dit staat, of het is langer dan 200 tekens."),
                        _("Schrijf het stuk en de dag, zoals “huisregels van 1 maart 2025”."))
        confirmed = said.get("confirmed", "").lower()
        if confirmed not in _YES + _NO:
            self._wrong(line, "confirmed", _("Hier staat geen ja of nee."), _("Schrijf “yes” als iemand het in het reglement zelf las."))
        if len(self.faults) > before or holds_from is None:
            return
        if any((one.rule, one.holds_from) == (rule, holds_from) for one in told.lengths):
            self._wrong(line, "holds_from", _("Van deze termijn staat er al een lengte vanaf die dag."), _("Laat er één weg."))
            return
        told.lengths.append(OwnLength(rule=rule, within=span, source=source, holds_from=holds_from, is_confirmed=confirmed in _YES))

    def _day(self, line: int, column: str, said: str) -> date | None:
        if not said:
            return None
        if written := _ISO_DAY.fullmatch(said) or _OUR_DAY.fullmatch(said):
            try:
                return date(**{part: int(number) for part, number in written.groupdict().items()})
            except ValueError:
                pass
        self._wrong(line, column, _("Dit is geen dag: “%(said)s”.") % {"said": said[:20]}, _("Schrijf bijvoorbeeld 2025-03-01."))
        return None

    def _wrong(self, line: int, column: str, wrong: str, remedy: str) -> None:
        self.faults.append(Fault(line, column, wrong, remedy))


def _unmasked(cell: str) -> str:
    """What a cell says, without what was put before it so that no spreadsheet takes it for a formula."""
    cell = cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    return unmasked(cell).strip()
