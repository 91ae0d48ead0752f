"""Rows that a person wants left out: previews of a survey, answers that were never finished, spam."""

from __future__ import annotations

from collections.abc import Mapping as Containing
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analytics.errors import UnclearMapping
from analytics.files.columns import Column
from analytics.files.mapping import Mapping

# Kind -> columns in small words, what they say in such rows (in small letters), and what those rows are.
_USUAL: dict[str, tuple[tuple[frozenset[str], frozenset[str], str], ...]] = {
    "surveys": (
        (
            frozenset(["response type", "status"]),
            frozenset(["survey preview", "survey test"]),
            "previews of the survey",
        ),
        (frozenset(["response type", "status"]), frozenset(["spam"]), "spam"),
        (frozenset(["finished"]), frozenset(["false", "0"]), "answers that were not finished"),
    ),
    "tickets": (
        (
            frozenset(["status", "state", "ticket status"]),
            frozenset(["spam", "deleted", "trash"]),
            "spam and deleted tickets",
        ),
    ),
}
# Where Qualtrics writes codes instead of words.
_CODES = {"1": "survey preview", "2": "survey test", "8": "spam"}
_FEW = 20  # different values; of more than these nobody chooses some to leave out


@dataclass(frozen=True)
class Suggestion:
    """Rows that people usually leave out: those whose ``column`` has one of ``values``, ``rows`` of the first rows."""

    column: str
    values: tuple[str, ...]
    rows: int
    words: str


def suggestions(mapping: Mapping, columns: Sequence[Column]) -> tuple[Suggestion, ...]:
    """What of the first rows is usually left out of a file of this kind.

    >>> status = Column("Status", "Response Type", ("IP Address", "Survey Preview", "IP Address"), 3)
    >>> suggestions(Mapping("surveys"), [status])
    (Suggestion(column='Status', values=('Survey Preview',), rows=1, words='previews of the survey'),)
    """
    found = []
    for names, said, words in _USUAL.get(mapping.kind, ()):
        for column in columns:
            if not names & column.known_as:
                continue
            hits = [value for value in column.values if _meant(value, column, mapping) in said]
            if hits:
                found.append(Suggestion(column.name, tuple(sorted(set(hits))), len(hits), words))
    return tuple(found)


def _meant(value: str, column: Column, mapping: Mapping) -> str:
    coded = mapping.vendor == "Qualtrics" and column.plain_label == "response type"
    said = value.strip().lower()
    return _CODES.get(said, said) if coded else said


def choosable(columns: Sequence[Column]) -> dict[str, tuple[str, ...]]:
    """The columns with so few different values that some can be chosen, and these values.

    >>> choosable([Column("Shop", "Shop", ("test", "main"), 2), Column("Id", "Id", tuple(map(str, range(50))), 50)])
    {'Shop': ('main', 'test')}
    """
    return {
        column.name: tuple(sorted(set(column.values)))
        for column in columns
        if 1 < column.distinct <= _FEW and max(map(len, column.values)) <= 60
    }


def without_rows(mapping: Mapping, left_out: Containing[str, Sequence[str]], columns: Sequence[str]) -> Mapping:
    """The mapping under which rows with one of the values in a column are not loaded.

    Raises UnclearMapping for a column that is not among ``columns``.

    >>> without_rows(Mapping("surveys"), {"Status": ["Spam"]}, ["Id", "Status"]).left_out
    (('Status', ('Spam',)),)
    """
    if unknown := [name for name in left_out if name not in columns]:
        raise UnclearMapping(f"There is no column called {unknown[0]}. There are: {', '.join(list(columns)[:12])}.")
    return replace(mapping, left_out=tuple((name, tuple(values)) for name, values in left_out.items() if values))
