"""The money behind pain points: what touched customers spend, and what of it is at risk."""

from __future__ import annotations

import numpy as np
import pandas as pd


def revenue_exposed(touched: pd.DataFrame, spending: pd.DataFrame) -> pd.DataFrame:
    """What the customers touched by each pain point spent, per currency; each customer counts once.

    ``touched`` has pain_point_id and customer_id (one row per comment, customer_id may be missing),
    ``spending`` customer_id, currency, spent. Columns: pain_point_id, currency, exposed. A customer
    with two pain points counts in both, so the rows do not add up to revenue.

    >>> touched = pd.DataFrame({"pain_point_id": ["P1", "P1"], "customer_id": ["a", "a"]})
    >>> spending = pd.DataFrame({"customer_id": ["a"], "currency": ["EUR"], "spent": [50.0]})
    >>> revenue_exposed(touched, spending).values.tolist()
    [['P1', 'EUR', 50.0]]
    """
    pairs = touched[["pain_point_id", "customer_id"]].dropna().drop_duplicates()
    joined = pairs.merge(spending, on="customer_id")
    return joined.groupby(["pain_point_id", "currency"])["spent"].sum().rename("exposed").reset_index()


def exposed_in_main_currency(table: pd.DataFrame, revenue: pd.DataFrame, spending: pd.DataFrame) -> pd.DataFrame:
    """The frame of pain points with revenue_exposed in the ``currency`` in which most is spent.

    What is spent in other currencies is never added: it stands in ``revenue``. Revenue at risk is still to be filled.
    """
    totals = spending.groupby("currency")["spent"].sum()
    main = str(totals.idxmax()) if len(totals) else None
    exposed = pd.Series(np.nan, index=table.index)
    if main is not None:
        by_id = revenue[revenue["currency"] == main].set_index("pain_point_id")["exposed"]
        exposed = table["id"].map(by_id).fillna(0.0).astype(float)
    unknown = dict.fromkeys(("revenue_at_risk", "revenue_at_risk_low", "revenue_at_risk_high"), np.nan)
    return table.assign(revenue_exposed=exposed, currency=main, **unknown)


def with_revenue_at_risk(pain_points: pd.DataFrame, effects: pd.DataFrame) -> pd.DataFrame:
    """The frame of pain points with revenue at risk filled in from a driver model.

    ``effects`` has pain_point_id, effect, low, high: the change in the share of customers who stay (in
    percentage points, 95 % interval) when the pain point is taken away. Revenue at risk = revenue exposed
    x effect / 100; an effect below zero (customers with it stay more) counts as no risk. Pain points
    without an effect keep a missing value: not measured is not zero.

    >>> points = pd.DataFrame({"id": ["P1"], "revenue_exposed": [1000.0]})
    >>> effects = pd.DataFrame({"pain_point_id": ["P1"], "effect": [5.0], "low": [-1.0], "high": [9.0]})
    >>> with_revenue_at_risk(points, effects).iloc[0, 2:].astype(float).tolist()
    [50.0, 0.0, 90.0]
    """
    by_id = effects.set_index("pain_point_id")
    filled = pain_points.copy()
    for column, part in (
        ("revenue_at_risk", "effect"),
        ("revenue_at_risk_low", "low"),
        ("revenue_at_risk_high", "high"),
    ):
        share = filled["id"].map(by_id[part]).astype(float).clip(lower=0) / 100
        filled[column] = filled["revenue_exposed"].astype(float) * share
    return filled
