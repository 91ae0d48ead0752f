"""Finding delimiter, quote and escape from a sample of lines."""

from __future__ import annotations

import pytest

from analytics.files.dialects import ALIGNED, Dialect, find_dialect


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~", "§", "\x1f", "||", "::", ", ", "\t\t", " "])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [
        ["id", "placed", "amount", "city"],
        *[[str(n), f"2024-05-{n:02}", f"{n}.50", "Rome"] for n in range(10, 20)],
    ]
    assert find_dialect([delimiter.join(row) + "\n" for row in rows]).delimiter == delimiter


def test_decimal_commas_do_not_delimit() -> None:
    assert find_dialect(["A;B\n", "1;2,5\n", "3;4,5\n"]).delimiter == ";"
    assert find_dialect(["1,5;2,5\n", "3,1;4,2\n", "7,3;1,1\n"]).delimiter == ";"


def test_commas_within_sentences_do_not_delimit() -> None:
    lines = ["comment\n", "Well, it broke\n", "Never again\n", "Slow, rude, late\n", "ok\n", "Fine I guess\n"]
    dialect = find_dialect(lines)
    assert not any(dialect.delimiter in line for line in lines)


def test_text_aligned_in_columns_is_parted_at_runs_of_blanks() -> None:
    lines = [f" {n:05} 1997010{n}  1   {n}1.77\n" for n in range(1, 8)]
    assert find_dialect(lines) == Dialect(ALIGNED, "", "")


def test_blanks_in_text_do_not_beat_commas() -> None:
    lines = ["id,subject\n", "1,cannot log in\n", "2,cannot log out\n", "3,cannot pay now\n"]
    assert find_dialect(lines).delimiter == ","


def test_a_quote_that_stands_around_cells_is_found() -> None:
    assert find_dialect(["'a';'b'\n", "'1;2';'x'\n"]).quote == "'"
    assert find_dialect(["it's,b\n", "that's,2\n"]).quote == '"'


def test_backslashes_before_quotes_escape_them() -> None:
    lines = ['"id","text"\n', '"1","say \\"hi\\" now"\n', '"2","x"\n']
    assert find_dialect(lines) == Dialect(",", '"', "\\")


def test_backslashes_at_the_end_of_a_cell_do_not() -> None:
    lines = ['"id","folder"\n', '"1","C:\\data\\"\n', '"2","say ""hi"" now"\n']
    assert find_dialect(lines).escape == '"'


def test_lines_within_a_quoted_cell_belong_to_their_row() -> None:
    lines = ['"first\n', "\tline\n", '",b,c\n', "d,e,f\n"]
    assert find_dialect(lines).delimiter == ","


def test_single_quotes_can_hold_line_breaks_too() -> None:
    lines = ["'id','word','text'\n", "'1','a','one\n", "two'\n", "'2','b','ok one\n", "two'\n", "'3','c','ok'\n"]
    assert find_dialect(lines) == Dialect(",", "'", "'")
