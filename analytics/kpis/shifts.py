"""Where the level of a series truly changed: a test that knows how noisy the series is."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
_LEAST = 3
_SHUFFLES = 999


def shifts(values: npt.ArrayLike, errors: npt.ArrayLike, seed: int = 0, chance: float = 0.01) -> tuple[int, ...]:
    """The places at which a new level begins, in order; empty where chance explains the ups and downs.

    ``values`` are equally spaced in time, ``errors`` their standard errors (what is missing or without a
    positive error is passed over). The split that parts the weighted means most is taken when fewer than
    ``chance`` of all shuffles of the series part them as much; each side is then looked at alike. A level
    holds for at least three values. A steady trend shows as a change of level, too.

    Source: binary segmentation (Scott and Knott 1974) with a permutation test of the largest split.

    >>> calm, busy = [10, 11, 10, 9, 10, 11, 10, 9], [20, 21, 19, 20, 21, 20, 19, 20]
    >>> shifts(calm + busy, [1] * 16)
    (8,)
    >>> shifts(calm, [1] * 8)
    ()
    """
    series, spread = np.asarray(values, dtype=float), np.asarray(errors, dtype=float)
    known = np.flatnonzero(np.isfinite(series) & np.isfinite(spread) & (spread > 0))
    rng = np.random.default_rng(seed)
    return tuple(int(known[place]) for place in _split(series[known], spread[known] ** -2.0, rng, chance))


def _split(values: Numbers, weights: Numbers, rng: np.random.Generator, chance: float) -> list[int]:
    if len(values) < 2 * _LEAST:
        return []
    parted = _parted(values[None, :], weights[None, :])[0]
    place = int(parted.argmax())
    order = rng.permuted(np.tile(np.arange(len(values)), (_SHUFFLES, 1)), axis=1)
    by_chance = _parted(values[order], weights[order]).max(axis=1)
    # Summing in another order may differ in the last digit: equal counts as at least as much.
    as_much = (by_chance >= parted[place] * (1 - 1e-9)).sum()
    if (1 + as_much) / (1 + _SHUFFLES) > chance:
        return []
    start = place + _LEAST
    left = _split(values[:start], weights[:start], rng, chance)
    right = _split(values[start:], weights[start:], rng, chance)
    return [*left, start, *(start + inner for inner in right)]


def _parted(values: Numbers, weights: Numbers) -> Numbers:
    """How far each split parts the weighted means, per row: the between-group sum of squares."""
    weight, total = weights.cumsum(axis=1), (weights * values).cumsum(axis=1)
    ends = slice(_LEAST - 1, values.shape[1] - _LEAST)
    w, t, every, whole = weight[:, ends], total[:, ends], weight[:, -1:], total[:, -1:]
    parted: Numbers = (t / w - (whole - t) / (every - w)) ** 2 * w * (every - w) / every
    return parted
