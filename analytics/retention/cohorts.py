"""Cohorts: of the customers who began in one month, how many are still buying in each month after it."""

from __future__ import annotations

import ibis
import numpy as np
import pandas as pd

from analytics.retention.outcome import Tables
from analytics.retention.survival import Numbers

_Z = 1.959963984540054


def cohort_table(workspace: Tables) -> pd.DataFrame:
    """One row per month of the first order and months since: cohort, month, customers, active, share, low, high.

    Month 0 is the month of the first order. Only months that are over count, so that none looks worse for being
    young; shares bear Wilson's interval.
    """
    sales = workspace.table("counted_sales")
    until = workspace.data_until()
    if until is None:
        return pd.DataFrame(columns=["cohort", "month", "customers", "active", "share", "low", "high"])
    first = sales.group_by("customer_id").agg(began=sales.ordered_at.min().truncate("M"))
    bought = sales.select("customer_id", at=sales.ordered_at.truncate("M")).distinct()
    both = bought.join(first, "customer_id")
    months = (both["at"].year() - both.began.year()) * 12 + (both["at"].month() - both.began.month())
    counted = both.group_by(cohort=both.began, month=months).agg(active=ibis._.count())
    frame: pd.DataFrame = workspace.execute(counted)
    return _with_shares(frame, pd.Timestamp(until))


def _with_shares(frame: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """Months without a buyer filled in, the unfinished last month taken away, shares with intervals."""
    size = frame[frame["month"] == 0].set_index("cohort")["active"]
    last = until.to_period("M") - (0 if until == until + pd.offsets.MonthEnd(0) else 1)
    rows = [
        (cohort, month, size[cohort])
        for cohort in sorted(size.index)
        for month in range((last - pd.Timestamp(cohort).to_period("M")).n + 1)
    ]
    whole = pd.DataFrame(rows, columns=["cohort", "month", "customers"])
    table = whole.merge(frame, on=["cohort", "month"], how="left").fillna({"active": 0})
    share, n = table["active"] / table["customers"], table["customers"]
    centre = (share + _Z**2 / (2 * n)) / (1 + _Z**2 / n)
    reach = _Z / (1 + _Z**2 / n) * np.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    return table.assign(share=share, low=centre - reach, high=centre + reach)


def between_orders(workspace: Tables) -> Numbers:
    """Days between one order and the next of the same customer, of all customers; orders of one day are one.

    The time since the last order is not among them: whoever waits long is seen late, so these days are those
    of people who did come back.
    """
    sales = workspace.table("counted_sales")
    days = sales.select("customer_id", day=sales.ordered_at.date()).distinct()
    window = ibis.window(group_by="customer_id", order_by="day")
    gaps = days.mutate(gap=days.day.delta(days.day.lag().over(window), unit="day"))
    found = workspace.execute(gaps.filter(gaps.gap.notnull()).select("gap"))["gap"]
    return np.sort(found.to_numpy(dtype=float))
