"""Small questions about one row of text."""

from __future__ import annotations

from collections.abc import Sequence

Row = Sequence[str]


def filled(row: Row) -> int:
    """How many cells hold something."""
    return sum(1 for cell in row if cell and cell.strip())


def trimmed(row: Row) -> Row:
    """The row without empty cells at its end."""
    end = len(row)
    while end and not row[end - 1].strip():
        end -= 1
    return row[:end]
