"""The model fitted on several completions of the customer table, each drawn in agreement with the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from analytics.drivers.additive import AdditiveFit, Family, clustered, fit_additive
from analytics.drivers.columns import Column
from analytics.drivers.design import Design
from analytics.drivers.effects import Fitted
from analytics.drivers.imputation import Imputer
from analytics.drivers.recognisable import Numbers

Progress = Callable[[float, str], None]
_COPIES, _COPIES_LARGE, _LARGE = 5, 3, 50_000
_WARM_UP = 3


def completed_models(
    frame: pd.DataFrame,
    outcome: Numbers,
    columns: list[Column],
    design: Design,
    family: Family,
    rng: np.random.Generator,
    tell: Progress,
    clusters: np.ndarray | None = None,
) -> Iterator[Fitted]:
    """The fitted model of each completion, one at a time; a single one where nothing has to be filled in.

    How much the curves bend is chosen once, on the first completion that agrees with a model. ``clusters``
    (codes) says which rows are of one customer; errors then respect it.
    """
    imputer = Imputer(frame, columns, outcome)
    if not imputer.needed:
        tell(0.1, "fitting the model")
        yield _fit(design, frame, outcome, family, None, clusters)
        return
    tell(0.0, "filling in missing values")
    for _ in range(_WARM_UP):
        imputer.sweep(rng)
    rough = _fit(design, imputer.table(), outcome, family, None)
    for _ in range(_WARM_UP):
        imputer.sweep(rng, DrawnModel(rough, outcome, rng))
    model = _fit(design, imputer.table(), outcome, family, None)
    copies = _COPIES_LARGE if len(frame) > _LARGE else _COPIES
    for number in range(copies):
        tell(0.1 + 0.6 * number / copies, f"fitting the model ({number + 1} of {copies})")
        imputer.sweep(rng, DrawnModel(model, outcome, rng))
        model = _fit(design, imputer.table(), outcome, family, model.fit, clusters)
        yield model


def _fit(
    design: Design,
    table: pd.DataFrame,
    outcome: Numbers,
    family: Family,
    start: AdditiveFit | None,
    clusters: np.ndarray | None = None,
) -> Fitted:
    matrix = design.matrix(table)
    fit = fit_additive(matrix, outcome, design.group, design.ridge, family, start, kin=design.kin)
    if clusters is not None:
        fit = clustered(fit, matrix, outcome, clusters)
    return Fitted(design, fit, matrix, design.context_dummies(table), table)


class DrawnModel:
    """A model of the outcome with coefficients drawn from their distribution."""

    def __init__(self, model: Fitted, outcome: Numbers, rng: np.random.Generator) -> None:
        root = np.linalg.cholesky((model.fit.covariance + model.fit.covariance.T) / 2)
        drawn = model.fit.beta + root @ rng.standard_normal(len(model.fit.beta))
        self._model = replace(model, fit=replace(model.fit, beta=drawn))
        self._outcome = outcome
        self._score = self._model.score
        self._own: dict[str, Numbers] = {}

    def log_likelihood(self, name: str, rows: np.ndarray, candidates: Numbers) -> Numbers:
        """Log-likelihood of the outcomes of ``rows`` for each candidate value (rows x candidates)."""
        repeated = np.repeat(rows, candidates.shape[1])
        offered = self._part(name, repeated, candidates.ravel()).reshape(candidates.shape)
        score = (self._score[rows] - self._now(name)[rows])[:, None] + offered
        observed = self._outcome[rows][:, None]
        if self._model.fit.family == "linear":
            return np.asarray(-((observed - score) ** 2) / (2 * self._model.fit.spread))
        return np.asarray(-np.logaddexp(0.0, np.where(observed == 1, -score, score)))

    def take(self, name: str, rows: np.ndarray, values: Numbers) -> None:
        """From now on ``rows`` have these values."""
        now = self._now(name)
        changed = self._part(name, rows, values)
        self._score[rows] += changed - now[rows]
        now[rows] = changed

    def _now(self, name: str) -> Numbers:
        """What the column adds to every customer's score at present."""
        if name not in self._own:
            columns = self._model.design.term(name).columns
            self._own[name] = self._model.matrix[:, columns] @ self._model.fit.beta[columns]
        return self._own[name]

    def _part(self, name: str, rows: np.ndarray, values: Numbers) -> Numbers:
        """What the column would add with these values."""
        term = self._model.design.term(name)
        return np.asarray(term.block(values, self._model.dummies[rows]) @ self._model.fit.beta[term.columns])
