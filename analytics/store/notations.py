"""The notation of a staged column of times: found by parsing every cell under every format it could have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from analytics.files.mapping import ColumnUse
from analytics.files.times import formats_like, has_clock, is_aware, order_of, other_order
from analytics.sql import quoted
from analytics.store import shortcuts
from analytics.store.cells import NO_TIME, bare, each
from analytics.store.moments import ISO_AWARE, moment

_SAMPLE = "sampled_times"
# How many rows propose a notation, and how many different ones of them are looked at.
_SAMPLE_ROWS = 2_000
_SAMPLES = 60
# What one pass over the column can find in a cell.
_UNREAD, _CLOCKED, _UNZONED = 1, 2, 4
# A column may change its notation (an export pasted under another), but not often.
_ROUNDS = 4


@dataclass(frozen=True)
class Notation:
    """How the times of one column are written.

    ``swapped`` are the formats of the other reading where day and month cannot be told apart, and
    empty where they can; ``order`` says which stands first (``day`` or ``month``). ``clocked`` says
    whether any cell names a time of day, ``unzoned`` whether one leaves open where it was taken,
    ``unread`` how many cells no format reads.
    """

    use: ColumnUse
    formats: tuple[str, ...]
    order: str = ""
    swapped: tuple[str, ...] = ()
    clocked: bool = False
    unzoned: bool = False
    unread: int = 0

    def in_order(self, order: str) -> Notation:
        """The same notation once something else has told the order; itself when nothing has."""
        if not order or not self.swapped:
            return self
        formats = self.formats if order == self.order else self.swapped
        return replace(self, formats=formats, order=order, swapped=())


class TimeColumns:
    """The columns of time of one staged table: asks DuckDB what they hold.

    A sample of rows is put aside in a temporary table, because every question to a big file takes seconds.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, staging: str, uses: Sequence[ColumnUse]) -> None:
        self._connection = connection
        self._staging = staging
        read = (column for use in uses for column in (use.column, use.time_column) if column)
        columns = ", ".join(map(quoted, dict.fromkeys(("row_number", *read))))
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {_SAMPLE} AS SELECT {columns} FROM {staging} "
            f"WHERE {some_rows(connection, staging, _SAMPLE_ROWS)}"
        )

    def notation(self, use: ColumnUse) -> Notation:
        """The fewest formats that read the most cells, the commonest first.

        A sample proposes; every cell is then read, and what is left over proposes again. Only where
        the sample leaves day and month open are both readings tried on every cell.
        """
        chosen: list[str] = []
        order, swapped = "", False
        unread, flags = 0, 0
        for rows in (_SAMPLE, *[self._staging] * _ROUNDS):
            scope = "TRUE" if rows == _SAMPLE else _unread(use, chosen)
            best, tied = self._best(use, rows, scope, chosen, order)
            if best and tied and rows == _SAMPLE:
                best, tied = self._best(use, self._staging, "TRUE", chosen, order)
            if not best:
                if chosen:
                    break
                continue
            chosen.append(best)
            if order_of(best) and not order:
                order, swapped = order_of(best), tied
            unread, flags = self._read(use, chosen)
            if not unread:
                break
        formats = tuple(chosen) or use.formats or ("iso",)
        other = tuple(map(other_order, formats)) if swapped else ()
        return Notation(use, formats, order, other, bool(flags & _CLOCKED), bool(flags & _UNZONED), unread)

    def _best(self, use: ColumnUse, rows: str, scope: str, chosen: list[str], order: str) -> tuple[str, bool]:
        """The format that reads most of the cells in ``scope`` of ``rows``, and whether its other order reads as many."""
        candidates = _candidates(use, chosen, order, self._samples(use, rows, scope))
        counts = self._counts(use, rows, scope, candidates)
        best = max(counts, key=lambda form: counts[form], default="")
        if not counts.get(best):
            return "", False
        rival = other_order(best)
        return best, rival != best and counts.get(rival) == counts[best] and best not in use.formats

    def _read(self, use: ColumnUse, formats: Sequence[str]) -> tuple[int, int]:
        """How many cells the formats do not read, and what the cells show, in one pass over the column."""
        clock = "contains(cell, ':')" if "iso" in formats else str(any(map(has_clock, formats)))
        open_zone = "FALSE"
        if "iso" in formats:
            open_zone = f"contains(cell, ':') AND NOT regexp_matches(cell, '{ISO_AWARE}')"
        elif any(has_clock(form) and form != "epoch" and not is_aware(form) for form in formats):
            open_zone = "TRUE"
        shown = (
            (f"({moment(tuple(formats))}) IS NULL", _UNREAD), (clock, _CLOCKED), (open_zone, _UNZONED)
        )  # fmt: skip
        code = " + ".join(f"CASE WHEN {what} THEN {bit} ELSE 0 END" for what, bit in shown)
        code = _or_at_a_glance(use, formats, each(use, NO_TIME, code, "0"))
        unread, flags = self._row(
            f"SELECT count(*) FILTER (code & {_UNREAD} > 0), coalesce(bit_or(code), 0) "
            f"FROM (SELECT {code} AS code FROM {self._staging})"
        )
        return unread, flags

    def order_by_rows(self, notation: Notation) -> str:
        """The order of day and month under which the file is sorted by this column, if only one is."""
        readings = (_moment(notation.use, notation.formats), _moment(notation.use, notation.swapped))
        columns = ", ".join(
            f"{value} AS v{i}, lag({value}) OVER (ORDER BY row_number) AS b{i}" for i, value in enumerate(readings)
        )
        asked = ", ".join(f"count(v{i}) > 3 AND (bool_and(v{i} >= b{i}) OR bool_and(v{i} <= b{i}))" for i in range(2))
        told, swapped = self._row(f"SELECT {asked} FROM (SELECT {columns} FROM {self._staging})")
        if told == swapped:
            return ""
        return notation.order if told else {"day": "month", "month": "day"}[notation.order]

    def misfits(self, notation: Notation) -> int:
        """How many cells could be read only with day and month in the other order."""
        other = tuple(other_order(form) for form in notation.formats if order_of(form))
        (found,) = self._row(
            f"SELECT count({_moment(notation.use, other)}) FROM {self._staging} "
            f"WHERE {_unread(notation.use, notation.formats)}"
        )
        return int(found)

    def _samples(self, use: ColumnUse, rows: str, scope: str) -> list[str]:
        """Cells from all over the file, the same ones every time."""
        found = self._connection.execute(
            f"SELECT cell FROM (SELECT {bare(use)} AS cell, row_number FROM {rows} WHERE {scope}) "
            f"WHERE cell <> '' ORDER BY hash(row_number), row_number LIMIT {_SAMPLES}"
        ).fetchall()
        return [row[0] for row in found]

    def _counts(self, use: ColumnUse, rows: str, scope: str, candidates: list[str]) -> dict[str, int]:
        if not candidates:
            return {}
        counts = ", ".join(f"count({_moment(use, (form,))})" for form in candidates)
        return dict(zip(candidates, self._row(f"SELECT {counts} FROM {rows} WHERE {scope}"), strict=True))

    def _row(self, query: str) -> tuple[Any, ...]:
        return self._connection.execute(query).fetchall()[0]


def some_rows(connection: duckdb.DuckDBPyConnection, staging: str, most: int) -> str:
    """A condition that holds for about ``most`` rows from all over the file, the same ones every time."""
    rows = connection.execute(f"SELECT count(*) FROM {staging}").fetchall()[0][0]
    return f"hash(row_number) % {max(1, rows // most)} = 0"


def _or_at_a_glance(use: ColumnUse, formats: Sequence[str], careful: str) -> str:
    """What a cell of the commonest notation shows, told from its shape; ``careful`` for the others."""
    read = shortcuts.time(replace(use, formats=tuple(formats), timezone=""))
    if not read or ("iso" in formats and tuple(formats) != ("iso",)):
        return careful
    shown = str(
        (_CLOCKED if any(map(has_clock, formats)) else 0)
        + (_UNZONED if any(has_clock(form) and form != "epoch" and not is_aware(form) for form in formats) else 0)
    )
    glance = f"CASE WHEN {read} IS NOT NULL THEN {shown} END"
    if "iso" in formats:
        glance = shortcuts.iso_shape(
            shortcuts.raw(use), clocked=str(_CLOCKED + _UNZONED), in_utc=str(_CLOCKED), dated="0"
        )
    return shortcuts.or_carefully(use, glance, careful)


def _moment(use: ColumnUse, formats: Sequence[str]) -> str:
    return each(use, NO_TIME, moment(tuple(formats)))


def _unread(use: ColumnUse, formats: Sequence[str]) -> str:
    """Whether a cell holds something that none of the formats reads."""
    return each(use, NO_TIME, f"({moment(tuple(formats))}) IS NULL" if formats else "TRUE", "FALSE")


def _candidates(use: ColumnUse, chosen: Iterable[str], order: str, samples: Iterable[str]) -> list[str]:
    """Formats told with the mapping first, then those that the samples could have, each once.

    Once the order of day and month is known, its opposite is no candidate: a date that fits only
    the other way round is a mistake in the file, not a second notation.
    """
    told = [form for form in use.formats if form != "iso"]
    found = dict.fromkeys([*told, *(form for sample in samples for form in formats_like(sample))])
    return [form for form in found if form not in chosen and (not order or order_of(form) in ("", order))]
