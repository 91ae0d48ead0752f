"""What of a source row may stand in the workspace: texts masked, identifying columns left out or turned into codes.

The mapping says what is done (``mask``, ``dropped``, ``hashed``); here it becomes SQL over the staged columns.
"""

from __future__ import annotations

import duckdb

from analytics.files.kinds import KINDS
from analytics.files.mapping import ColumnUse, Mapping
from analytics.masks import MASKS
from analytics.sql import quoted
from analytics.store.codes import coded_column
from analytics.store.masking import count_masks, masked, masked_prose
from analytics.store.settled import Settled

# The fields in which people write what they like. Ids and categories are joined and counted by, and stay.
TEXTS = frozenset({"comment", "subject", "body", "cancel_reason"})


def is_masked(mapping: Mapping, use: ColumnUse) -> bool:
    """Whether what stands in the column is kept with everything masked that leads to a person."""
    return mapping.mask and bool(use.column) and use.field in TEXTS


def kept_cell(mapping: Settled, column: str) -> str:
    """SQL for a cell as it is kept beside the fields, and among rejected rows where it is a hashed id."""
    cell = quoted(column)
    if column in mapping.hashed:
        return coded_column(mapping, column)
    return masked_prose(cell) if mapping.mask and column not in mapping.untouched else cell


def kept_row(mapping: Settled, columns: tuple[str, ...], staged: str) -> str:
    """The query for staged rows that are put aside to be mended.

    Texts and columns that no field reads are as private as in the tables (mended and loaded again they would
    become the same); cells of other fields are as they came, for they are what is to be mended.
    """
    texts = {use.column for use in mapping.uses if use.field in TEXTS}
    texts |= {question.comment_column for question in mapping.questions}
    parts = [
        f"'' AS {quoted(column)}" for column in columns if column in mapping.dropped and column not in mapping.columns
    ]
    for column in columns:
        if column in mapping.hashed or (
            mapping.mask
            and column not in mapping.dropped
            and column not in mapping.columns
            and column not in mapping.untouched
        ):
            parts.append(f"{kept_cell(mapping, column)} AS {quoted(column)}")
        elif mapping.mask and column in texts:
            parts.append(f"{masked(quoted(column))} AS {quoted(column)}")
    replaced = f" REPLACE ({', '.join(parts)})" if parts else ""
    return f"SELECT *{replaced} FROM {staged}"


def private_notes(cursor: duckdb.DuckDBPyConnection, mapping: Mapping, import_id: str) -> tuple[str, ...]:
    """What the receipt says: how much was masked in the rows of this import, what was left out and what is a code."""
    notes: list[str] = []
    if mapping.mask:
        texts = [field.name for field in KINDS[mapping.kind].fields if field.name in TEXTS]
        notes += masked_note(cursor, mapping.kind, [*texts, "extra::VARCHAR"], import_id)
    if dropped := [column for column in mapping.dropped if column not in mapping.columns]:
        notes.append(
            f"Left out, because they name or find a person: {', '.join(dropped)}. "
            "To keep them, say so under Privacy on the page, or with --keep-identifying, and load again."
        )
    if mapping.hashed:
        notes.append(f"Kept as a code, the same for the same person in this workspace: {', '.join(mapping.hashed)}.")
    return tuple(notes)


def masked_note(cursor: duckdb.DuckDBPyConnection, table: str, columns: list[str], import_id: str) -> tuple[str, ...]:
    """How much is masked in ``columns`` (SQL) of the rows of an import, as a sentence; none where nothing is."""
    found = cursor.execute(_counting(table, columns), [import_id]).fetchall()[0]
    *counts, rows = found
    told = [
        f"{count:,} {one if count == 1 else several}"
        for count, (one, several) in zip(counts, MASKS.values(), strict=True)
        if count
    ]
    return (f"Masked: {', '.join(told)} in {rows:,} {'row' if rows == 1 else 'rows'}.",) if told else ()


def _counting(table: str, columns: list[str]) -> str:
    """The query that counts each mask, and the rows that hold any."""
    counts = ", ".join(f"{count_masks(column)} AS n{number}" for number, column in enumerate(columns))
    lists = [f"n{number}" for number in range(len(columns))]
    sums = [
        f"coalesce(sum({' + '.join(f'coalesce({each}[{place}], 0)' for each in lists)}), 0)"
        for place in range(1, len(MASKS) + 1)
    ]
    any_mask = " OR ".join(f"coalesce(list_sum({each}), 0) > 0" for each in lists)
    looked = " OR ".join(f"contains({column}, '[')" for column in columns)
    return (
        f"SELECT {', '.join(sums)}, count(*) FILTER (WHERE {any_mask}) "
        f"FROM (SELECT {counts} FROM {quoted(table)} WHERE import_id = ? AND ({looked}))"
    )
