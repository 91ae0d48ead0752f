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
from analytics.files.corrections import series_of
from analytics.files.kinds import KINDS
from analytics.files.mapping import ColumnUse, Mapping, Messages, Question
from analytics.files.reading import stage
from analytics.files.remembered import still_fitting
from analytics.files.row_notes import RowNotes
from analytics.files.table import SourceTable
from analytics.journey.rules import Rule
from analytics.store.coverage import coverage
from analytics.store.database import Database
from analytics.store.deriving import derive, derive_after
from analytics.store.faults import Warned, faults_found
from analytics.store.joining import decided, persons_in_words, restore_ids, settle_ids
from analytics.store.loading import Outcome, load_staged
from analytics.store.masking import untouched
from analytics.store.messages import settle_messages
from analytics.store.other import load_other, remove_other
from analytics.store.privacy import private_notes, with_salt
from analytics.store.receipts import Receipt
from analytics.store.records import STAGED, columns_of, spoken_fields
from analytics.store.typing import settle
from analytics.store.versions import remove_import
from analytics.store.watching import CHECKING, PLACING, UNDERSTANDING, Cancel, Progress, Watch, nobody


def load(
    database: Database,
    table: SourceTable,
    mapping: Mapping,
    rules: Iterable[Rule],
    who: str,
    now: datetime,
    timezone: str = "",
    progress: Progress = nobody,
    cancel: Cancel | None = None,
) -> Receipt:
    """Load one table of a source file: whole, with its receipt, or not at all.

    ``timezone`` is the zone in which times without one were written. ``progress`` is told a share from 0 to 1
    and the step in words, from another thread. Raises UnclearMapping when the mapping lacks a required
    field, Cancelled once ``cancel`` is set, and what reading the file raises.
    """
    _check_complete(mapping, table.name)
    watch, rules = Watch(table.name, progress, cancel or Cancel()), tuple(rules)
    oddities = RowNotes()
    joins = decided(database)

    def read_file(cursor: duckdb.DuckDBPyConnection) -> None:
        watch.stage(0.0, "reading the file")
        with watch.over(cursor):
            stage(cursor, table, STAGED, oddities, watch.rows)

    with database.write(before=read_file) as cursor, watch.over(cursor):
        watch.stage(UNDERSTANDING, "finding out how dates and numbers are written")
        read = cursor.execute(f"SELECT count(*) FROM {STAGED}").fetchall()[0][0]
        # Rows longer than the header bring columns of their own: what is staged counts, not what was announced.
        staged = tuple(name for name in columns_of(cursor, STAGED) if name != "row_number")
        settled, notes = _settled(cursor, mapping, timezone)
        if settled.mask and settled.kind != "other":
            kept = [name for name in staged if name not in settled.columns and name not in settled.dropped]
            settled = replace(settled, untouched=untouched(cursor, STAGED, kept))
        number, import_id = _next_import(cursor)
        moved = bool(restore_ids(cursor, [mapping.kind]))
        if mapping.kind == "other":
            receipt = load_other(cursor, replace(table, columns=staged), import_id, read, mapping.mask)
        else:
            with_salt(cursor, settled)
            outcome = load_staged(cursor, settled, staged, import_id, rules, watch.stage)
            receipt = Receipt(
                import_id, table.name, mapping.kind, mapping.vendor, outcome.read, outcome.loaded, outcome.updated,
                outcome.unchanged, outcome.rejected, outcome.records, mapping.kind, outcome.reasons,
                notes=(*table.layout.skipped, *notes, *_repeats(outcome, mapping), *private_notes(cursor, settled, import_id)),
            )  # fmt: skip
        receipt = replace(receipt, notes=(*receipt.notes, *oddities.sentences()))
        watch.stage(CHECKING, "checking the rows")
        moved |= settle_ids(cursor, joins, mapping.kind)
        receipt = replace(receipt, joins=tuple(coverage(cursor, mapping.kind)))
        if mapping.kind == "customers":
            receipt = replace(receipt, notes=(*receipt.notes, *persons_in_words(cursor)))
        receipt = _with_faults(receipt, faults_found(cursor, mapping.kind, now, import_id))
        _record(cursor, number, receipt, replace(settled, untouched=()), table.columns, who, now)
        watch.stage(PLACING, "placing rows in the journey")
        if moved or mapping.kind == "other":
            derive(cursor, rules)
        else:
            derive_after(cursor, rules, mapping.kind, import_id, outcome.placed == outcome.records)
        cursor.execute(f"DROP TABLE {STAGED}")
    progress(1.0, "loaded")
    return receipt


def _settled(cursor: duckdb.DuckDBPyConnection, mapping: Mapping, timezone: str) -> tuple[Mapping, tuple[str, ...]]:
    """The mapping with all that only the whole file tells, and the sentences about what it does not tell."""
    if mapping.kind == "other":
        return mapping, ()
    settled, notes = settle(cursor, STAGED, mapping, timezone)
    settled, more = settle_messages(cursor, STAGED, settled, timezone)
    return settled, (*notes, *more)


def undo(database: Database, import_id: str, rules: Iterable[Rule], now: datetime) -> int:
    """Take an import back: what was there before it is there again. Returns the rows taken away."""
    joins = decided(database)
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
        restore_ids(cursor, [kind])
        removed = (
            remove_other(cursor, table_name, import_id)
            if kind == "other"
            else remove_import(cursor, KINDS[kind], import_id)
        )
        cursor.execute("UPDATE imports SET undone_at = ? WHERE import_id = ?", [now, import_id])
        cursor.execute("DELETE FROM rejected_cells WHERE import_id = ?", [import_id])
        cursor.execute("DELETE FROM rejected_rows WHERE import_id = ?", [import_id])
        settle_ids(cursor, joins, kind)
        derive(cursor, rules)
    return removed


def remembered_mapping(database: Database, table: SourceTable) -> Mapping | None:
    """The mapping under which a file with the same columns was last loaded, as far as the values still fit it.

    Where none had just these columns, the last file of the same name (numbers aside) counts, if all the
    columns that were used are there; that is told.
    """
    found = database.frame(
        "SELECT file, fingerprint, mapping FROM imports WHERE undone_at IS NULL AND (fingerprint = ? OR kind <> 'other') "
        "ORDER BY fingerprint = ? DESC, number DESC",
        [fingerprint(table.columns)] * 2,
    )
    for file, code, text in found.itertuples(index=False):
        if code == fingerprint(table.columns):
            return still_fitting(mapping_from_json(text), table)
        if series_of(replace(table, name=file)) == series_of(table):
            known = still_fitting(mapping_from_json(text), table)
            doubt = f"Read as {file} was; other columns of it have changed since."
            return known and replace(known, doubts=(*known.doubts, doubt))
    return None


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
    told = value.get("messages")
    messages = Messages(**(told | {"formats": tuple(told["formats"])})) if told else None
    lists = {name: tuple(value[name]) for name in ("doubts", "dropped", "hashed", "untouched") if name in value}
    return Mapping(**(value | {"uses": uses, "questions": questions, "messages": messages} | lists))


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


def _with_faults(receipt: Receipt, faults: tuple[Warned, ...]) -> Receipt:
    return replace(receipt, faults=faults, warnings=tuple(fault.sentence for fault in faults))


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
