"""Every customer predicted by a model that never saw that customer."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from analytics.drivers.additive import AdditiveFit, fit_additive, linearise, solve
from analytics.drivers.design import Design
from analytics.drivers.recognisable import Numbers

_NEAR = 4e-3  # mean square, weighted as in the likelihood, by which scores may move in one step


@dataclass(frozen=True)
class CrossFit:
    """One fit per fold, each made without that fold; ``fold`` says where each customer was held back.

    ``score`` is the linear score of each customer by the fit that did not see them.
    """

    fold: np.ndarray
    fits: tuple[AdditiveFit, ...]
    score: Numbers


def draw_folds(rows: int, folds: int, rng: np.random.Generator, clusters: np.ndarray | None = None) -> np.ndarray:
    """A random part, 0 to ``folds`` - 1, for each row; rows of one cluster (codes) fall into the same.

    >>> fold = draw_folds(6, 3, np.random.default_rng(0), np.array([0, 0, 1, 1, 2, 2]))
    >>> bool((fold[::2] == fold[1::2]).all())
    True
    """
    units = rows if clusters is None else int(clusters.max()) + 1
    fold = rng.permutation(np.arange(units) % folds)
    return fold if clusters is None else np.asarray(fold[clusters])


def cross_fit(design: Design, matrix: Numbers, outcome: Numbers, fit: AdditiveFit, fold: np.ndarray) -> CrossFit:
    """Refit without each part of ``fold``; how much curves bend is kept from ``fit``.

    >>> import pandas as pd
    >>> from analytics.drivers.columns import Column
    >>> from analytics.drivers.design import build_design
    >>> frame = pd.DataFrame({"vip": [0.0, 1.0] * 50})
    >>> design = build_design(frame, [Column("vip", "VIP", sort="flag")])
    >>> y = np.array([0.0, 1.0, 1.0, 1.0] * 25)
    >>> whole = fit_additive(design.matrix(frame), y, design.group, design.ridge, kin=design.kin)
    >>> fold = draw_folds(100, 5, np.random.default_rng(0))
    >>> len(cross_fit(design, design.matrix(frame), y, whole, fold).fits)
    5
    """
    parts = [
        linearise(matrix[fold == k], outcome[fold == k], fit.beta, fit.family, fit.spread)
        for k in range(int(fold.max()) + 1)
    ]
    gram, score = (np.sum([part[place] for part in parts], axis=0) for place in (0, 1))
    fits = tuple(_without(k, part, gram, score, matrix, outcome, fit, fold) for k, part in enumerate(parts))
    held_back = np.empty(len(matrix))
    for k, one in enumerate(fits):
        held_back[fold == k] = matrix[fold == k] @ one.beta
    return CrossFit(fold, fits, held_back)


def _without(
    number: int,
    part: tuple[Numbers, Numbers],
    gram: Numbers,
    score: Numbers,
    matrix: Numbers,
    outcome: Numbers,
    fit: AdditiveFit,
    fold: np.ndarray,
) -> AdditiveFit:
    """The fit without one fold: a Newton step from the whole one, and further ones where that does not suffice.

    The step needs only cross-products that are known. What it misses is of the order of its square, so it suffices
    where the customers' scores move little.
    """
    own = gram - part[0]
    beta = solve(own + np.diag(fit.precision), score - part[1])
    step, moved = beta - fit.beta, replace(fit, beta=beta)
    if fit.family == "linear" or float(step @ own @ step) < _NEAR * np.count_nonzero(fold != number):
        return moved
    others = fold != number
    return fit_additive(
        matrix[others], outcome[others], np.full(len(beta), -1), fit.precision, fit.family, start=moved, steps=6
    )  # fmt: skip
