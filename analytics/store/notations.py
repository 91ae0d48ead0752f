"""The notation of a staged column of times: found by parsing every cell under every format it could have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import duckdb

from analytics.files.mapping import ColumnUse
from analytics.files.times import formats_like, has_clock, is_aware, order_of, other_order
from analytics.store.cells import NO_TIME, cell, without
from analytics.store.moments import moment

# A column may change its notation (an export pasted under another), but not often.
_ROUNDS = 5
_SAMPLES = 60


@dataclass(frozen=True)
class Notation:
    """The formats of one column. ``swapped`` are the formats of the other reading where day and month cannot
    be told apart, and empty where they can; ``order`` says what stands first (``day`` or ``month``)."""

    use: ColumnUse
    formats: tuple[str, ...]
    order: str = ""
    swapped: tuple[str, ...] = ()

    def in_order(self, order: str) -> Notation:
        """The same notation once something else has told the order; itself when nothing has."""
        if not order or not self.swapped:
            return self
        formats = self.formats if order == self.order else self.swapped
        return replace(self, formats=formats, order=order, swapped=())


class TimeColumns:
    """The columns of time of one staged table: asks DuckDB what they hold."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, staging: str) -> None:
        self._connection = connection
        self._staging = staging

    def notation(self, use: ColumnUse) -> Notation:
        """The fewest formats that read the most cells, the commonest first."""
        text = without(NO_TIME, cell(use))
        chosen: list[str] = []
        order, swapped = "", False
        for _ in range(_ROUNDS):
            rest = f"{text} IS NOT NULL"
            if chosen:
                rest += f" AND {moment(text, tuple(chosen))} IS NULL"
            counts = self._counts(text, rest, _candidates(use, chosen, order, self._samples(text, rest)))
            best = max(counts, key=lambda form: counts[form], default="")
            if not counts.get(best):
                break
            chosen.append(best)
            if order_of(best) and not order:
                order = order_of(best)
                swapped = counts.get(other_order(best)) == counts[best] and best not in use.formats
        formats = tuple(chosen) or use.formats or ("iso",)
        return Notation(use, formats, order, tuple(map(other_order, formats)) if swapped else ())

    def order_by_content(self, notation: Notation) -> str:
        """The order under which the file is sorted by this column, or every date is the first of a month."""
        text = without(NO_TIME, cell(notation.use))
        readings = (moment(text, notation.formats), moment(text, notation.swapped))
        columns = ", ".join(
            f"{value} AS v{i}, lag({value}) OVER (ORDER BY row_number) AS b{i}" for i, value in enumerate(readings)
        )
        asked = ", ".join(
            f"bool_and(day(v{i}) = 1), count(*) > 2 AND (bool_and(v{i} >= b{i}) OR bool_and(v{i} <= b{i}))"
            for i in range(2)
        )
        found = self._row(
            f"SELECT {asked} FROM (SELECT {columns} FROM {self._staging} WHERE {text} IS NOT NULL)"
        )
        firsts, sorted_by = found[0::2], found[1::2]
        other = "month" if notation.order == "day" else "day"
        for evidence in (firsts, sorted_by):
            if bool(evidence[0]) != bool(evidence[1]):
                return notation.order if evidence[0] else other
        return ""

    def has_clock(self, notation: Notation) -> bool:
        """Whether any cell names a time of day."""
        if any(map(has_clock, notation.formats)):
            return True
        text = cell(notation.use)
        return "iso" in notation.formats and bool(self._row(f"SELECT bool_or(contains({text}, ':')) FROM {self._staging}")[0])

    def lacks_zone(self, notation: Notation) -> bool:
        """Whether some cell with a time of day leaves open where on earth it was taken."""
        text = cell(notation.use)
        if "iso" in notation.formats:
            aware = rf"regexp_matches({text}, '(Z|UTC|GMT|\d[+-]\d\d:?(\d\d)?|\s[+-]\d\d:?(\d\d)?)$')"
            return bool(self._row(f"SELECT bool_or(contains({text}, ':') AND NOT {aware}) FROM {self._staging}")[0])
        return any(has_clock(form) and form != "epoch" and not is_aware(form) for form in notation.formats)

    def misfits(self, notation: Notation) -> int:
        """How many cells could be read only with day and month in the other order."""
        text = without(NO_TIME, cell(notation.use))
        other = tuple(other_order(form) for form in notation.formats if order_of(form))
        return self._row(
            f"SELECT count(*) FROM {self._staging} WHERE {text} IS NOT NULL "
            f"AND {moment(text, notation.formats)} IS NULL AND {moment(text, other)} IS NOT NULL"
        )[0]

    def _samples(self, text: str, rest: str) -> list[str]:
        """Cells from all over the file, the same ones every time."""
        rows = self._connection.execute(
            f"SELECT {text} FROM {self._staging} WHERE {rest} ORDER BY hash(row_number), row_number LIMIT {_SAMPLES}"
        ).fetchall()
        return [row[0] for row in rows]

    def _counts(self, text: str, rest: str, candidates: list[str]) -> dict[str, int]:
        if not candidates:
            return {}
        counts = ", ".join(f"count({moment(text, (form,))})" for form in candidates)
        return dict(zip(candidates, self._row(f"SELECT {counts} FROM {self._staging} WHERE {rest}")))

    def _row(self, query: str) -> tuple:
        return self._connection.execute(query).fetchall()[0]


def _candidates(use: ColumnUse, chosen: Iterable[str], order: str, samples: Iterable[str]) -> list[str]:
    """Formats told with the mapping first, then those that the samples could have, each once.

    Once the order of day and month is known, its opposite is no candidate: a date that fits only
    the other way round is a mistake in the file, not a second notation.
    """
    told = [form for form in use.formats if form != "iso"]
    found = dict.fromkeys([*told, *(form for sample in samples for form in formats_like(sample))])
    return [form for form in found if form not in chosen and (not order or order_of(form) in ("", order))]
