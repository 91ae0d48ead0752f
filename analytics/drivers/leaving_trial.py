"""A list of who will leave, held against who did."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.drivers.quality import Quality, calibration, quality
from analytics.drivers.recognisable import Numbers
from analytics.kpis.intervals import wilson

_NAMED_FIRST = 0.1


@dataclass(frozen=True)
class Trial:
    """Of ``n`` customers a share of ``promised`` was to leave, and a share of ``happened`` did (``low`` to ``high``, 95 %).

    ``calibration`` has predicted, happened, low, high, n in ten groups by chance. Of the tenth named first
    (``first_n``), a share of ``first_share`` left (``first_low`` to ``first_high``).
    """

    n: int
    promised: float
    happened: float
    low: float
    high: float
    quality: Quality
    calibration: pd.DataFrame
    first_n: int
    first_share: float
    first_low: float
    first_high: float

    @property
    def keeps_its_promise(self) -> bool:
        """Whether as many left as was promised, within what chance does."""
        return self.low <= self.promised <= self.high


def trial(left: Numbers, chance: Numbers) -> Trial:
    """Hold each customer's ``chance`` to leave against whether they ``left`` (1.0) or stayed (0.0).

    >>> tried = trial(np.array([1.0, 0.0] * 50), np.array([0.9, 0.1] * 50))
    >>> round(tried.promised, 3), tried.happened, tried.first_share
    (0.5, 0.5, 1.0)
    """
    first = np.argsort(-chance, kind="stable")[: max(int(len(chance) * _NAMED_FIRST), 1)]
    low, high = wilson([left.sum(), left[first].sum()], [len(left), len(first)])
    return Trial(
        n=len(left),
        promised=float(chance.mean()),
        happened=float(left.mean()),
        low=float(low[0]),
        high=float(high[0]),
        quality=quality(left, chance, True),
        calibration=calibration(left, chance),
        first_n=len(first),
        first_share=float(left[first].mean()),
        first_low=float(low[1]),
        first_high=float(high[1]),
    )
