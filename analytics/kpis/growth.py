"""Growth of a total from one period to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from analytics.kpis import intervals
from analytics.kpis.estimates import Estimated, Parts
from analytics.kpis.scope import Scope

_YEAR = 365


@dataclass(frozen=True)
class Growth:
    """The change of a total of money over customers against the period before it."""

    value: Any
    rows: Any
    time: Any

    def parts(self) -> dict[str, Any]:
        value = self.value.cast("float64")
        return {
            "total": self.value.sum().cast("float64"),
            "squares": (value * value).sum(),
            "first": self.time.min(),
            "n": self.rows.sum(),
        }

    def estimated(self, parts: Parts) -> Estimated:
        now, before = parts["total"], parts["total_before"]
        both = (now > 0) & (before > 0)
        value = np.divide(now, before, out=np.ones(len(now)), where=both) - 1
        interval = intervals.growth(now, parts["squares"], before, parts["squares_before"])
        return Estimated(value, interval, np.where(both, parts["n"], 0))


def growth_scope(scope: Scope) -> Scope:
    """The scope in which the periods to compare stand side by side: over all time, windows."""
    if scope.period in ("month", "quarter", "week", "window"):
        return scope
    return replace(scope, period="window", days=scope.days or _YEAR)


def beside_previous(totals: pd.DataFrame, name: str, scope: Scope) -> pd.DataFrame:
    """The totals of complete periods, each beside those of the period before it.

    ``totals`` has the columns phase, period and the aggregates ``name``_total, _squares, _first and so
    on; the result has also ``name``_total_before and ``name``_squares_before.
    """
    first = totals[f"{name}_first"].min()
    if pd.isna(first):
        return totals.iloc[:0].assign(**{f"{name}_total_before": 0.0, f"{name}_squares_before": 0.0})
    periods = scope.periods(first.to_pydatetime()).sort_values("start", ignore_index=True)
    periods["previous"] = periods["period"].shift(1)
    usable = periods[periods["complete"] & periods["complete"].shift(1, fill_value=False)]
    before = totals[["phase", "period", f"{name}_total", f"{name}_squares"]].rename(
        columns={
            "period": "previous",
            f"{name}_total": f"{name}_total_before",
            f"{name}_squares": f"{name}_squares_before",
        }
    )
    return totals.merge(usable[["period", "previous"]], on="period").merge(before, on=["phase", "previous"])
