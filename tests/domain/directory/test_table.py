"""A table of institutions: every fault is named by its line with what to do, and what was written is read back the same."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest

from gehoor.domain.directory.comparing import compare
from gehoor.domain.directory.lengths import OwnLength
from gehoor.domain.directory.table import COLUMNS, MOST_BYTES, Known, read_bytes, read_table, write_table
from gehoor.foundation.calendars import Span
from gehoor.foundation.ids import new_id

RULE = "nl.jeugdwet.klacht/judgement"
KNOWN = Known(kinds=["school", "residential_open"], rules=[RULE], codes=["haven", "kade"], country="NL")
HEAD = "code,name,kind,place,country,address,notes,retired_on,successor,rule,within,holds_from,source,confirmed"


@dataclass
class Row:
    """A row of the directory, as far as a table knows it."""

    code: str
    name: str
    kind: str = "school"
    place: str = "Gent"
    country: str = "NL"
    address: str = ""
    notes: str = ""
    valid_to: date | None = None
    successor: "Row | None" = None
    id: UUID = field(default_factory=new_id)


def read(*lines: str, head: str = HEAD):
    return read_table("\n".join([head, *lines]), KNOWN)


def differences(*lines: str, rows: tuple = (), lengths=None, head: str = HEAD):
    told, faults = read_table("\n".join([head, *lines]), KNOWN)
    assert faults == []
    return compare(told, {row.code: row for row in rows}, lengths or {})


def test_an_institution_and_its_own_lengths_are_read():
    told, faults = read(f"haven,De Haven,residential_open,Arnhem,nl,Postbus 1,,,,{RULE},6 weeks,2025-03-01,huisregels van 1 maart 2025,yes",
                        f"haven,,,,,,,,,{RULE},4 weeks,1/3/2026,huisregels van 1 maart 2026,")
    assert faults == []
    assert (told[0].facts["name"], told[0].facts["country"], told[0].retired_on) == ("De Haven", "NL", None)
    assert [(str(one.within), one.holds_from, one.is_confirmed) for one in told[0].lengths] == [
        ("6 weeks", date(2025, 3, 1), True), ("4 weeks", date(2026, 3, 1), False)]


@pytest.mark.parametrize(("line", "column", "said"), [
    ("de haven,De Haven,school,Gent,NL", "code", "geen code"),
    ("nieuw,,school,Gent,NL", "name", "geen naam"),
    ("kade,De Kade,kasteel,Gent,NL", "kind", "school, residential_open"),
    ("kade,De Kade,school,Gent,Nederland", "country", "BE of NL"),
    (f"kade,{'x' * 201},school,Gent,NL", "name", "200 tekens"),
    (f"kade,De Kade,school,Gent,NL,,{'x' * 1001}", "notes", "1000 tekens"),
    ("kade,De Kade\x07,school,Gent,NL", "name", "Haal het weg"),
    ("kade,De \u202eKade,school,Gent,NL", "name", "Haal het weg"),
    ("kade,De Kade,school,Gent,NL,,,31/02/2026", "retired_on", "geen dag"),
    ("kade,De Kade,school,Gent,NL,,,2026-01-01,niemand", "successor", "niemand"),
    ("kade,De Kade,school,Gent,NL,,,2026-01-01,kade", "successor", "zichzelf"),
    ("kade,De Kade,school,Gent,NL,,,,haven", "retired_on", "opvolger"),
    ("kade,De Kade,school,Gent,NL,,,,,nl.awb.klacht/answer,6 weeks,2025-03-01,reglement", "rule", RULE),
    (f"kade,De Kade,school,Gent,NL,,,,,{RULE},6 weken,2025-03-01,reglement", "within", "6 weeks"),
    (f"kade,De Kade,school,Gent,NL,,,,,{RULE},9999 years,2025-03-01,reglement", "within", "langer dan"),
    (f"kade,De Kade,school,Gent,NL,,,,,{RULE},1000 weeks,2025-03-01,reglement", "within", "langer dan"),
    (f"kade,De Kade,school,Gent,NL,,,,,{RULE},6 weeks,,reglement", "holds_from", "2025-03-01"),
    (f"kade,De Kade,school,Gent,NL,,,,,{RULE},6 weeks,2025-03-01,", "source", "huisregels"),
    (f"kade,De Kade,school,Gent,NL,,,,,{RULE},6 weeks,2025-03-01,reglement,misschien", "confirmed", "yes"),
    ("kade,De Kade,school,Gent,NL,a,b,,,,,,,,nog,iets", "", "aanhalingstekens"),
])
def test_each_fault_names_its_line_its_column_and_what_to_do(line, column, said):
    _told, faults = read("haven,De Haven,school,Gent,NL", line)
    assert [(fault.line, fault.column) for fault in faults] == [(3, column)]
    assert said in str(faults[0])


def test_one_code_is_one_institution():
    _told, faults = read("kade,De Kade,school,Gent,NL", "kade,Een ander,school,Gent,NL")
    assert "Regel 2 zegt van deze code iets anders" in str(faults[0])
    _told, faults = read(f"kade,De Kade,school,Gent,NL,,,,,{RULE},6 weeks,2025-03-01,a", f"kade,,,,,,,,,{RULE},7 weeks,2025-03-01,b")
    assert [fault.line for fault in faults] == [3]


def test_a_line_counts_as_it_does_in_an_editor_also_after_a_note_of_two_lines():
    _told, faults = read('haven,De Haven,school,Gent,NL,,"een\ntwee"', "", "kade,De Kade,kasteel,Gent,NL")
    assert [fault.line for fault in faults] == [5]


@pytest.mark.parametrize(("head", "said"), [
    ("naam,kind", "Deze kolom kennen we niet"), ("code,name,name", "twee keer"), ("code,kind", "Deze kolom ontbreekt"),
])
def test_what_is_wrong_with_the_columns_is_said_first(head, said):
    _told, faults = read("a,b,c", head=head)
    assert said in str(faults[0])
    assert faults[0].line == 1


def test_what_is_no_table_is_refused():
    assert "leeg" in str(read_table("", KNOWN)[1][0])
    assert "aanhalingsteken" in str(read('kade,"De Kade')[1][0])
    assert "UTF-8" in str(read_bytes("code,name\nkade,Crèche".encode("latin-1"))[1][0])
    assert read_bytes("code,name\nkade,Crèche".encode("latin-1"))[1][0].line == 2
    assert "Knip" in str(read_bytes(b"x" * (MOST_BYTES + 1))[1][0])


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_spreadsheets_write_is_read(separator):
    text, _faults = read_bytes(("\ufeff" + "\r\n".join(separator.join(line) for line in (
        ("code", "name", "kind"), ("nieuw", "Crèche De Kade", "school")))).encode())
    told, faults = read_table(text, KNOWN)
    assert (faults, told[0].facts) == ([], {"name": "Crèche De Kade", "kind": "school", "country": "NL"})


ROWS = (Row("haven", '=HYPERLINK("x")', address="+31 26 000 00 00", notes="een, twee; drie\nvier"),
        Row("kade", "De Kade", place="Assen", valid_to=date(2026, 1, 1)), Row("later", "'-tje"))


def test_a_written_table_holds_no_formula_and_is_read_back_the_same():
    lengths = {ROWS[0].id: [OwnLength(RULE, Span.parse("6 weeks"), "@huisregels", date(2025, 3, 1), True),
                            OwnLength(RULE, None, "", date(2026, 3, 1))]}
    ROWS[1].successor = ROWS[0]
    written = write_table(ROWS, lengths)
    assert not [cell for line in written.splitlines()[1:] for cell in line.split(",") if cell[:1] in tuple("=+-@")]
    assert written.startswith(",".join(COLUMNS))
    told, faults = read_table(written, KNOWN)
    found, doubles = compare(told, {row.code: row for row in ROWS}, lengths)
    assert (faults, doubles, bool(found), found.same) == ([], [], False, 3)
    assert told[0].facts["name"] == '=HYPERLINK("x")'


def test_what_would_change_is_told_fact_by_fact():
    haven = Row("haven", "De Haven", address="Postbus 1")
    found, _faults = differences("haven,De Haven,school,Arnhem,NL,Postbus 2", "kade,De Kade,school,Assen,NL", rows=(haven,))
    assert [one.code for one in found.new] == ["kade"]
    assert found.changed[0].facts == (("place", "Gent", "Arnhem"), ("address", "Postbus 1", "Postbus 2"))
    assert found.counts == {"new": 1, "changed": 1, "retired": 0, "opened": 0, "lengths": 0}


def test_a_column_that_isnt_there_changes_nothing():
    haven = Row("haven", "De Haven", address="Postbus 1", notes="Bel na 9 uur", valid_to=date(2026, 1, 1))
    found, _faults = differences("haven,De Haven", rows=(haven,), head="code,name")
    assert (bool(found), found.same) == (False, 1)


def test_who_is_not_in_the_file_stays_and_who_has_a_day_ends():
    haven, kade = Row("haven", "De Haven"), Row("kade", "De Kade", valid_to=date(2026, 1, 1))
    found, _faults = differences("haven,De Haven,school,Gent,NL,,,2026-02-01,kade", rows=(haven, kade))
    assert [one.code for one in found.retired] == ["haven"]
    assert not found.opened
    again, _faults = differences("kade,De Kade,school,Gent,NL", rows=(haven, kade))
    assert [one.code for one in again.opened] == ["kade"]


def test_only_lengths_that_arent_there_yet_are_told():
    haven = Row("haven", "De Haven")
    line = f"haven,De Haven,school,Gent,NL,,,,,{RULE},6 weeks,2025-03-01,huisregels,"
    known = {haven.id: [OwnLength(RULE, Span.parse("6 weeks"), "huisregels", date(2025, 3, 1))]}
    assert not differences(line, rows=(haven,), lengths=known)[0]
    other, _faults = differences(line.replace("6", "8", 1), rows=(haven,), lengths=known)
    assert [str(length.within) for _one, length in other.lengths] == ["8 weeks"]


def test_two_open_ones_of_one_name_at_one_place_are_refused_and_in_two_places_they_are_not():
    haven = Row("haven", "De Haven")
    assert [fault.line for fault in differences("kade,de haven,school,gent,NL", rows=(haven,))[1]] == [2]
    assert differences("kade,De Haven,school,Assen,NL", rows=(haven,))[1] == []
    assert differences("kade,De Haven,school,Gent,NL,,,2026-01-01", rows=(haven,))[1] == []
    assert differences("haven,De Kade,school,Gent,NL", "kade,De Haven,school,Gent,NL", rows=(haven,))[1] == [], "the name was given up"


def test_the_same_file_against_another_directory_has_another_mark():
    line = "haven,De Haven,school,Gent,NL,Postbus 2"
    marks = {differences(line, rows=(Row("haven", "De Haven", address=address),))[0].mark for address in ("", "Postbus 1", "")}
    assert len(marks) == 2
