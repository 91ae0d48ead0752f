"""JSON that holds a table by its columns, or names and rows apart, as data frames and statistics services write it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_LEAST_COLUMNS = _LEAST_ROWS = 2  # a list or two of one value each are lists, no table
_NAMES = frozenset({"columns", "cols", "column_names", "header", "headers", "fields"})


def records_by_column(value: Any) -> list[dict[str, Any]]:
    """The records of an object that is a table by its columns; none where it is something else.

    >>> records_by_column({"day": ["mon", "tue"], "n": ["1", None]})
    [{'day': 'mon', 'n': '1'}, {'day': 'tue', 'n': None}]
    >>> records_by_column({"day": {"0": "mon", "1": "tue"}, "n": {"0": "1", "1": None}})
    [{'day': 'mon', 'n': '1'}, {'day': 'tue', 'n': None}]
    >>> records_by_column({"columns": ["day", "n"], "data": [["mon", "1"]]})
    [{'day': 'mon', 'n': '1'}]
    >>> records_by_column({"tags": ["a", "b"], "ids": ["7"]})
    []
    """
    if not isinstance(value, Mapping) or not value:
        return []
    columns = {name: _cells(inner) for name, inner in value.items()}
    lengths = {len(cells) for cells in columns.values()}
    if len(columns) >= _LEAST_COLUMNS and len(lengths) == 1 and min(lengths) >= _LEAST_ROWS:
        rows = zip(*columns.values(), strict=True)
        return [dict(zip(columns, row, strict=True)) for row in rows]
    return rows_below_names(value)


def _cells(value: Any) -> Sequence[Any]:
    """The plain values of one column: a list of them, or an object that numbers them from 0."""
    if isinstance(value, Mapping) and list(value) == [str(number) for number in range(len(value))]:
        value = list(value.values())
    plain = isinstance(value, list) and not any(isinstance(cell, (list, dict)) for cell in value)
    return value if plain else ()


def rows_below_names(value: Any) -> list[dict[str, Any]]:
    """Lists as long as the list of names, or of columns with a name each, beside them; none where there are no such.

    >>> rows_below_names({"columns": [{"name": "day", "type": "text"}, {"name": "n"}], "rows": [["mon", "1"]]})
    [{'day': 'mon', 'n': '1'}]
    """
    for key, columns in value.items() if isinstance(value, Mapping) else ():
        if key.casefold() not in _NAMES or not isinstance(columns, list):
            continue
        told = [column.get("name") if isinstance(column, Mapping) else column for column in columns]
        names = [name for name in told if isinstance(name, str)]
        if not len(set(names)) == len(names) == len(told):
            continue
        for rows in value.values():
            if isinstance(rows, list) and rows and all(isinstance(r, list) and len(r) == len(names) for r in rows):
                return [dict(zip(names, row, strict=True)) for row in rows]
    return []
