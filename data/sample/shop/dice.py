"""Random choices, each from a stream of its own that depends on the one seed only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")
SEED = 20241101


class Dice:
    """A stream of random numbers named by a word; another stream never disturbs it.

    >>> Dice("orders").chance(0.5) == Dice("orders").chance(0.5)
    True
    """

    def __init__(self, stream: str, seed: int = SEED) -> None:
        self.rng = np.random.Generator(np.random.PCG64([seed, *stream.encode()]))

    def chance(self, probability: float) -> bool:
        """True with ``probability``."""
        return float(self.rng.random()) < probability

    def pick(self, items: Sequence[T]) -> T:
        """One of ``items``, all equally likely."""
        return items[int(self.rng.random() * len(items))]

    def weighted(self, weights: dict[str, float]) -> str:
        """A key of ``weights``, as likely as its weight (they need not add up to one)."""
        left = float(self.rng.random()) * sum(weights.values())
        for key, weight in weights.items():
            left -= weight
            if left < 0:
                return key
        return key

    def between(self, low: float, high: float) -> float:
        """A number between ``low`` and ``high``."""
        return low + (high - low) * float(self.rng.random())

    def whole(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + int(self.rng.random() * (high - low + 1))

    def normal(self, mean: float = 0.0, spread: float = 1.0) -> float:
        """A number from the normal distribution."""
        return mean + spread * float(self.rng.standard_normal())

    def count(self, mean: float) -> int:
        """A number of events from the Poisson distribution."""
        return int(self.rng.poisson(mean))

    def time_of_day(self, busy_from: float = 7.0, busy_to: float = 21.0) -> int:
        """Minutes since midnight: mostly within the busy hours, most of all in their middle."""
        if self.chance(0.06):
            return self.whole(0, 1439)
        share = (float(self.rng.random()) + float(self.rng.random())) / 2
        return int(60 * (busy_from + (busy_to - busy_from) * share)) % 1440
