"""Which drivers each method names first, on planted truth: how many of the first eight are real."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.inspection import permutation_importance
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from analytics.drivers.effects import Fitted
from analytics.drivers.importance import importance


def recovered(
    frame: pd.DataFrame,
    outcome: np.ndarray,
    drivers: list[str],
    real: set[str],
    model: Fitted,
    rng: np.random.Generator,
) -> dict[str, float]:
    """The share of real drivers among the first ones, as many as are real, by method.

    Context columns are known to every method and ranked by none. ``model`` is the additive one, fitted on ``frame``.
    """
    numbers = frame.assign(segment=frame["segment"].astype("category").cat.codes).astype(float)
    filled = numbers.fillna(numbers.mean())
    shares = importance(model, outcome, rng)
    scaled = StandardScaler().fit_transform(filled)
    ranks = {
        "additive, Shapley shares": dict(zip(shares.names, shares.share, strict=True)),
        "correlation": _by_name(filled.columns, [np.corrcoef(filled[n], outcome)[0, 1] for n in filled]),
        "linear logistic": _by_name(filled.columns, LogisticRegression(max_iter=1000).fit(scaled, outcome).coef_[0]),
        "boosted trees, permutation": _by_name(numbers.columns, _permuted(numbers, outcome, rng)),
    }
    return {method: _hits(rank, drivers, real) for method, rank in ranks.items()}


def _permuted(numbers: pd.DataFrame, outcome: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Permutation importance on the half that the trees have not seen."""
    seen = rng.random(len(outcome)) < 0.5
    trees = HistGradientBoostingClassifier(random_state=0).fit(numbers[seen], outcome[seen])
    found = permutation_importance(
        trees, numbers[~seen], outcome[~seen], scoring="roc_auc", n_repeats=3, random_state=0
    )  # fmt: skip
    return np.asarray(found.importances_mean)


def _by_name(names: pd.Index, sizes: list[float] | np.ndarray) -> dict[str, float]:
    return {str(name): abs(float(size)) for name, size in zip(names, sizes, strict=True)}


def _hits(rank: dict[str, float], drivers: list[str], real: set[str]) -> float:
    first = sorted(drivers, key=lambda name: -rank.get(name, 0.0))[: len(real)]
    return len(set(first) & real) / len(real)
