"""Dates such as 03/04/2026, where nothing tells whether the day or the month stands first: for the person to say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from analytics.files.columns import Column
from analytics.files.kinds import KINDS
from analytics.files.mapping import Mapping
from analytics.files.times import formats_like, order_of, other_order

Order = Literal["day", "month"]

_FIRST_TWO = re.compile(r"\D*(\d{1,2})\D+(\d{1,2})(?!\d)")


def undecided(mapping: Mapping, columns: Sequence[Column]) -> tuple[str, ...]:
    """The columns of times whose first rows read either way, unless another column of times decides for them.

    >>> from analytics.files.mapping import ColumnUse
    >>> mapping = Mapping("tickets", (ColumnUse("created_at", "Opened"), ColumnUse("resolved_at", "Solved")))
    >>> opened = Column("Opened", "Opened", ("03/04/2026", "05/06/2026"), 2)
    >>> undecided(mapping, [opened, Column("Solved", "Solved", ("04/04/2026",), 2)])
    ('Opened', 'Solved')
    >>> undecided(mapping, [opened, Column("Solved", "Solved", ("14/04/2026",), 2)])
    ()
    """
    times = [column for column in columns if column.name in _of_times(mapping) and _order(column)]
    if any(max(map(_larger, column.values)) > 12 for column in times):
        return ()
    return tuple(column.name for column in times)


def in_order(mapping: Mapping, columns: Sequence[Column], order: Order) -> Mapping:
    """The mapping with the undecided columns read with the day or the month first.

    >>> from analytics.files.mapping import ColumnUse
    >>> mapping = Mapping("tickets", (ColumnUse("created_at", "Opened"),))
    >>> in_order(mapping, [Column("Opened", "Opened", ("03/04/2026",), 1)], "day").uses[0].formats
    ('%d/%m/%Y',)
    """
    formats = {column.name: _formats(column, order) for column in columns if column.name in undecided(mapping, columns)}
    return replace(
        mapping, uses=tuple(replace(use, formats=formats.get(use.column, use.formats)) for use in mapping.uses)
    )


def _of_times(mapping: Mapping) -> set[str]:
    kind = KINDS[mapping.kind]
    return {use.column for use in mapping.uses if kind.field(use.field).type == "time" and not use.time_column}


def _order(column: Column) -> bool:
    """Whether all dates are written in numbers whose order could be another."""
    return bool(column.values) and all(
        any(map(order_of, formats_like(value))) and _FIRST_TWO.match(value) for value in column.values
    )


def _larger(value: str) -> int:
    found = _FIRST_TWO.match(value)
    return max(int(found[1]), int(found[2])) if found else 0


def _formats(column: Column, order: Order) -> tuple[str, ...]:
    found = dict.fromkeys(form for value in column.values for form in formats_like(value) if order_of(form))
    return tuple(dict.fromkeys(form if order_of(form) == order else other_order(form) for form in found))
