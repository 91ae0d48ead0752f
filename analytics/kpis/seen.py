"""What of a workspace is looked at: a segment of its customers, a period of time, or both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import ibis
from ibis import ir

from analytics.journey.phases import Phase
from analytics.kpis.definition import Data
from analytics.kpis.segments import COLUMNS, OfSegment

# The time of each row; tables without one are seen whole.
_TIMES = {
    "surveys": "answered_at",
    "tickets": "created_at",
    "sales": "ordered_at",
    "counted_sales": "ordered_at",
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
