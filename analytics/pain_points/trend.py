"""Whether a pain point grows, and whether it is just emerging, against volume and season.

Counts per period are rates of all comments of the period (the exposure): twice the comments at Christmas
are no news. False alarms are controlled over all pain points together (Benjamini and Hochberg 1995).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import stats

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

PERIOD_DAYS = 30
_FEWEST_PERIODS = 4
_TWO_YEARS = 24
_BASE = 12  # periods that recent ones are compared with
_RATIO = 1.5
_LEAST_NEW = 5
_NOVEL = 100.0  # a rate out of nothing: no larger factor means anything
LEVEL = 0.05


@dataclass(frozen=True)
class Trend:
    """Per pain point (g,): ``growth`` of its rate from one 30-day period to the next (1.0: none) with its
    95 % interval, ``p_value`` and ``significant`` after control of false discoveries; NaN where too little
    is known; ``emerging`` with ``recent_ratio``, the recent rate over the rate before."""

    growth: Floats
    low: Floats
    high: Floats
    p_value: Floats
    significant: Flags
    emerging: Flags
    recent_ratio: Floats


def find_trends(counts: npt.NDArray[np.int64], exposure: npt.NDArray[np.int64]) -> Trend:
    """Trends of (g x t) ``counts`` per period, oldest first, among (t,) ``exposure`` comments in all.

    >>> found = find_trends(np.array([[10, 10, 10, 10, 10, 40], [50] * 6]), np.array([100] * 6))
    >>> found.emerging.tolist()
    [True, False]
    """
    used = np.flatnonzero(exposure > 0)
    fits = [_rate_trend(row[used].astype(float), exposure[used].astype(float), used) for row in counts]
    slope, error, p_value = np.array(fits, dtype=float).reshape(-1, 3).T
    # Beyond a factor of e per period the figure only says "out of nothing".
    edge = stats.t.ppf(0.975, max(1, len(used) - 2)) * error
    emerging, ratio = _emerging(counts, exposure)
    return Trend(
        np.exp(slope),
        np.exp(np.clip(slope - edge, -9, 9)),
        np.exp(np.clip(slope + edge, -9, 9)),
        p_value,
        discoveries(p_value),
        emerging,
        ratio,
    )


def discoveries(p_values: Floats, level: float = LEVEL) -> Flags:
    """Which p-values stand when one in twenty of those standing may be false; NaN never stands.

    >>> discoveries(np.array([0.001, 0.04, np.nan])).tolist()
    [True, True, False]
    """
    stands = np.zeros(len(p_values), dtype=bool)
    known = np.isfinite(p_values)
    if known.any():
        stands[known] = stats.false_discovery_control(p_values[known]) <= level
    return stands


def _design(when: npt.NDArray[np.int64]) -> Floats:
    """Level and slope; with two years or more also a yearly wave, so that a season is no trend."""
    columns = [np.ones(len(when)), when - when.mean()]
    if len(when) >= _TWO_YEARS:
        angle = 2 * np.pi * when * PERIOD_DAYS / 365.25
        columns += [np.sin(angle), np.cos(angle)]
    return np.column_stack(columns)


def _rate_trend(counts: Floats, exposure: Floats, when: npt.NDArray[np.int64]) -> tuple[float, float, float]:
    """Slope of the log rate per period, its standard error and p-value (quasi-Poisson regression).

    The variance is the Poisson one times the Pearson dispersion, at least 1 (McCullagh and Nelder 1989).
    """
    design = _design(when)
    spare = len(when) - design.shape[1]
    if spare < 1 or len(when) < _FEWEST_PERIODS or counts.sum() < _LEAST_NEW:
        return np.nan, np.nan, np.nan
    coefficients: Floats = np.zeros(design.shape[1])
    coefficients[0] = np.log(counts.sum() / exposure.sum())
    mean: Floats = exposure
    covariance: Floats = np.eye(len(coefficients))
    for _ in range(30):
        mean = exposure * np.exp(np.clip(design @ coefficients, -20, 5))
        # A trace of ridge keeps the step finite where a pain point stands in one period only.
        information = (design.T * mean) @ design + 1e-6 * np.eye(len(coefficients))
        covariance = np.asarray(np.linalg.inv(information), dtype=np.float64)
        step = np.clip(covariance @ (design.T @ (counts - mean)), -1, 1)
        coefficients = coefficients + step
        if float(np.abs(step).max()) < 1e-9:
            break
    dispersion = max(1.0, float(((counts - mean) ** 2 / np.maximum(mean, 1e-9)).sum()) / spare)
    error = float(np.sqrt(dispersion * covariance[1, 1]))
    slope = float(np.clip(coefficients[1], -5, 5))
    return slope, error, float(2 * stats.t.sf(abs(slope) / error, spare))


def _emerging(counts: npt.NDArray[np.int64], exposure: npt.NDArray[np.int64]) -> tuple[Flags, Floats]:
    """Whether the last one or two periods stand out from those before, and by which factor.

    Given the total, recent comments are binomial with the share of the recent exposure; counts are
    divided by the dispersion seen before, so that a pain point that always comes in bursts is no alarm.
    """
    p_values = np.full(len(counts), np.nan)
    ratios = np.full(len(counts), np.nan)
    for at, row in enumerate(counts):
        tested = [_recent_test(row, exposure, recent) for recent in (1, 2)]
        best = min((test for test in tested if test is not None), default=None)
        if best is not None:
            p_values[at], ratios[at] = min(1.0, 2 * best[0]), best[1]
    return discoveries(p_values) & (np.nan_to_num(ratios) >= _RATIO), ratios


def _recent_test(
    row: npt.NDArray[np.int64], exposure: npt.NDArray[np.int64], recent: int
) -> tuple[float, float] | None:
    """(p-value, ratio of rates) of the last ``recent`` periods against those before; None: cannot tell."""
    base, base_exposure = row[:-recent][-_BASE:], exposure[:-recent][-_BASE:]
    told = base_exposure > 0
    new, new_exposure = int(row[-recent:].sum()), int(exposure[-recent:].sum())
    if told.sum() < 3 or new_exposure == 0:
        return None
    old, old_exposure = int(base.sum()), int(base_exposure.sum())
    ratio = min(_NOVEL, ((new + 0.5) / new_exposure) / ((old + 0.5) / old_exposure))
    if new < _LEAST_NEW:
        return 1.0, ratio
    expected = base_exposure[told] * max(old, 1) / old_exposure
    spread = float((((base[told] - expected) ** 2) / expected).sum()) / (int(told.sum()) - 1)
    dispersion = max(1.0, spread)
    share = new_exposure / (new_exposure + old_exposure)
    return float(stats.binom.sf(new / dispersion - 1, round((new + old) / dispersion), share)), ratio
