"""Round numbers, as people choose them for targets and sliders."""

from __future__ import annotations

import math

Bounds = tuple[float | None, float | None]

# A slider has about this many stops: fine enough to choose, coarse enough to hit.
_STOPS = 100
# Ends and steps are told to ten places; what lies closer together than this is one value.
_ALIKE = 1e-6


def round_range(least: float, most: float, bounds: Bounds = (None, None)) -> tuple[float, float, float]:
    """A round range around least..most with half its width as room, within ``bounds``, and a round step.

    >>> round_range(0.62, 0.81, (0.0, 1.0))
    (0.525, 0.905, 0.005)
    >>> round_range(300, 300, (0.0, None))
    (150.0, 450.0, 5.0)
    """
    room = next((room for room in ((most - least) / 2, abs(most) / 2) if room > _ALIKE), 0.5)
    low, high = least - room, most + room
    low, high = within(low, bounds), within(high, bounds)
    step = round_step((high - low) / _STOPS)
    return (
        round(math.floor(low / step + 1e-9) * step, 10),
        round(math.ceil(high / step - 1e-9) * step, 10),
        step,
    )


def round_step(width: float) -> float:
    """The round number (1, 2 or 5 times a power of ten) next above ``width``.

    >>> round_step(0.0039), round_step(3), round_step(0.1)
    (0.005, 5.0, 0.1)
    """
    power = 10.0 ** math.floor(math.log10(width) + 1e-9)
    digit = next(digit for digit in (1, 2, 5, 10) if digit * power >= width * (1 - 1e-9))
    return float(f"{digit * power:.6g}")


def within(value: float, bounds: Bounds) -> float:
    """The value, or the end of the scale that it lies beyond.

    >>> within(1.05, (0.0, 1.0))
    1.0
    """
    floor, ceiling = bounds
    value = value if floor is None else max(value, floor)
    return value if ceiling is None else min(value, ceiling)
