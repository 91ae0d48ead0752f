"""The columns that a person may choose from where nothing tells which of them fills a field."""

from __future__ import annotations

from analytics.files.columns import Column, columns_of
from analytics.files.kinds import KINDS, Field
from analytics.files.lexicon import concepts
from analytics.files.mapping import Mapping
from analytics.files.matching import names_of
from analytics.files.scales import words_for
from analytics.files.table import SourceTable

# Concepts that so many names share that they tell nothing.
_IN_MANY = frozenset({"id", "date", "time", "name"})


def columns_that_fit(table: SourceTable, mapping: Mapping, field: str) -> tuple[str, ...]:
    """The columns whose values could fill ``field`` of the mapping's kind, the likeliest first.

    Columns that fill another field already come last: a person may know better.

    >>> from pathlib import Path
    >>> from analytics.files.table import Layout
    >>> names = ("No", "Rented out", "Rate", "Paid")
    >>> table = SourceTable(Path("t.csv"), "t.csv", Layout("csv"), names, names, (("1", "2026-01-05", "12.50", "cash"),))
    >>> columns_that_fit(table, Mapping("sales"), "ordered_at"), columns_that_fit(table, Mapping("sales"), "amount")
    (('Rented out',), ('Rate', 'No'))
    """
    kind = KINDS[mapping.kind]
    wanted = kind.field(field)
    known = [concepts(name) - _IN_MANY for name in names_of(kind.name, field)]
    fitting = [column for column in columns_of(table) if column.values and _could_be(column, wanted)]

    def unlikeliness(column: Column) -> tuple[bool, int, int]:
        about = concepts(column.plain)
        shared = max((len(about & name) for name in known), default=0)
        return column.name in mapping.columns, -shared, _speaks_against(column, wanted, wanted.name == kind.key[0])

    return tuple(column.name for column in sorted(fitting, key=unlikeliness))


def _could_be(column: Column, field: Field) -> bool:
    if field.type == "id":
        return not column.is_prose
    return column.fits[field.type] or bool(words_for(field.name, column))


def _speaks_against(column: Column, field: Field, numbers_rows: bool) -> int:
    """How much the values look like something else: an id that repeats, a code or a whole number for an amount."""
    if field.type == "id":
        return column.fits["time"] or (numbers_rows and not column.is_unique)
    if field.type == "money":
        return 2 * (column.share(lambda value: value[0].isalpha()) > 0) + column.fits["whole"]
    return 0
