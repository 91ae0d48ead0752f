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


SINGLE = {
    "addresses below a header": ["Email", "ann@example.com", "bob.ray@example.org", "c+news@example.net"],
    "addresses alone": ["ann@example.com", "bob.ray@example.org"],
    "links": ["page", "https://shop.example.com/p/1?a=1&b=2", "https://shop.example.com/p/2?a=7&b=4"],
    "times": ["time", "09:01:13", "09:02:13", "10:03:59"],
    "days with times": ["started at", "2026-03-14 09:01:13", "2026-03-15 09:02:13", "2026-03-16 10:03:59"],
    "names of people": ["Customer name", "Ann Ray", "Bob Low", "Cy Fox"],
    "amounts": ["price", "$5.50", "$6.50", "$7.10"],
    "shares": ["rate", "5.5%", "6.5%", "7%"],
    "ranges": ["age", "18~25", "26~40", "41~60"],
    "tags": ["tag", "#one", "#two", "#three"],
    "folders": ["path", "C:\\data\\a.txt", "C:\\data\\b.txt", "C:\\data\\c.txt"],
    "pairs of key and value": [f"time=2026-03-14T09:0{n}:00.1Z level=INFO path=/ status=200" for n in range(4)],
}


@pytest.mark.parametrize("values", SINGLE.values(), ids=SINGLE.keys())
def test_a_sign_within_values_is_no_delimiter(values: list[str]) -> None:
    delimiter = find_dialect([f"{value}\n" for value in values]).delimiter
    assert not any(delimiter in value for value in values)


@pytest.mark.parametrize("delimiter", ":=@&$%!#*\\")
def test_a_header_that_is_parted_speaks_for_an_odd_delimiter(delimiter: str) -> None:
    rows = [["id", "name", "amount"], *[[str(n), f"Ann{n}", str(3 * n)] for n in range(9)]]
    assert find_dialect([delimiter.join(row) + "\n" for row in rows]).delimiter == delimiter


def test_several_cells_speak_for_an_odd_delimiter_without_a_header() -> None:
    lines = [f"u{n}:x:{n}:{n}:User {n}:/home/u{n}:/bin/sh\n" for n in range(1, 9)]
    assert find_dialect(lines).delimiter == ":"


def test_quotes_around_every_cell_speak_for_a_blank() -> None:
    assert find_dialect(['"name" "city"\n', '"Ann Ray" "Rome"\n', '"Bob Low" "New York"\n']).delimiter == " "


def test_a_key_and_its_value_on_every_line_are_parted() -> None:
    assert find_dialect(["YEAR: 2026\n", "HOLDER: the authors\n"]).delimiter == ": "


def test_a_small_table_among_more_lines_of_text_tells_the_delimiter() -> None:
    text = ["a line" + " and more" * n + " of a letter\n" for n in range(9)]
    table = ["id,day,city,amount,kind\n", "1,2024-05-01,Rome,3.50,a\n", "2,2024-05-02,Oslo,4.50,b\n"]
    assert find_dialect([*text, *table, *text, "in all: 2,8.00\n"]).delimiter == ","
    assert find_dialect([*text, *table[1:], *text]).delimiter != ","  # two lines alike are chance
