"""Two groups of comments beside each other."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.pain_points.comparing import Side, compare


def test_the_interval_of_the_difference_covers_the_truth() -> None:
    rng, covered = np.random.default_rng(1), 0
    first = pd.Series(np.arange(1000) < 400)
    for _ in range(200):
        share = np.where(first, 0.10, 0.06)
        frame = pd.DataFrame({"pain_point_id": np.where(rng.random(1000) < share, "P1", None)})
        row = compare(frame, Side("a", first), Side("b", ~first)).iloc[0]
        covered += row["low"] <= 0.04 <= row["high"]
    assert 0.91 <= covered / 200 <= 0.99


def test_a_side_without_comments_tells_nothing_real() -> None:
    frame = pd.DataFrame({"pain_point_id": ["P1", "P2", None]})
    nobody = pd.Series([False] * 3)
    found = compare(frame, Side("all", ~nobody), Side("nobody", nobody))
    assert not found["real"].any()
    assert found["share_a"].tolist() == [1 / 3, 1 / 3]
