"""Loading a staged source file under a mapping: typed row by row, with counts that add up.

Rows about something new go straight from the text in ``staged`` into their table (``fresh``). The rest goes
with care: typed ``cells`` -> records in ``typed`` (``records``) -> the fate of each in ``fated`` (here) ->
written (``versions``). All in DuckDB, and in the transaction of the caller, so that an import happens
whole or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import duckdb

from analytics.files.kinds import KINDS, Kind
from analytics.journey.rules import Rule
from analytics.sql import quoted
from analytics.store.extras import emptied
from analytics.store.fresh import insert_fresh
from analytics.store.leaving_out import leave_out
from analytics.store.records import make_records, satisfaction_scale, spoken_fields
from analytics.store.rejecting import keep_rejected_rows, reject_bad_cells, reject_incomplete_records
from analytics.store.row_cells import STAGED, kept_columns, type_cells
from analytics.store.said_again import note_said_again
from analytics.store.settled import Settled
from analytics.store.versions import insert_records, same_key, update_records
from analytics.store.watching import COMPARING, WRITING, Progress, nobody


@dataclass(frozen=True)
class Outcome:
    """How many source rows met which fate, how many records they made, and why rows were rejected.

    ``repeats`` counts records that a later row of the same file replaced by saying something else,
    ``placed`` those that were placed in the journey as they were written.
    """

    read: int
    loaded: int
    updated: int
    unchanged: int
    rejected: int
    records: int
    reasons: tuple[tuple[str, int], ...]
    repeats: int = 0
    placed: int = 0


def load_staged(
    cursor: duckdb.DuckDBPyConnection,
    mapping: Settled,
    columns: tuple[str, ...],
    import_id: str,
    rules: Sequence[Rule] = (),
    progress: Progress = nobody,
) -> Outcome:
    """Load the rows of the temporary table ``staged`` as ``mapping`` says.

    ``columns`` are the source file's columns; those that the mapping does not read are kept in
    ``extra``. ``rules`` place what can be placed while it is written. The caller's transaction decides
    whether it happened.
    """
    progress(WRITING, "writing the rows")
    left_out = leave_out(cursor, mapping, columns, import_id) if mapping.left_out else ()
    away = sum(rows for _, rows in left_out)
    scale = satisfaction_scale(cursor, mapping)
    fresh, made = insert_fresh(cursor, mapping, columns, import_id, rules, scale)
    everything = Outcome(fresh + away, fresh, 0, 0, away, made, left_out, placed=made)
    if (fresh or away) and not cursor.execute(f"SELECT 1 FROM {STAGED} LIMIT 1").fetchall():
        return everything
    progress(COMPARING, "comparing with what is there")
    rest = _load_with_care(cursor, mapping, columns, import_id, scale)
    return replace(
        rest, read=rest.read + fresh + away, loaded=rest.loaded + fresh, records=rest.records + made, placed=made
    )


def _load_with_care(
    cursor: duckdb.DuckDBPyConnection, mapping: Settled, columns: tuple[str, ...], import_id: str, scale: int | None
) -> Outcome:
    """Load staged rows that may be bad, incomplete, repeated, known already, or several to a record."""
    kind, fields, kept = KINDS[mapping.kind], spoken_fields(mapping), kept_columns(mapping, columns)
    if type_cells(cursor, mapping, columns):
        reject_bad_cells(cursor, mapping, import_id)
    make_records(cursor, mapping, scale)
    reject_incomplete_records(cursor, mapping, import_id)
    keep_rejected_rows(cursor, mapping, columns, import_id)
    _decide_fates(cursor, kind, fields, kept)
    insert_records(cursor, kind, fields, import_id)
    update_records(cursor, kind, fields, import_id, kept)
    note_said_again(cursor, kind, import_id)
    outcome = _count(cursor, import_id)
    cursor.execute("DROP TABLE typed")
    cursor.execute("DROP TABLE fated")
    return outcome


def _decide_fates(cursor: duckdb.DuckDBPyConnection, kind: Kind, fields: tuple[str, ...], kept: Sequence[str]) -> None:
    """``fated``: for every typed record ``r`` (its rowid) its fate, and what is to be written.

    A key that comes several times in one file is taken in the order of the rows: the first is
    compared with the workspace, each later one with the one before it. Where the last word on a key is
    what the workspace says already, nothing happens to it, whatever the rows before said. ``last`` marks
    the last word on a key, ``known`` a key that the workspace held before, ``changed`` one about which
    anything new was said.
    """
    key = ", ".join(kind.identity)
    repeats = cursor.execute(f"SELECT 1 FROM typed GROUP BY {key} HAVING count(*) > 1 LIMIT 1").fetchall()
    order = "t.rowid AS r, t.*, 1 AS turn, TRUE AS last, NULL AS content, NULL AS before"
    if repeats:
        packed = ", ".join(f"{quoted(field)} := {quoted(field)}" for field in fields)
        content, window = (
            f"md5(to_json(struct_pack({packed}, extra := extra)))",
            f"(PARTITION BY {key} ORDER BY row_number)",
        )
        order = (
            f"t.rowid AS r, t.*, row_number() OVER {window} AS turn, lead(row_number) OVER {window} IS NULL AS last, "
            f"{content} AS content, lag({content}) OVER {window} AS before"
        )
    first, known, join = "'loaded'", "FALSE", ""
    if cursor.execute(f"SELECT 1 FROM {kind.name} LIMIT 1").fetchall():
        # Only what this import speaks about is compared: a field that it does not fill keeps its value.
        same = " AND ".join(f"p.{quoted(field)} IS NOT DISTINCT FROM t.{quoted(field)}" for field in fields)
        same += (
            " AND json_merge_patch(coalesce(p.extra, '{}'), coalesce(t.extra, '{}'))::VARCHAR"
            " = json_merge_patch('{}', coalesce(p.extra, '{}'))::VARCHAR"
            f" AND (p.extra::VARCHAR IS NOT DISTINCT FROM t.extra::VARCHAR OR len({emptied('p.extra', 't.extra', kept)}) = 0)"
        )
        first = f"CASE WHEN p.import_id IS NULL THEN 'loaded' WHEN {same} THEN 'unchanged' ELSE 'updated' END"
        known, join = "p.import_id IS NOT NULL", f"LEFT JOIN {kind.name} AS p ON {same_key(kind, 'p', 't')}"
    turns = (
        f"SELECT t.r, {', '.join(f't.{name}' for name in kind.identity)}, t.last, t.turn, {known} AS known, "
        f"t.content = t.before AS same_again, {first} AS beside FROM (SELECT {order} FROM typed AS t) AS t {join}"
    )
    fate = "beside"
    if repeats:
        stands = f"bool_or(last AND beside = 'unchanged') OVER (PARTITION BY {key})"
        fate = f"CASE WHEN {stands} THEN 'unchanged' WHEN turn = 1 THEN beside WHEN same_again THEN 'unchanged' ELSE 'updated' END"
    changed = f"bool_or(fate <> 'unchanged') OVER (PARTITION BY {key})" if repeats else "fate <> 'unchanged'"
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE fated AS SELECT r, fate, last, known, turn > 1 AS repeat, {changed} AS changed "
        f"FROM (SELECT *, {fate} AS fate FROM ({turns}))"
    )


def _count(cursor: duckdb.DuckDBPyConnection, import_id: str) -> Outcome:
    read = cursor.execute(f"SELECT count(*) FROM {STAGED}").fetchall()[0][0]
    rejected = cursor.execute(
        "SELECT count(DISTINCT row_number) FROM rejected_cells WHERE import_id = ?", [import_id]
    ).fetchall()[0][0]
    records = cursor.execute("SELECT count(*) FROM fated WHERE fate <> 'unchanged'").fetchall()[0][0]
    reasons = cursor.execute(
        "SELECT reason, count(DISTINCT row_number) FROM rejected_cells WHERE import_id = ? "
        "GROUP BY reason ORDER BY count(*) DESC, reason",
        [import_id],
    ).fetchall()
    counts = _rows_by_fate(cursor)
    repeats = cursor.execute("SELECT count(*) FROM fated WHERE repeat AND fate = 'updated'").fetchall()[0][0]
    return Outcome(
        read,
        counts.get("loaded", 0),
        counts.get("updated", 0),
        counts.get("unchanged", 0),
        rejected,
        records,
        tuple(reasons),
        repeats,
    )


def _rows_by_fate(cursor: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Source rows by fate. The questions of one answer sheet are one row, the lines of one order several.

    A row shares the weightiest fate of its records: loaded before updated before unchanged. (The names
    of the fates happen not to stand in that order, hence the numbers.)
    """
    weighed = "max(CASE fate WHEN 'loaded' THEN 3 WHEN 'updated' THEN 2 ELSE 1 END)"
    found = cursor.execute(
        f"SELECT weight, count(*) FROM (SELECT s, {weighed} AS weight FROM "
        "(SELECT unnest(coalesce(row_numbers, [row_number])) AS s, fate FROM fated JOIN typed ON typed.rowid = r) "
        "GROUP BY s) GROUP BY weight"
    ).fetchall()
    return {{3: "loaded", 2: "updated", 1: "unchanged"}[weight]: rows for weight, rows in found}
