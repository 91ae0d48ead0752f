"""Small questions about one row of text."""

from __future__ import annotations

from collections.abc import Sequence

Row = Sequence[str]

_LINES_OF_BOXES = frozenset(map(chr, range(0x2500, 0x2580)))
_DRAWN = frozenset(["", "-", "=", "_", "+", "*", "|", ":", " "]) | _LINES_OF_BOXES


def filled(row: Row) -> int:
    """How many cells hold something."""
    return sum(1 for cell in row if cell and cell.strip())


_RULE = frozenset("-=_+*|: \t") | _LINES_OF_BOXES
_STROKES = frozenset("-=_*") | _LINES_OF_BOXES
_SHORTEST_RULE = 3


def is_rule(row: Row) -> bool:
    """Whether the row is a line drawn with signs, as reports and lists in plain text have between their rows.

    >>> is_rule(["", "-----", ":---:"]), is_rule(["╞═════╪═══╡"]), is_rule(["-", "-", "-"])
    (True, True, False)
    """
    if not row or row[0][:1] not in _DRAWN or any(not set(cell) <= _RULE for cell in row):
        return False
    return max(map(len, row)) >= _SHORTEST_RULE and any(not _STROKES.isdisjoint(cell) for cell in row)


def trimmed(row: Row) -> Row:
    """The row without empty cells at its end."""
    end = len(row)
    while end and not row[end - 1].strip():
        end -= 1
    return row[:end]
