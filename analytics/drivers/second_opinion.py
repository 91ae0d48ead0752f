"""A second opinion on each effect: doubly robust and cross-fitted.

Augmented inverse-probability weighting (Robins, Rotnitzky and Zhao 1994): the prediction's effect plus
the weighted errors of the prediction. The weights are found directly as those that balance the customers
between the two values of the driver (the Riesz representer; Chernozhukov, Newey and Singh 2022), so that
the same step serves flags and quantities, and the cross-products are shared between drivers. Neither the
predictions nor the weights of a customer have seen that customer.
"""

from __future__ import annotations

import numpy as np

from analytics.drivers.columns import Contrast
from analytics.drivers.cross_fit import CrossFit
from analytics.drivers.design import Design
from analytics.drivers.effects import Constant, Estimate
from analytics.drivers.recognisable import Numbers

_RIDGE = 0.1


def second_opinions(
    design: Design,
    matrix: Numbers,
    dummies: Numbers,
    outcome: Numbers,
    crossed: CrossFit,
    contrasts: list[Contrast],
    known: dict[str, np.ndarray],
    clusters: np.ndarray | None = None,
) -> dict[str, Estimate]:
    """For each contrast the doubly robust estimate and its error, in units of the outcome.

    ``known`` masks, by driver, the customers over whom the effect is averaged (absent: all of them).
    """
    everyone = np.ones(len(outcome), dtype=bool)
    targets = np.column_stack([known.get(c.name, everyone) for c in contrasts])
    weights = _balancing_weights(design, matrix, dummies, crossed.fold, contrasts, targets)
    error = np.asarray(outcome - crossed.fits[0].predict(crossed.score))
    out = {}
    for number, contrast in enumerate(contrasts):
        change = _predicted(design, matrix, dummies, crossed, contrast)
        target = targets[:, number]
        influence = np.where(target, change, 0.0) / target.mean() + weights[:, number] * error
        value = float(influence.mean())
        centred = influence - value * target / target.mean()
        spread = float(np.sqrt(np.sum(_summed(centred, clusters) ** 2))) / len(outcome)
        out[contrast.name] = Estimate(value, spread, int(target.sum()))
    return out


def _summed(influence: Numbers, clusters: np.ndarray | None) -> Numbers:
    """The influence of each customer: of all their rows together."""
    return influence if clusters is None else np.asarray(np.bincount(clusters, influence), dtype=np.float64)


def _average_step(design: Design, contrast: Contrast, dummies: Numbers) -> Numbers:
    """Average change of the driver's own columns from the one value to the other, over customers with these ``dummies``."""
    term, average = design.term(contrast.name), dummies.mean(axis=0)
    return Constant(term, contrast.to_value).row(average) - Constant(term, contrast.from_value).row(average)


def _balancing_weights(
    design: Design,
    matrix: Numbers,
    dummies: Numbers,
    fold: np.ndarray,
    contrasts: list[Contrast],
    targets: np.ndarray,
) -> Numbers:
    """Weights (customers x contrasts), each customer's from the other folds."""
    folds = int(fold.max()) + 1
    parts = [held.T @ held for held in (matrix[fold == k] for k in range(folds))]
    whole = np.sum(parts, axis=0)
    out = np.empty((len(matrix), len(contrasts)))
    for k in range(folds):
        others = fold != k
        gram = (whole - parts[k]) / others.sum()
        wanted = np.zeros((design.width, len(contrasts)))
        for number, contrast in enumerate(contrasts):
            rows = others & targets[:, number]
            wanted[design.term(contrast.name).columns, number] = _average_step(design, contrast, dummies[rows])
        ridge = np.diag(_RIDGE * design.width / others.sum() * np.maximum(np.diag(gram), 1e-6))
        out[~others] = matrix[~others] @ np.linalg.solve(gram + ridge, wanted)
    return out


def _predicted(design: Design, matrix: Numbers, dummies: Numbers, crossed: CrossFit, contrast: Contrast) -> Numbers:
    """Each customer's predicted change by the fit that did not see them."""
    term = design.term(contrast.name)
    columns = matrix[:, term.columns]
    change = np.empty(len(columns))
    for number, fit in enumerate(crossed.fits):
        held, beta = crossed.fold == number, fit.beta[term.columns]
        rest = crossed.score[held] - columns[held] @ beta
        after, before = (
            fit.predict(rest + Constant(term, value).score(beta, dummies[held]))
            for value in (contrast.to_value, contrast.from_value)
        )
        change[held] = after - before
    return change
