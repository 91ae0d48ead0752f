"""What a cell looks like, from its text alone: enough to tell names from values.

Reading needs no types, but a sense of shape: which delimiter leaves whole numbers and dates, which
row is a header over a column of amounts, where a shifted row falls back into place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import log
from typing import Literal

CellKind = Literal["empty", "number", "date", "time", "address", "code", "word", "text"]

_SHAPES: tuple[tuple[CellKind, re.Pattern[str]], ...] = (
    (
        "number",
        re.compile(
            r"[-+(]?\s?(?:[A-Z]{2,3}\s)?(?:R?[$€£¥₹৳])?\s?[-+]?(?:\d{1,3}(?:[ ,.'\u00a0]\d{3})+|\d+)?"
            r"(?:[.,]\d+)?(?<=\d)(?:[eE][-+]?\d+)?\s?[%$€£¥]?\)?"
        ),
    ),
    (
        "date",
        re.compile(
            r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ,]+\d{2,4}"
            r"|[A-Za-z]{3,9}\.? \d{1,2},? \d{4})(?:[T ,]+\d{1,2}:\d{2}.*)?"
        ),
    ),
    ("time", re.compile(r"-?\d{1,4}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[AaPp][Mm])?")),
    ("address", re.compile(r"[^\s@]+@[^\s@]+\.\w+|(?:https?://|www\.)\S+|\d{1,3}(?:\.\d{1,3}){3}")),
    ("code", re.compile(r"(?=.*\d)[\w#./:+-]{2,64}")),
    ("word", re.compile(r"[^\W\d_]+")),
)
_NOTHING = frozenset({"na", "n/a", "#n/a", "nan", "null", "none", "nil", "-", "--", "?", ".", "(null)", "missing"})
SHAPED: frozenset[CellKind] = frozenset({"number", "date", "time", "address"})


@lru_cache(maxsize=65536)
def _kind_of_short(text: str) -> CellKind:
    for kind, shape in _SHAPES:
        if shape.fullmatch(text):
            return kind
    return "text"


def kind_of(cell: str) -> CellKind:
    """The shape of one cell; words for "no value" count as empty.

    >>> [kind_of(cell) for cell in ("", "1,234.50", "2024-05-01 10:00", "7:05", "a@b.org")]
    ['empty', 'number', 'date', 'time', 'address']
    >>> [kind_of(cell) for cell in ("C-0042", "Paris", "Please call me")]
    ['code', 'word', 'text']
    """
    text = cell.strip()
    if not text or (len(text) < 8 and text.casefold() in _NOTHING):
        return "empty"
    return _kind_of_short(text) if len(text) <= 80 else "text"


class ColumnShapes:
    """How the cells of each column usually look, learned from sample rows.

    >>> shapes = ColumnShapes([["1", "Ann"], ["2", "Bob"], ["3", "Cy"]], width=2)
    >>> shapes.usual
    ('number', 'word')
    >>> shapes.fit(["4", "Dee"]) > shapes.fit(["Dee", "4"])
    True
    """

    def __init__(self, rows: Iterable[Sequence[str]], width: int) -> None:
        """Learn from ``rows`` of text; cells beyond ``width`` columns are left aside."""
        self.width = width
        self.rows = 0
        self.begins_with_blank = False  # any cell
        self._counts: list[Counter[CellKind]] = [Counter() for _ in range(width)]
        for row in rows:
            self.rows += 1
            for counter, cell in zip(self._counts, row, strict=False):
                counter[kind_of(cell)] += 1
                self.begins_with_blank = self.begins_with_blank or cell[:1] == " "
        self.usual: tuple[CellKind, ...] = tuple(self._usual(counter) for counter in self._counts)

    @staticmethod
    def _usual(counter: Counter[CellKind]) -> CellKind:
        """The kind of at least four fifths of the filled cells, else ``text``; ``empty`` without any."""
        filled = {kind: count for kind, count in counter.items() if kind != "empty"}
        if not filled:
            return "empty"
        kind = max(filled, key=lambda each: filled[each])
        return kind if filled[kind] >= 0.8 * sum(filled.values()) else "text"

    def fit(self, row: Sequence[str]) -> float:
        """How likely a row of this shape is: a sum of log shares, with one cell in fifty unusual."""
        total = 0.0
        for counter, cell in zip(self._counts, row, strict=False):
            seen = sum(counter.values())
            total += log((counter[kind_of(cell)] + 0.02) / (seen + 0.16))
        return total
