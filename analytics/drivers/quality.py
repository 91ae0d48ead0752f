"""How good the model is on customers it has not seen, in figures and in plain words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.drivers.additive import fit_additive
from analytics.drivers.guards import auc
from analytics.drivers.recognisable import Numbers


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


def _slope(outcome: Numbers, held_back: Numbers) -> float:
    """Slope of a logistic regression of the outcome on the predicted log-odds (Cox 1958)."""
    sure = np.clip(held_back, 1e-6, 1 - 1e-6)
    matrix = np.column_stack([np.ones(len(outcome)), np.log(sure / (1 - sure))])
    fit = fit_additive(matrix, outcome, np.array([-1, -1]), np.array([0.0, 1e-6]))
    return float(fit.beta[1])
