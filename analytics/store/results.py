"""Results that take long to compute, kept in the workspace so that a page opens at once.

What is kept is plain JSON, never a pickle: a workspace may come from somebody else.
"""

from __future__ import annotations

import dataclasses
import json
import typing
from typing import Any, TypeVar

import pandas as pd

from analytics.store.database import Database

Kept = TypeVar("Kept")


def keep(database: Database, analysis: str, data_version: int, result: Any) -> None:
    """Keep the result (a frame, or a frozen dataclass of frames and plain values) of an analysis."""
    content = json.dumps(_plain(result), ensure_ascii=False)
    with database.write() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO results VALUES (?, ?, now()::TIMESTAMP, ?)", [analysis, data_version, content]
        )


def kept(database: Database, analysis: str, data_version: int | None, of: type[Kept]) -> Kept | None:
    """The kept result of an analysis at this version of the data (None: at any), or None."""
    content = database.value(
        "SELECT content FROM results WHERE analysis = ? AND (?::BIGINT IS NULL OR data_version = ?)",
        [analysis, data_version, data_version],
    )
    return None if content is None else _rich(json.loads(content), of)


def _plain(value: Any) -> Any:
    """The value as JSON can hold it, to the last digit.

    >>> _plain(pd.DataFrame({"a": [0.1, None]}))
    {'columns': ['a'], 'types': ['float64'], 'rows': [[0.1], [None]]}
    """
    if isinstance(value, pd.DataFrame):
        cells = value.astype(object).where(value.notna(), None)
        return {
            "columns": [str(column) for column in value.columns],
            "types": [str(of) for of in value.dtypes],
            "rows": [[_plain(cell) for cell in row] for row in cells.itertuples(index=False, name=None)],
        }
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    return None if isinstance(value, float) and value != value else value


def _rich(value: Any, of: Any) -> Any:
    """The value from what ``_plain`` made of it.

    >>> frame = pd.DataFrame({"a": [0.1, None], "b": [1, 2]})
    >>> pd.testing.assert_frame_equal(_rich(_plain(frame), pd.DataFrame), frame)
    """
    if value is None:
        return None
    if of is pd.DataFrame:
        frame = pd.DataFrame(value["rows"], columns=value["columns"], dtype=object)
        # None stands for NaN in what is a number, and for itself elsewhere.
        return frame.astype(
            {name: of for name, of in zip(value["columns"], value["types"], strict=True) if of != "object"}
        )
    if dataclasses.is_dataclass(of):
        hints = typing.get_type_hints(of)
        return typing.cast(Any, of)(**{name: _rich(item, hints[name]) for name, item in value.items()})
    if typing.get_origin(of) is tuple:
        inside = (typing.get_args(of) or (Any,))[0]
        return tuple(_rich(item, inside) for item in value)
    return value
