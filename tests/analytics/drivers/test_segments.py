from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.drivers.columns import Column, Contrast
from analytics.drivers.estimation import estimate
from analytics.drivers.segments import segment_table

COLUMNS = [
    Column("late", "late", sort="flag"),
    Column("noise", "noise"),
    Column("segment", "segment", "context", "category"),
]


def test_only_a_real_difference_between_segments_is_called_one() -> None:
    # lateness costs small customers 30 points and large ones nothing; noise does nothing anywhere
    rng = np.random.default_rng(4)
    large, late = rng.random(6000) < 0.4, (rng.random(6000) < 0.3).astype(float)
    stayed = (rng.random(6000) < 0.8 - 0.3 * late * ~large).astype(float)
    frame = pd.DataFrame({"late": late, "noise": rng.normal(size=6000), "segment": np.where(large, "Large", "Small")})
    contrasts = [Contrast("late", 1, 0), Contrast("noise", -1, 1)]
    found = estimate(frame, stayed, COLUMNS, contrasts, main_context="segment", curves=False)
    table = segment_table(found.segments, 100.0).set_index(["name", "level"])
    assert table.loc[("late", "Small"), "real"]
    assert table.loc[("late", "Small"), "effect_low"] < 30 < table.loc[("late", "Small"), "effect_high"]
    assert not table.loc["noise", "real"].any()


def test_without_a_main_context_there_is_nothing_to_compare() -> None:
    assert segment_table({}, 100.0).empty
