"""Totals and notes below the data of an export."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median_high

from analytics.files.adding_up import adds_up
from analytics.files.cell_kinds import kind_of
from analytics.files.remarks import remarks_below
from analytics.files.row_shapes import Row, filled
from analytics.files.totals import group_of, is_average, is_balance, is_figure

_NOTE = re.compile(r"(?i)\W*(source|note|notes|footnote|quelle|generated|exported|copyright|©|confidential|\*|end of)")
_FEW = 2  # cells: a row that has no more tells little by the ones that it lacks
_MOST_REMARKS = 20
_LOOKED_AT = 2_000  # rows


def rows_below(body: Sequence[Row], width: int) -> int:
    """Rows after the data: totals and notes, counted from the end.

    >>> body = [["Ann", "Rome", "1"], ["Bob", "Oslo", "2"], ["Total", "", "3"], ["next: May", "", ""]]
    >>> rows_below(body, 3)
    2
    """
    remarks = remarks_below(body)
    body = body[: len(body) - remarks]
    margin = min((place for row in body for place, cell in enumerate(row) if cell.strip()), default=0)
    body, width = [row[margin:] for row in body], width - margin
    usual = median_high([_told(row) for row in body[:_LOOKED_AT]] or [0])
    below = _below_a_total(body[1:][-_MOST_REMARKS:], width, usual)
    while below + 1 < len(body):
        *above, row = body[: len(body) - below]
        if not _is_footer(row, width, usual) and not _is_sum(row, above):
            break
        below += 1
    return remarks + below


def _told(row: Row) -> int:
    """How many cells tell something; "--" and its like are missing ones."""
    return sum(kind_of(cell) != "empty" for cell in row)


def _below_a_total(end: Sequence[Row], width: int, usual: int) -> int:
    """The total and the remarks in single cells beneath it, however short these are; 0 where data follows a total."""
    found = 0
    for count, row in enumerate(reversed(end), start=1):
        if _is_total(row, width, usual):
            found = count
        elif usual <= _FEW or filled(row) != 1:
            break
    return found


def _is_footer(row: Row, width: int, usual: int) -> bool:
    """Whether a row is a total or a note rather than a record of the table."""
    first = next((cell for cell in row if cell.strip()), "")
    if _is_total(row, width, usual):
        return True
    if width > 3 and len(row) <= width / 2 and _NOTE.match(first) and " " in first.strip():
        return True
    alone = width > 2 and usual > _FEW and filled(row) == 1 and row[0] == first
    sentence = " " in first.strip() and len(first) > (12 if len(row) == 1 else 40)
    return alone and bool(_NOTE.match(first) or sentence)


def _is_total(row: Row, width: int, usual: int) -> bool:
    """Whether a label says that the row adds up others or closes them, with fewer cells than these and nothing but figures beside it."""
    cells = [cell for cell in row if kind_of(cell) != "empty"]
    label = next(iter(cells), "")
    if len(cells) > 1 and kind_of(label) == "date" and " " in cells[1].strip() and is_balance(cells[1]):
        label = cells[1]  # an account is closed on a day; a single word there may be what somebody bought
    rest = [cell for cell in cells if cell != label]  # a label in merged cells stands in each of them
    labelled = group_of(label) is not None or is_balance(label) or is_average(label)
    return width > 1 and labelled and all(map(is_figure, rest)) and len(rest) + 1 < max(usual, _FEW) + (width == _FEW)


def _is_sum(row: Row, above: Sequence[Row]) -> bool:
    """Whether the row adds up all above it: its label says so, or is missing where all of these have one."""
    label, *rest = row
    named = group_of(label) == "" if label.strip() else all(other[0].strip() for other in above)
    return named and all(map(_is_sum_or_rate, rest)) and adds_up(row, above)


def _is_sum_or_rate(cell: str) -> bool:
    return is_figure(cell) and kind_of(cell) != "date"
