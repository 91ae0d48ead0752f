"""Charts of adoption: steps in their order, chance shown pale."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.charts import adoption
from analytics.charts.style import Chart

STEPS = pd.DataFrame(
    {"step": ["z begin", "a end"], "customers": [40, 10], "share": [1.0, 0.25], "low": [0.9, 0.1], "high": [1.0, 0.4],
     "stopped": [30, 10], "days": [0.0, 5.0]}
)  # fmt: skip
MONTHS = pd.DataFrame(
    {
        "month": pd.to_datetime(["2026-01-01", "2026-02-01"]),
        "value": [0.5, 0.6],
        "low": [0.4, 0.5],
        "high": [0.6, 0.7],
        "n": [9, 8],
    }
)
PAIRS = pd.DataFrame(
    {"early": ["steps", "tickets"], "later": ["revenue, day 90"] * 2, "correlation": [0.4, 0.01], "low": [0.3, -0.1],
     "high": [0.5, 0.1], "n": [100, 100], "sure": [True, False], "upper": ["9", "5"], "lower": ["1", "5"]}
)  # fmt: skip
OBSTACLES = pd.DataFrame(
    {"id": ["P1", "P2"], "name": ["the guide is unclear", "app crashes"], "sort": ["difficulty", "technical trouble"],
     "decided": False, "comments": [9, 5], "customers": [8, 4], "stopped": [2, float("nan")], "n": [6, float("nan")],
     "share": [1 / 3, float("nan")], "low": [0.1, float("nan")], "high": [0.7, float("nan")]}
)  # fmt: skip
NO_STEPS = OBSTACLES.assign(n=float("nan"), share=float("nan"))


@pytest.mark.parametrize(
    "chart",
    [
        adoption.funnel(STEPS),
        adoption.months(MONTHS, "Came to the end", "%"),
        adoption.foretold(PAIRS),
        adoption.obstacles(OBSTACLES),
        adoption.obstacles(NO_STEPS),
    ],
)
def test_every_chart_has_a_title_and_words_for_those_who_cannot_see_it(chart: Chart) -> None:
    made = chart.to_dict()
    assert made["title"]["text"]
    assert made["description"].startswith(made["title"]["text"])


def test_steps_keep_their_order() -> None:
    assert adoption.funnel(STEPS).to_dict()["layer"][0]["encoding"]["y"]["sort"] == ["z begin", "a end"]


def test_what_may_be_chance_is_pale_and_has_no_number() -> None:
    cells, text = adoption.foretold(PAIRS).to_dict()["layer"]
    assert cells["encoding"]["opacity"]["condition"]["test"] == "datum.sure"
    assert text["transform"] == [{"filter": "datum.sure"}]


def test_obstacles_without_known_steps_show_who_wrote_and_no_word_of_stopping() -> None:
    made = adoption.obstacles(NO_STEPS).to_dict()
    assert "layer" not in made
    assert "stopped" not in made["description"]


def test_a_sort_of_obstacle_has_the_same_colour_beside_others_and_alone() -> None:
    def colours(rows: pd.DataFrame) -> dict[str, str]:
        scale = adoption.obstacles(rows).to_dict()["layer"][0]["encoding"]["color"]["scale"]
        return dict(zip(scale["domain"], scale["range"], strict=True))

    alone = OBSTACLES[OBSTACLES["sort"] == "technical trouble"].assign(n=3.0, stopped=1.0, share=1 / 3)
    assert colours(alone)["technical trouble"] == colours(OBSTACLES)["technical trouble"]
