"""The sample from file to answer: what was planted in it is found (data/sample/README.md).

The sample was selected and its wording revised with the project at hand, so this shows that the chain
works; how good the methods are is measured in benchmarks/ on data that nobody chose.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics import Workspace
from analytics.drivers.analysis import DriverResult, Drivers
from analytics.drivers.columns import Contrast
from analytics.pain_points.result import PainPointResult
from analytics.sample import FOLDER, fill_with_sample

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("sample")]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = Workspace(tmp_path_factory.mktemp("sample") / "sample.duckdb")
    receipts = fill_with_sample(workspace)
    assert all(receipt.adds_up for receipt in receipts)
    return workspace


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    return json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def true_comments() -> pd.DataFrame:
    return pd.read_csv(FOLDER / "truth_comments.csv", keep_default_na=False)


@pytest.fixture(scope="module")
def found(sample: Workspace) -> PainPointResult:
    return sample.pain_points()


@pytest.fixture(scope="module")
def matched(found: PainPointResult, true_comments: pd.DataFrame) -> pd.DataFrame:
    """Per planted pain point: the group with most of its comments, how many of them, how pure that group is."""
    label = true_comments.columns[1]
    both = found.assignments.merge(true_comments, on="comment_id")
    planted = {point for point in true_comments[label] if point not in ("praise", "neutral")}
    table = pd.crosstab(both[label], both["pain_point_id"])
    rows = []
    for point in sorted(planted & set(table.index)):
        group = table.loc[point].idxmax()
        rows.append(
            {
                "planted": point,
                "group": group,
                "recall": table.loc[point, group] / (true_comments[label] == point).sum(),
                "precision": table.loc[point, group] / table[group].sum(),
            }
        )
    return pd.DataFrame(rows).set_index("planted")


def test_every_file_is_recognised_and_every_planted_fault_is_told(sample: Workspace) -> None:
    status = sample.status()
    assert set(status["tables"]) == {"surveys", "tickets", "sales", "customers", "usage", "measures"}
    told = " ".join(status["warnings"])
    for fault in ("outside its scale", "resolved before", "negative duration", "dated in the future"):
        assert fault in told


def test_the_data_ends_where_the_truth_says(sample: Workspace, truth: dict[str, Any]) -> None:
    assert str(sample.data_until()) == truth["data_until"]


def test_ten_of_twelve_planted_pain_points_are_one_dominant_group_each(matched: pd.DataFrame) -> None:
    dominant = matched[(matched["recall"] > 0.5) & (matched["precision"] > 0.5)]
    assert dominant["group"].is_unique
    assert len(dominant) >= len(matched) * 10 / 12


def test_the_emerging_pain_point_is_flagged(found: PainPointResult, matched: pd.DataFrame) -> None:
    group = matched.loc["app_login_broken", "group"]
    flagged = found.pain_points.set_index("id")["emerging"]
    assert flagged[group]
    assert flagged.sum() <= 3


def test_every_comment_is_in_a_pain_point_or_has_a_reason(sample: Workspace, found: PainPointResult) -> None:
    assert len(found.assignments) + len(found.unassigned) == sample.count("comments") == found.comments
    assert found.unassigned["reason"].ne("").all()


@pytest.fixture(scope="module")
def drivers(sample: Workspace, matched: pd.DataFrame) -> DriverResult:
    late = f"pain:{matched.loc['late_delivery', 'group']}"
    asked = (
        Contrast("first_response_hours", 24, 4),
        Contrast("onboarding_completed", 0, 1),
        Contrast("active_days_90", 5, 15),
        Contrast(late, 1, 0),
    )
    return sample.drivers(Drivers(contrasts=asked))


@pytest.mark.parametrize(
    "planted", ["first_response_hours", "onboarding_completed", "active_days_90", "pain:late_delivery"]
)
def test_a_planted_driver_has_its_sign_and_its_true_effect_in_the_interval(
    planted: str, drivers: DriverResult, matched: pd.DataFrame, truth: dict[str, Any]
) -> None:
    name = f"pain:{matched.loc['late_delivery', 'group']}" if planted.startswith("pain") else planted
    true_effect = next(one["effect_pp"] for one in _true_drivers(truth) if one["name"] == planted)
    row = drivers.drivers.set_index("name").loc[name]
    assert row["effect_pp"] * true_effect > 0
    assert row["effect_low"] <= true_effect <= row["effect_high"]


def test_the_confounder_turns_the_naive_sign_and_the_analysis_turns_it_back(drivers: DriverResult) -> None:
    row = drivers.drivers.set_index("name").loc["first_response_hours"]
    assert row["naive_pp"] < 0 < row["effect_low"]


def test_the_model_says_how_good_it_is(drivers: DriverResult) -> None:
    assert 0.65 < drivers.quality.auc < 0.85
    assert 0.8 < drivers.quality.calibration_slope < 1.2


def test_referred_customers_are_worth_more(sample: Workspace) -> None:
    profiles = sample.execute(sample.table("profiles"))
    worth = (
        profiles.assign(revenue=profiles["revenue"].astype(float))
        .groupby(profiles["referred_by"].notna())["revenue"]
        .mean()
    )
    assert worth[True] > 1.2 * worth[False]


def test_every_phase_has_a_filled_scorecard(sample: Workspace) -> None:
    scorecard = sample.scorecard()
    assert all(phase.score is not None for phase in scorecard.phases)
    assert sum(kpi.value is not None for phase in scorecard.phases for kpi in phase.kpis) >= 50
    assert len({kpi.id for phase in scorecard.phases for kpi in phase.kpis}) >= 25


def _true_drivers(truth: dict[str, Any]) -> list[dict[str, Any]]:
    return truth["retention"]["drivers"]


def test_the_truth_file_is_where_this_test_looks(truth: dict[str, Any]) -> None:
    assert Path(FOLDER / "truth.json").exists()
    assert {one["name"] for one in _true_drivers(truth)} >= {"first_response_hours", "onboarding_completed"}
