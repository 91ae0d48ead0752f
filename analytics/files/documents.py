"""JSON and NDJSON documents: nested records flattened into columns with dotted names.

Numbers keep their digits, lists of plain values are joined by commas, lists of objects stay JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from analytics.errors import UnreadableFile
from analytics.files.column_names import repaired
from analytics.files.decoding import find_encoding, on_foreign_bytes
from analytics.files.json_columns import records_by_column, rows_below_names
from analytics.files.json_records import (
    MOST_RECORD,
    UNREADABLE,
    records_in_list,
    records_per_line,
    shape_of,
    unassigned,
)
from analytics.files.limits import MOST_COLUMNS, MOST_DOCUMENT, PREVIEW_CELL, PREVIEW_ROWS
from analytics.files.table import Layout, SourceTable

_SAMPLE = 1 << 20
_DEPTH = 3  # how deep in an object a list of records is looked for


class Columns:
    """The columns met so far: a dotted path -> its position; new paths are added as they come.

    >>> columns = Columns()
    >>> columns.cells({"id": "7", "via": {"channel": "web"}, "tags": ["a", "b"], "open": True})
    ['7', 'web', 'a, b', 'true']
    >>> columns.paths
    ['id', 'via.channel', 'tags', 'open']
    """

    def __init__(self, paths: Sequence[str] = ()) -> None:
        """Start with known ``paths``, in order."""
        self.paths = list(paths)
        self._positions = {path: position for position, path in enumerate(self.paths)}

    def cells(self, record: Any) -> list[str | None]:
        """The record as one row; None where it has no value for a column."""
        flat = flattened(record)
        for path in flat:
            if path not in self._positions:
                self._positions[path] = len(self.paths)
                self.paths.append(path)
        row: list[str | None] = [None] * len(self.paths)
        for path, text in flat.items():
            row[self._positions[path]] = text
        return row

    def name_of(self, position: int) -> str:
        """The usable name of a column that came up while rows were read."""
        return repaired(self.paths[: position + 1])[-1]


def flattened(value: Any, path: str = "") -> dict[str, str | None]:
    """The plain values of a record by their dotted path.

    >>> flattened({"a": {"b": None, "c": [{"d": "1"}]}})
    {'a.b': None, 'a.c': '[{"d": "1"}]'}
    """
    if isinstance(value, Mapping) and value:
        flat: dict[str, str | None] = {}
        for key, inner in value.items():
            flat |= flattened(inner, f"{path}.{key}" if path else str(key))
        return flat
    if isinstance(value, list) and not path:
        return {f"column_{position}": _text(inner) for position, inner in enumerate(value, start=1)}
    return {path or "value": _text(value)}


def _text(value: Any) -> str | None:
    """One value as text, without zero characters."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(inner, (dict, list)) for inner in value):
        return ", ".join(_text(inner) or "" for inner in value)
    return json.dumps(value, ensure_ascii=False)


def examine_document(path: Path, name: str, told: Layout | None = None) -> tuple[SourceTable, ...]:
    """One table per list of records: the document itself, or the lists under its keys.

    Raises ``UnreadableFile`` when the text is no JSON, or one object of more than 256 MB.
    """
    encoding, head = _head(path)
    shape = shape_of(head)
    format_ = "ndjson" if shape == "lines" else "json"
    if shape == "object":
        lists = _lists(_whole(path, name, encoding))
        keys = [key for key in lists if not told or told.sheet in ("", key)]
    else:
        keys = [""]
    layouts = [Layout(format_, encoding, "", "", "", sheet=key) for key in keys]
    return tuple(_table(path, name, layout) for layout in layouts)


def document_rows(table: SourceTable, path: Path, columns: Columns) -> Iterator[tuple[int, list[str | None]]]:
    """(record number, cells) of every record; ``columns`` grows with what later records bring."""
    for number, record in _records(path, table.name, table.layout):
        yield number, columns.cells(record)
        _check_width(columns, table.name)


def _check_width(columns: Columns, name: str) -> None:
    """Refuse a table that nobody could map, as soon as that is known."""
    if len(columns.paths) > MOST_COLUMNS:
        raise UnreadableFile(
            f"{name} has more than {MOST_COLUMNS:,} different keys. Export a list of alike records instead."
        )


def _head(path: Path) -> tuple[str, str]:
    """The encoding and the first part of the text."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    encoding = find_encoding(sample, whole=len(sample) < _SAMPLE)
    return encoding, unassigned(sample.decode(encoding, on_foreign_bytes))


def _records(path: Path, name: str, layout: Layout) -> Iterator[tuple[int, Any]]:
    """(number, value) of every record of the table that the layout names."""
    with path.open("r", encoding=layout.encoding, errors=on_foreign_bytes) as file:
        if layout.format == "ndjson":
            yield from records_per_line(file)
            return
        first = unassigned(file.read(_SAMPLE))
        if shape_of(first) in ("list", "objects"):
            yield from records_in_list(chain([first], iter(lambda: file.read(_SAMPLE), "")))
            return
    yield from enumerate(_lists(_whole(path, name, layout.encoding)).get(layout.sheet, []), start=1)


def _whole(path: Path, name: str, encoding: str) -> Any:
    """A document that is one object, read at once."""
    if path.stat().st_size > MOST_DOCUMENT:
        raise UnreadableFile(
            f"{name} is one JSON object of {path.stat().st_size / 1e6:,.0f} MB, too large to be read at once."
            " Export it with one record per line (NDJSON) and choose that file."
        )
    text = unassigned(path.read_text(encoding, on_foreign_bytes)).rstrip().removesuffix(";")
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(
            f"{name} looks like JSON but is damaged. Export it again and choose the new file."
        ) from error


def _lists(document: Any) -> dict[str, list[Any]]:
    """The lists of records in an object, by dotted key; tables by their columns; records keyed by id; else the object itself."""
    found = dict(_nested_lists(document, "", 0)) or dict(_nested_columns(document, "", 0))
    if found:
        return found
    values = list(document.values()) if isinstance(document, dict) else [document]
    if len(values) > 1 and all(isinstance(value, dict) for value in values):
        shared = set(values[0]).intersection(*values[1:]) if values else set()
        if shared:
            return {"": [{"key": key, **value} for key, value in document.items()]}
    return {"": [document]}


def _nested_lists(value: Any, key: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(value, list):
        if value and all(isinstance(inner, dict) for inner in value):
            yield key, value
    elif records := rows_below_names(value):
        yield key, records
    elif isinstance(value, dict) and depth < _DEPTH:
        for inner_key, inner in value.items():
            yield from _nested_lists(inner, f"{key}.{inner_key}" if key else str(inner_key), depth + 1)


def _nested_columns(value: Any, key: str, depth: int) -> Iterator[tuple[str, list[Any]]]:
    if records := records_by_column(value):
        yield key, records
    elif isinstance(value, dict) and depth < _DEPTH:
        for inner_key, inner in value.items():
            yield from _nested_columns(inner, f"{key}.{inner_key}" if key else str(inner_key), depth + 1)


def _table(path: Path, name: str, layout: Layout) -> SourceTable:
    """One list of records with its columns and first rows."""
    columns = Columns()
    try:
        rows = []
        for _, record in islice(_records(path, name, layout), PREVIEW_ROWS):
            rows.append(columns.cells(record))
            _check_width(columns, name)
    except RecursionError as error:
        raise UnreadableFile(f"{name} is nested too deeply to be a table. Export a list of records.") from error
    if columns.paths == [UNREADABLE] and len(rows[0][0] or "") >= MOST_RECORD:
        raise UnreadableFile(
            f"{name} holds a record of more than {MOST_RECORD >> 20} MB. Leave out what makes it so long."
        )
    if not rows or columns.paths == [UNREADABLE]:
        raise UnreadableFile(f"{name} looks like JSON but holds no records. Export it again and choose the new file.")
    width = len(columns.paths)
    preview = tuple(tuple((cell or "")[:PREVIEW_CELL] for cell in [*row, *[None] * (width - len(row))]) for row in rows)
    return SourceTable(path, name, layout, repaired(columns.paths), tuple(columns.paths), preview)
