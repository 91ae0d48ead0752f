"""Which rows a KPI is computed from, and by what they are grouped: time, period and phase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

import ibis
import pandas as pd
from ibis import _, ir

Period = Literal["all", "month", "quarter", "week", "window"]

# Stands for a phase where rows are grouped by phase and for the whole company at once.
COMPANY = ""

_UNITS: dict[str, Literal["M", "Q", "W"]] = {"month": "M", "quarter": "Q", "week": "W"}
_FREQUENCIES = {"month": "M", "quarter": "Q", "week": "W-SUN"}
_BEGINNING = datetime(1900, 1, 1)
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Scope:
    """The rows of one computation and their grouping.

    Rows count up to ``until``, and from ``days`` before it when given. ``period`` groups by calendar
    month, quarter or week, by consecutive windows of ``days`` that end at ``until`` ("window"), or not
    at all. ``phase`` keeps the rows of one phase; ``by_phase`` groups by phase, and takes every row once more
    for the company. A row dated after both
    ``until`` and the end of the data lies in the future: it is kept, marked, and only counted.
    """

    until: datetime
    data_until: datetime
    period: Period = "all"
    days: int | None = None
    phase: str | None = None
    by_phase: bool = False

    @property
    def start(self) -> datetime | None:
        """Rows count when they are later than this; None is from the beginning."""
        return None if self.days is None or self.period == "window" else self.until - self.length

    @property
    def length(self) -> timedelta:
        """How long a window is."""
        return timedelta(days=self.days or 0)

    @property
    def present(self) -> bool:
        """Whether this looks at the data as it is, not at a day in its past."""
        return self.until >= self.data_until

    @property
    def keys(self) -> list[str]:
        """The columns by which rows are grouped."""
        return ["phase"] * self.by_phase + ["period"] * (self.period != "all")

    def placed(self, table: ir.Table, time: str, phases: bool = True) -> ir.Table:
        """The rows of ``table`` in this scope, with the columns ``period`` and ``future``.

        ``time`` is the column that dates a row. ``phases=False`` is for tables that know no phase.
        """
        when = table[time]
        future = when > self.until
        kept = when.notnull() if self.present else when <= self.until
        if self.start is not None:
            kept = kept & (when > self.start)
        rows = table.filter(kept).mutate(future=future, period=self.key(when))
        return self.in_phases(rows) if phases else rows

    def in_phases(self, table: ir.Table) -> ir.Table:
        """The rows of the phase asked for; by phase, each row in its phase and once more for the company."""
        if self.phase is not None:
            return table.filter(table.phase == self.phase)
        if not self.by_phase:
            return table
        return table.mutate(phase=ibis.array([table.phase, COMPANY]).unnest()).filter(_.phase.notnull())

    def key(self, when: ir.TimestampValue) -> ir.Value:
        """The period in which a moment lies, as a key that grows with time."""
        if self.period == "all":
            return ibis.literal("all")
        if self.period == "window":
            passed = ibis.timestamp(self.until).epoch_seconds() - when.epoch_seconds()
            return -(passed / self.length.total_seconds()).floor().cast("int64")
        return when.truncate(_UNITS[self.period])

    def moment(self, key: Any) -> datetime:
        """A moment in the period with this key: the end of a window, else the period's first."""
        return self.until + int(key) * self.length if self.period == "window" else pd.Timestamp(key).to_pydatetime()

    def periods(self, first: datetime) -> pd.DataFrame:
        """Every period since ``first``: period (its key), the instants start and end, and complete.

        What a period holds is later than its start and not later than its end. A period is complete when
        neither the beginning of the data nor ``until`` cuts off more than a tenth, or a day, of it.
        """
        if self.period == "all":
            rows: list[tuple[Any, Any, Any]] = [("all", self.start or _BEGINNING, self.until)]
        elif self.period == "window":
            windows = max(int((self.until - first) / self.length) + 1, 1)
            ends = [self.until - k * self.length for k in range(windows)]
            rows = [(-k, end - self.length, end) for k, end in enumerate(ends)]
        else:
            first = max(first, self.start) if self.start else first
            periods = pd.period_range(first, self.until, freq=_FREQUENCIES[self.period])
            starts = [start - _INSTANT for start in periods.start_time]
            rows = list(zip(periods.start_time, starts, periods.end_time.floor("us"), strict=True))
        found = pd.DataFrame(rows, columns=["period", "start", "end"])
        day, tenth = timedelta(days=1), (found["end"] - found["start"]) / 10
        begun = (found["start"] + tenth >= first) | (found["start"] + day >= first)
        ended = found["end"] - day <= self.until
        until = found["end"].where(found["end"] <= self.until, self.until)
        return found.assign(complete=begun & ended, end=until)

    def label(self, period: Any) -> str:
        """A period's key as people read it: the ISO date of its first day, or "all"."""
        if self.period == "all":
            return "all"
        if self.period == "window":
            return (self.until + (int(period) - 1) * self.length).date().isoformat()
        return pd.Timestamp(period).date().isoformat()
