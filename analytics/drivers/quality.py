"""How good the model is on customers it has not seen, in figures and in plain words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.drivers.additive import fit_additive
from analytics.drivers.leaks import auc
from analytics.drivers.recognisable import Numbers
from analytics.kpis.intervals import wilson


@dataclass(frozen=True)
class Quality:
    """Held-back figures. ``auc`` and ``brier`` are None for a numeric outcome, ``r2`` for a yes/no one.

    ``brier_base`` is the Brier score of always saying the base rate. ``calibration_slope`` is 1 when
    differences between customers are predicted as large as they are, below 1 when exaggerated.
    """

    auc: float | None
    brier: float | None
    brier_base: float | None
    calibration_slope: float
    r2: float | None = None

    @property
    def sentence(self) -> str:
        """What the figures mean for somebody who has never heard of them."""
        if self.auc is None:
            share = max(self.r2 or 0.0, 0.0)
            return f"On customers held back, the model accounts for {share:.0%} of the differences."
        words = "hardly better than guessing"
        for least, text in ((0.6, "somewhat better than guessing"), (0.7, "well"), (0.8, "very well")):
            words = text if self.auc >= least else words
        of_ten = f"of two customers it had not seen, it names the right one {self.auc:.0%} of the time"
        return f"The model tells customers apart {words}: {of_ten}. {_calibration(self.calibration_slope)}"


def _calibration(slope: float) -> str:
    if slope < 0.8:
        return "It exaggerates the differences between customers; read the effects as upper bounds."
    if slope > 1.25:
        return "It understates the differences between customers."
    return "Its probabilities are as large as what really happened."


def quality(outcome: Numbers, held_back: Numbers, yes_no: bool) -> Quality:
    """Quality of predictions made without each customer; ``held_back`` are probabilities or numbers.

    >>> y = np.array([0.0, 1.0] * 50)
    >>> quality(y, np.where(y == 1, 0.6, 0.4), True).auc
    1.0
    """
    if not yes_no:
        left = float(np.mean((outcome - held_back) ** 2))
        slope = float(np.cov(held_back, outcome)[0, 1] / max(np.var(held_back, ddof=1), 1e-12))
        return Quality(None, None, None, slope, 1 - left / float(np.var(outcome)))
    base = float(outcome.mean())
    return Quality(
        auc=auc(outcome, held_back),
        brier=float(np.mean((outcome - held_back) ** 2)),
        brier_base=base * (1 - base),
        calibration_slope=_slope(outcome, held_back),
    )


def calibration(outcome: Numbers, held_back: Numbers, groups: int = 10) -> pd.DataFrame:
    """Customers held back in ``groups`` of equal size by what was predicted for them, and what happened.

    Columns: predicted, happened (averages), low, high (95 %: Wilson for shares, normal for numbers), n.

    >>> table = calibration(np.array([0.0, 1.0] * 50), np.tile([0.2, 0.7], 50), 2)
    >>> table[["predicted", "happened", "n"]].round(2).values.tolist()
    [[0.2, 0.0, 50.0], [0.7, 1.0, 50.0]]
    """
    rank = pd.Series(held_back).rank(method="first")
    group = np.minimum(np.asarray((rank - 1) * groups / len(rank), dtype=int), groups - 1)
    table = pd.DataFrame({"predicted": held_back, "happened": outcome}).groupby(np.asarray(group))
    found = table.mean().assign(n=table.size())
    share = bool(np.isin(outcome, (0.0, 1.0)).all())
    if share:
        low, high = wilson(table["happened"].sum(), found["n"])
        return found.assign(low=low, high=high).reset_index(drop=True)
    reach = 1.96 * table["happened"].std() / np.sqrt(found["n"])
    return found.assign(low=found["happened"] - reach, high=found["happened"] + reach).reset_index(drop=True)


def _slope(outcome: Numbers, held_back: Numbers) -> float:
    """Slope of a logistic regression of the outcome on the predicted log-odds (Cox 1958)."""
    sure = np.clip(held_back, 1e-6, 1 - 1e-6)
    matrix = np.column_stack([np.ones(len(outcome)), np.log(sure / (1 - sure))])
    fit = fit_additive(matrix, outcome, np.array([-1, -1]), np.array([0.0, 1e-6]))
    return float(fit.beta[1])
