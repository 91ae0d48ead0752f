"""What a score would be without a pain point."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from analytics import Workspace
from analytics.pain_points.score_effect import main_effects, responses, score_answers, score_effects


@pytest.fixture
def surveys(tmp_path: Path) -> Workspace:
    """Two promoters and two detractors; both detractors wrote, the one about late parcels twice."""
    rows = [("1", 10, ""), ("2", 9, ""), ("3", 2, "late parcel"), ("4", 0, "rude people")]
    frame = pd.DataFrame(rows, columns=["response_id", "nps", "comment"]).assign(answered_at="2026-01-05")
    frame.to_csv(tmp_path / "survey.csv", index=False)
    workspace = Workspace()
    workspace.load(tmp_path / "survey.csv", kind="surveys", who="Ada", now=datetime(2026, 2, 1))
    return workspace


def test_the_effect_is_the_score_of_all_less_that_of_the_others(surveys: Workspace) -> None:
    answers, wrote = score_answers(surveys), responses(surveys)
    about = wrote[wrote["response_id"] == "3"].assign(pain_point_id="P001")
    found = score_effects(answers, wrote, about).iloc[0]
    assert found["metric"] == "nps"
    assert found["score"] == 0.0
    assert found["without"] == pytest.approx(100 / 3)
    assert found["effect"] == pytest.approx(-100 / 3)
    assert main_effects(score_effects(answers, wrote, about))["score_effect"].tolist() == [found["effect"]]


def test_leaving_everybody_out_leaves_no_score(surveys: Workspace) -> None:
    answers = score_answers(surveys)
    everybody = answers[["response_id"]].assign(comment_id=answers["response_id"])
    about = everybody[["comment_id"]].assign(pain_point_id="P001")
    assert score_effects(answers, everybody, about).empty


def test_a_workspace_without_scores_has_no_effects(workspace: Workspace) -> None:
    nothing = pd.DataFrame({"comment_id": [], "pain_point_id": []})
    assert score_effects(score_answers(workspace), responses(workspace), nothing).empty
