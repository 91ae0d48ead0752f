"""A customer table with a planted truth."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest


@pytest.fixture
def planted() -> tuple[pd.DataFrame, np.ndarray, float]:
    """4,000 customers: waiting harms up to 24 hours, large ones wait longer and stay anyway.

    The third value is the true effect of 24 -> 4 hours.
    """
    rng = np.random.default_rng(5)
    n = 4000
    large = rng.random(n) < 0.3
    hours = np.exp(rng.normal(1.8 + 1.2 * large, 0.8, n))
    vip = (rng.random(n) < 0.4).astype(float)
    noise = rng.normal(size=n)

    def staying(waited: np.ndarray) -> np.ndarray:
        score = 1.2 - 1.2 * np.minimum(waited, 24) / 24 + 0.7 * vip + 1.8 * large
        return np.asarray(1 / (1 + np.exp(-score)))

    truth = float(staying(np.full(n, 4.0)).mean() - staying(np.full(n, 24.0)).mean())
    stayed = (rng.random(n) < staying(hours)).astype(float)
    segment = np.where(large, "Large", "Small")
    frame = pd.DataFrame({"hours": hours, "vip": vip, "noise": noise, "segment": segment})
    return frame, stayed, truth
