"""The model of who leaves: learnt on a past window, recalibrated on customers it had not seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit, logit
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from analytics.drivers.additive import AdditiveFit, fit_additive
from analytics.drivers.columns import Column
from analytics.drivers.cross_fit import cross_fit, draw_folds
from analytics.drivers.design import Design, build_design
from analytics.drivers.recognisable import Numbers

_FOLDS = 5
_SURE = 1e-6
_Z = 1.959963984540054


@dataclass(frozen=True)
class LeavingModel:
    """An additive logistic model of staying; ``intercept`` and ``slope`` put its scores right (Cox 1958, Platt 1999).

    ``average`` is the mean of each of its columns over the customers it was learnt on.
    """

    design: Design
    fit: AdditiveFit
    intercept: float
    slope: float
    average: Numbers

    def chances(self, frame: pd.DataFrame) -> Chances:
        """The chance to leave of each customer of ``frame``; columns that it lacks count as not known."""
        names = [term.column.name for term in self.design.terms]
        matrix = self.design.matrix(frame.reindex(columns=names))
        score = self.intercept + self.slope * (matrix @ self.fit.beta)
        return Chances(matrix, score, self.slope**2 * self.fit.covariance)


@dataclass(frozen=True)
class Chances:
    """Customers as the model's columns (``matrix``), their recalibrated scores of staying, and how sure those are."""

    matrix: Numbers
    score: Numbers
    covariance: Numbers

    @property
    def leave(self) -> Numbers:
        """Each customer's chance to leave, 0 to 1."""
        return np.asarray(expit(-self.score))

    def interval(self) -> tuple[Numbers, Numbers]:
        """Within what each chance lies (95 %), from how surely the model is known."""
        reach = _Z * np.sqrt(np.einsum("ij,jk,ik->i", self.matrix, self.covariance, self.matrix, optimize=True))
        return np.asarray(expit(-self.score - reach)), np.asarray(expit(-self.score + reach))

    def expected(self) -> tuple[float, float, float]:
        """How many are expected to leave, with the 95 % interval: of the model, and of each going or staying."""
        chance = self.leave
        each = chance * (1 - chance)
        slope = self.matrix.T @ each
        reach = _Z * float(np.sqrt(slope @ self.covariance @ slope + each.sum()))
        total = float(chance.sum())
        return total, max(total - reach, 0.0), min(total + reach, float(len(chance)))


def learn(
    frame: pd.DataFrame, stayed: Numbers, columns: list[Column], rng: np.random.Generator
) -> tuple[LeavingModel, Numbers]:
    """The model, and the chance to leave of each customer by a model that had not seen them.

    ``stayed`` is 1.0 or 0.0 per row of ``frame``. The held-back scores of all folds choose intercept and slope.

    >>> rng = np.random.default_rng(0)
    >>> frame = pd.DataFrame({"late": rng.integers(0, 2, 2000).astype(float)})
    >>> stayed = (rng.random(2000) < 0.9 - 0.5 * frame["late"]).to_numpy(dtype=float)
    >>> model, held_back = learn(frame, stayed, [Column("late", "late", sort="flag")], rng)
    >>> model.chances(pd.DataFrame({"late": [0.0, 1.0]})).leave.round(1).tolist()
    [0.1, 0.6]
    """
    design = build_design(frame, columns)
    matrix = design.matrix(frame)
    # Many small matrices are slower on several threads, and the last digits differ from machine to machine.
    with threadpool_limits(limits=1):
        fit = fit_additive(matrix, stayed, design.group, design.ridge, kin=design.kin)
        score = cross_fit(design, matrix, stayed, fit, draw_folds(len(frame), _FOLDS, rng)).score
    intercept, slope = _recalibrated(score, stayed)
    model = LeavingModel(design, fit, intercept, slope, matrix.mean(axis=0))
    return model, np.asarray(expit(-(intercept + slope * score)))


def _recalibrated(score: Numbers, stayed: Numbers) -> tuple[float, float]:
    """Intercept and slope of a logistic regression of what happened on the scores."""
    sure = float(logit(1 - _SURE))
    matrix = np.column_stack([np.ones(len(score)), np.clip(score, -sure, sure)])
    fit = fit_additive(matrix, stayed, np.array([-1, -1]), np.array([0.0, 1e-6]))
    return float(fit.beta[0]), float(fit.beta[1])
