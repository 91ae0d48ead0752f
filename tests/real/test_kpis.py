"""KPIs of real files, against the same figures computed with plain pandas."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analytics import Workspace
from analytics.kpis.values import KpiValues
from analytics.scorecards.scorecard import Scorecard

pytestmark = [pytest.mark.real, pytest.mark.slow]


@pytest.fixture(scope="module")
def telco(real_data: Path) -> tuple[Workspace, Path]:
    """The telco files, loaded as they are."""
    folder = real_data / "joined" / "telco"
    workspace = Workspace()
    for name, kind in [
        ("customers", "customers"),
        ("nps_surveys", "surveys"),
        ("support_tickets", "tickets"),
        ("billing", "sales"),
    ]:
        workspace.load(folder / f"{name}.csv", kind=kind)
    return workspace, folder


@pytest.fixture(scope="module")
def values(telco) -> pd.DataFrame:
    return KpiValues().run(telco[0]).set_index("id")


def test_nps_is_what_pandas_gives(telco, values) -> None:
    scores = pd.read_csv(telco[1] / "nps_surveys.csv")["nps_score"]
    expected = 100 * ((scores >= 9).mean() - (scores <= 6).mean())
    assert values.loc["nps", "value"] == pytest.approx(expected)
    assert values.loc["nps", "n"] == len(scores)
    spread = 1.959964 * (100**2 * ((scores >= 9).mean() + (scores <= 6).mean()) - expected**2) ** 0.5
    assert values.loc["nps", "high"] - expected == pytest.approx(spread / len(scores) ** 0.5, rel=1e-6)


def test_satisfaction_is_what_pandas_gives(telco, values) -> None:
    ratings = pd.read_csv(telco[1] / "support_tickets.csv")["satisfaction_rating"]
    assert values.loc["csat", "value"] == pytest.approx((ratings >= 4).mean())
    assert values.loc["csat", "n"] == len(ratings)


def test_resolution_times_are_what_pandas_gives(telco, values) -> None:
    hours = pd.read_csv(telco[1] / "support_tickets.csv")["resolution_time_hours"]
    assert values.loc["resolution_minutes", "value"] == pytest.approx(60 * hours.median(), rel=1e-6)
    assert values.loc["resolution_p90", "value"] == pytest.approx(60 * hours.quantile(0.9), rel=1e-6)


def test_money_is_what_pandas_gives(telco, values) -> None:
    bills = pd.read_csv(telco[1] / "billing.csv")
    assert values.loc["revenue", "value"] == pytest.approx(bills["amount_due"].sum(), abs=0.01)
    assert values.loc["average_order_value", "value"] == pytest.approx(bills["amount_due"].mean())
    per_customer = bills.groupby("customer_id")["amount_due"].sum().mean()
    assert values.loc["revenue_per_customer", "value"] == pytest.approx(per_customer)


def test_counts_of_customers_and_open_tickets_are_what_pandas_gives(telco, values) -> None:
    tickets = pd.read_csv(telco[1] / "support_tickets.csv")
    customers = pd.read_csv(telco[1] / "customers.csv")
    assert values.loc["backlog", "value"] == (tickets["status"] != "Closed").sum()
    assert values.loc["retention_rate", "value"] == pytest.approx((customers["account_status"] != "Cancelled").mean())


def test_every_phase_has_a_score(telco) -> None:
    result = Scorecard().run(telco[0])
    assert all(phase.score is not None for phase in result.phases)
