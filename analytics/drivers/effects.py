"""Effects by standardisation: what changes on average when everyone's driver is moved from a to b.

The g-formula (Robins 1986; Hernan and Robins 2020, chapter 13): predict every customer with the driver
set to b, again with it set to a, everything else as it is, and average the difference. Its error is the
delta method over the coefficients, plus the sampling of the customers, plus what smoothing may have
ironed out; several imputations are combined by Rubin's rules (1987).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from scipy.stats import t as student

from analytics.drivers.additive import AdditiveFit
from analytics.drivers.columns import Contrast
from analytics.drivers.design import Design, Term
from analytics.drivers.recognisable import Numbers

_AT_ONCE = 8  # contrasts in one pass over the model's columns


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

    @cached_property
    def score(self) -> Numbers:
        """Linear score of every customer."""
        return np.asarray(self.matrix @ self.fit.beta)


@dataclass(frozen=True)
class Constant:
    """A term when every customer has one ``value``: the same row for all, but for the slopes of context levels."""

    term: Term
    value: float | str

    def row(self, dummies: Numbers) -> Numbers:
        """The term's columns for customers with these context ``dummies`` (on average: the columns are linear in them)."""
        values = np.array([self.value], dtype=object if isinstance(self.value, str) else float)
        return np.asarray(self.term.block(values, dummies[None, :])[0])

    def score(self, beta: Numbers, dummies: Numbers) -> Numbers:
        """What the term adds to each customer's score; ``beta`` are the coefficients of its columns."""
        row = self.row(np.zeros(dummies.shape[1]))
        if not self.term.slopes:
            return np.full(len(dummies), float(row @ beta))
        return np.asarray(float(row @ beta) + row[0] * (dummies @ beta[-self.term.slopes :]))

    def weighed(self, weights: Numbers, dummies: Numbers) -> Numbers:
        """The term's columns (width x weights' columns) summed over the customers with ``weights``."""
        row = self.row(np.zeros(dummies.shape[1]))
        out = np.outer(row, weights.sum(axis=0))
        if self.term.slopes:
            out[-self.term.slopes :] = row[0] * (dummies.T @ weights)
        return out


@dataclass(frozen=True)
class Average:
    """A change of the expected outcome summed over some customers, with its squares and its gradient."""

    n: int
    total: float
    squares: float
    gradient: Numbers

    @property
    def mean(self) -> float:
        """The average change."""
        return self.total / self.n

    @property
    def sampling(self) -> float:
        """Variance of the average that comes from which customers there are."""
        return max(self.squares / self.n - self.mean**2, 0.0) / self.n

    def without(self, part: Average) -> Average:
        """The same over the customers that are not in ``part``."""
        return Average(
            self.n - part.n, self.total - part.total, self.squares - part.squares, self.gradient - part.gradient
        )  # fmt: skip

    def estimate(self, fit: AdditiveFit) -> Estimate:
        """The average with its error."""
        variance = _variance(fit, self.gradient / self.n) + self.sampling
        return Estimate(self.mean, float(np.sqrt(variance)), self.n)

    def beside(self, other: Average, fit: AdditiveFit) -> Estimate:
        """How much larger the average is than the ``other`` one.

        Both rest on the same coefficients, so the error of the difference is not that of two samples.
        """
        gradient = self.gradient / self.n - other.gradient / other.n
        variance = _variance(fit, gradient) + self.sampling + other.sampling
        return Estimate(self.mean - other.mean, float(np.sqrt(variance)), self.n)


def effect(model: Fitted, contrast: Contrast, rows: np.ndarray | None = None) -> Estimate:
    """Average effect of the ``contrast`` over the customers in ``rows`` (all when not given)."""
    everyone = np.ones(len(model.matrix), dtype=bool)
    masks = (everyone if rows is None else rows)[:, None]
    return averages(model, [contrast], [masks])[0][0].estimate(model.fit)


def averages(model: Fitted, contrasts: list[Contrast], masks: list[np.ndarray]) -> list[list[Average]]:
    """For each contrast its change over each group of customers: the columns of its mask (customers x groups).

    Several contrasts share one pass over the model's columns, which is what costs time with many customers.
    """
    out: list[list[Average]] = []
    for start in range(0, len(contrasts), _AT_ONCE):
        chunk = slice(start, start + _AT_ONCE)
        moved = [_Change.of(model, contrast) for contrast in contrasts[chunk]]
        weights = [mask.astype(float) for mask in masks[chunk]]
        summed = model.matrix.T @ np.hstack([one.slope[:, None] * w for one, w in zip(moved, weights, strict=True)])
        place = 0
        for one, weight in zip(moved, weights, strict=True):
            gradient = summed[:, place : place + weight.shape[1]].copy()
            place += weight.shape[1]
            gradient[one.term.columns] = one.own_gradient(weight, model.dummies)
            total, squares, n = one.change @ weight, one.change**2 @ weight, weight.sum(axis=0)
            out.append([Average(int(n[g]), float(total[g]), float(squares[g]), gradient[:, g]) for g in range(len(n))])
    return out


@dataclass(frozen=True)
class _Change:
    """Every customer's expected outcome after less before a contrast, and how it moves with the scores."""

    term: Term
    ends: tuple[Constant, Constant]
    slopes: tuple[Numbers, Numbers]
    change: Numbers

    @classmethod
    def of(cls, model: Fitted, contrast: Contrast) -> _Change:
        """The change of each customer of the ``model``."""
        term = model.design.term(contrast.name)
        beta = model.fit.beta[term.columns]
        rest = model.score - model.matrix[:, term.columns] @ beta
        ends = Constant(term, contrast.to_value), Constant(term, contrast.from_value)
        after, before = (model.fit.predict(rest + end.score(beta, model.dummies)) for end in ends)
        return cls(term, ends, (model.fit.slope(after), model.fit.slope(before)), after - before)

    @property
    def slope(self) -> Numbers:
        """How much the change moves per unit of a customer's score."""
        return np.asarray(self.slopes[0] - self.slopes[1])

    def own_gradient(self, weight: Numbers, dummies: Numbers) -> Numbers:
        """The gradient of the summed change over the term's own coefficients."""
        after, before = (
            end.weighed(slope[:, None] * weight, dummies) for end, slope in zip(self.ends, self.slopes, strict=True)
        )
        return np.asarray(after - before)


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
    beta = model.fit.beta[term.columns]
    matrix, dummies = model.matrix[rows], model.dummies[rows]
    rest = matrix @ model.fit.beta - matrix[:, term.columns] @ beta
    levels = [Constant(term, float(value)) for value in values]
    expected = np.column_stack([model.fit.predict(rest + level.score(beta, dummies)) for level in levels])
    slopes = model.fit.slope(expected)
    gradients = matrix.T @ slopes
    out = []
    for place, level in enumerate(levels):
        gradient = gradients[:, place].copy()
        gradient[term.columns] = level.weighed(slopes[:, [place]], dummies)[:, 0]
        error = float(np.sqrt(_variance(model.fit, gradient / len(rest))))
        out.append(Estimate(float(expected[:, place].mean()), error, len(rest)))
    return out


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
