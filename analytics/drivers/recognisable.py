"""Values that people recognise: where curves may bend, and what contrasts compare.

Service levels are set at 4 hours or 30 days, not at 3.87. A curve with its knots at such values can
show what happens there, and an effect between two of them can be said aloud in a meeting.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

LADDERS: dict[str, tuple[float, ...]] = {
    "hours": (0.25, 0.5, 1, 2, 4, 8, 12, 24, 48, 72, 96, 120, 168, 240, 336, 504, 720),
    "days": (1, 3, 7, 14, 30, 60, 90, 120, 180, 270, 365, 540, 730, 1095, 1460, 1825),
}
_QUANTILES = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95)
_EDGE = 0.005
_FEW_VALUES = 8


def round_to_recognisable(value: float, spread: float) -> float:
    """``value`` rounded to a multiple of 1, 2 or 5 times a power of ten that suits ``spread``.

    >>> round_to_recognisable(37.26, spread=40.0)
    38.0
    >>> round_to_recognisable(1237.0, spread=2000.0)
    1200.0
    """
    if spread <= 0:
        return float(value)
    rough = spread / 20
    power = 10.0 ** np.floor(np.log10(rough))
    step = max(factor * power for factor in (1.0, 2.0, 5.0) if factor * power <= rough * (1 + 1e-9))
    return float(np.round(np.round(value / step) * step, 10))


def knots(values: Numbers, unit: str = "", wanted: tuple[float, ...] = ()) -> Numbers:
    """Increasing values at which the curve of a driver may bend; the outer two bound the curve.

    ``values`` are the observed values without missing ones. A driver with at most eight different
    values bends at each of them. Otherwise the ladder of the ``unit`` is used where enough customers
    lie between two steps, or else rounded quantiles. ``wanted`` values (the two ends of a contrast)
    become knots when they lie inside.

    >>> knots(np.arange(0.0, 60.0), unit="hours").tolist()
    [0.0, 4.0, 8.0, 12.0, 24.0, 48.0, 59.0]
    >>> knots(np.array([0.0, 1.0, 1.0, 2.0])).tolist()
    [0.0, 1.0, 2.0]
    """
    distinct = np.unique(values)
    if len(distinct) <= _FEW_VALUES:
        return distinct
    ordered = np.sort(values)
    low, high = _at(ordered, _EDGE), _at(ordered, 1 - _EDGE)
    if low == high:
        low, high = float(distinct[0]), float(distinct[-1])
    inner = _thin(ordered, _candidates(ordered, unit, low, high), low, high)
    for value in wanted:
        if low < value < high:
            inner = _make_room(ordered, inner, value)
    return np.array(sorted({low, high, *inner}))


def _candidates(ordered: Numbers, unit: str, low: float, high: float) -> list[float]:
    """Ladder steps inside the range, or rounded quantiles where the unit has no ladder."""
    steps = [step for step in LADDERS.get(unit, ()) if low < step < high]
    if len(steps) >= 3:
        return steps
    spread = _at(ordered, 0.95) - _at(ordered, 0.05)
    rounded = {round_to_recognisable(_at(ordered, share), spread) for share in _QUANTILES}
    return sorted(value for value in rounded if low < value < high)


def _thin(ordered: Numbers, steps: list[float], low: float, high: float, share: float = 0.04) -> list[float]:
    """Steps kept so that at least ``share`` of the customers lie between any two neighbours."""
    kept: list[float] = []
    last = _below(ordered, low)
    for step in steps:
        here = _below(ordered, step)
        if here - last >= share and 1 - here >= share:
            kept.append(step)
            last = here
    return kept


def _make_room(ordered: Numbers, inner: list[float], value: float, share: float = 0.02) -> list[float]:
    """``inner`` with ``value`` in it, and without knots that almost coincide with it."""
    here = _below(ordered, value)
    return sorted([k for k in inner if k != value and abs(_below(ordered, k) - here) >= share] + [value])


def _below(ordered: Numbers, value: float) -> float:
    return float(np.searchsorted(ordered, value, side="right") / len(ordered))


def _at(ordered: Numbers, share: float) -> float:
    return float(ordered[round(share * (len(ordered) - 1))])
