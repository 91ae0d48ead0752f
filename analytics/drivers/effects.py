"""Effects by standardisation: what changes on average when everyone's driver is moved from a to b.

The g-formula (Robins 1986; Hernan and Robins 2020, chapter 13): predict every customer with the driver
set to b, again with it set to a, everything else as it is, and average the difference. Its error is the
delta method over the coefficients, plus the sampling of the customers, plus what smoothing may have
ironed out; several imputations are combined by Rubin's rules (1987).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import t as student

from analytics.drivers.additive import AdditiveFit
from analytics.drivers.columns import Contrast
from analytics.drivers.design import Design, Term
from analytics.drivers.recognisable import Numbers


@dataclass(frozen=True)
class Estimate:
    """A figure with its standard error, in units of the outcome, and the customers it rests on.

    ``freedom`` is the degrees of freedom of its interval (infinite without imputation).

    >>> low, high = Estimate(0.10, 0.01, 500).interval()
    >>> round(low, 3), round(high, 3)
    (0.08, 0.12)
    """

    value: float
    error: float
    n: int
    freedom: float = np.inf

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """The two-sided interval at ``level``."""
        reach = float(student.ppf((1 + level) / 2, self.freedom)) * self.error
        return self.value - reach, self.value + reach


@dataclass(frozen=True)
class Fitted:
    """A fitted model with the completed ``table`` it was fitted on: all that an effect needs."""

    design: Design
    fit: AdditiveFit
    matrix: Numbers
    dummies: Numbers
    table: pd.DataFrame

    @property
    def score(self) -> Numbers:
        """Linear score of every customer."""
        return np.asarray(self.matrix @ self.fit.beta)


def set_to(term: Term, value: float | str, dummies: Numbers) -> Numbers:
    """The term's columns when every customer has ``value``."""
    values = np.full(len(dummies), value, dtype=object if isinstance(value, str) else float)
    return term.block(values, dummies)


def effect(model: Fitted, contrast: Contrast, rows: np.ndarray | None = None) -> Estimate:
    """Average effect of the ``contrast`` over the customers in ``rows`` (all when not given)."""
    change, gradient = _average_change(model, contrast, rows)
    variance = _variance(model.fit, gradient) + float(np.var(change)) / len(change)
    return Estimate(float(change.mean()), float(np.sqrt(variance)), len(change))


def effect_difference(model: Fitted, contrast: Contrast, rows: np.ndarray) -> Estimate:
    """How much larger the effect is among the customers in ``rows`` (a mask) than among all others.

    Both averages rest on the same coefficients, so the error of the difference is not that of two samples.
    """
    own, own_gradient = _average_change(model, contrast, rows)
    rest, rest_gradient = _average_change(model, contrast, ~rows)
    sampling = float(np.var(own)) / len(own) + float(np.var(rest)) / len(rest)
    variance = _variance(model.fit, own_gradient - rest_gradient) + sampling
    return Estimate(float(own.mean() - rest.mean()), float(np.sqrt(variance)), len(own))


def _average_change(model: Fitted, contrast: Contrast, rows: np.ndarray | None) -> tuple[Numbers, Numbers]:
    """Each customer's change of the expected outcome, and the gradient of its average."""
    term = model.design.term(contrast.name)
    picked = slice(None) if rows is None else rows
    matrix, dummies, score = model.matrix[picked], model.dummies[picked], model.score[picked]
    after, slope_after, own_after = _moved(model, term, contrast.to_value, matrix, dummies, score)
    before, slope_before, own_before = _moved(model, term, contrast.from_value, matrix, dummies, score)
    gradient = matrix.T @ (slope_after - slope_before)
    gradient[term.columns] = own_after - own_before
    return after - before, gradient / len(score)


def _variance(fit: AdditiveFit, gradient: Numbers) -> float:
    """Variance of a figure with this gradient, plus the square of what smoothing may have taken off it.

    The figure from the hardly smoothed model has next to no bias; how far the two are apart is counted in
    full, because how much to smooth is itself an estimate.
    """
    smooth = float(gradient @ fit.covariance @ gradient)
    return smooth + float(gradient @ fit.rough_shift) ** 2


def level_curve(model: Fitted, name: str, values: Numbers, rows: np.ndarray) -> list[Estimate]:
    """Average outcome of the customers in ``rows`` with the driver set to each of ``values``."""
    term = model.design.term(name)
    matrix, dummies, score = model.matrix[rows], model.dummies[rows], model.score[rows]
    out = []
    for value in values:
        expected, slope, own = _moved(model, term, float(value), matrix, dummies, score)
        gradient = matrix.T @ slope
        gradient[term.columns] = own
        gradient /= len(score)
        error = float(np.sqrt(_variance(model.fit, gradient)))
        out.append(Estimate(float(expected.mean()), error, len(score)))
    return out


def _moved(
    model: Fitted, term: Term, value: float | str, matrix: Numbers, dummies: Numbers, score: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Expected outcomes with the driver at ``value``, their slopes, and the gradient of the own columns."""
    own = set_to(term, value, dummies)
    moved = score + (own - matrix[:, term.columns]) @ model.fit.beta[term.columns]
    expected = model.fit.predict(moved)
    slope = model.fit.slope(expected)
    return expected, slope, own.T @ slope


def pool(estimates: list[Estimate]) -> Estimate:
    """Several imputations' estimates as one, by Rubin's rules.

    >>> pooled = pool([Estimate(1.0, 0.3, 10), Estimate(2.0, 0.3, 10)])
    >>> pooled.value, round(pooled.error, 4)
    (1.5, 0.9165)
    """
    if len(estimates) == 1:
        return estimates[0]
    values = np.array([estimate.value for estimate in estimates])
    within = float(np.mean([estimate.error**2 for estimate in estimates]))
    between = (1 + 1 / len(values)) * float(values.var(ddof=1))
    freedom = np.inf if between < 1e-12 * within or between == 0 else (len(values) - 1) * (1 + within / between) ** 2
    return Estimate(float(values.mean()), float(np.sqrt(within + between)), estimates[0].n, freedom)


def naive_effect(values: pd.Series, outcome: Numbers, contrast: Contrast) -> float:
    """What the bare association would say: difference of averages, or the slope times the step.

    >>> naive_effect(pd.Series([0.0, 0.0, 1.0, 1.0]), np.array([0.0, 1.0, 1.0, 1.0]), Contrast("x", 0, 1))
    0.5
    """
    if isinstance(contrast.from_value, str) or isinstance(contrast.to_value, str):
        text = values.astype("object").where(values.notna(), "missing").astype(str).to_numpy()
        return float(outcome[text == str(contrast.to_value)].mean() - outcome[text == str(contrast.from_value)].mean())
    numbers = values.to_numpy(dtype=float)
    known = ~np.isnan(numbers)
    slope = np.cov(numbers[known], outcome[known])[0, 1] / np.var(numbers[known], ddof=1)
    return float(slope * (contrast.to_value - contrast.from_value))
