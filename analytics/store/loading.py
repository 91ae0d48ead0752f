"""Loading a staged source file under a mapping: typed row by row, with counts that add up.

Text in ``staged`` (``analytics.files.reading``) -> records in ``typed`` (``records``) -> compared with
what the workspace holds in ``fated`` (here) -> written (``versions``): all in DuckDB, and in the
transaction of the caller, so that an import happens whole or not at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from analytics.files.kinds import KINDS, Kind
from analytics.files.mapping import Mapping
from analytics.store.naming import quoted
from analytics.store.records import STAGED, make_typed, spoken_fields
from analytics.store.rejecting import reject_bad_cells, reject_incomplete_records
from analytics.store.versions import same_key, write_records

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """How many source rows met which fate, how many records they made, and why rows were rejected."""

    read: int
    loaded: int
    updated: int
    unchanged: int
    rejected: int
    records: int
    reasons: tuple[tuple[str, int], ...]


def load_staged(
    cursor: duckdb.DuckDBPyConnection,
    mapping: Mapping,
    columns: tuple[str, ...],
    import_id: str,
    progress: Progress = lambda step: None,
) -> Outcome:
    """Load the rows of the temporary table ``staged`` as ``mapping`` says.

    ``columns`` are the source file's columns; those that the mapping does not read are kept in
    ``extra``. The caller's transaction decides whether it happened.
    """
    kind, fields = KINDS[mapping.kind], spoken_fields(mapping)
    progress("checking every cell")
    reject_bad_cells(cursor, mapping, import_id)
    progress("typing")
    make_typed(cursor, mapping, columns)
    reject_incomplete_records(cursor, mapping, import_id)
    progress("comparing with what is there")
    _decide_fates(cursor, kind, fields)
    progress("writing")
    write_records(cursor, kind, fields, import_id)
    outcome = _count(cursor, import_id)
    for name in ("rejected_now", "typed", "fated"):
        cursor.execute(f"DROP TABLE {name}")
    return outcome


def _decide_fates(cursor: duckdb.DuckDBPyConnection, kind: Kind, fields: tuple[str, ...]) -> None:
    """``fated``: every typed record with its fate and whether it is the last word on its key.

    A key that comes several times in one file is taken in the order of the rows: the first is
    compared with the workspace, each later one with the one before it.
    """
    key = ", ".join(kind.key)
    content = f"md5(to_json(struct_pack({', '.join(f'{quoted(f)} := t.{quoted(f)}' for f in fields)}, extra := t.extra)))"
    repeated = cursor.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM typed GROUP BY {key} HAVING count(*) > 1 LIMIT 1)"
    ).fetchall()[0][0]
    order = "1 AS nth, TRUE AS last, NULL::VARCHAR AS content, NULL::VARCHAR AS before"
    if repeated:
        window = f"(PARTITION BY {key} ORDER BY row_number)"
        order = (
            f"row_number() OVER {window} AS nth, lead(row_number) OVER {window} IS NULL AS last, "
            f"{content} AS content, lag({content}) OVER {window} AS before"
        )
    holds_any = cursor.execute(f"SELECT count(*) FROM (SELECT 1 FROM {kind.name} LIMIT 1)").fetchall()[0][0]
    first = "'loaded'"
    join = ""
    if holds_any:
        # Only what this import speaks about is compared; a field that it does not map keeps its value.
        same = " AND ".join(f"p.{quoted(f)} IS NOT DISTINCT FROM t.{quoted(f)}" for f in fields)
        same += (
            " AND coalesce(json_merge_patch(coalesce(p.extra, '{}'), coalesce(t.extra, '{}'))::VARCHAR, '{}')"
            " = coalesce(json_merge_patch('{}', coalesce(p.extra, '{}'))::VARCHAR, '{}')"
        )
        first = f"CASE WHEN p.import_id IS NULL THEN 'loaded' WHEN {same} THEN 'unchanged' ELSE 'updated' END"
        join = f"LEFT JOIN {kind.name} AS p ON {same_key(kind, 'p', 't')}"
    cursor.execute(
        f"CREATE OR REPLACE TEMP TABLE fated AS SELECT t.*, CASE WHEN t.nth = 1 THEN {first} "
        "WHEN t.content = t.before THEN 'unchanged' ELSE 'updated' END AS fate "
        f"FROM (SELECT t.*, {order} FROM typed AS t) AS t {join}"
    )


def _count(cursor: duckdb.DuckDBPyConnection, import_id: str) -> Outcome:
    read = cursor.execute(f"SELECT count(*) FROM {STAGED}").fetchall()[0][0]
    rejected = cursor.execute(
        "SELECT count(DISTINCT row_number) FROM rejected_cells WHERE import_id = ?", [import_id]
    ).fetchall()[0][0]
    # The questions of one answer sheet are one source row, the lines of one order are several.
    # The fate of a row is the weightiest of its records'.
    counts = dict(
        cursor.execute(
            "SELECT fate, count(*) FROM (SELECT r, CASE max(CASE fate WHEN 'loaded' THEN 3 WHEN 'updated' THEN 2 ELSE 1 END) "
            "WHEN 3 THEN 'loaded' WHEN 2 THEN 'updated' ELSE 'unchanged' END AS fate FROM "
            "(SELECT unnest(coalesce(row_numbers, [row_number])) AS r, fate FROM fated) GROUP BY r) GROUP BY fate"
        ).fetchall()
    )
    records = cursor.execute("SELECT count(*) FROM fated WHERE fate <> 'unchanged'").fetchall()[0][0]
    reasons = cursor.execute(
        "SELECT reason, count(DISTINCT row_number) FROM rejected_cells WHERE import_id = ? "
        "GROUP BY reason ORDER BY count(*) DESC, reason",
        [import_id],
    ).fetchall()
    return Outcome(
        read,
        counts.get("loaded", 0),
        counts.get("updated", 0),
        counts.get("unchanged", 0),
        rejected,
        records,
        tuple(reasons),
    )
