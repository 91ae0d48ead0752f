"""Imports: loading a source file into the workspace, and taking it back."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from analytics.errors import NotFound, UnclearMapping
from analytics.files.kinds import KINDS
from analytics.files.mapping import Mapping
from analytics.files.mended import REASONS, without_reasons
from analytics.files.reading import stage
from analytics.files.row_notes import RowNotes
from analytics.files.staging import unstage
from analytics.files.table import SourceTable
from analytics.files.uses import missing_fields
from analytics.journey.rules import Rule
from analytics.store.asked import settle_asked
from analytics.store.codes import with_salt
from analytics.store.counting import not_counted, paid_back, without_customer
from analytics.store.coverage import coverage
from analytics.store.database import Database
from analytics.store.deals import settle_deals
from analytics.store.deriving import derive, derive_after
from analytics.store.faults import faults_found
from analytics.store.joining import decided, persons_in_words, restore_ids, settle_ids
from analytics.store.leaving_out import leave_out
from analytics.store.loading import Outcome, load_staged
from analytics.store.mapping_texts import mapping_to_json
from analytics.store.masking import untouched
from analytics.store.messages import settle_messages
from analytics.store.other import load_other, remove_other
from analytics.store.past_imports import fingerprint
from analytics.store.privacy import private_notes
from analytics.store.proving import plain_fields
from analytics.store.receipts import Receipt
from analytics.store.records import columns_of, spoken_fields
from analytics.store.row_cells import STAGED, kept_columns
from analytics.store.rows_told import rows_that
from analytics.store.said_again import hand_down
from analytics.store.settled import Settled
from analytics.store.settling import settle
from analytics.store.versions import remove_import
from analytics.store.watching import CHECKING, PLACING, UNDERSTANDING, Cancel, Progress, Watch, nobody

_OF_ORDERS = (not_counted, paid_back, without_customer)


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
            stage(cursor, table, STAGED, Path(folder), oddities, watch.rows)

    with (
        TemporaryDirectory(prefix="journey-") as folder,
        database.write(before=read_file) as cursor,
        watch.over(cursor),
    ):
        watch.stage(UNDERSTANDING, "finding out how dates and numbers are written")
        # Rows longer than the header bring columns of their own: what is staged counts, not what was announced.
        staged = tuple(name for name in columns_of(cursor, STAGED) if name != "row_number")
        staged, mended = _as_first_come(staged, mapping)
        settled, notes = _settled(cursor, mapping, timezone, staged)
        number, import_id = _next_import(cursor)
        moved = bool(restore_ids(cursor, [mapping.kind]))
        receipt, placed = _written(cursor, replace(table, columns=staged), settled, import_id, rules, watch)
        moved |= settle_ids(cursor, joins, mapping.kind)
        watch.stage(PLACING, "placing rows in the journey")
        if moved or mapping.kind == "other":
            derive(cursor, rules)
        else:
            derive_after(cursor, rules, mapping.kind, import_id, placed == receipt.records)
        watch.stage(CHECKING, "checking the rows")
        told = (*table.layout.skipped, *mapping.doubts, *mended, *notes)
        receipt = _checked(cursor, receipt, told, oddities, now)
        _record(cursor, number, receipt, settled.mapping, table.columns, who, now)
        unstage(cursor, STAGED)
    progress(1.0, "loaded")
    return receipt


def _as_first_come(staged: tuple[str, ...], mapping: Mapping) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns without the reasons for which rows were turned away before, and the sentence about that."""
    if REASONS not in staged or REASONS in mapping.columns or mapping.kind == "other":
        return staged, ()
    return without_reasons(staged), (f"Not kept: {REASONS}, which says why these rows were turned away before.",)


def _settled(
    cursor: duckdb.DuckDBPyConnection, mapping: Mapping, timezone: str, staged: tuple[str, ...]
) -> tuple[Settled, tuple[str, ...]]:
    """The mapping with all that only the whole file tells, and the sentences about what it does not tell."""
    if mapping.kind == "other":
        return Settled.of(mapping), ()
    settled, notes = settle(cursor, STAGED, mapping, timezone)
    settled, more = settle_messages(cursor, STAGED, settled, timezone)
    settled, won = settle_deals(cursor, STAGED, settled)
    settled, asked = settle_asked(cursor, STAGED, settled)
    unmasked = untouched(cursor, STAGED, kept_columns(settled, staged)) if settled.mask else ()
    return Settled.of(settled, unmasked, plain_fields(cursor, STAGED, settled)), (*notes, *more, *won, *asked)


def _written(
    cursor: duckdb.DuckDBPyConnection,
    table: SourceTable,
    mapping: Settled,
    import_id: str,
    rules: tuple[Rule, ...],
    watch: Watch,
) -> tuple[Receipt, int]:
    """The staged rows in their table, with the receipt so far; and how many records were placed in the journey already."""
    if mapping.kind == "other":
        left_out = leave_out(cursor, mapping, table.columns, import_id)
        away = sum(rows for _, rows in left_out)
        read = cursor.execute(f"SELECT count(*) FROM {STAGED}").fetchall()[0][0]
        receipt = load_other(cursor, table, import_id, read, mapping.mask)
        return replace(receipt, read=read + away, rejected=away, reasons=left_out), 0
    with_salt(cursor, mapping)
    outcome = load_staged(cursor, mapping, table.columns, import_id, rules, watch.stage)
    receipt = Receipt(
        import_id, table.name, mapping.kind, mapping.vendor, outcome.read, outcome.loaded, outcome.updated,
        outcome.unchanged, outcome.rejected, outcome.records, mapping.kind, outcome.reasons,
        notes=(*_repeats(outcome, mapping), *private_notes(cursor, mapping, import_id)),
    )  # fmt: skip
    return receipt, outcome.placed


def _checked(
    cursor: duckdb.DuckDBPyConnection, receipt: Receipt, notes: tuple[str, ...], oddities: RowNotes, now: datetime
) -> Receipt:
    """The receipt with everything that is to be said: about the reading, joins, persons and faults in the rows."""
    notes = (*notes, *receipt.notes, *oddities.sentences())
    if receipt.kind == "customers":
        notes = (*notes, *persons_in_words(cursor))
    if receipt.kind == "sales":
        notes = (*notes, *(note for told in _OF_ORDERS for note in told(cursor, receipt.import_id)))
    faults = faults_found(cursor, receipt.kind, now, receipt.import_id)
    warnings = tuple(fault.sentence for fault in faults)
    return replace(receipt, notes=notes, joins=tuple(coverage(cursor, receipt.kind)), faults=faults, warnings=warnings)


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
        if kind == "other":
            removed = remove_other(cursor, table_name, import_id)
        else:
            hand_down(cursor, KINDS[kind], import_id)
            removed = remove_import(cursor, KINDS[kind], import_id)
        cursor.execute("UPDATE imports SET undone_at = ? WHERE import_id = ?", [now, import_id])
        cursor.execute("DELETE FROM rejected_cells WHERE import_id = ?", [import_id])
        cursor.execute("DELETE FROM rejected_rows WHERE import_id = ?", [import_id])
        settle_ids(cursor, joins, kind)
        derive(cursor, rules)
    return removed


def _check_complete(mapping: Mapping, name: str) -> None:
    if missing := missing_fields(mapping):
        raise UnclearMapping(
            f"{name} cannot be loaded as {mapping.kind}: no column fills {', '.join(missing)}. "
            "Choose the column that does, or another kind."
        )


def _repeats(outcome: Outcome, mapping: Mapping) -> tuple[str, ...]:
    if not outcome.repeats:
        return ()
    key = " and ".join(KINDS[mapping.kind].key)
    words = f"have the same {key} as an earlier row of this file and say something else"
    told = rows_that(outcome.repeats, mapping.kind, words)
    return (f"{told}: the last one counts. If these are different ones, choose another column for it.",)


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
