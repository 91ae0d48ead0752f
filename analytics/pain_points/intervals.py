"""Intervals for shares and means."""

from __future__ import annotations

import numpy as np
from scipy import stats

from analytics.pain_points.mixture import Floats

_Z = float(stats.norm.ppf(0.975))


def wilson(hits: Floats, of: float) -> tuple[Floats, Floats]:
    """95 % interval of the share ``hits`` / ``of`` (Wilson 1927), elementwise.

    >>> low, high = wilson(np.array([10.0]), 100)
    >>> round(float(low[0]), 3), round(float(high[0]), 3)
    (0.055, 0.174)
    """
    if of <= 0:
        nothing = np.full(len(hits), np.nan)
        return nothing, nothing.copy()
    share = hits / of
    middle = (share + _Z**2 / (2 * of)) / (1 + _Z**2 / of)
    half = _Z / (1 + _Z**2 / of) * np.sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2))
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)


def mean_interval(values: Floats) -> tuple[float, float, float, int]:
    """Mean, its 95 % interval by Student's t, and the number of values; NaN where there are none.

    >>> mean_interval(np.array([0.4, 0.6]))[0], mean_interval(np.array([]))[3]
    (0.5, 0)
    """
    n = len(values)
    if n == 0:
        return np.nan, np.nan, np.nan, 0
    mean = float(values.mean())
    if n == 1:
        return mean, np.nan, np.nan, 1
    half = float(stats.t.ppf(0.975, n - 1) * values.std(ddof=1) / np.sqrt(n))
    return mean, mean - half, mean + half, n
