"""What reading did to single rows: counted, with the first row numbers, in words for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Literal

Oddity = Literal[
    "repeated", "title", "subtotal", "blank", "rule", "long mended", "short mended", "other delimiter", "long", "short"
]

# What stands behind "3 rows" or "1 row"; none of them loses text that was in the file, or it is told.
_WORDS: dict[Oddity, str] = {
    "repeated": "repeated the header and were left out",
    "title": "repeated the lines above the header and were left out",
    "subtotal": "added up others and were left out",
    "blank": "held separators but no text and were left out",
    "rule": "held nothing but a drawn line and were left out",
    "long mended": "had a cell too many; the cells were put back under their columns",
    "short mended": "had a cell too few; the cells were put back under their columns",
    "other delimiter": "were separated by another sign than the rest and were read by it",
    "long": "had more cells than the header; the further cells are kept in columns of their own",
    "short": "had fewer cells than the header; the missing ones are empty",
}
_SINGULAR = (("were left", "was left"), ("were separated", "was separated"), ("and were read", "and was read"))
SHOWN = 5  # row numbers that a sentence names
_QUOTED = 20  # rows left out whose text is kept
_LONGEST_QUOTE = 120  # characters
_QUOTE_OF: dict[Oddity, str] = {
    "subtotal": "between the data (a subtotal)",
    "title": "between the data (the title of a page)",
}


def quote_of(cells: Sequence[str]) -> str:
    """The text of a row, cut short.

    >>> quote_of(["Total", "", " 12 "])
    'Total 12'
    """
    text = " ".join(cell.strip() for cell in cells if cell.strip())
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 3] + "..."


class RowNotes:
    """A tally that fills while rows are read.

    >>> notes = RowNotes()
    >>> for number in (5, 9, 31, 40, 41, 77):
    ...     notes.add("long mended", number)
    >>> notes.add("repeated", 12)
    >>> notes.sentences()[0]
    '1 row repeated the header and was left out (row 12)'
    >>> notes.sentences()[1].rpartition(" (")[2]
    'rows 5, 9, 31, 40, 41, ...)'
    """

    def __init__(self) -> None:
        self._counts: Counter[Oddity] = Counter()
        self._first: dict[Oddity, list[int]] = {}
        self._quotes: list[str] = []

    def add(self, oddity: Oddity, number: int) -> None:
        """Count the row with this number in the file."""
        self.add_many(oddity, 1, (number,))

    def leave_out(self, oddity: Oddity, number: int, cells: Sequence[str]) -> None:
        """Count a row with text of its own that is no row of the table, and keep its text."""
        self.add(oddity, number)
        if len(self._quotes) < _QUOTED:
            self._quotes.append(f"row {number} {_QUOTE_OF[oddity]}: {quote_of(cells)}")

    def quotes(self) -> tuple[str, ...]:
        """In words, the rows with text that were left out from between the others: the first of them."""
        return tuple(self._quotes)

    def __contains__(self, oddity: Oddity) -> bool:
        return self._counts[oddity] > 0

    def add_many(self, oddity: Oddity, count: int, first: Iterable[int]) -> None:
        """Count rows of which only the first numbers are known."""
        self._counts[oddity] += count
        shown = self._first.setdefault(oddity, [])
        shown.extend(islice(first, SHOWN - len(shown)))

    def sentences(self) -> tuple[str, ...]:
        """One sentence per oddity that was met."""
        return tuple(self._sentence(oddity) for oddity in _WORDS if self._counts[oddity])

    def _sentence(self, oddity: Oddity) -> str:
        count, words = self._counts[oddity], _WORDS[oddity]
        if count == 1:
            for plural, singular in _SINGULAR:
                words = words.replace(plural, singular)
            return f"1 row {words} (row {self._first[oddity][0]:,})"
        shown = ", ".join(f"{number:,}" for number in self._first[oddity])
        return f"{count:,} rows {words} (rows {shown}{', ...' if count > SHOWN else ''})"
