"""Charts of support: hours and per cent on the axes, marks where a level changed, nothing lost."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.charts import support
from analytics.charts.style import Chart

MONTHS = pd.DataFrame(
    {
        "period": pd.to_datetime(["2026-08-01", "2026-09-01", "2026-10-01"]),
        "value": [60.0, 120.0, 180.0],
        "low": [50.0, 100.0, 150.0],
        "high": [70.0, 140.0, 210.0],
        "n": [10, 12, 9],
    }
)
STEPS = pd.DataFrame(
    {
        "step": ["< 1 h", "1–2 h"],
        "tickets": [3, 1],
        "share": [0.75, 0.25],
        "share_up_to": [0.75, 1.0],
        "satisfied": [0.9, 0.5],
        "satisfied_low": [0.6, 0.1],
        "satisfied_high": [1.0, 0.9],
        "satisfied_n": [3, 1],
    }
)
GROUPS = pd.DataFrame(
    {"group": ["mail", "chat"], "tickets": [9, 5], "reopened": [0.1, 0.4], "reopened_low": [0.0, 0.2],
     "reopened_high": [0.3, 0.6], "reopened_n": [9, 5]}
)  # fmt: skip
AGES = pd.DataFrame({"age": ["< 1", "1–3"], "tickets": [4, 0], "priorities": ["high 3, low 1", ""]})


@pytest.mark.parametrize(
    "chart",
    [
        support.trend(MONTHS, "response", []),
        support.waits(STEPS, "the solution"),
        support.cost_of_waiting(STEPS, "the solution"),
        support.groups(GROUPS, "reopened", "channel"),
        support.open_tickets(MONTHS),
        support.ages(AGES),
    ],
)
def test_every_chart_has_a_title_and_words_for_those_who_cannot_see_it(chart: Chart) -> None:
    made = chart.to_dict()
    assert made["title"]["text"]
    assert made["description"].startswith(made["title"]["text"])


def test_minutes_are_drawn_as_hours_and_shares_as_per_cent() -> None:
    assert [row["value"] for row in _rows(support.trend(MONTHS, "response", []))] == [1, 2, 3]
    assert [row["value"] for row in _rows(support.groups(GROUPS, "reopened", "channel"))] == pytest.approx([10, 40])


def test_a_turn_is_marked_and_explained() -> None:
    marked = support.trend(MONTHS, "response", [pd.Timestamp("2026-09-01")]).to_dict()
    assert marked["layer"][-1]["mark"]["type"] == "rule"
    assert "truly changed" in marked["description"]
    assert "truly changed" not in support.trend(MONTHS, "response", []).to_dict()["description"]


def _rows(chart: Chart) -> list[dict[str, float]]:
    return max(chart.to_dict()["datasets"].values(), key=len)
