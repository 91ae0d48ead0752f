"""One row per customer who began: when, from where, sent by whom, and what came of it in their first days."""

from __future__ import annotations

from datetime import datetime, timedelta

import pandas as pd
from ibis import _

from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.referrals import referred
from analytics.kpis.sales import main_currency
from analytics.kpis.scope import Scope

COLUMNS = ("customer_id", "started_at", "month", "source", "segment", "referred", "referred_by", "left_at")

NO_REFERRALS = (
    "No customer is known to have been referred. Load customers with a column that names who referred them, "
    "or with a source such as Referral."
)


def people(data: Data) -> pd.DataFrame:
    """The columns of COLUMNS for each customer who began (bought, subscribed or joined) until the end of the data.

    ``month`` is the first day of the month of the beginning, ``referred`` whether somebody sent them.
    NotEnoughData where nobody began.
    """
    until = data.data_until()
    profiles = data.table("profiles")
    began = profiles.filter(profiles.started_at.notnull()).mutate(
        month=_.started_at.truncate("M"), source=_.acquisition_source, referred=referred(profiles)
    )
    found: pd.DataFrame = data.execute(began.select(*COLUMNS).order_by("customer_id"))
    found = found[found["started_at"] <= pd.Timestamp(until)] if until else found.iloc[:0]
    if found.empty:
        raise NotEnoughData("No customer is known to have begun. Load orders, subscriptions, or customers with a date.")
    return found.reset_index(drop=True)


def knows_referrals(found: pd.DataFrame) -> bool:
    """Whether the data tells of any customer who was referred."""
    return bool(found["referred"].any())


def first_days(data: Data, found: pd.DataFrame, days: int) -> pd.DataFrame:
    """What came of each customer within ``days`` of the beginning, for those who have been there so long.

    The rows of ``found`` with revenue (less what was refunded, in the currency of most orders; NaN where there
    are no orders at all), bought_again (1.0 or 0.0; NaN for who never ordered) and still_there (1.0 unless left by
    then; NaN where the data knows no leaving).
    """
    until = data.data_until()
    assert until is not None
    seen = found[found["started_at"] <= pd.Timestamp(until) - timedelta(days=days)]
    orders = _orders(data, days, until)
    rows = seen.merge(orders, on="customer_id", how="left").astype({"revenue": float, "orders": float})
    if len(orders):
        rows["revenue"] = rows["revenue"].fillna(0.0)
    rows["bought_again"] = (rows["orders"] >= 2).astype(float).where(rows["orders"] > 0)
    stayed = rows["left_at"].isna() | (rows["left_at"] > rows["started_at"] + timedelta(days=days))
    known = bool(found["left_at"].notna().any())
    return rows.assign(still_there=stayed.astype(float) if known else float("nan")).drop(columns="orders")


def _orders(data: Data, days: int, until: datetime) -> pd.DataFrame:
    """Per customer who ever ordered: revenue and orders within ``days`` of the beginning."""
    sales, profiles = data.table("counted_sales"), data.table("profiles")
    currency = main_currency(data, Scope(until, until))
    dated = sales.join(profiles.select("customer_id", began=profiles.started_at), "customer_id")
    within = dated.ordered_at.epoch_seconds() - dated.began.epoch_seconds() <= days * 86_400
    counted = within & (dated.currency.fill_null("") == currency)
    paid = counted.ifelse(dated.amount - dated.refunded.fill_null(0), 0)
    found: pd.DataFrame = data.execute(
        dated.group_by("customer_id").aggregate(
            revenue=paid.sum().cast("float64"), orders=(within & (dated.amount >= 0)).sum()
        )
    )
    return found
