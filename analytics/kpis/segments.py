"""KPIs of one segment of the customers: the same definitions, on the rows of these customers alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from ibis import ir

from analytics.errors import NotFound
from analytics.journey.phases import Phase
from analytics.kpis.definition import Data, Kpi

# What is known of customers and tells them apart without following from what they did.
COLUMNS = {"segment": "Segment", "acquisition_source": "Acquisition source"}
# More values than these are no segments but names.
_MOST = 12


class Tables(Protocol):
    """What is needed to tell who is in a segment."""

    def table(self, name: str) -> ir.Table: ...


@dataclass(frozen=True)
class OfSegment:
    """The ``data`` of those customers whose ``column`` (of ``COLUMNS``) has ``value``; tables without customers are whole."""

    data: Data
    column: str
    value: str

    def table(self, name: str) -> ir.Table:
        """The rows of these customers."""
        rows = self.data.table(name)
        if "customer_id" not in rows.columns:
            return rows
        return rows.semi_join(members(self.data, self.column, self.value), "customer_id")

    def execute(self, expr: ir.Expr) -> Any:
        """What an expression gives."""
        return self.data.execute(expr)

    def count(self, name: str) -> int:
        """How many rows of a table are theirs."""
        return int(self.execute(self.table(name).count()))

    def phases(self) -> tuple[Phase, ...]:
        """The phases of the journey."""
        return self.data.phases()

    def data_until(self) -> datetime | None:
        """The end of all data: a segment that fell silent has not stopped the time."""
        return self.data.data_until()


def members(data: Tables, column: str, value: str) -> ir.Table:
    """The ids of the customers whose ``column`` (of ``COLUMNS``) has ``value``. NotFound for another column."""
    if column not in COLUMNS:
        raise NotFound(f"Customers are not told apart by {column!r}. Choose one of: {', '.join(COLUMNS)}.")
    profiles = data.table("profiles")
    return profiles.filter(profiles[column] == value).select("customer_id")


def segments(data: Data) -> tuple[tuple[str, str], ...]:
    """The segments there are, as (column, value); a column with one value, or with very many, has none."""
    profiles = data.table("profiles")
    found: list[tuple[str, str]] = []
    for column in COLUMNS:
        known = profiles.filter(profiles[column].notnull())
        values = [str(value) for value in data.execute(known.select(column).distinct())[column]]
        if 1 < len(values) <= _MOST:
            found += [(column, value) for value in sorted(values)]
    return tuple(found)


def is_of_customers(kpi: Kpi, tables: Iterable[str] = ("measures", "ledger", "pain_point_places")) -> bool:
    """Whether the KPI is computed from rows of customers, so that it differs between segments."""
    return not any(need.partition(".")[0] in set(tables) for need in kpi.needs)
