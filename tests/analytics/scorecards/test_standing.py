"""How perspectives and phases stand."""

from __future__ import annotations

import pytest

from analytics.scorecards.cards import PerspectiveCard
from analytics.scorecards.standing import perspective_status


@pytest.mark.parametrize(
    ("score", "status"), [(None, "no data"), (7.0, "green"), (5.0, "amber"), (2.0, "red"), (20 / 3, "green")]
)
def test_a_perspective_stands_where_its_score_stands(score: float | None, status: str) -> None:
    assert perspective_status(PerspectiveCard("Customer", score, ())) == status
