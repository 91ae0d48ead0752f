"""Every customer predicted by a model that never saw that customer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.drivers.additive import AdditiveFit, fit_additive
from analytics.drivers.design import Design
from analytics.drivers.recognisable import Numbers


@dataclass(frozen=True)
class CrossFit:
    """One fit per fold, each made without that fold; ``fold`` says where each customer was held back."""

    fold: np.ndarray
    fits: tuple[AdditiveFit, ...]

    def score(self, matrix: Numbers) -> Numbers:
        """Linear score of each customer by the fit that did not see them."""
        out = np.empty(len(matrix))
        for number, fit in enumerate(self.fits):
            held = self.fold == number
            out[held] = matrix[held] @ fit.beta
        return out


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
    >>> whole = fit_additive(design.matrix(frame), y, design.group, design.ridge)
    >>> fold = draw_folds(100, 5, np.random.default_rng(0))
    >>> len(cross_fit(design, design.matrix(frame), y, whole, fold).fits)
    5
    """
    fits = tuple(
        fit_additive(matrix[fold != k], outcome[fold != k], design.group, design.ridge, fit.family, start=fit, steps=6)
        for k in range(int(fold.max()) + 1)
    )
    return CrossFit(fold, fits)
