"""What subscribers pay a month: by their subscriptions, or by their regular orders."""

from __future__ import annotations

import ibis
import pandas as pd

from analytics.retention.orders_apart import order_gaps
from analytics.retention.outcome import Tables
from analytics.retention.purchases import counted_orders

# How often each interval is paid in a year.
PER_YEAR = {"month": 12, "monthly": 12, "year": 1, "yearly": 1, "annual": 1, "annually": 1, "quarter": 4,
            "quarterly": 4, "week": 52, "weekly": 52}  # fmt: skip
DAYS_PER_MONTH = 30.4375


def monthly_payments(workspace: Tables) -> pd.Series:
    """The payment a month of each running subscription with an amount (index customer_id)."""
    until = workspace.data_until()
    rows = workspace.table("subscriptions")
    known = rows.filter(rows.amount.notnull() & (rows.amount > 0))
    if until is not None:
        known = known.filter((known.started_at <= until) & (known.ended_at.isnull() | (known.ended_at > until)))
    monthly = known.amount.cast("float64") * yearly_times(known) / 12
    found: pd.DataFrame = workspace.execute(known.select("customer_id", paid=monthly))
    return found.set_index("customer_id")["paid"]


def spent_per_month(workspace: Tables) -> tuple[pd.Series, str]:
    """What each customer of a regular rhythm spends a month (index customer_id), and the currency, that of most orders.

    Their average order, as often as their rhythm has it; who ordered once has none.
    """
    orders = counted_orders(workspace)
    rhythm = order_gaps(workspace).groupby("customer_id")["days"].median()
    amounts = orders.rows["amount"].groupby(orders.rows["customer_id"])
    times = (orders.rows["amount"] >= 0).groupby(orders.rows["customer_id"]).sum()
    spent: pd.Series = (amounts.sum() / times.where(times > 0)) * (DAYS_PER_MONTH / rhythm)
    return spent.dropna(), orders.currency


def yearly_times(rows: ibis.Table) -> ibis.Value:
    """How many payments a year each subscription makes; one without an interval is taken as monthly."""
    return rows.interval.lower().cases(*PER_YEAR.items(), else_=12)
