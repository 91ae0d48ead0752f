"""What a person tells the reader about a file, where it decided wrongly; and what it remembers of that.

A correction says only what was corrected: everything else is found out again, because a header is
found anew once the columns are separated rightly.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from analytics.errors import UnreadableFile
from analytics.files.reading import examine
from analytics.files.table import UNTOLD, Layout, SourceTable

_DIGITS = re.compile(r"\d+")
_MOST_ROWS = 10_000  # above the header or below the data; a larger number is a slip


@dataclass(frozen=True)
class Correction:
    """The decisions of the reader that a person overrules; None leaves one to the reader.

    ``skip_rows`` counts the lines above the header, ``footer_rows`` the rows below the data. ``quote``
    may be ``""`` for none.

    >>> Correction(delimiter=";").told(Layout("csv", delimiter=",", quote="'")).quote
    "'"
    >>> Correction.from_values({"delimiter": ";", "newer": 1}), bool(Correction())
    (Correction(encoding=None, delimiter=';', quote=None, header_rows=None, skip_rows=None, footer_rows=None), False)
    """

    encoding: str | None = None
    delimiter: str | None = None
    quote: str | None = None
    header_rows: int | None = None
    skip_rows: int | None = None
    footer_rows: int | None = None

    def __bool__(self) -> bool:
        return bool(self.values())

    def values(self) -> dict[str, Any]:
        """What is corrected, as JSON can hold it."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Correction:
        """The correction that ``values`` wrote; what is unknown is left aside."""
        return cls(**{name: value for name, value in values.items() if name in cls.__dataclass_fields__})

    def told(self, found: Layout) -> Layout:
        """The layout to read by, where ``found`` is what the reader decided by itself.

        Raises ``UnreadableFile`` for an encoding that does not exist and for signs that cannot part cells.
        """
        self._check()
        if self.quote is not None:
            quote, escape = self.quote, self.quote
        else:
            quote, escape = found.quote or '"', found.escape or '"'
        return replace(
            UNTOLD,
            format=found.format,
            sheet=found.sheet,
            member=found.member,
            encoding=self.encoding or "",
            delimiter=self.delimiter or (found.delimiter if self.quote is not None else ""),
            quote=quote,
            escape=escape,
            header_rows=_or_open(self.header_rows),
            skip_rows=_or_open(self.skip_rows),
            footer_rows=_or_open(self.footer_rows),
        )

    def _check(self) -> None:
        if self.encoding is not None and not _is_text_encoding(self.encoding):
            raise UnreadableFile(f"There is no encoding called {self.encoding}. Try utf-8, cp1252 or utf-16.")
        signs = (self.delimiter or "") + (self.quote or "")
        if any(sign in signs for sign in "\r\n\0") or len(self.quote or "") > 1 or len(self.delimiter or "") > 10:
            raise UnreadableFile("Columns are separated by one to ten signs on a line, and a quote is a single sign.")
        if self.delimiter and self.delimiter == self.quote:
            raise UnreadableFile("The sign between columns and the sign around text cannot be the same.")
        if max(self.header_rows or 0, self.skip_rows or 0, self.footer_rows or 0) > _MOST_ROWS:
            raise UnreadableFile(
                f"More than {_MOST_ROWS:,} rows around a table cannot be left out. Cut them in the file."
            )


def reread(table: SourceTable, correction: Correction) -> SourceTable:
    """The same table read as the person says. Raises ``UnreadableFile`` where that gives no table."""
    if not correction:
        return table
    name = table.name if not table.layout.member else table.name.rpartition(": ")[0]
    return examine(table.path, name, correction.told(table.layout))[0]


def series_of(table: SourceTable) -> str:
    """What next month's file of the same export shares with this one: its name, numbers left open.

    >>> from pathlib import Path
    >>> series_of(SourceTable(Path("x"), "Orders 2024-05.csv", Layout("csv"), (), (), ()))
    'orders #-#.csv/'
    """
    return f"{_DIGITS.sub('#', table.name.casefold())}/{table.layout.sheet}"


def as_remembered(table: SourceTable, remembered: Mapping[str, Any]) -> SourceTable:
    """The table read as a file of its series was corrected before; as found where that does not fit it."""
    values = remembered.get(series_of(table))
    if not values:
        return table
    try:
        return reread(table, Correction.from_values(values))
    except UnreadableFile:
        return table


def _or_open(rows: int | None) -> int:
    """The number that was told, or the sign for "find it out"."""
    return -1 if rows is None else max(0, rows)


def _is_text_encoding(name: str) -> bool:
    """Whether Python knows an encoding of text by this name (``zip`` and ``rot13`` are none)."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return bool(getattr(codec, "_is_text_encoding", True)) and codec.name != "undefined"
