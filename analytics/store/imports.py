"""Imports: loading a source file into the workspace, taking it back, and looking at what was rejected."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime

import duckdb
import pandas as pd

from analytics.errors import NotFound, UnclearMapping
from analytics.files.kinds import KINDS
from analytics.files.mapping import ColumnUse, Mapping, Question
from analytics.files.reading import stage
from analytics.files.table import SourceTable
from analytics.journey.rules import Rule
from analytics.store.database import Database
from analytics.store.deriving import derive
from analytics.store.faults import faults_of
from analytics.store.loading import Outcome, Progress, load_staged
from analytics.store.other import load_other, remove_other
from analytics.store.receipts import Receipt
from analytics.store.records import STAGED, columns_of, spoken_fields
from analytics.store.typing import settle
from analytics.store.versions import remove_import


def load(
    database: Database,
    table: SourceTable,
    mapping: Mapping,
    rules: Iterable[Rule],
    who: str,
    now: datetime,
    timezone: str = "",
    progress: Progress = lambda step: None,
) -> Receipt:
    """Load one table of a source file: whole, with its receipt, or not at all.

    ``timezone`` is the zone in which times without one were written. Raises UnclearMapping when the
    mapping lacks a required field, and what reading the file raises.
    """
    _check_complete(mapping, table.name)
    progress("reading")
    with database.write(before=lambda cursor: stage(cursor, table, STAGED)) as cursor:
        read = cursor.execute(f"SELECT count(*) FROM {STAGED}").fetchall()[0][0]
        # Rows longer than the header bring columns of their own: what is staged counts, not what was announced.
        staged = tuple(name for name in columns_of(cursor, STAGED) if name != "row_number")
        settled, notes = settle(cursor, STAGED, mapping, timezone) if mapping.kind != "other" else (mapping, ())
        number, import_id = _next_import(cursor)
        if mapping.kind == "other":
            receipt = load_other(cursor, replace(table, columns=staged), import_id, read)
        else:
            outcome = load_staged(cursor, settled, staged, import_id, progress)
            receipt = Receipt(
                import_id, table.name, mapping.kind, mapping.vendor, outcome.read, outcome.loaded, outcome.updated,
                outcome.unchanged, outcome.rejected, outcome.records, mapping.kind, outcome.reasons,
                notes=(*table.layout.skipped, *notes, *_repeats(outcome, mapping)),
            )  # fmt: skip
        receipt = replace(receipt, warnings=faults_of(cursor, mapping.kind, now, import_id))
        _record(cursor, number, receipt, settled, table.columns, who, now)
        progress("placing rows in the journey")
        derive(cursor, rules)
        cursor.execute(f"DROP TABLE {STAGED}")
    return receipt


def undo(database: Database, import_id: str, rules: Iterable[Rule], now: datetime) -> int:
    """Take an import back: what was there before it is there again. Returns the rows taken away."""
    with database.write() as cursor:
        found = cursor.execute(
            "SELECT kind, table_name, undone_at FROM imports WHERE import_id = ?", [import_id]
        ).fetchone()
        if not found or found[2] is not None:
            raise NotFound(
                f"There is no import called {import_id} that could be taken back. "
                "`status` and the page Load files list the imports."
            )
        kind, table_name, _ = found
        removed = (
            remove_other(cursor, table_name, import_id)
            if kind == "other"
            else remove_import(cursor, KINDS[kind], import_id)
        )
        cursor.execute("UPDATE imports SET undone_at = ? WHERE import_id = ?", [now, import_id])
        cursor.execute("DELETE FROM rejected_cells WHERE import_id = ?", [import_id])
        cursor.execute("DELETE FROM rejected_rows WHERE import_id = ?", [import_id])
        derive(cursor, rules)
    return removed


def remembered_mapping(database: Database, columns: tuple[str, ...]) -> Mapping | None:
    """The mapping under which a file with just these columns was last loaded, if there was one."""
    found = database.value(
        "SELECT mapping FROM imports WHERE fingerprint = ? AND undone_at IS NULL ORDER BY number DESC LIMIT 1",
        [fingerprint(columns)],
    )
    return mapping_from_json(found) if found else None


def list_imports(database: Database) -> pd.DataFrame:
    """All imports that stand, newest first, with the counts of their receipts."""
    frame = database.frame(
        "SELECT import_id, file, kind, vendor, receipt, loaded_at, who FROM imports "
        "WHERE undone_at IS NULL ORDER BY number DESC"
    )
    receipts = pd.DataFrame([json.loads(receipt) for receipt in frame.pop("receipt")])
    counts = ["read", "loaded", "updated", "unchanged", "rejected", "records"]
    return frame.join(receipts[counts] if len(receipts) else pd.DataFrame(columns=counts))


def rejected_cells(database: Database, import_id: str) -> pd.DataFrame:
    """The cells for which rows were rejected: row, column, value, reason."""
    return database.frame(
        'SELECT row_number AS "row", column_name AS "column", value, reason FROM rejected_cells '
        "WHERE import_id = ? ORDER BY row_number, column_name",
        [import_id],
    )


def rejected_rows(database: Database, import_id: str) -> pd.DataFrame:
    """The rejected rows as they came, with a column of reasons in front: ready to be mended and loaded again."""
    frame = database.frame(
        "SELECT r.row_number AS row, string_agg(c.reason, '; ' ORDER BY c.column_name) AS reason, any_value(content) AS content "
        "FROM rejected_rows AS r JOIN rejected_cells AS c USING (import_id, row_number) WHERE import_id = ? "
        "GROUP BY r.row_number ORDER BY r.row_number",
        [import_id],
    )
    content = pd.DataFrame([json.loads(row) for row in frame.pop("content")], dtype=object)
    return content.drop(columns="row_number", errors="ignore").assign(rejected_because=frame["reason"])


def fingerprint(columns: tuple[str, ...]) -> str:
    """A short code for a set of column names: files with the same columns share it, whatever their order."""
    return hashlib.sha256("\x1f".join(sorted(columns)).encode()).hexdigest()[:16]


def mapping_from_json(text: str) -> Mapping:
    """A mapping from what ``mapping_to_json`` wrote.

    >>> mapping = Mapping("tickets", (ColumnUse("ticket_id", "Id", values=(("a", "b"),)),), (Question("Q1", "nps"),))
    >>> mapping_from_json(mapping_to_json(mapping)) == mapping
    True
    """
    value = json.loads(text)
    uses = tuple(
        ColumnUse(**(use | {"formats": tuple(use["formats"]), "values": _pairs(use["values"])}))
        for use in value["uses"]
    )
    questions = tuple(Question(**(q | {"values": _pairs(q["values"])})) for q in value["questions"])
    return Mapping(**(value | {"uses": uses, "questions": questions, "doubts": tuple(value["doubts"])}))


def mapping_to_json(mapping: Mapping) -> str:
    """A mapping as JSON text."""
    return json.dumps(asdict(mapping), ensure_ascii=False)


def _pairs(values: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((said, meant) for said, meant in values)


def _check_complete(mapping: Mapping, name: str) -> None:
    if mapping.kind == "other":
        return
    kind = KINDS[mapping.kind]
    filled = {use.field for use in mapping.uses}
    if mapping.questions:
        filled |= {"question"}
    # A row's own number is made from its content where a file numbers nothing.
    made = {kind.key[0]} if kind.key[0] != "customer_id" and kind.key[0].endswith("_id") else set()
    missing = [f.name for f in kind.fields if f.required and f.name not in filled | made]
    if missing:
        raise UnclearMapping(
            f"{name} cannot be loaded as {mapping.kind}: no column fills {', '.join(missing)}. "
            "Choose the column that does, or another kind."
        )


def _repeats(outcome: Outcome, mapping: Mapping) -> tuple[str, ...]:
    if not outcome.repeats:
        return ()
    key = " and ".join(KINDS[mapping.kind].key)
    return (
        f"{outcome.repeats:,} {mapping.kind} have the same {key} as an earlier row of this file and say something else: "
        "the last one counts. If they are different ones, choose another column for it.",
    )


def _next_import(cursor: duckdb.DuckDBPyConnection) -> tuple[int, str]:
    number = cursor.execute("SELECT coalesce(max(number), 0) + 1 FROM imports").fetchall()[0][0]
    return number, f"import-{number}"


def _record(
    cursor: duckdb.DuckDBPyConnection,
    number: int,
    receipt: Receipt,
    mapping: Mapping,
    columns: tuple[str, ...],
    who: str,
    now: datetime,
) -> None:
    fields = [] if mapping.kind == "other" else list(spoken_fields(mapping))
    cursor.execute(
        "INSERT INTO imports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        [
            receipt.import_id, number, receipt.file, receipt.kind, receipt.table, receipt.vendor,
            fingerprint(columns), mapping_to_json(mapping), fields,
            json.dumps(receipt.as_dict(), ensure_ascii=False), now, who,
        ],
    )  # fmt: skip
