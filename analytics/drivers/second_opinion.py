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
from analytics.drivers.effects import Estimate, set_to
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
    steps = [_step(design, dummies, contrast) for contrast in contrasts]
    weights = _balancing_weights(design, matrix, crossed.fold, contrasts, steps, targets)
    out = {}
    for number, contrast in enumerate(contrasts):
        change = _predicted(design, matrix, dummies, crossed, contrast)
        error = _errors(matrix, outcome, crossed)
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


def _step(design: Design, dummies: Numbers, contrast: Contrast) -> Numbers:
    """Change of the driver's own columns from the one value to the other."""
    term = design.term(contrast.name)
    return set_to(term, contrast.to_value, dummies) - set_to(term, contrast.from_value, dummies)


def _balancing_weights(
    design: Design,
    matrix: Numbers,
    fold: np.ndarray,
    contrasts: list[Contrast],
    steps: list[Numbers],
    targets: np.ndarray,
) -> Numbers:
    """Weights (customers x contrasts), each customer's from the other folds."""
    folds = int(fold.max()) + 1
    parts = [matrix[fold == k].T @ matrix[fold == k] for k in range(folds)]
    whole = np.sum(parts, axis=0)
    out = np.empty((len(matrix), len(contrasts)))
    for k in range(folds):
        others = fold != k
        gram = (whole - parts[k]) / others.sum()
        wanted = np.zeros((design.width, len(contrasts)))
        for number, contrast in enumerate(contrasts):
            rows = others & targets[:, number]
            wanted[design.term(contrast.name).columns, number] = steps[number][rows].mean(axis=0)
        ridge = np.diag(_RIDGE * design.width / others.sum() * np.maximum(np.diag(gram), 1e-6))
        out[~others] = matrix[~others] @ np.linalg.solve(gram + ridge, wanted)
    return out


def _predicted(design: Design, matrix: Numbers, dummies: Numbers, crossed: CrossFit, contrast: Contrast) -> Numbers:
    """Each customer's predicted change by the fit that did not see them."""
    term = design.term(contrast.name)
    score = crossed.score(matrix)
    change = np.empty(len(score))
    for number, fit in enumerate(crossed.fits):
        held = crossed.fold == number
        rest = score[held] - matrix[held][:, term.columns] @ fit.beta[term.columns]
        levels = [
            fit.predict(rest + set_to(term, value, dummies[held]) @ fit.beta[term.columns])
            for value in (contrast.to_value, contrast.from_value)
        ]
        change[held] = levels[0] - levels[1]
    return change


def _errors(matrix: Numbers, outcome: Numbers, crossed: CrossFit) -> Numbers:
    """What the held-back predictions missed."""
    return np.asarray(outcome - crossed.fits[0].predict(crossed.score(matrix)))
