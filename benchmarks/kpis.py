"""All KPIs on 1,000,000 tickets and 1,000,000 orders, against the same figures computed in pandas.

Prints one JSON line. The pandas figures are computed from a frame that is already in memory, the KPIs
from the workspace's tables; both give the values, and they are compared. Pandas computes no intervals.

    python benchmarks/kpis.py [ROWS]
"""

from __future__ import annotations

import json
import sys
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import numpy as np
import pandas as pd

from analytics import Workspace
from analytics.journey.rules import Rule
from analytics.kpis.values import KpiValues
from analytics.scorecards.rescoring import Change, rescore
from analytics.scorecards.scorecard import Scorecard
from analytics.store.deriving import derive

START = np.datetime64("2024-11-01", "us")
SECONDS = 730 * 24 * 60 * 60
CATEGORIES = np.array(["Checkout", "Onboarding", "Technical help", "Renewal", "Referral", "Pricing"])

# Few and simple rules: what is measured is computing KPIs, not placing rows.
RULES = (
    Rule("purchase", "tickets", "category", "is", ("checkout", "pricing")),
    Rule("adoption", "tickets", "category", "is", ("onboarding",)),
    Rule("support", "tickets", "category", "any"),
    Rule("purchase", "sales", "days", "at most", ("0",)),
    Rule("retention", "sales", "days", "more than", ("0",)),
)


def moments(rng: np.random.Generator, rows: int) -> np.ndarray:
    return START + np.sort(rng.integers(0, SECONDS, rows)).astype("timedelta64[s]")


def tickets_of(rows: int, customers: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    response = rng.lognormal(4, 1.5, rows).round(1)
    resolution = response + rng.lognormal(6, 1.2, rows).round(1)
    resolution[rng.random(rows) < 0.1] = np.nan
    return pd.DataFrame(
        {
            "ticket_id": np.arange(rows).astype(str),
            "customer_id": customers[rng.integers(0, len(customers), rows)],
            "created_at": moments(rng, rows),
            "first_response_minutes": np.where(rng.random(rows) < 0.95, response, np.nan),
            "resolution_minutes": resolution,
            "status": np.where(np.isnan(resolution), "open", "closed"),
            "satisfaction": np.where(rng.random(rows) < 0.3, rng.integers(1, 6, rows), np.nan),
            "satisfaction_scale": 5,
            "reopens": rng.poisson(0.1, rows),
            "replies": 1 + rng.poisson(0.8, rows),
            "sla_met": rng.random(rows) < 0.9,
            "category": CATEGORIES[rng.integers(0, len(CATEGORIES), rows)],
        }
    )


def sales_of(rows: int, customers: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    buyer = (len(customers) * rng.random(rows) ** 1.5).astype(int)
    return pd.DataFrame(
        {
            "order_id": np.arange(rows).astype(str),
            "customer_id": customers[buyer],
            "ordered_at": moments(rng, rows),
            "amount": rng.lognormal(3.5, 0.6, rows).round(2),
            "currency": "EUR",
            "refunded": np.where(rng.random(rows) < 0.04, 5.0, np.nan),
            "referred_by": np.where(buyer % 7 == 0, "C0000001", None),
        }
    )


def loaded(tickets: pd.DataFrame, sales: pd.DataFrame) -> Workspace:
    workspace = Workspace()
    with workspace.database.write() as cursor:
        for name, frame in (("tickets", tickets), ("sales", sales)):
            cursor.register("rows_to_load", frame)
            cursor.execute(f"INSERT INTO {name} BY NAME SELECT * FROM rows_to_load")
        derive(cursor, RULES)
    return workspace


def ticket_figures(tickets: pd.DataFrame) -> dict[str, float]:
    response, resolution = tickets["first_response_minutes"], tickets["resolution_minutes"]
    sound = ~(response > resolution)
    rated = tickets["satisfaction"].dropna()
    closed = tickets[tickets["status"] == "closed"]
    return {
        "csat": (rated >= 4).mean(),
        "first_response_minutes": response[sound].median(),
        "first_response_p90": response[sound].quantile(0.9),
        "resolution_minutes": resolution[sound].median(),
        "resolution_p90": resolution[sound].quantile(0.9),
        "sla_attainment": tickets["sla_met"].mean(),
        "reopen_rate": (tickets["reopens"] > 0).mean(),
        "first_contact_resolution": ((closed["replies"] <= 1) & (closed["reopens"] == 0)).mean(),
        "backlog": float((tickets["status"] == "open").sum()),
    }


def referred_buyers(sales: pd.DataFrame) -> pd.Series:
    """Whether each buyer was referred. Many times faster than the first value of each group."""
    return sales.drop_duplicates("customer_id").set_index("customer_id")["referred_by"].notna()


def sales_figures(sales: pd.DataFrame, until: pd.Timestamp) -> dict[str, float]:
    net = sales["amount"] - sales["refunded"].fillna(0)
    buyers = net.groupby(sales["customer_id"]).agg(["sum", "count"])
    referred = referred_buyers(sales)
    referral = buyers.loc[referred[referred].index, "sum"].sum()
    year, at = timedelta(days=365), sales["ordered_at"]
    last = net[at > until - year].sum()
    before = net[(at > until - 2 * year) & (at <= until - year)].sum()
    return {
        "revenue": net.sum(),
        "revenue_growth": last / before - 1,
        "average_order_value": sales["amount"].mean(),
        "revenue_per_customer": buyers["sum"].mean(),
        "refund_rate": (sales["refunded"] > 0).mean(),
        "referral_revenue": referral,
        "referral_revenue_share": referral / net.sum(),
        "repeat_purchase_rate": (buyers["count"] > 1).mean(),
    }


def worth_figures(tickets: pd.DataFrame, sales: pd.DataFrame, until: pd.Timestamp) -> dict[str, float]:
    """The first year's revenue per customer, and the last year's revenue of who rated a ticket badly."""
    year = timedelta(days=365)
    net = sales["amount"] - sales["refunded"].fillna(0)
    first = sales.groupby("customer_id")["ordered_at"].transform("min")
    in_first = (sales["ordered_at"] < first + year) & (first + year <= until)
    unhappy = tickets[tickets["satisfaction"] < 3].groupby("customer_id")["created_at"].max()
    said = sales["customer_id"].map(unhappy)
    recent = (sales["ordered_at"] <= said) & (sales["ordered_at"] > said - year)
    return {
        "customer_lifetime_value": net[in_first].groupby(sales["customer_id"]).sum().mean(),
        "revenue_at_risk": net[recent].sum(),
    }


def customer_figures(tickets: pd.DataFrame, sales: pd.DataFrame, until: pd.Timestamp) -> dict[str, float]:
    firsts = pd.concat(
        [
            sales.groupby("customer_id")["ordered_at"].min(),
            tickets.groupby("customer_id")["created_at"].min(),
        ]
    )
    joined = firsts.groupby(level=0).min()
    referred = referred_buyers(sales).reindex(joined.index, fill_value=False)
    cutoff, at = until - timedelta(days=120), sales["ordered_at"]
    recent = sales.loc[(at <= cutoff) & (at > cutoff - timedelta(days=180)), "customer_id"].drop_duplicates()
    again = recent.isin(sales.loc[at > cutoff, "customer_id"]).mean()
    return {
        "retention_rate": again,
        "churn_rate": 1 - again,
        "new_customers": float(len(joined)),
        "referral_rate": referred.mean(),
        "complaint_rate": tickets["customer_id"].nunique() / len(joined),
    }


def in_pandas(tickets: pd.DataFrame, sales: pd.DataFrame) -> dict[str, float]:
    """The values of all KPIs that these tables carry."""
    until = max(tickets["created_at"].max(), sales["ordered_at"].max())
    found = ticket_figures(tickets) | sales_figures(sales, until) | worth_figures(tickets, sales, until)
    return found | customer_figures(tickets, sales, until)


def fastest(run, times: int = 3) -> tuple[float, object]:
    """The seconds of the fastest of several runs, and what it gave."""
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        found = run()
        seconds.append(time.perf_counter() - begun)
    return min(seconds), found


def main(rows: int = 1_000_000) -> None:
    rng = np.random.default_rng(0)
    customers = np.array([f"C{number:07d}" for number in range(rows // 10)])
    tickets, sales = tickets_of(rows, customers, rng), sales_of(rows, customers, rng)
    workspace = loaded(tickets, sales)
    ours, values = fastest(lambda: KpiValues().run(workspace))
    theirs, expected = fastest(lambda: in_pandas(tickets, sales))
    found = values.set_index("id")["value"]
    assert set(found.index) == set(expected), set(found.index) ^ set(expected)
    worst = max(abs(found[id] - value) / max(abs(value), 1e-12) for id, value in expected.items())
    assert worst < 1e-6, worst
    card, result = fastest(lambda: Scorecard().run(workspace), 1)
    change = {"support/csat": Change(weight=2.0)}
    slider, _ = fastest(lambda: rescore(result, change), 1000)
    print(
        json.dumps(
            {
                "benchmark": "kpis",
                "tickets": rows,
                "orders": rows,
                "kpis": len(found),
                "seconds": round(ours, 3),
                "pandas_seconds": round(theirs, 3),
                "ratio": round(ours / theirs, 3),
                "largest_relative_difference": float(f"{worst:.2g}"),
                "scorecard_seconds": round(card, 3),
                "rescore_milliseconds": round(slider * 1000, 3),
            }
        )
    )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
