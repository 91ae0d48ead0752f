"""Charts of retention: valid, titled, and no row lost on the way."""

from __future__ import annotations

import altair as alt
import pandas as pd
import pytest

from analytics.charts import retention

MONTHS = pd.DataFrame(
    {
        "month": pd.to_datetime(["2026-01-01", "2026-02-01"]),
        "value": [0.9, 0.8],
        "low": [0.85, 0.7],
        "high": [0.95, 0.9],
        "n": [90, 80],
    }
)
COHORTS = pd.DataFrame(
    {
        "cohort": pd.to_datetime(["2026-01-01", "2026-01-01", "2026-02-01"]),
        "month": [0, 1, 0],
        "customers": [50, 50, 40],
        "active": [50, 20, 40],
        "share": [1.0, 0.4, 1.0],
        "low": [0.9, 0.3, 0.9],
        "high": [1.0, 0.5, 1.0],
    }
)
CURVES = pd.DataFrame(
    {
        "group": ["<b>"] * 400 + ["other"] * 2,
        "day": [*range(400), 0, 9],
        "share": [1 - n / 800 for n in range(400)] + [1.0, 0.9],
        "low": [0.4] * 402,
        "high": [1.0] * 402,
        "at_risk": [50] * 402,
    }
)
GAPS = pd.DataFrame({"from_day": [0.0, 10.0], "to_day": [10.0, 20.0], "gaps": [30, 10]})
WORTH = pd.DataFrame(
    {"group": ["Pro", "Basic"], "n": [40, 60], "value": [90.0, 30.0], "low": [80.0, 25.0], "high": [100.0, 35.0]}
)

CHARTS = {
    "rate": retention.rate(MONTHS, "Customers retained", "Kept / there."),
    "heatmap": retention.heatmap(COHORTS, "customers", buying=True),
    "survival": retention.survival(CURVES, "customers", comes_back=False),
    "gaps": retention.gaps(GAPS, 12.0),
    "worth": retention.worth(WORTH, "EUR"),
}


@pytest.mark.parametrize("name", list(CHARTS))
def test_every_chart_is_valid_and_says_what_it_shows(name: str) -> None:
    made = CHARTS[name].to_dict(validate=True)
    assert made["title"]["text"]
    assert made["description"].startswith(made["title"]["text"])


def rows(chart: alt.LayerChart) -> int:
    return max(len(values) for values in chart.to_dict()["datasets"].values())


def test_the_month_of_beginning_itself_is_no_cell_of_the_heatmap() -> None:
    assert rows(CHARTS["heatmap"]) == 1


def test_a_long_curve_is_thinned_and_keeps_its_end() -> None:
    values = next(iter(CHARTS["survival"].to_dict()["datasets"].values()))
    own = [row["day"] for row in values if row["group"] == "<b>"]
    assert len(own) <= 161
    assert own[-1] == 399
