"""Retention of real files, held against lifelines and against a regression with splines in statsmodels."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from lifelines import KaplanMeierFitter

from analytics import Workspace
from analytics.drivers.leaving import Leaving
from analytics.errors import NotEnoughData
from analytics.retention.churn import Churn
from analytics.retention.lifetime_value import ShopValue
from analytics.retention.staying import Staying
from analytics.retention.subscriptions import SubscriptionValue

pytestmark = [pytest.mark.real, pytest.mark.slow]


@pytest.fixture(scope="module")
def ibm_file(real_data: Path) -> Path:
    return real_data / "churn" / "ibm_telco" / "Telco-Customer-Churn.csv"


@pytest.fixture(scope="module")
def ibm(ibm_file: Path) -> Workspace:
    workspace = Workspace()
    workspace.load(ibm_file)
    return workspace


def test_a_single_file_with_a_tenure_gives_the_curve_of_lifelines(ibm: Workspace, ibm_file: Path) -> None:
    found = Staying(by="Contract").run(ibm)
    assert found.chance < 1e-100
    table = pd.read_csv(ibm_file)
    for contract, own in table.groupby("Contract"):
        theirs = KaplanMeierFitter().fit(own["tenure"], own["Churn"] == "Yes")
        ours = found.marks.set_index(["group", "day"]).loc[(contract, 365), "share"]
        assert ours == pytest.approx(float(theirs.predict(12)), abs=1e-9)


def test_chances_to_leave_are_as_good_as_a_plain_regression_held_back(ibm: Workspace) -> None:
    found = Leaving().run(ibm)
    assert len(found.customers) == 5174
    assert found.held_back.quality.auc is not None
    assert found.held_back.quality.auc > 0.845
    inside = found.held_back.calibration.eval("low <= predicted and predicted <= high")
    assert inside.mean() >= 0.7


@pytest.fixture(scope="module")
def ravenstack(real_data: Path) -> Workspace:
    workspace = Workspace()
    for name in ("accounts", "subscriptions"):
        workspace.load(real_data / "joined" / "ravenstack" / f"ravenstack_{name}.csv")
    return workspace


def test_subscriptions_stay_as_plain_pandas_counts_them(ravenstack: Workspace, real_data: Path) -> None:
    file = real_data / "joined" / "ravenstack" / "ravenstack_subscriptions.csv"
    rows = pd.read_csv(file, parse_dates=["start_date", "end_date"])
    months = Churn().run(ravenstack).months.set_index("month")
    june = pd.Timestamp("2024-06-01")
    there = rows[(rows["start_date"] < june) & ~(rows["end_date"] < june)]
    assert months.loc[june, "there"] == len(there)
    assert months.loc[june, "left"] == (there["end_date"] < june + pd.offsets.MonthBegin()).sum()
    value = SubscriptionValue().run(ravenstack)
    assert value.backtest is not None
    assert value.backtest.low <= value.backtest.happened <= value.backtest.high


TELCO = ("customers", "nps_surveys", "support_tickets", "billing")


@pytest.fixture(scope="module")
def telco_folder(real_data: Path) -> Path:
    return real_data / "joined" / "telco"


@pytest.fixture(scope="module")
def telco(telco_folder: Path) -> Workspace:
    workspace = Workspace()
    for name in TELCO:
        workspace.load(telco_folder / f"{name}.csv")
    return workspace


def test_bills_are_no_shopping_and_nobody_stopped_paying(telco: Workspace) -> None:
    with pytest.raises(NotEnoughData, match="fixed intervals"):
        ShopValue().run(telco)
    with pytest.raises(NotEnoughData, match="Nobody has left"):
        SubscriptionValue().run(telco)


def test_telco_drivers_are_those_of_a_regression_with_splines(telco: Workspace, telco_folder: Path) -> None:
    ours = telco.drivers().drivers.set_index("name")
    frame = telco_frame(telco_folder)
    # what only some have is centred and has an indicator, so that everybody stays in
    rated = ["csat", "resolution_hours", "nps"]
    known = frame[rated].notna()
    filled = frame.assign(
        **{n: frame[n].fillna(frame[n].median()) for n in rated}, **known.add_prefix("has_").astype(float)
    )
    formula = (
        "stayed ~ bs(credit_score, df=4) + bs(annual_income, df=4) + tickets + csat + has_csat + resolution_hours + nps + has_nps"
        " + C(customer_segment) + C(gender) + C(preferred_contact_method) + bs(tenure, df=4)"
    )
    fit = smf.glm(formula, filled, family=sm.families.Binomial()).fit()
    for name in ("credit_score", "tickets", "csat", "resolution_hours", "nps"):
        row = ours.loc[name]
        rows = known[name].to_numpy() if name in rated else np.ones(len(filled), dtype=bool)
        ends = [fit.predict(filled[rows].assign(**{name: row[end]})).mean() for end in ("from_value", "to_value")]
        assert row["effect_low"] <= 100 * (ends[1] - ends[0]) <= row["effect_high"], name
    # the file is made up at random: neither analysis finds anything, and ours says so
    certain = (ours["effect_low"] > 0) | (ours["effect_high"] < 0)
    assert not certain.any()


def telco_frame(folder: Path) -> pd.DataFrame:
    """The customers with their tickets, answers and tenure, put together in pandas alone."""
    customers = pd.read_csv(folder / "customers.csv", parse_dates=["account_creation_date"]).set_index("customer_id")
    tickets = pd.read_csv(folder / "support_tickets.csv").groupby("customer_id")
    answers = pd.read_csv(folder / "nps_surveys.csv").sort_values("survey_date").groupby("customer_id")
    until = pd.Timestamp("2025-07-31")
    return customers.assign(
        stayed=(customers["account_status"] == "Active").astype(float),
        tenure=(until - customers["account_creation_date"]).dt.days,
        tickets=tickets.size().reindex(customers.index).fillna(0.0),
        csat=(tickets["satisfaction_rating"].mean().reindex(customers.index) - 1) / 4,
        resolution_hours=tickets["resolution_time_hours"].mean().reindex(customers.index),
        nps=answers["nps_score"].last().reindex(customers.index),
    )
