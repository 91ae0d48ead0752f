"""Whether the figures of a row are the sums of those above it: what a total shows where it lacks nothing that other rows have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from analytics.files.row_shapes import Row

_ROUNDED = Decimal("0.001")  # of the sum, and half of the last digit for each row, may be lost by rounding
_LEAST_ROWS = 2
_ADDED = re.compile(r"[^\W\d_]{0,3}[\s$€£¥₹(]*[-+−]?[\s$€£¥₹]*\d[\d.,'\s\u00a0]*\)?-?\s*(?:[^\W\d_]{0,3}|[$€£¥₹])")


def adds_up(row: Row, above: Sequence[Row]) -> bool:
    """Whether at least half of the row's figures are sums of their columns; rates and times are none.

    >>> rows = [["Ann", "1,200", "3"], ["Bob", "800", "5"]]
    >>> adds_up(["Total", "2,000", "8"], rows), adds_up(["Total", "1,500", "8.1"], rows)
    (True, False)
    """
    places = [place for place, cell in enumerate(row) if _ADDED.fullmatch(cell.strip())]
    if len(above) < _LEAST_ROWS or not places or any(_is_among_words(above, place) for place in places):
        return False
    sums = sum(any(_is_sum(row, above, place, decimal) for decimal in ".,") for place in places)
    return 2 * sums >= len(places)


def _is_among_words(above: Sequence[Row], place: int) -> bool:
    """Whether most of what stands above is no figure: then nothing was added up."""
    cells = [other[place] for other in above if place < len(other) and other[place].strip()]
    return 2 * sum(any(map(str.isdigit, cell)) for cell in cells) < len(cells)


def _is_sum(row: Row, above: Sequence[Row], place: int, decimal: str) -> bool:
    """Whether the figure at a place is what stands above it there, read with this sign before the decimals."""
    cells = [other[place] for other in above if place < len(other) and any(map(str.isdigit, other[place]))]
    values = [_value(cell, decimal) for cell in [row[place], *cells]]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or not known[0] or len(cells) < _LEAST_ROWS:
        return False
    last_digit = Decimal(1).scaleb(min(int(value.as_tuple().exponent) for value in known))
    most = min(abs(known[0]) * _ROUNDED, last_digit * len(cells) / 2)
    return abs(known[0] - sum(known[1:])) <= most


def _value(cell: str, decimal: str) -> Decimal | None:
    """The number in the cell; None where it holds none of this writing."""
    digits = re.sub(rf"[^\d{re.escape(decimal)}]", "", cell).replace(decimal, ".")
    negative = any(sign in cell for sign in "-−") or cell.strip().startswith("(")
    try:
        return Decimal(f"-{digits}" if negative else digits) if _ADDED.fullmatch(cell.strip()) else None
    except InvalidOperation:
        return None
