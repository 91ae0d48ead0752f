"""How rows become a value with an interval: what to aggregate in the query, and what to make of it.

Each estimate names its aggregates as Ibis expressions over the columns of a view, where NULL means that
a row says nothing about the KPI, and turns arrays of those aggregates into values, intervals and n.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from ibis import ir

from analytics.kpis import intervals
from analytics.kpis.intervals import Array, Interval

Parts = Mapping[str, Array]


@dataclass(frozen=True)
class Estimated:
    """Values with their 95 % intervals and the number of rows they rest on; n = 0 where there is none."""

    value: Array
    interval: Interval
    n: Array


class Estimate(Protocol):
    """A way to sum up rows."""

    def parts(self) -> dict[str, Any]:
        """The aggregates by name, as deferred expressions over a view."""
        ...

    def estimated(self, parts: Parts) -> Estimated:
        """Values and intervals from arrays of the aggregates."""
        ...


@dataclass(frozen=True)
class Share:
    """The share of rows where ``flag`` holds among those where it is known."""

    flag: Any

    def parts(self) -> dict[str, Any]:
        return {"hits": self.flag.sum(), "n": self.flag.count()}

    def estimated(self, parts: Parts) -> Estimated:
        return _share(parts["hits"], parts["n"])


@dataclass(frozen=True)
class CountedShare:
    """The share of ``hits`` among ``of``, two columns of counts."""

    hits: Any
    of: Any

    def parts(self) -> dict[str, Any]:
        return {"hits": self.hits.sum(), "n": self.of.sum()}

    def estimated(self, parts: Parts) -> Estimated:
        return _share(parts["hits"], parts["n"])


@dataclass(frozen=True)
class Mean:
    """The mean of a column, over customers or answers."""

    value: Any

    def parts(self) -> dict[str, Any]:
        deviation = self.value.cast("float64").std(how="sample")
        return {"mean": self.value.mean(), "deviation": deviation, "n": self.value.count()}

    def estimated(self, parts: Parts) -> Estimated:
        return Estimated(parts["mean"], intervals.mean(parts["mean"], parts["deviation"], parts["n"]), parts["n"])


@dataclass(frozen=True)
class NetPromoter:
    """100 times the share of scores of 9 and 10 less the share of scores up to 6."""

    score: Any

    def parts(self) -> dict[str, Any]:
        return {
            "promoters": (self.score >= 9).sum(),
            "detractors": (self.score <= 6).sum(),
            "n": self.score.count(),
        }

    def estimated(self, parts: Parts) -> Estimated:
        p, d, n = parts["promoters"], parts["detractors"], parts["n"]
        return Estimated(100 * (p - d) / np.maximum(n, 1), intervals.net_promoter(p, d, n), n)


@dataclass(frozen=True)
class Quantile:
    """A quantile of a column, interpolated as spreadsheets do, between two of its order statistics.

    The interval needs no assumption on the distribution: the ranks of its ends are those of the binomial,
    by its normal approximation. Source: Conover (1999), Practical nonparametric statistics, section 3.2.
    """

    value: Any
    share: float

    def parts(self) -> dict[str, Any]:
        return {"values": self.value.collect().sort(), "n": self.value.count()}

    def picked(self, table: ir.Table, name: str) -> dict[str, Any]:
        """The values at the ranks that the estimate needs, from the sorted values ``name``_values."""
        values, n = table[f"{name}_values"], table[f"{name}_n"]
        half = intervals.Z * (n * (self.share * (1 - self.share))).sqrt()
        place = (n - 1) * self.share
        ranks = {
            "below": place.floor(),
            "above": place.ceil(),
            "low": (n * self.share - half).ceil() - 1,
            "high": (n * self.share + half).ceil() - 1,
        }
        return {f"{name}_{part}": values[_within(rank, n)] for part, rank in ranks.items()}

    def estimated(self, parts: Parts) -> Estimated:
        n = parts["n"]
        place = np.maximum(n - 1, 0) * self.share
        value = parts["below"] + (parts["above"] - parts["below"]) * (place - np.floor(place))
        return Estimated(value, (parts["low"], parts["high"]), n)


@dataclass(frozen=True)
class Count:
    """A number of events, ``events`` summed; ``rows`` says how many rows were looked at."""

    events: Any
    rows: Any

    def parts(self) -> dict[str, Any]:
        return {"events": self.events.sum(), "n": self.rows.sum()}

    def estimated(self, parts: Parts) -> Estimated:
        events = np.nan_to_num(parts["events"])
        return Estimated(events, intervals.count(events), parts["n"])


@dataclass(frozen=True)
class Sum:
    """A sum without an interval: a quantity that is booked, not sampled."""

    value: Any

    def parts(self) -> dict[str, Any]:
        return {"total": self.value.sum(), "n": self.value.count()}

    def estimated(self, parts: Parts) -> Estimated:
        unknown = np.full(len(parts["n"]), np.nan)
        return Estimated(parts["total"], (unknown, unknown), parts["n"])


@dataclass(frozen=True)
class Total:
    """A sum of money over customers who come independently; ``rows`` counts the orders behind it."""

    value: Any
    rows: Any

    def parts(self) -> dict[str, Any]:
        value = self.value.cast("float64")
        return {
            "total": self.value.sum().cast("float64"),
            "squares": (value * value).sum(),
            "n": self.rows.sum(),
        }

    def estimated(self, parts: Parts) -> Estimated:
        return Estimated(parts["total"], intervals.total(parts["total"], parts["squares"]), parts["n"])


@dataclass(frozen=True)
class Ratio:
    """The sum of ``y`` over the sum of ``x``, both per customer; ``rows`` counts the orders behind it."""

    y: Any
    x: Any
    rows: Any

    def parts(self) -> dict[str, Any]:
        y, x = self.y.cast("float64"), self.x.cast("float64")
        return {
            "y": self.y.sum().cast("float64"),
            "x": self.x.sum().cast("float64"),
            "yy": (y * y).sum(),
            "xx": (x * x).sum(),
            "xy": (x * y).sum(),
            "units": self.y.count(),
            "n": self.rows.sum(),
        }

    def estimated(self, parts: Parts) -> Estimated:
        y, x = parts["y"], parts["x"]
        n = np.where(x > 0, parts["n"], 0)
        interval = intervals.ratio(y, x, parts["yy"], parts["xx"], parts["xy"], parts["units"])
        return Estimated(y / np.where(x > 0, x, 1), interval, n)


def _share(hits: Array, n: Array) -> Estimated:
    """A share with Wilson's interval; none where there are more hits than there can be."""
    hits = np.nan_to_num(hits)
    n = np.where(hits <= n, n, 0)
    return Estimated(hits / np.maximum(n, 1), intervals.wilson(hits, n), n)


def _within(rank: Any, n: Any) -> Any:
    """A 0-based rank kept within 0..n-1; NULL for no values at all."""
    rank = rank.cast("int64")
    return (rank < 0).ifelse(0, (rank > n - 1).ifelse(n - 1, rank))
