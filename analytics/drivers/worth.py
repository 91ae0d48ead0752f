"""What customers are worth: what each spent in the year before the cutoff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pandas as pd

from analytics.retention.outcome import Tables
from analytics.retention.payments import yearly_times

_YEAR = 365


@dataclass(frozen=True)
class Money:
    """Revenue per customer (index customer_id) and year, one column per currency ("" where the file named none)."""

    yearly: pd.DataFrame


def yearly_revenue(workspace: Tables, cutoff: datetime | None) -> Money | None:
    """Orders less refunds in the 365 days up to the cutoff, else the running subscriptions' yearly amounts.

    None where neither is known. Currencies are never added up: each has its own column.
    """
    until = cutoff or workspace.data_until()
    if until is None:
        return None
    return _from_sales(workspace, until) or _from_subscriptions(workspace, until)


def _from_sales(workspace: Tables, until: datetime) -> Money | None:
    sales = workspace.table("counted_sales")
    named = sales.filter(sales.customer_id.notnull())
    year = named.filter((named.ordered_at <= until) & (named.ordered_at > until - timedelta(days=_YEAR)))
    spent = (year.amount - year.refunded.fill_null(0)).cast("float64").sum()
    grouped = year.group_by("customer_id", currency=year.currency.fill_null("")).agg(spent=spent)
    return _by_currency(workspace.execute(grouped))


def _from_subscriptions(workspace: Tables, until: datetime) -> Money | None:
    rows = workspace.table("subscriptions")
    running = rows.filter((rows.started_at <= until) & (rows.ended_at.isnull() | (rows.ended_at > until)))
    yearly = (running.amount.cast("float64") * yearly_times(running)).sum()
    frame = workspace.execute(running.group_by("customer_id").agg(spent=yearly))
    return _by_currency(frame.assign(currency="").dropna())


def _by_currency(frame: pd.DataFrame) -> Money | None:
    if frame.empty:
        return None
    return Money(frame.pivot_table(index="customer_id", columns="currency", values="spent", aggfunc="sum").fillna(0.0))
