"""Estimates of ratios whose parts come from different rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from ibis import _

from analytics.kpis import intervals
from analytics.kpis.estimates import Estimated, Parts


@dataclass(frozen=True)
class PerEvent:
    """What was spent per event: ``cost`` is booked, the number of ``events`` happened to be what it was."""

    cost: Any
    events: Any

    def parts(self) -> dict[str, Any]:
        return {"cost": self.cost.sum(), "n": self.events.sum()}

    def estimated(self, parts: Parts) -> Estimated:
        n = np.nan_to_num(parts["n"])
        low, high = intervals.count(np.maximum(n, 1))
        return Estimated(parts["cost"] / np.maximum(n, 1), (parts["cost"] / high, parts["cost"] / low), n)


@dataclass(frozen=True)
class Parted:
    """The ratio of sums over two tables, from the columns y, x, their sums of squares yy, xx, and n_y, n_x."""

    def parts(self) -> dict[str, Any]:
        return {name: getattr(_, name).sum() for name in ("y", "x", "yy", "xx", "n_y", "n_x")}

    def estimated(self, parts: Parts) -> Estimated:
        y, x = np.nan_to_num(parts["y"]), np.nan_to_num(parts["x"])
        low, high = intervals.growth(y, parts["yy"], x, parts["xx"])
        n = np.where(x > 0, parts["n_y"] + parts["n_x"], 0)
        return Estimated(y / np.where(x > 0, x, 1), (low + 1, high + 1), np.nan_to_num(n))
