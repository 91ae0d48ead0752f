"""Each customer's purchases as the models of buying need them: how many repeats, when last, seen how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd

from analytics.errors import NotEnoughData
from analytics.retention.outcome import Tables
from analytics.retention.survival import Numbers

WEEK = 7.0


@dataclass(frozen=True)
class Purchases:
    """Per customer: ``repeats`` after the first purchase, ``recency`` and ``age`` (time from the first purchase to
    the last one and to the end of observation, in weeks), ``value`` (average amount of the repeats, 0 without any).
    """

    repeats: Numbers
    recency: Numbers
    age: Numbers
    value: Numbers


def purchases(orders: pd.DataFrame, until: datetime) -> tuple[Purchases, pd.Index]:
    """The purchases up to ``until`` of ``orders`` (customer_id, ordered_at, amount), and whose they are.

    Orders of one day are one purchase, as in the literature. A negative amount is a credit note: it takes from the
    purchase before it, and is none itself.

    >>> orders = pd.DataFrame({"customer_id": ["a", "a", "b"], "amount": [5.0, 7.0, 9.0],
    ...     "ordered_at": pd.to_datetime(["2026-01-01", "2026-01-15", "2026-01-08"])})
    >>> made, who = purchases(orders, datetime(2026, 1, 22))
    >>> made.repeats.tolist(), made.recency.tolist(), made.age.tolist(), made.value.tolist()
    ([1.0, 0.0], [2.0, 0.0], [3.0, 2.0], [7.0, 0.0])
    """
    kept = orders[orders["ordered_at"] <= pd.Timestamp(until)]
    daily = _with_credit_notes(kept.assign(day=kept["ordered_at"].dt.normalize()))
    if daily.empty:
        raise NotEnoughData(f"There is no order up to {until:%-d %B %Y}. Load sales over a longer time.")
    first = daily.groupby("customer_id")["day"].transform("min")
    again = daily[daily["day"] > first].groupby("customer_id")["amount"].agg(["size", "mean"])
    spans = daily.groupby("customer_id")["day"].agg(["min", "max"])
    weeks = 86_400 * WEEK
    age = (pd.Timestamp(until).normalize() - spans["min"]).dt.total_seconds() / weeks
    recency = (spans["max"] - spans["min"]).dt.total_seconds() / weeks
    again = again.reindex(spans.index).fillna(0.0)
    columns = (again["size"], recency, age, again["mean"].clip(lower=0.0))
    return Purchases(*(np.asarray(column, dtype=np.float64) for column in columns)), spans.index


def _with_credit_notes(rows: pd.DataFrame) -> pd.DataFrame:
    """The amount of each day (``day``) on which a customer bought, less the credit notes up to the next such day."""
    credited = rows[rows["amount"] < 0]
    days = rows[rows["amount"] >= 0].groupby(["customer_id", "day"], as_index=False)[["amount"]].sum()
    if credited.empty or days.empty:
        return days
    places = days[["customer_id", "day"]].assign(place=days.index).sort_values(["day"])
    notes = pd.merge_asof(credited.sort_values(["day"]), places, on="day", by="customer_id").dropna(subset=["place"])
    less = notes.groupby("place")["amount"].sum()
    return days.assign(amount=days["amount"].add(less, fill_value=0.0))


@dataclass(frozen=True)
class Orders:
    """The orders that count in one ``currency`` (``rows``: customer_id, ordered_at, amount less refunds; a credit
    note has a negative amount).

    ``currencies`` are all there are, the one of most orders first; ``note`` says what was left out.
    """

    rows: pd.DataFrame
    currency: str
    currencies: tuple[str, ...]
    note: str


def counted_orders(workspace: Tables, currency: str | None = None) -> Orders:
    """The orders in ``currency`` (None: that of most orders); currencies are never added up.

    Raises ``NotEnoughData`` where there is none in it.
    """
    sales = workspace.table("counted_sales")
    sales = sales.filter(sales.customer_id.notnull())
    chosen = sales.select(
        "customer_id", "ordered_at", amount=(sales.amount - sales.refunded.fill_null(0)).cast("float64"),
        currency=sales.currency.fill_null(""),
    )  # fmt: skip
    frame: pd.DataFrame = workspace.execute(chosen)
    counts = frame["currency"].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    taken = currency if currency is not None else (str(counts.index[0]) if len(counts) else "")
    rows = frame[frame["currency"] == taken].drop(columns="currency").reset_index(drop=True)
    if rows.empty:
        raise NotEnoughData(f"There is no order{f' in {taken}' if taken else ''}. Load sales over time.")
    rest = len(frame) - len(rows)
    note = f"{rest:,} orders in other currencies are left out; currencies are never added up." if rest else ""
    return Orders(rows, taken, tuple(map(str, counts.index)), note)
