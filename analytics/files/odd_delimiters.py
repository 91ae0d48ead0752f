"""Signs that part cells in some files and stand within values in most: what must speak for one before it is a delimiter.

A list of e-mail addresses agrees perfectly on its "@", one of times on its ":" and one of names on its blank, so that
agreement alone says nothing. Such a sign parts cells where the first line is parted by it as well, and is a header or
shows that several values stand beside each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analytics.files.cell_kinds import SHAPED, ColumnShapes, kind_of

_WITHIN_VALUES = frozenset(" :!&%=@$\\#*")
_MOSTLY = 0.8  # of the lines
_SEVERAL = 3  # cells: two are found in any value that holds a sign
# A time, an address or the beginning of one, an amount: what a sign is part of rather than between.
_VALUE = re.compile(r"\d:\d\d|://|\w@\w|[$#]\d|\d%|\w=")


def speaks_for(delimiter: str, lines: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether an unusual ``delimiter`` parts ``lines`` into the cells of ``rows``, mostly ``width`` of them.

    >>> [speaks_for("@", lines, [line.split("@") for line in lines], 2) for lines in (
    ...     ["mail", "ann@a.org", "bob@b.org"], ["ann@a.org", "bob@b.org"], ["id@name", "1@Ann", "2@Bob"])]
    [False, False, True]
    """
    if len(rows[0]) != width:
        return False
    if delimiter not in _WITHIN_VALUES or all(cell[:1] == cell[-1:] == '"' for cell in rows[0]):
        return True
    if delimiter in ":=" and all(len(row) == 2 and row[1][:1] == " " for row in rows):
        return True  # a key and its value on every line
    if sum(kind_of(line) in SHAPED for line in lines[1:]) >= _MOSTLY * max(1, len(lines) - 1):
        return delimiter != " " and kind_of(lines[0]) not in SHAPED and _names(rows[0])
    shaped = sum(kind in SHAPED for kind in ColumnShapes(rows[1:] or rows, width).usual)
    if delimiter == " ":
        return shaped == width or (shaped > 0 and width >= _SEVERAL)
    if _names(rows[0]):
        return True
    return width >= _SEVERAL and shaped > 0 and sum(bool(_VALUE.search(line)) for line in lines) < _MOSTLY * len(lines)


def _names(row: Sequence[str]) -> bool:
    """Whether each cell could name a column: different from the others, no figure and no value of another shape."""
    names = {cell.strip().casefold() for cell in row}
    return len(names) == len(row) and all(kind_of(name) in ("word", "text", "code") for name in names)
