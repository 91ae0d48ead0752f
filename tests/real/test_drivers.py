"""Driver analyses of real files, held against independent ones in statsmodels and plain pandas."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from analytics import Workspace
from analytics.drivers import Contrast, Drivers

pytestmark = [pytest.mark.real, pytest.mark.slow]

RATINGS = ["Inflight wifi service", "Online boarding", "Seat comfort", "Cleanliness", "Checkin service"]


def standardised(matrix: pd.DataFrame, outcome: np.ndarray, moved: dict[str, tuple[float, float]]) -> float:
    """The effect by a plain logistic regression: predict everybody twice and average the difference."""
    numbers = sm.add_constant(matrix.astype(float))
    fit = sm.Logit(outcome, numbers).fit(disp=0, maxiter=200)
    ends = [numbers.assign(**{name: pair[side] for name, pair in moved.items()}) for side in (0, 1)]
    return 100 * float(fit.predict(ends[1]).mean() - fit.predict(ends[0]).mean())


def test_ibm_telco_as_a_single_customer_file(real_data: Path) -> None:
    path = real_data / "churn" / "ibm_telco" / "Telco-Customer-Churn.csv"
    workspace = Workspace()
    workspace.load(path)
    found = workspace.drivers(Drivers("customers.Churn", (Contrast("TechSupport", "No", "Yes"),)))
    table = pd.read_csv(path)
    assert found.n == len(table) == 7043
    assert found.quality.auc is not None
    assert found.quality.auc > 0.84
    assert 0.9 < found.quality.calibration_slope < 1.1
    rows = found.drivers.set_index("name")
    frame = pd.get_dummies(
        table.drop(columns=["customerID", "Churn", "TotalCharges"]), drop_first=True, dtype=float
    )  # fmt: skip
    services = [name for name in frame if name.endswith("No internet service")]
    frame = frame.drop(columns=[*services, "MultipleLines_No phone service"])
    theirs = standardised(frame, (table["Churn"] == "Yes").to_numpy(float), {"TechSupport_Yes": (0.0, 1.0)})
    ours = rows.loc["TechSupport"]
    assert theirs < 0
    assert ours["effect_low"] <= theirs <= ours["effect_high"]


def test_airline_ratings_where_zero_means_does_not_apply(real_data: Path) -> None:
    path = real_data / "surveys" / "airline" / "test.csv"
    workspace = Workspace()
    receipt = workspace.load(path, kind="customers", fields={"customer_id": "id"})
    assert receipt.rejected == 0
    asked = tuple(Contrast(name, 3, 4) for name in RATINGS)
    found = workspace.drivers(Drivers("customers.satisfaction", asked))
    table = pd.read_csv(path)
    assert found.n == len(table)
    assert found.base_rate == pytest.approx((table["satisfaction"] == "satisfied").mean())
    assert found.quality.auc is not None
    assert found.quality.auc > 0.95
    rows = found.drivers.set_index("name")
    # a plain regression with each rating as categories, 0 one of its own, so that it is no bad mark
    columns = [name for name in table if name not in ("id", "satisfaction", "Unnamed: 0", "Arrival Delay in Minutes")]
    ratings = [name for name in columns if table[name].nunique() <= 6 and table[name].dtype != object]
    frame = pd.get_dummies(table[columns], columns=[*ratings, *table[columns].select_dtypes("object")], dtype=float)
    firsts = [next(n for n in frame if n.startswith(f"{name}_")) for name in frame.columns.str.rsplit("_", n=1).str[0].unique()
              if any(n.startswith(f"{name}_") for n in frame)]  # fmt: skip
    frame = frame.drop(columns=firsts)
    frame = frame / frame.max()
    outcome = (table["satisfaction"] == "satisfied").to_numpy(float)
    fit = sm.GLM(outcome, sm.add_constant(frame), family=sm.families.Binomial()).fit_regularized(alpha=1e-6, L1_wt=0.0)
    for name in RATINGS:
        ends = []
        for level in (3, 4):
            own = [n for n in frame if n.startswith(f"{name}_")]
            moved = frame.assign(**dict.fromkeys(own, 0.0))
            if f"{name}_{level}" in moved:
                moved[f"{name}_{level}"] = 1.0
            ends.append(float(fit.predict(sm.add_constant(moved, has_constant="add")).mean()))
        assert rows.loc[name, "effect_pp"] == pytest.approx(100 * (ends[1] - ends[0]), abs=2.0), name


def test_ravenstack_is_answered_as_the_guessing_that_it_is(real_data: Path) -> None:
    folder = real_data / "joined" / "ravenstack"
    workspace = Workspace()
    for name in ("accounts", "subscriptions", "support_tickets"):
        workspace.load(folder / f"ravenstack_{name}.csv")
    found = workspace.drivers()
    # the file is made up at random: nothing may be called much better than guessing
    assert found.quality.auc is not None
    assert found.quality.auc < 0.7
    certain = (found.drivers["effect_low"] > 0) | (found.drivers["effect_high"] < 0)
    assert certain.mean() <= 0.25
