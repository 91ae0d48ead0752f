"""Looking back at imports: their counts, what they turned away, and the mapping that the next file may follow."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pandas as pd

from analytics.files.corrections import series_of
from analytics.files.mapping import Mapping
from analytics.files.mended import REASONS, without_reasons
from analytics.files.remembered import still_fitting
from analytics.files.table import SourceTable
from analytics.store.database import Database
from analytics.store.mapping_texts import mapping_from_json


def remembered_mapping(database: Database, table: SourceTable) -> Mapping | None:
    """The mapping under which a file with the same columns was last loaded, as far as the values still fit it.

    Where none had just these columns, the last file of the same name (numbers aside) counts, if all the
    columns that were used are there; that is told. Rows that come back mended are read as they were before: the
    cells that still cannot be read were known not to fit.
    """
    found = database.frame(
        "SELECT file, fingerprint, mapping FROM imports WHERE undone_at IS NULL AND (fingerprint = ? OR kind <> 'other') "
        "ORDER BY fingerprint = ? DESC, number DESC",
        [fingerprint(table.columns)] * 2,
    )
    for file, code, text in found.itertuples(index=False):
        if code == fingerprint(table.columns):
            before = mapping_from_json(text)
            return before if REASONS in table.columns else still_fitting(before, table)
        if series_of(replace(table, name=file)) == series_of(table):
            known = still_fitting(mapping_from_json(text), table)
            if known:  # else another sheet of that file may fit
                doubt = f"Read as {file} was; other columns of it have changed since."
                return replace(known, doubts=(*known.doubts, doubt))
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
    """The rejected rows as they came, ready to be mended and loaded again.

    A last column says in which row of the file each stood, and why it was rejected.
    """
    frame = database.frame(
        "SELECT 'row ' || r.row_number || ': ' || string_agg(c.reason, '; ' ORDER BY c.column_name) AS reason, "
        "any_value(content) AS content "
        "FROM rejected_rows AS r JOIN rejected_cells AS c USING (import_id, row_number) WHERE import_id = ? "
        "GROUP BY r.row_number ORDER BY r.row_number",
        [import_id],
    )
    content = pd.DataFrame([json.loads(row) for row in frame.pop("content")], dtype=object)
    content = content.drop(columns=["row_number", REASONS], errors="ignore")
    return content.assign(**{REASONS: frame["reason"]})


def fingerprint(columns: tuple[str, ...]) -> str:
    """A short code for a set of column names: files with the same columns share it, whatever their order.

    >>> fingerprint(("b", "a", "rejected_because")) == fingerprint(("a", "b"))
    True
    """
    return hashlib.sha256("\x1f".join(sorted(without_reasons(columns))).encode()).hexdigest()[:16]
