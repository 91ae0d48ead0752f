"""Missing values filled in several times, each time with a value that a similar customer really has.

First by chained equations with predictive mean matching, the outcome among the predictors (van Buuren
2018, chapters 3 and 4). Once there is a model of the outcome, in agreement with it: several values that
similar customers have are proposed without a look at the outcome, and one is drawn by how well it explains
the outcome (Bartlett, Seaman, White and Carpenter 2015). A straight-line guess would iron out thresholds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pandas as pd
from scipy.special import ndtri
from scipy.stats import rankdata

from analytics.drivers.columns import Column
from analytics.drivers.recognisable import Numbers

LARGEST_SHARE = 0.5
_NEAR, _WIDE = 2, 25
_OFFERED = 10
_ENOUGH_ROWS = 20_000
_FEW_LEVELS = 8


def can_be_filled(column: Column, values: pd.Series) -> bool:
    """Whether gaps are filled in: some but at most half are missing, and missing means nothing itself.

    >>> can_be_filled(Column("age", "age"), pd.Series([30.0, None, 50.0]))
    True
    >>> can_be_filled(Column("hours", "hours", structural=True), pd.Series([30.0, None, 50.0]))
    False
    """
    share = float(values.isna().mean())
    return column.sort != "category" and not column.structural and 0 < share <= LARGEST_SHARE


@dataclass
class _Gap:
    """One column with gaps: its place among the predictors, its known and its unknown customers."""

    place: int
    known: np.ndarray
    unknown: np.ndarray


class OutcomeModel(Protocol):
    """What filling in asks of a model of the outcome."""

    def log_likelihood(self, name: str, rows: np.ndarray, candidates: Numbers) -> Numbers:
        """Log-likelihood of the outcomes of ``rows`` for each candidate value (rows x candidates)."""

    def take(self, name: str, rows: np.ndarray, values: Numbers) -> None:
        """From now on ``rows`` have these values."""


class Imputer:
    """The state of the chain: predictors on a common scale, and the values now filled in.

    >>> frame = pd.DataFrame({"a": [1.0, 2.0, None, 4.0] * 5, "b": [1.0, 2.0, 3.0, 4.0] * 5})
    >>> imputer = Imputer(frame, [Column("a", "a"), Column("b", "b")], np.arange(20.0))
    >>> imputer.sweep(np.random.default_rng(0))
    >>> int(imputer.table()["a"].isna().sum())
    0
    """

    def __init__(self, frame: pd.DataFrame, columns: list[Column], outcome: Numbers) -> None:
        parts: list[Numbers] = [(outcome - outcome.mean()) / (outcome.std() or 1.0), np.ones(len(frame))]
        places: dict[str, int] = {}
        for column in columns:
            places[column.name] = len(parts)
            parts += _predictors(column, frame[column.name])
        gaps = [c.name for c in columns if can_be_filled(c, frame[c.name])]
        gaps.sort(key=lambda name: np.count_nonzero(frame[name].isna()))
        self._frame = frame
        self._predictors = np.column_stack(parts) if gaps else np.empty((0, 0))
        self._values = {name: frame[name].to_numpy(dtype=float, copy=True) for name in gaps}
        self._gaps = {name: _gap(places[name], values) for name, values in self._values.items()}

    @property
    def needed(self) -> bool:
        """Whether any column has gaps that can be filled."""
        return bool(self._gaps)

    def table(self) -> pd.DataFrame:
        """The customer table with the values that are now filled in."""
        return self._frame.assign(**{name: values.copy() for name, values in self._values.items()})

    def sweep(self, rng: np.random.Generator, model: OutcomeModel | None = None) -> None:
        """Draw every column with gaps once, given all others and, where there is one, the ``model``."""
        for name, gap in self._gaps.items():
            if model is None:
                donors = self._donors(gap, rng, 1, _NEAR, hidden=[gap.place])[:, 0]
            else:
                offered = self._donors(gap, rng, _OFFERED, _WIDE, hidden=[0, gap.place])
                liking = model.log_likelihood(name, gap.unknown, self._values[name][offered])
                best = np.argmax(liking + rng.gumbel(size=liking.shape), axis=1)
                donors = offered[np.arange(len(best)), best]
            self._values[name][gap.unknown] = self._values[name][donors]
            self._predictors[gap.unknown, gap.place] = self._predictors[donors, gap.place]
            if model is not None:
                model.take(name, gap.unknown, self._values[name][gap.unknown])

    def _donors(self, gap: _Gap, rng: np.random.Generator, number: int, reach: int, hidden: list[int]) -> np.ndarray:
        """For every unknown customer ``number`` known ones out of the 2 x ``reach`` most alike."""
        others = np.delete(self._predictors, hidden, axis=1)
        rows = gap.known
        if len(rows) > _ENOUGH_ROWS:
            rows = rng.choice(rows, _ENOUGH_ROWS, replace=False)
        fitted, drawn = _regress(others[rows], self._predictors[rows, gap.place], rng)
        expected = others[rows] @ fitted
        order = np.argsort(expected, kind="stable")
        place = np.searchsorted(expected[order], others[gap.unknown] @ drawn)
        reach = min(reach, max(len(rows) // 10, 2))
        step = rng.integers(-reach, reach + 1, size=(len(place), number))
        return np.asarray(rows[order[np.clip(place[:, None] + step, 0, len(rows) - 1)]])


def _gap(place: int, values: Numbers) -> _Gap:
    missing = np.isnan(values)
    return _Gap(place, np.flatnonzero(~missing), np.flatnonzero(missing))


def _predictors(column: Column, values: pd.Series) -> list[Numbers]:
    """A column as predictors: normal scores for numbers, 0/1 for flags and the larger levels."""
    if column.sort == "category":
        text = values.astype("object").where(values.notna(), "missing").astype(str)
        return [(text == level).to_numpy(dtype=float) for level in text.value_counts().index[:_FEW_LEVELS]]
    numbers = values.to_numpy(dtype=float)
    missing = np.isnan(numbers)
    scores = np.zeros(len(numbers))
    known = numbers[~missing]
    scores[~missing] = ndtri((rankdata(known) - 0.5) / len(known)) if column.sort == "number" else known
    return [scores, missing.astype(float)] if column.structural and missing.any() else [scores]


def _regress(predictors: Numbers, target: Numbers, rng: np.random.Generator) -> tuple[Numbers, Numbers]:
    """Least squares with a small ridge: the estimate, and one draw from its posterior."""
    gram = predictors.T @ predictors
    inverse = np.linalg.inv(gram + np.diag(1e-3 * np.diag(gram) + 1e-6))
    fitted = inverse @ (predictors.T @ target)
    left = max(len(target) - len(fitted), 1)
    variance = float(np.sum((target - predictors @ fitted) ** 2)) / float(rng.chisquare(left))
    root = np.linalg.cholesky((inverse + inverse.T) / 2)
    return fitted, fitted + np.sqrt(variance) * (root @ rng.standard_normal(len(fitted)))
