"""What the first weeks foretell: leading indicators of each customer against what came of them later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import ibis
import numpy as np
import pandas as pd
from ibis import _, ir
from scipy import stats

from analytics.adoption.steps import known_steps
from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.intervals import Z
from analytics.kpis.sales import main_currency
from analytics.kpis.scope import Scope
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.store.watching import Progress, nobody

LEADING = {
    "active_days": "days of use",
    "steps": "steps of getting started",
    "tickets": "tickets",
    "score": "first score given",
    "orders": "orders",
}
LAGGING = {"stayed": "still active", "revenue": "revenue", "later_orders": "orders"}
_FEWEST = 50
# The table that an indicator is counted in, and the time of its rows.
_OF = {
    "active_days": ("usage", "occurred_at"),
    "steps": ("usage", "occurred_at"),
    "tickets": ("tickets", "created_at"),
    "orders": ("purchases", "ordered_at"),
}


@dataclass(frozen=True)
class Foretelling:
    """The question: which indicator of the first ``first`` days foretold what came until so many days later (``lags``).

    >>> Foretelling().lags
    (90, 180, 360)
    """

    first: int = 30
    lags: tuple[int, ...] = (90, 180, 360)
    seen: Seen = EVERYTHING

    def run(self, data: Data, progress: Progress = nobody) -> pd.DataFrame:
        """One row per leading indicator, lagging indicator and lag: leading, lagging, lag, correlation (Spearman's, -1..1)
        with low and high, n, sure (also after allowing for how many pairs were looked at), upper and lower (mean of the
        lagging indicator of the upper and the lower half by the leading one; 0..1 for "stayed").

        Customers who began before the data of an indicator did are left out of it: their first weeks are not in it.
        What came later is what came from day ``first`` to day ``lag``; only customers seen that long count.
        Intervals: Bonett and Wright (2000); sure: false discoveries at 5 %, Benjamini and Hochberg (1995).
        NotEnoughData where no pair has 50 customers.
        """
        data = self.seen.customers_of(data)
        until = data.data_until()
        if until is None:
            raise NotEnoughData("Nothing with a date is loaded.")
        began = _began(data, until)
        progress(0.0, f"Looking at everybody's first {self.first} days")
        early, rows = _early(data, began, self.first), []
        for number, lag in enumerate(self.lags, start=1):
            progress(number / (len(self.lags) + 1), f"Looking at what came of them until day {lag}")
            rows += _pairs(early, _late(data, began, self.first, lag, until), lag)
        if not rows:
            raise NotEnoughData(
                f"Fewer than {_FEWEST} customers have been seen for {min(self.lags, default=self.first)} days since they began, "
                "with something that differs between them in the first weeks. Load usage, orders, tickets or answers over a longer time."
            )
        found = pd.DataFrame(rows)
        found["sure"] = stats.false_discovery_control(found.pop("p")) < 0.05
        return found


def _began(data: Data, until: datetime) -> ir.Table:
    profiles = data.table("profiles")
    known = profiles.filter(profiles.started_at.notnull() & (profiles.started_at <= ibis.timestamp(until)))
    return known.select("customer_id", began=known.started_at)


def _within(data: Data, table: str, when: str, began: ir.Table, first: int, last: int) -> ir.Table:
    """The rows of a table from day ``first`` to day ``last`` after each customer's beginning, with the day."""
    rows = data.table(table)
    dated = rows.inner_join(began, "customer_id")
    day = (dated[when].epoch_seconds() - dated.began.epoch_seconds()) / 86_400
    return dated.filter((day >= first) & (day < last)).mutate(day=day.floor())


def _early(data: Data, began: ir.Table, first: int) -> pd.DataFrame:
    """The leading indicators of every customer (index customer_id); NaN for who gave no score."""
    usage = _within(data, "usage", "occurred_at", began, 0, first)
    steps = known_steps(data) if data.execute(data.table("usage").count()) else []
    parts = [
        usage.group_by("customer_id").aggregate(
            active_days=_.day.nunique(), steps=_.event.nunique(where=_.event.isin(steps or [""]))
        ),
        _within(data, "tickets", "created_at", began, 0, first).group_by("customer_id").aggregate(tickets=_.count()),
        _within(data, "purchases", "ordered_at", began, 0, first).group_by("customer_id").aggregate(orders=_.count()),
    ]
    found: pd.DataFrame = data.execute(began.order_by("customer_id")).set_index("customer_id")
    for part in parts:
        found = found.join(data.execute(part).set_index("customer_id"))
    for indicator, (table, when) in _OF.items():
        found[indicator] = found[indicator].fillna(0).where(found["began"] >= _begins(data, table, when))
    comments = _within(data, "surveys", "answered_at", began, 0, first)
    scored = comments.filter(comments.score.notnull() & (comments.scale_high > comments.scale_low))
    scores = scored.group_by("customer_id").aggregate(
        score=((scored.score - scored.scale_low) / (scored.scale_high - scored.scale_low)).mean()
    )
    return found.join(data.execute(scores).set_index("customer_id")).drop(columns="began")


def _begins(data: Data, table: str, when: str) -> pd.Timestamp:
    """The day with which the rows of a table begin; far in the future where there are none."""
    first = data.execute(data.table(table)[when].min())
    return pd.Timestamp.max if pd.isna(first) else pd.Timestamp(first).normalize()


def _late(data: Data, began: ir.Table, first: int, lag: int, until: datetime) -> pd.DataFrame:
    """The lagging indicators of the customers seen for ``lag`` days (index customer_id); money in the main currency."""
    known = min(_begins(data, *_OF["orders"]), _begins(data, *_OF["active_days"]))
    seen = began.filter(began.began >= known.to_pydatetime(warn=False))
    seen = seen.filter((ibis.timestamp(until).epoch_seconds() - seen.began.epoch_seconds()) / 86_400 >= lag)
    later = _within(data, "counted_sales", "ordered_at", seen, first, lag)
    counted = later.currency.fill_null("") == main_currency(data, Scope(until, until))
    paid = later.group_by("customer_id").aggregate(
        revenue=counted.ifelse(later.amount - later.refunded.fill_null(0), 0).sum().cast("float64"),
        later_orders=(later.amount >= 0).sum(),
    )
    active = _within(data, "usage", "occurred_at", seen, max(lag - 60, first), lag).select("customer_id").distinct()
    bought = _within(data, "purchases", "ordered_at", seen, max(lag - 60, first), lag).select("customer_id").distinct()
    there = data.execute(ibis.union(active, bought, distinct=True))["customer_id"]
    found: pd.DataFrame = data.execute(seen.select("customer_id").order_by("customer_id")).set_index("customer_id")
    found = found.join(data.execute(paid).set_index("customer_id")).fillna(0.0)
    return found.assign(stayed=found.index.isin(there).astype(float))


def _pairs(early: pd.DataFrame, late: pd.DataFrame, lag: int) -> list[dict[str, object]]:
    both = early.join(late, how="inner")
    pairs = [(leading, lagging) for leading in LEADING for lagging in LAGGING]
    return [row for leading, lagging in pairs if (row := _pair(both, leading, lagging, lag)) is not None]


def _pair(both: pd.DataFrame, leading: str, lagging: str, lag: int) -> dict[str, object] | None:
    known = both[[leading, lagging]].dropna().astype(float)
    n = len(known)
    if n < _FEWEST or known[leading].nunique() < 2 or known[lagging].nunique() < 2:
        return None
    found = stats.spearmanr(known[leading], known[lagging])
    value = float(found.statistic)
    error = np.sqrt((1 + value**2 / 2) / (n - 3))
    at = np.arctanh(np.clip(value, -0.999999, 0.999999))
    above = known[leading] > known[leading].median()
    above = above if above.any() else known[leading] >= known[leading].median()
    return {
        "leading": leading, "lagging": lagging, "lag": lag, "correlation": value,
        "low": float(np.tanh(at - Z * error)), "high": float(np.tanh(at + Z * error)), "n": n, "p": float(found.pvalue),
        "upper": float(known.loc[above, lagging].mean()), "lower": float(known.loc[~above, lagging].mean()),
    }  # fmt: skip
