"""Totals and notes below the data of an export."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.files.row_shapes import Row, filled
from analytics.files.totals import group_of, is_figure

_NOTE = re.compile(r"(?i)\W*(source|note|notes|footnote|quelle|generated|exported|copyright|©|confidential|\*|end of)")


def rows_below(body: Sequence[Row], width: int) -> int:
    """Rows after the data: totals and notes, counted from the end."""
    usual = sorted(filled(row) for row in body)[len(body) // 2] if body else 0
    below = 0
    for row in reversed(body[1:]):
        if not is_footer(row, width, usual):
            break
        below += 1
    return below


def is_footer(row: Row, width: int, usual: int) -> bool:
    """Whether a row is a total or a note rather than a record of the table."""
    first = next((cell for cell in row if cell.strip()), "")
    figures = all(is_figure(cell) for cell in row if cell.strip() and cell is not first)
    if width > 1 and group_of(first) is not None and figures and filled(row) < max(usual, 2) + (width == 2):
        return True
    if width > 3 and len(row) <= width / 2 and _NOTE.match(first) and " " in first.strip():
        return True
    alone = width > 2 and usual > 2 and filled(row) == 1 and row[0] == first
    sentence = " " in first.strip() and len(first) > (12 if len(row) == 1 else 40)
    return alone and bool(_NOTE.match(first) or sentence)
