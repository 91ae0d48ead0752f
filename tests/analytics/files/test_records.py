"""Cells out of lines, however badly the quotes are set."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from analytics.files.dialects import Dialect
from analytics.files.records import read_records

STANDARD = Dialect()


def cells(text: str, width: int = 0, dialect: Dialect = STANDARD) -> list[list[str]]:
    """The cells of every record of a text."""
    return [record.cells for record in read_records(io.StringIO(text, newline="\n"), dialect, width)]


def test_a_quoted_cell_may_hold_delimiters_quotes_and_lines() -> None:
    assert cells('1,"a, ""b""\nc"\n2,d\n') == [["1", 'a, "b"\nc'], ["2", "d"]]


def test_records_know_their_number_and_their_lines() -> None:
    records = list(read_records(['a,"x\n', 'y"\n', "\n", "b,z\n"], STANDARD, width=2))
    assert [(record.number, record.lines) for record in records] == [(1, 2), (2, 1), (3, 1)]


def test_a_quote_within_a_cell_is_text() -> None:
    assert cells('5" tube,ok\n"6" tube",ok\n', 2) == [['5" tube', "ok"], ['6" tube', "ok"]]


def test_a_quote_that_never_closes_ends_with_its_line() -> None:
    assert cells('"1,a\n2,b\n3,c\n', 2) == [['"1', "a"], ["2", "b"], ["3", "c"]]


def test_an_extra_quote_before_the_end_stays_in_its_row() -> None:
    assert cells('"a"","b"\n"c","d"\n', 2) == [['a"', "b"], ["c", "d"]]


def test_a_missing_delimiter_between_quoted_cells_is_put_in() -> None:
    assert cells('"a""b","c"\n', 3) == [["a", "b", "c"]]


def test_a_row_wholly_in_another_delimiter_is_read_in_it() -> None:
    assert cells('"a","b","c"\n"1";"2";""\n', 3) == [["a", "b", "c"], ["1", "2", ""]]


def test_a_last_line_cut_off_within_quotes_keeps_what_is_there() -> None:
    assert cells('"a","b"\n"1","tw', 2) == [["a", "b"], ["1", "tw"]]


def test_blanks_around_quotes_are_no_part_of_the_cell() -> None:
    assert cells('1, "6,000" ,x\n', 3) == [["1", "6,000", "x"]]


def test_backslash_escapes_and_delimiters_of_several_characters() -> None:
    assert cells('"a \\"b\\" c","d"\n', 2, Dialect(",", '"', "\\")) == [['a "b" c', "d"]]
    assert cells('"a||b"||c\n', 2, Dialect("||")) == [["a||b", "c"]]


def test_many_broken_quotes_cost_little() -> None:
    text = "id,t\n" + "".join(f'"{n},x\n' for n in range(20_000))
    assert len(cells(text, 2)) == 20_001


@given(st.lists(st.lists(st.text('ab",;\n x', max_size=6), min_size=2, max_size=2), min_size=1, max_size=6))
def test_what_the_standard_writes_is_read_back(rows: list[list[str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
    assert cells(file.getvalue(), 2) == rows


def test_a_backslash_makes_a_delimiter_text_where_that_gives_a_row() -> None:
    bars = Dialect("|", '"', '"')
    assert cells("1|a\\|b|x\n2|C:\\|x\n", 3, bars) == [["1", "a|b", "x"], ["2", "C:\\", "x"]]
    assert cells("1|a\\|b|x\n", 0, bars) == [["1", "a\\", "b", "x"]]
