"""95 % intervals for what KPIs are: shares, means, medians, counts, totals, ratios, net promoter scores.

Every function takes arrays (one element per phase and period, say) and returns arrays. NaN means that
there is no interval, because the data is too little for one.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

Array = NDArray[np.float64]
Interval = tuple[Array, Array]

Z = float(stats.norm.ppf(0.975))


def wilson(hits: ArrayLike, n: ArrayLike) -> Interval:
    """Interval of a share of ``hits`` out of ``n``, both bounds in 0..1.

    Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.

    >>> low, high = wilson([8], [10])
    >>> round(float(low[0]), 3), round(float(high[0]), 3)
    (0.49, 0.943)
    """
    k, n = _floats(hits), _floats(n)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = k / n
        middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
        half = Z * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    # At the ends of the scale the bound is the end itself, whatever rounding makes of it.
    low = np.where(k == 0, 0.0, np.clip(middle - half, 0, 1))
    high = np.where(k == n, 1.0, np.clip(middle + half, 0, 1))
    return low, high


def difference(one: tuple[ArrayLike, ...], other: tuple[ArrayLike, ...]) -> Interval:
    """Interval of ``one`` less ``other``, each told as (value, low, high); never without width where theirs have some.

    For two shares with Wilson's intervals this is Newcombe's tenth method (1998). Source: Zou and Donner (2008),
    Construction of confidence limits about effect measures: a general approach.

    >>> low, high = difference((0.8, 0.7, 0.88), (0.6, 0.5, 0.7))
    >>> round(float(low), 2), round(float(high), 2)
    (0.06, 0.33)
    """
    (a, low_a, high_a), (b, low_b, high_b) = ([_floats(told) for told in side] for side in (one, other))
    return a - b - np.hypot(a - low_a, high_b - b), a - b + np.hypot(high_a - a, b - low_b)


def net_promoter(promoters: ArrayLike, detractors: ArrayLike, n: ArrayLike) -> Interval:
    """Interval of a net promoter score, in points from -100 to 100.

    The variance is exact: 100² (p + d - (p - d)²) / n with the shares p and d of promoters and detractors.
    When all answers are of one sort that variance is zero; the share of the other sorts then has Wilson's
    bound for "none seen", and the interval reaches as far as they could move the score.

    >>> low, high = net_promoter([50], [30], [100])
    >>> round(float(low[0]), 1), round(float(high[0]), 1)
    (2.9, 37.1)
    """
    p, d, n = _floats(promoters), _floats(detractors), _floats(n)
    with np.errstate(invalid="ignore", divide="ignore"):
        score = (p - d) / n
        half = Z * np.sqrt(np.maximum((p + d) / n - score**2, 0) / n)
        unseen = Z**2 / (n + Z**2)
    passives = n - p - d
    alike = (p == n) | (d == n) | (passives == n)
    half = np.where(alike, np.where(passives == n, unseen, 2 * unseen), half)
    return 100 * np.clip(score - half, -1, 1), 100 * np.clip(score + half, -1, 1)


def mean(mean: ArrayLike, deviation: ArrayLike, n: ArrayLike) -> Interval:
    """Student's interval of a mean from the sample's standard deviation; NaN below two values.

    >>> low, high = mean([10.0], [2.0], [16])
    >>> round(float(low[0]), 2), round(float(high[0]), 2)
    (8.93, 11.07)
    """
    middle, spread, n = _floats(mean), _floats(deviation), _floats(n)
    half = _t(n) * spread / np.sqrt(np.maximum(n, 1))
    return middle - half, middle + half


def median(values: ArrayLike) -> tuple[float, float, float]:
    """The median of values with its interval between two of them, which needs no assumption on their distribution.

    Source: Conover (1999), Practical nonparametric statistics, section 3.2, ranks by the normal approximation.

    >>> median(range(1, 101))
    (50.5, 41.0, 60.0)
    """
    ordered = np.sort(_floats(values))
    n = len(ordered)
    if n == 0:
        return np.nan, np.nan, np.nan
    half = Z * np.sqrt(n) / 2
    low, high = (int(np.clip(np.ceil(n / 2 + side * half) - 1, 0, n - 1)) for side in (-1, 1))
    return float(np.median(ordered)), float(ordered[low]), float(ordered[high])


def count(events: ArrayLike) -> Interval:
    """Exact interval of the rate behind a count of events.

    Source: Garwood (1936), Fiducial limits for the Poisson distribution.

    >>> low, high = count([0, 10])
    >>> [round(float(bound), 2) for bound in (*low, *high)]
    [0.0, 4.8, 3.69, 18.39]
    """
    k = _floats(events)
    low = np.where(k > 0, stats.chi2.ppf(0.025, 2 * np.maximum(k, 1)) / 2, 0.0)
    return low, stats.chi2.ppf(0.975, 2 * (k + 1)) / 2


def total(total: ArrayLike, squares: ArrayLike) -> Interval:
    """Interval of a sum over independent arrivals: the normal interval of a compound Poisson total.

    ``squares`` is the sum of the squared amounts, one per arrival, which is the total's variance.

    >>> low, high = total([1000.0], [10000.0])
    >>> round(float(low[0])), round(float(high[0]))
    (804, 1196)
    """
    middle, half = _floats(total), Z * np.sqrt(_floats(squares))
    return middle - half, middle + half


def ratio(y: ArrayLike, x: ArrayLike, yy: ArrayLike, xx: ArrayLike, xy: ArrayLike, n: ArrayLike) -> Interval:
    """Interval of sum(y) / sum(x) over ``n`` independent units (customers), by linearisation.

    ``yy``, ``xx`` and ``xy`` are the sums of squares and products. Source: Cochran (1977), Sampling
    techniques, section 6.4.

    >>> low, high = ratio([6.0], [3.0], [14.0], [3.0], [6.0], [3])    # y = 1, 2, 3 and x = 1, 1, 1
    >>> [round(float(bound), 3) for bound in (*low, *high)]           # the interval of the mean of y
    [-0.484, 4.484]
    """
    y, x, yy, xx, xy, n = (_floats(value) for value in (y, x, yy, xx, xy, n))
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = y / x
        residuals = np.maximum(yy - 2 * middle * xy + middle**2 * xx, 0)
        half = _t(n) * np.sqrt(residuals * n / np.maximum(n - 1, 1)) / np.abs(x)
    return middle - half, middle + half


def growth(now: ArrayLike, now_squares: ArrayLike, before: ArrayLike, before_squares: ArrayLike) -> Interval:
    """Interval of now / before - 1 for two totals, each with its sum of squares; on the log scale.

    NaN where a total is not positive.

    >>> low, high = growth([120.0], [100.0], [100.0], [100.0])
    >>> round(float(low[0]), 2), round(float(high[0]), 2)
    (-0.07, 0.55)
    """
    a, b = _floats(now), _floats(before)
    with np.errstate(invalid="ignore", divide="ignore"):
        change = np.where((a > 0) & (b > 0), a / b, np.nan)
        half = Z * np.sqrt(_floats(now_squares) / a**2 + _floats(before_squares) / b**2)
        return change * np.exp(-half) - 1, change * np.exp(half) - 1


def _t(n: Array) -> Array:
    """The factor of Student's distribution for ``n`` values; NaN below two."""
    return np.where(n > 1, stats.t.ppf(0.975, np.maximum(n - 1, 1)), np.nan)


def _floats(values: ArrayLike) -> Array:
    return np.asarray(values, dtype=np.float64)
