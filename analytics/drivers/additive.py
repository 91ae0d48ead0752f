"""The additive model: penalised likelihood with smoothing chosen by restricted likelihood.

Every smoothed group of coefficients is a normal random effect, so the penalty is diagonal. Around the
current fit the likelihood is a weighted least-squares problem whose cross-products are small; the
variances are updated on those (Schall 1991; Wood and Fasiolo 2017) and the data are read again only
for the next linearisation. What few leavers cannot tell about one variance, the variances of its kin
help to tell (Smyth 2004). The covariance is the Bayesian one, which covers over the whole curve
(Nychka 1988; Marra and Wood 2012).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.linalg.lapack import dpotrf, dpotri
from scipy.special import expit

from analytics.drivers.recognisable import Numbers

Family = Literal["logistic", "linear"]
ROUGH = 1.0
_SMALLEST, _LARGEST = 1e-2, 1e8
_KIN_WORTH = 1.0  # parameters' worth of evidence that the kin add to each variance


@dataclass(frozen=True)
class AdditiveFit:
    """Coefficients, their covariance and the precision that smoothed each column.

    ``edf`` is the number of parameters really spent. ``spread`` is the residual variance of a numeric
    outcome (1 for a yes/no outcome). ``rough_shift`` and ``rough_covariance`` belong to the same model
    with hardly any smoothing: how far its coefficients are from these, and their covariance.
    """

    family: Family
    beta: Numbers
    covariance: Numbers
    precision: Numbers
    edf: float
    spread: float
    rough_shift: Numbers
    rough_covariance: Numbers

    def predict(self, score: Numbers) -> Numbers:
        """Expected outcome for a linear ``score``: a probability, or the number itself."""
        return expit(score) if self.family == "logistic" else score

    def slope(self, expected: Numbers) -> Numbers:
        """How much the expected outcome moves per unit of the score, at ``expected``."""
        return expected * (1 - expected) if self.family == "logistic" else np.ones_like(expected)


def fit_additive(
    matrix: Numbers,
    outcome: Numbers,
    group: np.ndarray,
    ridge: Numbers,
    family: Family = "logistic",
    start: AdditiveFit | None = None,
    steps: int = 25,
    kin: np.ndarray | None = None,
) -> AdditiveFit:
    """Fit the model; with ``start`` its smoothing is kept and only the coefficients move.

    ``matrix`` is customers x columns with the constant first; ``group``, ``ridge`` and ``kin`` are as in
    :class:`analytics.drivers.design.Design` (without ``kin``, no variance learns from another).

    >>> rng = np.random.default_rng(0)
    >>> x = rng.normal(size=4000)
    >>> y = (rng.random(4000) < expit(1 + x)).astype(float)
    >>> fit = fit_additive(np.column_stack([np.ones(4000), x]), y, np.array([-1, -1]), np.zeros(2))
    >>> fit.beta.round(1).tolist()
    [1.0, 1.0]
    """
    beta = start.beta if start else _start(outcome, matrix.shape[1], family)
    precision = start.precision if start else ridge + (group >= 0)
    spread = start.spread if start else float(np.var(outcome)) if family == "linear" else 1.0
    for _ in range(steps):
        gram, score = linearise(matrix, outcome, beta, family, spread)
        if start is None:
            precision = _smooth(gram, score, group, ridge, precision, kin)
        moved = solve(gram + np.diag(precision), score)
        change = float(np.max(np.abs(moved - beta) / (1 + np.abs(beta))))
        beta = moved
        if family == "linear":
            spread, change = _residual_variance(matrix, outcome, beta, gram, precision, spread, change)
        if change < 1e-3:
            break
    covariance = _invert(gram + np.diag(precision))
    rough = _invert(gram + np.diag(np.minimum(precision, ROUGH)))
    edf = float(np.sum(covariance * gram))
    return AdditiveFit(family, beta, covariance, precision, edf, spread, rough @ score - beta, rough)


def clustered(fit: AdditiveFit, matrix: Numbers, outcome: Numbers, clusters: np.ndarray) -> AdditiveFit:
    """The fit with a covariance that respects that rows of one cluster are alike (Liang and Zeger 1986).

    The part of the covariance that comes from the noise of the outcome is replaced by the sandwich over
    clusters (codes 0..g-1), with its small-sample factor g / (g - 1); the part that stands for smoothing stays.
    """
    expected = fit.predict(matrix @ fit.beta)
    weight = fit.slope(expected) / fit.spread
    assumed = (matrix * weight[:, None]).T @ matrix
    sums = np.zeros((int(clusters.max()) + 1, matrix.shape[1]))
    np.add.at(sums, clusters, matrix * ((outcome - expected) / fit.spread)[:, None])
    found = sums.T @ sums * len(sums) / max(len(sums) - 1, 1)
    return replace(fit, covariance=fit.covariance + fit.covariance @ (found - assumed) @ fit.covariance)


def _start(outcome: Numbers, width: int, family: Family) -> Numbers:
    """The constant alone."""
    mean = float(np.mean(outcome))
    beta = np.zeros(width)
    beta[0] = np.log(mean / (1 - mean)) if family == "logistic" else mean
    return beta


def linearise(
    matrix: Numbers, outcome: Numbers, beta: Numbers, family: Family, spread: float
) -> tuple[Numbers, Numbers]:
    """Cross-products of the weighted least-squares problem around ``beta``; those of parts of the rows add up."""
    eta = matrix @ beta
    if family == "linear":
        return matrix.T @ matrix / spread, matrix.T @ outcome / spread
    expected = expit(eta)
    weight = np.maximum(expected * (1 - expected), 1e-9)
    # A matrix times itself costs half of a product of two.
    half = matrix * np.sqrt(weight)[:, None]
    gram = half.T @ half
    return gram, gram @ beta + matrix.T @ (outcome - expected)


def _smooth(
    gram: Numbers,
    score: Numbers,
    group: np.ndarray,
    ridge: Numbers,
    precision: Numbers,
    kin: np.ndarray | None = None,
    rounds: int = 40,
) -> Numbers:
    """Precision of each column after the variances have settled on these cross-products.

    A variance is what its own coefficients show, and what those of its kin show counted as one parameter more
    (a scaled inverse chi-square prior with its scale estimated from the kin; without kin it changes nothing).
    """
    groups = int(group.max(initial=-1)) + 1
    if groups == 0:
        return ridge
    kin = np.arange(groups) if kin is None else kin
    size = np.bincount(group[group >= 0], minlength=groups)
    strength = np.array([precision[group == g][0] for g in range(groups)])
    for _ in range(rounds):
        precision = np.where(group >= 0, strength[np.maximum(group, 0)], ridge)
        inverse = _invert(gram + np.diag(precision))
        beta = inverse @ score
        inside = group >= 0
        squares = np.bincount(group[inside], beta[inside] ** 2, minlength=groups)
        spent = size - strength * np.bincount(group[inside], np.diag(inverse)[inside], minlength=groups)
        spent, squares = np.maximum(spent, 1e-8), np.maximum(squares, 1e-12)
        shared = np.bincount(kin, squares) / np.maximum(np.bincount(kin, spent), 1e-8)
        updated = (spent + _KIN_WORTH) / (squares + _KIN_WORTH * shared[kin])
        updated = np.clip(updated, _SMALLEST, _LARGEST)
        moved = float(np.max(np.abs(np.log(updated / strength))))
        strength = updated
        if moved < 0.02:
            break
    return np.where(group >= 0, strength[np.maximum(group, 0)], ridge)


def _residual_variance(
    matrix: Numbers,
    outcome: Numbers,
    beta: Numbers,
    gram: Numbers,
    precision: Numbers,
    spread: float,
    change: float,
) -> tuple[float, float]:
    """Residual variance of a numeric outcome, and the change with the change in it counted."""
    inverse = _invert(gram + np.diag(precision))
    left = max(len(outcome) - float(np.sum(inverse * gram)), 1.0)
    updated = float(np.sum((outcome - matrix @ beta) ** 2)) / left
    return updated, max(change, abs(updated / spread - 1))


def solve(positive: Numbers, right: Numbers) -> Numbers:
    """Solution with a positive definite matrix."""
    return np.asarray(cho_solve(cho_factor(positive, check_finite=False), right, check_finite=False))


def _invert(positive: Numbers) -> Numbers:
    """Inverse of a positive definite matrix, from its triangular factor."""
    factor, failed = dpotrf(positive, lower=1)
    if failed:
        return np.asarray(np.linalg.pinv(positive), dtype=np.float64)
    lower, _ = dpotri(factor, lower=1, overwrite_c=1)
    return np.asarray(np.tril(lower) + np.tril(lower, -1).T)
