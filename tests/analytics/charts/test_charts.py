"""Every chart: valid Vega-Lite, a title, words for those who cannot see it, and no row lost on the way."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import pandas as pd
import pytest

from analytics.charts import drivers, journey, pain_points, tickets

PHASES = {"support": "Support", "adoption": "Adoption"}
MONTHS = pd.to_datetime(["2026-08-01", "2026-09-01", "2026-10-01"])


def some_pain_points() -> pd.DataFrame:
    """An emerging one without a score, one with the name of another, one with markup in its name."""
    return pd.DataFrame(
        {
            "id": ["P1", "P2", "P3"],
            "name": ["late parcel", "late parcel", "<b>app</b> [logs](http://x) me out"],
            "phase": ["support", "adoption", None],
            "comments": [50, 30, 20],
            "customers": [40, 25, 20],
            "share": [0.5, 0.3, 0.2],
            "share_low": [0.4, 0.2, 0.1],
            "share_high": [0.6, 0.4, 0.3],
            "score": [0.2, 0.7, None],
            "emerging": [False, False, True],
        }
    )


def some_drivers() -> pd.DataFrame:
    """One surely more, one surely less, one that cannot be told from nothing."""
    return pd.DataFrame(
        {
            "name": ["onboarding", "late", "nps"],
            "label": ["onboarding completed", "wrote about late parcels", "NPS"],
            "change": ["no → yes", "no → yes", "6 → 9"],
            "effect_pp": [9.0, -7.0, 0.5],
            "effect_low": [6.0, -10.0, -1.0],
            "effect_high": [12.0, -4.0, 2.0],
            "naive_pp": [11.0, -8.0, 3.0],
            "importance": [0.6, 0.3, 0.1],
            "low": [0.4, 0.2, 0.0],
            "high": [0.8, 0.4, 0.2],
            "n": [900, 900, 400],
        }
    )


def some_phases() -> pd.DataFrame:
    """The second phase has no scores."""
    return pd.DataFrame(
        {
            "phase": ["adoption", "support"],
            "phase_name": ["Adoption", "Support"],
            "mood": [0.6, None],
            "low": [0.5, None],
            "high": [0.7, None],
            "n": [80, 0],
        }
    )


def all_charts() -> dict[str, alt.Chart]:
    """Every chart of the package, drawn from the frames above."""
    cells = pd.DataFrame(
        {"phase": ["adoption"], "phase_name": ["Adoption"], "what": ["Tickets"], "rows": [12], "share": [1.0]}
    )
    scores = pd.DataFrame(
        {
            "phase": ["adoption", "support"],
            "phase_name": ["Adoption", "Support"],
            "perspective": ["Customer", "Customer"],
            "score": [6.6, None],
            "status": ["red", "no target"],
            "kpis": [3, 0],
        }
    )
    curve = pd.DataFrame({"value": [1.0, 2.0, 4.0], "outcome": [0.8, 0.7, 0.6], "low": 0.5, "high": 0.9})
    return {
        "ranked": pain_points.ranked(some_pain_points(), PHASES, "P2"),
        "per month": pain_points.per_month(
            pd.DataFrame({"month": MONTHS, "comments": [1, 2, 3], "expected": 2.0, "total": 50}),
            "October 2026",
        ),
        "spread": pain_points.spread(pd.DataFrame({"phase": ["Adoption"], "comments": [6], "share": [1.0]})),
        "effects": drivers.effects(some_drivers(), "percentage points", naive=True),
        "importance": drivers.importance(some_drivers()),
        "curve": drivers.curve(curve, "first response time", "bought again", (4.0, 1.0)),
        "curve of a flag": drivers.curve(curve.head(2), "onboarding completed", "bought again"),
        "mood": journey.mood(some_phases()),
        "volume": journey.volume(cells, some_phases(), ["Tickets"]),
        "standing": journey.standing(scores, some_phases(), ["Customer"]),
        "over time": tickets.over_time(pd.DataFrame({"month": MONTHS, "group": "high", "tickets": 5}), "priority"),
        "satisfaction": tickets.satisfaction(
            pd.DataFrame({"group": ["high"], "satisfaction": [0.5], "low": [0.4], "high": [0.6], "n": [70]}),
            "priority",
        ),
    }


CHARTS = all_charts()


@pytest.mark.parametrize("name", CHARTS)
def test_has_a_title_and_a_description_and_fits_the_width_it_is_given(name: str) -> None:
    # to_dict validates against the Vega-Lite schema.
    spec = CHARTS[name].to_dict()
    assert spec["title"]["text"]
    assert spec["description"].startswith(spec["title"]["text"])
    assert spec["autosize"]["type"] == "fit-x"


@pytest.mark.parametrize("name", CHARTS)
def test_can_be_written_down_as_json_without_nan(name: str) -> None:
    assert json.dumps(CHARTS[name].to_dict(), allow_nan=False)


@pytest.mark.parametrize("name", [name for name in CHARTS if name != "over time"])
def test_every_chart_of_estimates_has_tooltips_with_n(name: str) -> None:
    tips = [tip.get("title", "") for tip in _tooltips(CHARTS[name].to_dict())]
    assert tips
    assert any("(n)" in tip or tip == "n" for tip in tips) or name.startswith("curve")


def test_pain_points_of_one_name_stay_two_bars() -> None:
    rows = _rows(CHARTS["ranked"])
    assert [row["label"] for row in rows[:2]] == ["late parcel", "late parcel (2)"]


def test_a_pain_point_without_scores_keeps_its_bar() -> None:
    spec = CHARTS["ranked"].to_dict()
    assert spec["layer"][0]["mark"]["invalid"] is None
    assert _rows(CHARTS["ranked"])[2]["score"] is None


def test_only_the_chosen_bar_stands_out() -> None:
    assert [row["of_chosen"] for row in _rows(CHARTS["ranked"])] == [False, True, False]
    nothing_chosen = pain_points.ranked(some_pain_points(), PHASES)
    assert all(row["of_chosen"] for row in _rows(nothing_chosen))


def test_an_emerging_pain_point_is_told_in_words() -> None:
    assert [row["flag"] for row in _rows(CHARTS["ranked"])] == ["", "", "▲ emerging"]


def test_an_effect_is_told_by_shape_and_side_and_not_by_colour_alone() -> None:
    assert {row["verdict"] for row in _rows(CHARTS["effects"])} == {"more", "less", "cannot be told"}
    shapes = [
        layer["encoding"]["shape"] for layer in CHARTS["effects"].to_dict()["layer"] if "shape" in layer["encoding"]
    ]
    assert len(set(shapes[0]["scale"]["range"])) == 3


def test_unsure_drivers_are_pale_and_not_left_out() -> None:
    assert [row["sure"] for row in _rows(CHARTS["importance"])] == [True, True, False]


@pytest.mark.parametrize("name", ["ranked", "effects", "mood", "volume", "standing"])
def test_a_click_selects(name: str) -> None:
    assert [param["name"] for param in CHARTS[name].to_dict()["params"]] == ["chosen"]


def test_a_band_of_shares_ends_at_nobody_and_everybody() -> None:
    wide = pd.DataFrame({"value": [1.0, 2.0, 3.0], "outcome": 0.9, "low": -0.2, "high": 1.3})
    assert {(row["low"], row["high"]) for row in _rows(drivers.curve(wide, "wait", "stayed"))} == {(0.0, 1.0)}
    assert {row["high"] for row in _rows(drivers.curve(wide, "wait", "revenue", share=False))} == {1.3}


def _rows(chart: alt.Chart) -> list[dict[str, Any]]:
    """The rows of the largest data set of a chart."""
    return max(chart.to_dict()["datasets"].values(), key=lambda rows: (len(rows[0]), len(rows)))


def _tooltips(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, dict):
        here = part.get("tooltip", [])
        return (here if isinstance(here, list) else []) + [tip for value in part.values() for tip in _tooltips(value)]
    return [tip for value in part for tip in _tooltips(value)] if isinstance(part, list) else []


def test_every_phase_has_a_tile_of_who_goes_on_and_the_last_says_nothing() -> None:
    flow = pd.DataFrame(
        {"phase": ["adoption"], "phase_name": ["Adoption"], "customers": [10], "went_on": [5], "share": [0.5], "low": [0.2],
         "high": [0.8], "wait": [30.0], "wait_low": [10.0], "wait_high": [50.0], "next": ["Support"]}
    )  # fmt: skip
    rows = _rows(journey.onward(flow, some_phases(), 180))
    assert [(row["phase"], row["text"]) for row in rows] == [("adoption", "50 % · 30 d"), ("support", "")]
