"""The columns of a source table as recognition sees them: plain names, and what the values look like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from analytics.files.kinds import FieldType
from analytics.files.lexicon import concepts, without_marks
from analytics.files.table import SourceTable
from analytics.files.times import formats_like
from analytics.files.yes_no import EITHER

_NUMBER = re.compile(
    r"^[-+(\s\u2212]*(?:[A-Za-z]{0,3}\.?\s?[^\w\s.,()-]?\s?)?[-+]?(\d[\d.,'\s\u00a0\u202f]*\d|\d|[.,]\d+)"
    r"\s?(?:[%A-Za-z]{0,3}|\W)[\s)-]*$"
)
_DURATION = re.compile(
    r"^-?(\d+\s*[a-zí]*[,.\s]\s*\+?)?\d+:\d{1,2}(:\d{1,2}(\.\d+)?)?(\s*(hrs?|hours?|h|std)\.?)?$"
    r"|^-?p?(t?\d+([.,]\d+)?\s*(w|d|h|m|s|std|uur|weeks?|days?|hours?|hrs?|minut[a-z]*|mins?|second[a-z]*|secs?|"
    r"woche[a-z]*|tage?n?|stunden?|sekunden?|semaines?|jours?|heures?|semanas?|d[ií]as?|horas?|segundos?|settiman[ae]|"
    r"giorn[io]|or[ae]|weken|dag(en)?|uren)\.?([\s,:]|and|und|et|y|e|en)*)+$",
    re.IGNORECASE,
)
_NOTHING = frozenset(["", "null", "nan", "n/a", "na", "none", "-", "--", "\\n", "#n/a", "nat", "?"])

# Where a document keeps the fields of a record, and the objects in it that are known by their name.
_WRAPPED_IN = re.compile(r"^(properties|attributes|fields|stats|statistics)\.", re.IGNORECASE)
_NAMED = re.compile(r"\b(status|priority|type|category|channel|source)\.(name|label|value)$", re.IGNORECASE)

# Some exports put the name of the thing before that of every column: "Person - Email".
_HEAD = re.compile(r"^(\w+)( - |: ?|\.|__)(?=\w)")
_HEADED = (4, 0.8)  # so many columns at least, and so great a share of them

# How much of a column must look like a type for the column to be of it: files have mistakes in them.
_ENOUGH = 0.8


def plain(name: str) -> str:
    """A column's name in small words: without case, accents, punctuation, and the joints of programmers.

    >>> plain("CustomerID"), plain("Date/Time Opened"), plain("Priorit\\u00e4t"), plain("customer_id")
    ('customer id', 'date time opened', 'prioritat', 'customer id')
    >>> plain("Date rec'd")
    'date received'
    """
    name = re.sub(r"\b([Rr]ec)['\u2019]d\b", r"\1eived", name)
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)
    name = re.sub(r"([A-Z]+)([A-Z][a-z])", r"\1 \2", name)
    name = without_marks(name.lower().replace("ß", "ss")).lower()  # № is written out as No
    return " ".join(re.sub(r"[^\w#]+|_", " ", name).split())


@dataclass(frozen=True)
class Column:
    """One column: its name in the file, the wording behind it, and its cells in the preview.

    ``values`` are the cells that hold something; ``rows`` counts all rows of the preview. ``head`` is what the names of
    (nearly) all columns begin with. ``cells`` are all of them, row by row, where it matters which stand side by side.
    """

    name: str
    label: str
    values: tuple[str, ...]
    rows: int
    head: str = ""
    cells: tuple[str, ...] = ()

    @cached_property
    def plain(self) -> str:
        """The name in small words, without what only data pipelines and nested documents put around it."""
        name = self.name.removeprefix(self.head)
        return plain(_WRAPPED_IN.sub("", _NAMED.sub(r"\1", name))).removeprefix("property ")

    @cached_property
    def plain_label(self) -> str:
        """The wording in small words; the name where there is none."""
        return plain(self.label.removeprefix(self.head))

    @cached_property
    def known_as(self) -> frozenset[str]:
        """What a vendor's record may call the column: by its name, with or without a head, or its wording."""
        return frozenset({self.plain, self.plain_label, plain(self.name)})

    @cached_property
    def distinct(self) -> int:
        """How many different values there are."""
        return len(set(self.values))

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """The values that are plain numbers."""
        found = []
        for value in self.values:
            try:
                found.append(float(value.replace(",", ".") if value.count(",") == 1 else value))
            except ValueError:
                continue
        return tuple(number for number in found if abs(number) < 1e15)

    @property
    def is_unique(self) -> bool:
        """Whether no value comes twice and no row is without one: so it could be the id of the rows."""
        return bool(self.values) and self.distinct == len(self.values) == self.rows

    @cached_property
    def is_prose(self) -> bool:
        """Whether people wrote sentences into it: several words, hardly ever the same ones."""
        if not self.values:
            return False
        words = sum(len(value.split()) for value in self.values) / len(self.values)
        return words >= 4 and self.distinct > 0.7 * len(self.values)

    def share(self, test: Callable[[str], object]) -> float:
        """The share of values that pass ``test``; 1 for an empty column, which contradicts nothing."""
        if not self.values:
            return 1.0
        return sum(1 for value in self.values if test(value)) / len(self.values)

    def mostly(self, test: Callable[[str], object]) -> bool:
        """Whether nearly all values pass ``test``; it is not asked any more once too many did not."""
        few = int(len(self.values) * (1 - _ENOUGH) + 1e-9)
        failed = (value for value in self.values if not test(value))
        return next(islice(failed, few, None), None) is None

    @cached_property
    def fits(self) -> dict[FieldType, bool]:
        """Which types the values could be of."""
        number = self.mostly(_NUMBER.match)
        return {
            "id": self.share(lambda value: len(value) <= 254) == 1,
            "text": True,
            "time": self.mostly(_is_time) or ("date" in concepts(self.plain) and self.mostly(_is_day_number)),
            "number": number,
            "money": number,
            "minutes": number or self.mostly(_DURATION.match),
            "whole": number and all(value == int(value) for value in self.numbers),
            "flag": self.mostly(lambda value: value.lower() in EITHER),
        }


def _is_time(value: str) -> bool:
    return any(form not in ("spreadsheet", "%Y") for form in formats_like(value))


def _is_day_number(value: str) -> bool:
    """Whether a spreadsheet may have kept a day so; only a column that is called a date is believed to."""
    return bool(_NUMBER.match(value)) and formats_like(value) == ("spreadsheet",)


def columns_of(table: SourceTable) -> tuple[Column, ...]:
    """The columns of ``table`` with the values of its preview."""
    rows, head = table.preview, _head_of(table.columns)
    columns = []
    for index, (name, label) in enumerate(zip(table.columns, table.labels, strict=True)):
        cells = [(row[index] or "").strip() if index < len(row) else "" for row in rows]
        values = held(cells)
        columns.append(Column(name, label, values, len(rows), head, tuple(cells)))
    return tuple(columns)


def held(cells: Iterable[str]) -> tuple[str, ...]:
    """Those of the cells that hold something.

    >>> held(["9", "", "n/a"])
    ('9',)
    """
    return tuple(cell for cell in cells if cell.lower() not in _NOTHING)


def _head_of(names: Sequence[str]) -> str:
    """What (nearly) all of the names begin with; empty where that is nothing.

    >>> _head_of(["Person - ID", "Person - Email", "Person - Label", "Person - Name"]), _head_of(["id", "via.a", "via.b", "tags"])
    ('Person - ', '')
    """
    heads = Counter(match[0] for name in names if (match := _HEAD.match(name)))
    head, count = max(heads.items(), key=lambda pair: pair[1], default=("", 0))
    least, share = _HEADED
    return head if count >= max(least, share * len(names)) else ""
