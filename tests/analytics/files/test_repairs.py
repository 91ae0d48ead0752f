"""Cells put back under their columns."""

from __future__ import annotations

from analytics.files.cell_kinds import ColumnShapes
from analytics.files.dialects import Dialect
from analytics.files.repairs import settled

ROWS = [[str(n), "Smith", f"2024-05-{n}", "rather slow, I think"] for n in range(10, 30)]
SHAPES = ColumnShapes(ROWS, 4)
COMMA = Dialect()


def test_empty_cells_beyond_the_table_are_dropped() -> None:
    row = ["1", "Ann", "2024-05-01", "ok then"]
    assert settled([*row, "", ""], "", COMMA, SHAPES) == row


def test_an_empty_cell_too_many_is_taken_out() -> None:
    assert settled(["1", "", "Ann", "2024-05-01", "ok"], "", COMMA, SHAPES) == [
        "1",
        "Ann",
        "2024-05-01",
        "ok",
    ]


def test_a_missing_cell_leaves_its_gap_where_it_belongs() -> None:
    assert settled(["1", "2024-05-01", "ok then"], "", COMMA, SHAPES) == ["1", "", "2024-05-01", "ok then"]


def test_a_cell_torn_by_an_unquoted_delimiter_is_joined() -> None:
    torn = ["1", "Smith", " John", "2024-05-01", "ok then"]
    assert settled(torn, "", COMMA, SHAPES) == ["1", "Smith, John", "2024-05-01", "ok then"]


def test_a_sentence_torn_several_times_is_whole_again_where_blanks_tell() -> None:
    # No cell of this table begins with a blank; here exactly as many do as there are cells too many.
    texts = ColumnShapes([["id 1", "good service", "by phone"]] * 20, 3)
    assert settled(["id 2", "good agent", " bad bot", " fix it", "by chat"], "", COMMA, texts) == [
        "id 2", "good agent, bad bot, fix it", "by chat",
    ]  # fmt: skip
    # Where cells begin with blanks anyhow, they tell nothing.
    padded = ColumnShapes([["id 1", " good service", " by phone"]] * 20, 3)
    row = ["id 2", " good agent", " by chat", "or not"]
    assert settled(row, "", COMMA, padded) == row


def test_an_unclear_row_is_left_as_it_is() -> None:
    texts = ColumnShapes([["one word", "two words"]] * 20, 2)
    assert settled(["a b", "c d", "e f"], "", COMMA, texts) == ["a b", "c d", "e f"]


def test_few_rows_tell_too_little() -> None:
    few = ColumnShapes(ROWS[:2], 4)
    row = ["1", "", "Ann", "2024-05-01", "ok"]
    assert settled(row, "", COMMA, few) == row


def test_no_text_is_ever_lost() -> None:
    for row in (
        ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        ["x"],
        ["", "", "2024-05-01", "a b", "c", "d"],
    ):
        kept = "".join(settled(row, ",".join(row), COMMA, SHAPES)).replace(",", "")
        assert kept == "".join(row)
