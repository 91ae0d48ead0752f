"""Results that take long to compute, kept in the workspace so that a page opens at once.

What is kept is plain JSON, never a pickle: a workspace may come from somebody else.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from datetime import datetime
from typing import Any, TypeVar

import pandas as pd

from analytics.store.database import Database

Kept = TypeVar("Kept")


def keep(database: Database, analysis: str, data_version: int, result: Any) -> None:
    """Keep the result (a frame, or a frozen dataclass of frames and plain values) of an analysis."""
    content = json.dumps(as_plain(result), ensure_ascii=False)
    with database.write() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO results VALUES (?, ?, timezone('UTC', now()), ?)", [analysis, data_version, content]
        )


def kept(database: Database, analysis: str, data_version: int | None, of: type[Kept]) -> Kept | None:
    """The kept result of an analysis at this version of the data (None: at any), or None.

    A result that an earlier version of this program kept in another shape counts as not kept.
    """
    content = database.value(
        "SELECT content FROM results WHERE analysis = ? AND (?::BIGINT IS NULL OR data_version = ?)",
        [analysis, data_version, data_version],
    )
    if content is None:
        return None
    plain = json.loads(content)
    return from_plain(plain, of) if _fits(plain, of) else None


def _fits(plain: Any, of: Any) -> bool:
    """Whether the plain value has the fields of a dataclass, and those of the dataclasses in it."""
    if not dataclasses.is_dataclass(of):
        return True
    hints = typing.get_type_hints(of)
    return plain is None or (set(plain) == set(hints) and all(_fits(item, hints[name]) for name, item in plain.items()))


def looked_at(database: Database, begins: str, data_version: int) -> bool:
    """Whether any result whose analysis begins so was kept at this version of the data: somebody may have seen it."""
    return bool(
        database.value(
            "SELECT count(*) FROM results WHERE starts_with(analysis, ?) AND data_version = ?", [begins, data_version]
        )
    )


def as_plain(value: Any) -> Any:
    """The value as JSON can hold it, to the last digit.

    >>> as_plain(pd.DataFrame({"a": [0.1, None]}))
    {'columns': ['a'], 'types': ['float64'], 'rows': [[0.1], [None]]}
    """
    if isinstance(value, pd.DataFrame):
        cells = value.astype(object).where(value.notna(), None)
        return {
            "columns": [str(column) for column in value.columns],
            "types": [str(of) for of in value.dtypes],
            "rows": [[as_plain(cell) for cell in row] for row in cells.itertuples(index=False, name=None)],
        }
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, list | tuple):
        return [as_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): as_plain(item) for key, item in value.items()}
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if hasattr(value, "tolist"):
        return as_plain(value.tolist())
    if isinstance(value, float) and value != value:
        return None
    return value if value is None or isinstance(value, str | int | float) else str(value)


def from_plain(value: Any, of: Any) -> Any:
    """The value from what ``as_plain`` made of it.

    >>> frame = pd.DataFrame({"a": [0.1, None], "b": [1, 2]})
    >>> pd.testing.assert_frame_equal(from_plain(as_plain(frame), pd.DataFrame), frame)
    """
    if value is None:
        return None
    if typing.get_origin(of) in (typing.Union, types.UnionType) and pd.DataFrame in typing.get_args(of):
        of = pd.DataFrame
    if datetime in (of, *typing.get_args(of)):
        return datetime.fromisoformat(value)
    if of is pd.DataFrame:
        frame = pd.DataFrame(value["rows"], columns=value["columns"], dtype=object)
        # None stands for NaN in what is a number, and for itself elsewhere.
        return frame.astype(
            {name: of for name, of in zip(value["columns"], value["types"], strict=True) if of != "object"}
        )
    if dataclasses.is_dataclass(of):
        hints = typing.get_type_hints(of)
        return typing.cast(Any, of)(**{name: from_plain(item, hints[name]) for name, item in value.items()})
    if typing.get_origin(of) is tuple:
        inside = (typing.get_args(of) or (Any,))[0]
        return tuple(from_plain(item, inside) for item in value)
    return value
