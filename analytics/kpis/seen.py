"""What of a workspace is looked at: a segment of its customers, a period of time, or both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import ibis
import pandas as pd
from ibis import ir

from analytics.errors import NotEnoughData
from analytics.journey.phases import Phase
from analytics.kpis.definition import Data
from analytics.kpis.segments import COLUMNS, OfSegment

# The time of each row; tables without one are seen whole.
_TIMES = {
    "surveys": "answered_at",
    "tickets": "created_at",
    "sales": "ordered_at",
    "counted_sales": "ordered_at",
    "purchases": "ordered_at",
    "usage": "occurred_at",
    "measures": "period",
    "comments": "written_at",
}


@dataclass(frozen=True)
class OfPeriod:
    """The ``data`` of the days from ``since`` to ``until``, both included; None is without an end on that side."""

    data: Data
    since: date | None
    until: date | None

    def table(self, name: str) -> ir.Table:
        """The rows of these days."""
        rows = self.data.table(name)
        if name not in _TIMES:
            return rows
        when = rows[_TIMES[name]].cast("timestamp")
        if self.since is not None:
            rows = rows.filter(when >= ibis.literal(datetime.combine(self.since, time.min)))
        if self.until is not None:
            rows = rows.filter(when <= ibis.literal(datetime.combine(self.until, time.max)))
        return rows

    def execute(self, expr: ir.Expr) -> Any:
        """What an expression gives."""
        return self.data.execute(expr)

    def count(self, name: str) -> int:
        """How many rows of a table are of these days."""
        return int(self.execute(self.table(name).count()))

    def phases(self) -> tuple[Phase, ...]:
        """The phases of the journey."""
        return self.data.phases()

    def data_until(self) -> datetime | None:
        """The end of the period, or of the data when that is earlier."""
        end = self.data.data_until()
        if self.until is None or end is None:
            return end
        return min(end, datetime.combine(self.until, time.max))


@dataclass(frozen=True)
class Seen:
    """What is looked at: customers whose ``column`` ("segment" or "acquisition_source") has ``value``, and days.

    >>> Seen(since=date(2026, 1, 1)).words, Seen("segment", "business").words, Seen().words
    ('from 1 Jan 2026', 'Segment business', 'everything')
    """

    column: str = ""
    value: str = ""
    since: date | None = None
    until: date | None = None

    def of(self, data: Data) -> Data:
        """The data as it is seen through this."""
        seen = OfSegment(data, self.column, self.value) if self.column in COLUMNS else data
        return seen if self.since is None and self.until is None else OfPeriod(seen, self.since, self.until)

    def customers_of(self, data: Data) -> Data:
        """The data of these customers, for figures that rest on all that customers did before the days.

        Raises NotEnoughData where days are chosen as well: a first order or a stay that is cut off would be another one.
        """
        if self != self.whose:
            raise NotEnoughData(
                "This needs everything that customers did, so it can be of some customers, not of some days."
            )
        return self.of(data)

    def has_day(self, times: pd.Series) -> pd.Series:
        """Which of these times lie in the days.

        >>> Seen(since=date(2026, 1, 2)).has_day(pd.Series(pd.to_datetime(["2026-01-01", "2026-01-02"]))).tolist()
        [False, True]
        """
        return self.has_period(times, "D")

    def has_period(self, times: pd.Series, freq: str = "M") -> pd.Series:
        """Which of these times lie in a period (pandas' "M", "Q", "W" or "D") that has some of the days.

        A month of which a part is left out would look like a bad one.

        >>> Seen(since=date(2026, 1, 20)).has_period(pd.Series(pd.to_datetime(["2026-01-01", "2025-12-31"]))).tolist()
        [True, False]
        """
        periods = pd.to_datetime(times).dt.to_period(freq)
        there = pd.Series(True, index=times.index)
        if self.since is not None:
            there &= periods >= pd.Period(self.since, freq)
        if self.until is not None:
            there &= periods <= pd.Period(self.until, freq)
        return there

    @property
    def whose(self) -> Seen:
        """The same customers, over all time."""
        return Seen(self.column, self.value)

    @property
    def when(self) -> Seen:
        """All customers, on the same days."""
        return Seen(since=self.since, until=self.until)

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == EVERYTHING

    @property
    def words(self) -> str:
        """What is looked at, in words."""
        segment = f"{COLUMNS[self.column]} {self.value}" if self.column in COLUMNS else ""
        since, until = (f"{day:%-d %b %Y}" if day else "" for day in (self.since, self.until))
        days = (
            f"{since} to {until}"
            if since and until
            else f"from {since}"
            if since
            else f"until {until}"
            if until
            else ""
        )
        return ", ".join(part for part in (segment, days) if part) or "everything"


EVERYTHING = Seen()
