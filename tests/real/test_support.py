"""Support figures of a public help desk, against plain pandas on its file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from analytics import Workspace
from analytics.support.breakdown import Breakdown, Overall
from analytics.support.waiting import Distribution

pytestmark = [pytest.mark.real, pytest.mark.slow]


@pytest.fixture(scope="module")
def telco(real_data: Path) -> Workspace:
    workspace = Workspace()
    workspace.load(real_data / "joined" / "telco" / "support_tickets.csv", now=datetime(2026, 11, 1))
    return workspace


@pytest.fixture(scope="module")
def plain(real_data: Path) -> pd.DataFrame:
    return pd.read_csv(real_data / "joined" / "telco" / "support_tickets.csv")


def test_medians_and_percentiles_are_those_of_the_file(telco: Workspace, plain: pd.DataFrame) -> None:
    found = Overall().run(telco)
    solved = plain.loc[plain["resolution_time_hours"] >= 0, "resolution_time_hours"]
    assert found["resolution"] == pytest.approx(solved.median() * 60)
    assert found["resolution_p90"] == pytest.approx(solved.quantile(0.9) * 60)
    assert found["response_n"] == 0  # the file tells no first response


def test_groups_are_those_of_the_file(telco: Workspace, plain: pd.DataFrame) -> None:
    found = Breakdown("channel").run(telco).set_index("group")
    assert found["tickets"].to_dict() == plain["channel"].value_counts().to_dict()
    medians = plain.groupby("channel")["resolution_time_hours"].median() * 60
    assert found["resolution"].to_dict() == pytest.approx(medians.to_dict())
    rated = plain.dropna(subset="satisfaction_rating")
    satisfied = (rated["satisfaction_rating"] >= 4).groupby(rated["channel"]).mean()
    assert found["satisfied"].to_dict() == pytest.approx(satisfied.to_dict())


def test_waits_are_counted_in_their_steps(telco: Workspace, plain: pd.DataFrame) -> None:
    found = Distribution("resolution").run(telco)
    edges = [0, 4, 8, 24, 48, 96, 168, 336, float("inf")]
    counted = pd.cut(plain["resolution_time_hours"].dropna(), edges, right=False).value_counts(sort=False)
    assert found["tickets"].tolist() == [n for n in counted if n]
