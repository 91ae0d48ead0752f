"""KPIs that people added (analytics/kpis/custom.py) as definitions like all others: views and estimates in Ibis."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

import ibis
import pandas as pd
from ibis import _, ir

from analytics.kpis.custom import TABLES, TYPED, Aggregate, Condition, OwnKpi
from analytics.kpis.customers import active_customers
from analytics.kpis.definition import Data, Kpi, Source
from analytics.kpis.estimates import Count, CountedShare, Estimate, Mean, Quantile, Ratio, Share, Sum, Total
from analytics.kpis.ratios import Parted
from analytics.kpis.scope import Scope
from analytics.kpis.series import series_values

# Of these units the values of a measure are added up, of the others averaged.
_ADDED = ("money", "count", "hours")
_ESTIMATES: dict[str, Estimate] = {
    "count": Count(_.counts, _.counts.notnull()),
    "share": Share(_.hit),
    "sum": Total(_.value, _.counts),
    "mean": Mean(_.value),
    "median": Quantile(_.value, 0.5),
}


def compiled(kpi: OwnKpi) -> Kpi:
    """The definition of a KPI that somebody added, and that has been checked."""
    source = _SOURCES[kpi.way](kpi)
    shares = isinstance(source.estimate, Share | CountedShare)
    bounds = (0.0, 1.0) if kpi.unit == "%" and shares else (None, None)
    return Kpi(
        kpi.id, kpi.name, kpi.perspective, kpi.unit, kpi.better, kpi.timing, (source,), bounds, kpi.way == "typed"
    )


@dataclass(frozen=True)
class _Rows:
    """The rows of an aggregate: counts (true where it holds), value, and for shares hit."""

    kpi: OwnKpi
    part: Aggregate

    def __call__(self, data: Data, scope: Scope) -> ir.Table:
        rows = scope.placed(data.table(self.part.table), TABLES[self.part.table])
        counts = _holds(rows, self.part.where) & _is_one(rows, self.part) & ~rows.future
        value = rows[self.part.column].cast("float64") if self.part.column else ibis.literal(1.0)
        return rows.mutate(
            counts=counts.fill_null(False),
            value=counts.fill_null(False).ifelse(value, None),
            hit=counts.fill_null(False).ifelse(_holds(rows, self.part.hits), None),
        )


def _is_one(rows: ir.Table, part: Aggregate) -> ir.BooleanValue:
    """Whether a row is what is counted: a credit note takes from a sum of money, and is no order."""
    return rows.amount >= 0 if part.table == "counted_sales" and part.how != "sum" else ibis.literal(True)


@dataclass(frozen=True)
class _RatioOfOneTable:
    """Both parts of a ratio over the rows of one table: y, x and counts."""

    kpi: OwnKpi

    def __call__(self, data: Data, scope: Scope) -> ir.Table:
        top, bottom = _parts(self.kpi)
        rows = _Rows(self.kpi, bottom)(data, scope)
        rows = rows.rename(x="value", below="counts").drop("hit")
        above = _holds(rows, top.where) & _is_one(rows, top) & ~rows.future
        y = rows[top.column].cast("float64") if top.column else ibis.literal(1.0)
        return rows.mutate(y=above.fill_null(False).ifelse(y, 0.0), x=rows.x.fill_null(0.0))


@dataclass(frozen=True)
class _RatioOfTwoTables:
    """The sums of both parts of a ratio and of their squares, per phase and period: one row each."""

    kpi: OwnKpi

    def __call__(self, data: Data, scope: Scope) -> ir.Table:
        top, bottom = (self._summed(data, scope, part) for part in _parts(self.kpi))
        if not scope.keys:
            return top.cross_join(bottom)
        return top.inner_join(bottom, scope.keys)

    def _summed(self, data: Data, scope: Scope, part: Aggregate) -> ir.Table:
        name = "y" if part is self.kpi.top else "x"
        rows = _Rows(self.kpi, part)(data, scope)
        sums = {name: _.value.sum(), name * 2: (_.value * _.value).sum(), f"n_{name}": _.counts.sum()}
        return rows.group_by(scope.keys).aggregate(**sums) if scope.keys else rows.aggregate(**sums)


@dataclass(frozen=True)
class _Measured:
    """The values of one series of measures, as shares of 1 where they are told in percent."""

    kpi: OwnKpi

    def __call__(self, data: Data, scope: Scope) -> ir.Table:
        rows = series_values(data, scope, {self.kpi.id: (_series_name(self.kpi.measure),)})
        percent = rows.value.max().over(group_by="series") > 1
        share = percent if self.kpi.unit == "%" else ibis.literal(False)
        rows = scope.placed(rows.mutate(value=share.ifelse(rows.value / 100, rows.value)), "at")
        return rows.mutate(value=rows.future.ifelse(None, rows.value))


@dataclass(frozen=True)
class _TypedIn:
    """The values that people typed in, each dated by the day it is for."""

    kpi: OwnKpi

    def __call__(self, data: Data, scope: Scope) -> ir.Table | None:
        ledger = data.table("ledger")
        mine = ledger.filter((ledger.kind == TYPED) & ledger.subject.startswith(f"{self.kpi.id}/"))
        entries = data.execute(mine.order_by("decision_id").select("subject", value=mine.value.cast("string")))
        latest = entries.drop_duplicates("subject", keep="last").dropna(subset="value")
        if latest.empty:
            return None
        days = pd.to_datetime(latest["subject"].str.rpartition("/")[2], errors="coerce")
        numbers = pd.to_numeric(latest["value"], errors="coerce")
        frame = pd.DataFrame({"at": days.astype("datetime64[us]"), "value": numbers.astype(float)}).dropna()
        if scope.present:  # what is typed in for days after the data ends counts at its end
            frame["at"] = frame["at"].where(frame["at"] <= scope.until, pd.Timestamp(scope.until))
        return scope.placed(ibis.memtable(frame), "at", phases=False) if len(frame) else None


@dataclass(frozen=True)
class _Touched:
    """Per period (and phase): customers who wrote about a pain point (``touched``), and all active ones."""

    kpi: OwnKpi

    def __call__(self, data: Data, scope: Scope) -> ir.Table:
        places = data.table("pain_point_places")
        own = places.filter((places.run == "") & (places.pain_point_id == self.kpi.pain_point))
        comments = scope.placed(data.table("comments"), "written_at")
        written = comments.filter(comments.customer_id.notnull() & ~comments.future)
        mine = written.comment_id.isin(own.comment_id)
        # Over all comments, so that a period in which nobody wrote about it has a 0 and not nothing.
        touched = written.mutate(mine=mine).group_by(scope.keys or ["period"])
        found = touched.aggregate(touched=_.customer_id.nunique(where=_.mine))
        return found.inner_join(active_customers(data, scope), "period")


def _aggregate_source(kpi: OwnKpi) -> Source:
    top = kpi.top or Aggregate("")
    return Source(_Rows(kpi, top), _ESTIMATES.get(top.how, Count(_.counts, _.counts)), kpi.formula, (_dated(top),))


def _ratio_source(kpi: OwnKpi) -> Source:
    top, bottom = _parts(kpi)
    needs = tuple(dict.fromkeys((_dated(top), _dated(bottom))))
    if top.table == bottom.table:
        return Source(_RatioOfOneTable(kpi), Ratio(_.y, _.x, _.below), kpi.formula, needs)
    return Source(_RatioOfTwoTables(kpi), Parted(), kpi.formula, needs)


def _measure_source(kpi: OwnKpi) -> Source:
    estimate: Estimate = Sum(_.value) if kpi.unit in _ADDED else Mean(_.value)
    return Source(_Measured(kpi), estimate, kpi.formula, ("measures.value",))


def _typed_source(kpi: OwnKpi) -> Source:
    return Source(_TypedIn(kpi), Mean(_.value), kpi.formula, ("ledger.subject",), company=True)


def _touched_source(kpi: OwnKpi) -> Source:
    need = "pain_point_places.pain_point_id"
    return Source(_Touched(kpi), CountedShare(_.touched, _.active), kpi.formula, (need, "comments.customer_id"))


_SOURCES = {
    "aggregate": _aggregate_source,
    "ratio": _ratio_source,
    "measure": _measure_source,
    "typed": _typed_source,
    "pain point": _touched_source,
}


def _parts(kpi: OwnKpi) -> tuple[Aggregate, Aggregate]:
    return kpi.top or Aggregate(""), kpi.bottom or Aggregate("")


def _dated(part: Aggregate) -> str:
    return f"{part.table}.{TABLES.get(part.table, 'row_number')}"


def _holds(rows: ir.Table, conditions: tuple[Condition, ...]) -> ir.BooleanValue:
    return reduce(and_, (_condition(rows, one) for one in conditions), ibis.literal(True))


def _condition(rows: ir.Table, condition: Condition) -> Any:
    column: Any = rows[condition.column]
    if condition.comparison in ("is known", "is not known"):
        return column.notnull() if condition.comparison == "is known" else column.isnull()
    if column.type().is_numeric() and condition.comparison != "contains":
        number = float(condition.value)
        compare = {
            "is": column == number,
            "is not": column != number,
            "at least": column >= number,
            "at most": column <= number,
        }
        return compare[condition.comparison]
    # Both sides by the database: its idea of blanks and of small letters is not Python's.
    text, wanted = column.cast("string").lower().strip(), ibis.literal(condition.value).lower().strip()
    return {"is": text == wanted, "is not": text != wanted, "contains": text.contains(wanted)}[condition.comparison]


def _series_name(measure: str) -> str:
    return "_".join(measure.lower().replace("-", " ").split())
