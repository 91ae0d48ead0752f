"""The funnel of getting started: how many come to each step, how long it takes, and where people stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd

from analytics.adoption.steps import first_times, known_steps
from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.intervals import median, wilson
from analytics.kpis.seen import EVERYTHING, Seen

_FEWEST = 20


@dataclass(frozen=True)
class FunnelResult:
    """``steps``: step, customers (who came to it within the time), share of those who began with low and high, stopped (came to
    it and to none after it) and days (median from the beginning; days_low, days_high). ``months``: month, began, finished,
    share, low, high, days (median to the last step). ``began`` customers had ``days`` to get there.
    """

    steps: pd.DataFrame
    months: pd.DataFrame
    began: int
    days: int

    @property
    def worst(self) -> str:
        """Where most stop, as a sentence."""
        lost = self.steps.iloc[:-1].nlargest(1, "stopped")
        if lost.empty or not lost["stopped"].iloc[0]:
            return "Nobody stops on the way."
        step, stopped = str(lost["step"].iloc[0]), int(lost["stopped"].iloc[0])
        return f"Most stop after {step}: {stopped:,} of {self.began:,} who began ({stopped / self.began:.0%})."


@dataclass(frozen=True)
class Funnel:
    """The question: of those who began, how many came to each step within ``days``.

    Without ``steps`` they are found (see ``analytics.adoption.steps.known_steps``). Customers count once they have had
    ``days`` since the first step. Of days, those who began in them count, however long the rest took.

    >>> Funnel(days=30).steps
    ()
    """

    steps: tuple[str, ...] = ()
    days: int = 60
    seen: Seen = EVERYTHING

    def run(self, data: Data) -> FunnelResult:
        """The answer; NotEnoughData for fewer than two steps or 20 customers who have had the time."""
        data = self.seen.whose.of(data)
        steps = list(dict.fromkeys(self.steps)) or known_steps(data)
        if len(steps) < 2:
            raise NotEnoughData(
                "The product usage has no two events that happen once per customer, so there is no way in to follow. Load "
                "events such as signed up, set up, first order; or choose the steps yourself."
            )
        until = data.data_until()
        if until is None:
            raise NotEnoughData("No product usage is loaded, so nobody's beginning can be followed.")
        times = first_times(data, steps)
        times = times[self.seen.has_day(times[steps[0]])]
        times = times[times[steps[0]].notna() & (times[steps[0]] <= pd.Timestamp(until) - timedelta(days=self.days))]
        if len(times) < _FEWEST:
            raise NotEnoughData(
                f"{len(times):,} customers began with {steps[0]} and have had {self.days} days since; a funnel takes {_FEWEST}."
            )
        since = times.sub(times[steps[0]], axis=0).apply(lambda passed: passed.dt.total_seconds() / 86_400)
        # What was done before the beginning counts as done at once.
        since = since.clip(lower=0).where(since <= self.days)
        return FunnelResult(_steps(since), _months(times[steps[0]], since[steps[-1]]), len(times), self.days)


def _steps(since: pd.DataFrame) -> pd.DataFrame:
    came = since.notna().to_numpy()
    last = came.shape[1] - 1 - came[:, ::-1].argmax(axis=1)
    customers = came.sum(axis=0)
    low, high = wilson(customers, np.full(len(customers), len(since)))
    waits = pd.DataFrame([median(since[step].dropna()) for step in since], columns=["days", "days_low", "days_high"])
    counts = pd.DataFrame(
        {
            "step": list(since.columns),
            "customers": customers,
            "share": customers / len(since),
            "low": low,
            "high": high,
            "stopped": [int((last == place).sum()) for place in range(len(customers))],
        }
    )
    return pd.concat([counts, waits], axis=1)


def _months(began: pd.Series, finished: pd.Series) -> pd.DataFrame:
    month = began.dt.to_period("M").dt.to_timestamp()
    table = (
        finished.groupby(month).agg(began="size", finished="count", days="median").rename_axis("month").reset_index()
    )
    low, high = wilson(table["finished"], table["began"])
    return table.assign(share=table["finished"] / table["began"], low=low, high=high)
