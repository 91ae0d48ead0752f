"""Dates such as 03/04/2026, where nothing tells whether the day or the month stands first: for the person to say."""

from __future__ import annotations

import re
from collections.abc import Mapping as Containing
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from analytics.files.columns import Column
from analytics.files.kinds import KINDS
from analytics.files.mapping import ColumnUse, Mapping
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
    by_name, names = {column.name: column for column in columns}, undecided(mapping, columns)
    told = (
        replace(use, formats=_formats(_cells(use, by_name), order)) if use.column in names else use
        for use in mapping.uses
    )
    return replace(mapping, uses=tuple(told))


def _of_times(mapping: Mapping) -> set[str]:
    kind = KINDS.get(mapping.kind)
    return {use.column for use in mapping.uses if kind and kind.field(use.field).type == "time"}


def _cells(use: ColumnUse, columns: Containing[str, Column]) -> Sequence[str]:
    """What the column holds, each date with its time of day where that stands in another column."""
    dates = columns[use.column]
    if not use.time_column:
        return dates.values
    clocks = columns[use.time_column].cells
    return [f"{day} {clock}".strip() for day, clock in zip(dates.cells, clocks, strict=True) if day]


def _order(column: Column) -> bool:
    """Whether all dates are written in numbers whose order could be another."""
    return bool(column.values) and all(
        any(map(order_of, formats_like(value))) and _FIRST_TWO.match(value) for value in column.values
    )


def _larger(value: str) -> int:
    found = _FIRST_TWO.match(value)
    return max(int(found[1]), int(found[2])) if found else 0


def _formats(cells: Sequence[str], order: Order) -> tuple[str, ...]:
    found = dict.fromkeys(form for value in cells for form in formats_like(value) if order_of(form))
    return tuple(dict.fromkeys(form if order_of(form) == order else other_order(form) for form in found))
