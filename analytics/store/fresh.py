"""Rows that speak about something nobody spoke of before: typed, placed and written in one statement.

Nearly all rows of a big file are such rows, and each is one record. They need no comparison, no second
look and no copy on the way. Whatever else there is (a cell that cannot be typed, a required field that
is empty, a key that comes twice or is known already) stays staged, and ``analytics.store.loading``
takes it the careful way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import duckdb

from analytics.files.kinds import KINDS, Kind
from analytics.files.staging import unstage
from analytics.journey.rules import FIELDS, Rule
from analytics.sql import literal, quoted
from analytics.store.asked import OF_ASKED
from analytics.store.codes import coded_once, forget_codes
from analytics.store.inserting import insert_any
from analytics.store.placing import placing, words_in_prose
from analytics.store.records import OF_QUESTIONS, answers_of_rows, spoken_fields
from analytics.store.row_cells import STAGED, cells_of_rows, key_of_row, known_uses
from analytics.store.settled import Settled
from analytics.store.shortcuts import WRAPPINGS, raw

# A number, or one behind a prefix that nothing has to be taken off and that begins no e-mail address.
_NUMBERED = rf"((?:(?![{WRAPPINGS}\d@])[!-~][^\d@]*)?)(\d{{1,18}})"
_BITS_PER_ROW, _BITS = 32, 1 << 30  # keys that lie further around the first one, or further in all, go into a table
_FEW = 1_000  # different values of a field that are worth being asked about one by one


def insert_fresh(
    cursor: duckdb.DuckDBPyConnection,
    mapping: Settled,
    columns: tuple[str, ...],
    import_id: str,
    rules: Sequence[Rule],
    scale: int | None,
) -> tuple[int, int]:
    """Write the fresh rows and take them out of the staged ones; how many rows there were, and records made of them.

    ``scale`` is the top of the scale of satisfaction.
    """
    names = {question.name for question in mapping.column_questions}
    if mapping.grain != "row" or mapping.figures or len(names) < len(mapping.column_questions):
        return 0, 0
    kind = KINDS[mapping.kind]
    apart = _numbered_apart(cursor, kind, mapping)
    source = _without_doubtful_keys(cursor, kind, mapping, columns, apart)
    if apart:  # what is a number behind a prefix needs no second look
        mapping = replace(mapping, plain=(*mapping.plain, kind.key[0]))
    records = _write(cursor, mapping, columns, import_id, rules, scale, source)
    cursor.execute("DROP TABLE doubtful")
    rows = records
    if len(mapping.column_questions) > 1:
        made = f"SELECT count(DISTINCT row_number) FROM {kind.name} WHERE import_id = {literal(import_id)}"
        rows = cursor.execute(made).fetchall()[0][0]
    if rows:
        _leave_the_rest(cursor, kind, import_id, rows)
    return rows, records


def _without_doubtful_keys(
    cursor: duckdb.DuckDBPyConnection, kind: Kind, mapping: Settled, columns: tuple[str, ...], apart: bool
) -> str:
    """The staged rows whose key comes once and is not known, as SQL; keys are compared by their hash.

    ``apart`` when no key comes twice. Two keys with one hash only make their rows go the careful way.
    """
    # The answers of a row are about one sheet: its number is what several rows may share.
    of_row, parts = (kind.key[:1], 1) if mapping.column_questions else (kind.key, len(kind.key))
    key = f"hash({', '.join(key_of_row(mapping, columns)[:parts])})"
    once = "LIMIT 0" if apart else "GROUP BY ALL HAVING count(*) > 1"
    doubtful = [f"(SELECT {key} AS key_hash FROM {STAGED} {once})"]
    if cursor.execute(f"SELECT 1 FROM {kind.name} LIMIT 1").fetchall():
        known = f"SELECT hash({', '.join(map(quoted, of_row))}) AS key_hash FROM {kind.name}"
        doubtful.append(
            f"(SELECT key_hash FROM (SELECT {key} AS key_hash FROM {STAGED}) SEMI JOIN ({known}) USING (key_hash))"
        )
    # In one statement, not made empty and then filled: see ``inserting``.
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE doubtful AS {' UNION ALL '.join(doubtful)}")
    if not cursor.execute("SELECT 1 FROM doubtful LIMIT 1").fetchall():
        return STAGED
    return f"(FROM {STAGED} WHERE {key} NOT IN (SELECT key_hash FROM doubtful))"


def _numbered_apart(cursor: duckdb.DuckDBPyConnection, kind: Kind, mapping: Settled) -> bool:
    """Whether the rows are proved to have numbers for keys, behind one prefix (``R17``) or none, and none of them twice.

    One bit per number tells. That takes half the time of a table of all keys, and next to no memory.
    """
    use = known_uses(mapping).get(kind.key[0])
    cell = raw(use) if use and (mapping.column_questions or len(kind.key) == 1) else ""
    first = cursor.execute(f"SELECT {cell} FROM {STAGED} LIMIT 1").fetchone() if cell else None
    parts = re.fullmatch(_NUMBERED, first[0] or "", re.ASCII) if first else None
    if not parts:
        return False
    prefix, rows = parts[1], cursor.execute(f"SELECT count(*) FROM {STAGED}").fetchall()[0][0]
    number = f"TRY_CAST({f'{cell}[{len(prefix) + 1}:]' if prefix else cell} AS BIGINT)"
    # 007 and 7 are two ids: only what is written as DuckDB writes it is its number.
    fits = f"{f'{literal(prefix)} || ' if prefix else ''}{number}::VARCHAR = {cell}"
    reach = min(_BITS_PER_ROW * rows, _BITS) // 2
    least, most = int(parts[2]) - reach, int(parts[2]) + reach
    near = f"CASE WHEN {fits} AND {number} BETWEEN {least} AND {most} THEN {number} END"
    bits = f"bit_count(bitstring_agg({near}, {least}::BIGINT, {most}::BIGINT))"
    return bool(cursor.execute(f"SELECT {bits} FROM {STAGED}").fetchall() == [(rows,)])


def _profiles_to_be(cursor: duckdb.DuckDBPyConnection, mapping: Settled, rows: str) -> str:
    """The name of a table with what journey rules ask of a customer, as it is once the orders ``rows`` are written.

    Were an order counted here that is not written, its customer's orders would get a wrong place; the orders that are
    still to go the careful way move the customer's beginning, and with it all their orders, afterwards.
    """
    status = "status" if "status" in _filled(mapping) else "''"
    # Not WHERE: moved down to the cells, the condition would type the status anew for every list of words in it.
    cursor.execute(
        "CREATE OR REPLACE TEMP TABLE profiles_to_be AS "
        f"WITH bought AS (SELECT customer_id, min(ordered_at) FILTER (is_sale({status}) AND amount >= 0) AS first_at "
        f"FROM {rows} GROUP BY customer_id) "
        "SELECT customer_id, least(started_at, first_at) AS started_at, least(first_order_at, first_at) AS first_order_at, "
        "left_at, least(joined_at, first_at) AS joined_at FROM profiles FULL JOIN bought USING (customer_id)"
    )
    return "profiles_to_be"


def _write(
    cursor: duckdb.DuckDBPyConnection,
    mapping: Settled,
    columns: tuple[str, ...],
    import_id: str,
    rules: Sequence[Rule],
    scale: int | None,
    source: str,
) -> int:
    kind, fields = KINDS[mapping.kind], spoken_fields(mapping)
    made: dict[str, str] = {}
    if "satisfaction" in fields:
        made["satisfaction_scale"] = f"CASE WHEN satisfaction IS NOT NULL THEN {scale or 'NULL'} END"
    if kind.repeats:
        made["nth"] = "1"
    words = words_in_prose(rules, kind.name)
    rows = f"({cells_of_rows(mapping, columns, source, words)})"
    profiles = _profiles_to_be(cursor, mapping, _fit_rows(mapping, rows)) if kind.name == "sales" else "profiles"
    source, codes = coded_once(cursor, mapping, columns, STAGED, source)
    cells = f"({cells_of_rows(mapping, columns, source, words, codes)})"
    # Each question reads the rows once: they are typed before.
    if len(mapping.column_questions) > 1:
        cursor.execute(f"CREATE OR REPLACE TEMP TABLE cells AS {cells}")
        cells = "cells"
    way = placing(rules, kind.name, _fit_rows(mapping, cells), profiles, "hinted", _few_values(cursor, mapping))
    target = ", ".join(map(quoted, (*fields, *made)))
    values = ", ".join((*map(quoted, fields), *made.values()))
    written = insert_any(
        cursor,
        f"{kind.name} ({target}, extra, import_id, row_number, phase, phase_rule)",
        f"SELECT {values}, extra, {literal(import_id)}, row_number, {way.phase}, {way.sentence} FROM {way.rows}",
    )
    cursor.execute("DROP TABLE IF EXISTS cells")
    forget_codes(cursor, codes)
    return written


def _few_values(cursor: duckdb.DuckDBPyConnection, mapping: Settled) -> dict[str, str]:
    """SQL for the values of each field in which all rows have few, each just as it stands in the file."""
    few = {}
    for use in mapping.uses:
        if use.field in mapping.plain and use.field in FIELDS:
            different = f"SELECT DISTINCT {quoted(use.column)} FROM {STAGED} LIMIT {_FEW + 1}"
            found = [value for (value,) in cursor.execute(different).fetchall()]
            if len(found) <= _FEW:
                few[use.field] = (
                    f"(FROM (VALUES {', '.join(f'({literal(value)})' for value in found)}) AS t({quoted(use.field)}))"
                )
    return few


def _fit_rows(mapping: Settled, cells: str) -> str:
    """What can be written as it is of the typed rows ``cells``, as SQL in brackets."""
    kind = KINDS[mapping.kind]
    # A condition on what is computed would be computed a second time, beside the scan; on a random number it is not.
    unfit = " OR ".join(
        ["bad", *(f"{quoted(field.name)} IS NULL" for field in kind.fields if field.required), "random() > 1"]
    )
    absent = "".join(f", NULL::{_sql_type(field.type)} AS {quoted(field.name)}" for field in kind.fields
                     if field.name not in _filled(mapping))  # fmt: skip
    records = (
        f"SELECT *, FALSE AS bad FROM ({answers_of_rows(mapping, cells, 'hinted')})"
        if mapping.column_questions
        else f"FROM {cells}"
    )
    return f"(FROM (SELECT *, {unfit} AS unfit FROM (SELECT *{absent} FROM ({records}))) WHERE NOT unfit)"


def _filled(mapping: Settled) -> set[str]:
    """The fields that ``cells_of_rows`` gives: those with a column, and an id made from the content."""
    kind, uses = KINDS[mapping.kind], known_uses(mapping)
    made = kind.key[0] if kind.key[0].endswith("_id") and kind.key[0] != "customer_id" else ""
    asked = OF_QUESTIONS if mapping.column_questions else OF_ASKED if mapping.row_questions else ()
    return {*uses, made, *asked}


def _sql_type(field_type: str) -> str:
    return "TIMESTAMP" if field_type == "time" else "VARCHAR"


def _leave_the_rest(cursor: duckdb.DuckDBPyConnection, kind: Kind, import_id: str, written: int) -> None:
    rest = f"ANTI JOIN (SELECT row_number FROM {kind.name} WHERE import_id = {literal(import_id)}) USING (row_number)"
    if cursor.execute(f"SELECT count(*) FROM {STAGED}").fetchall() == [(written,)]:
        rest = "LIMIT 0"
    cursor.execute(f"CREATE OR REPLACE TEMP TABLE rest AS FROM {STAGED} {rest}")
    unstage(cursor, STAGED)
    cursor.execute(f"ALTER TABLE rest RENAME TO {STAGED}")
