"""Columns that are the outcome in disguise.

A leak nearly predicts the outcome on its own, or is filled in only for the customers on one side of it, or has values
that only that side has.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import binom, rankdata

from analytics.drivers.columns import Column
from analytics.drivers.recognisable import Numbers

LEAK_AUC = 0.95
_ONE_SIDED = 0.98
_ONE_SIDED_TAIL = 0.99
_CHANCE = 1e-6


def leak(values: pd.Series, column: Column, outcome: Numbers) -> str:
    """Why the column is the outcome in disguise, or an empty text.

    >>> stayed = np.array([0.0, 1.0] * 100)
    >>> leak(pd.Series(stayed * 3 + 1), Column("score", "score"), stayed)
    'tells the outcome almost alone (AUC 1.00): it is probably recorded after it, or is it under another name'
    """
    if len(np.unique(outcome)) == 2:
        one_sided = _filled_on_one_side(values.notna().to_numpy(), outcome)
        alone = auc(outcome, _best_guess(values, column, outcome))
        strength = f"AUC {alone:.2f}"
    else:
        one_sided = ""
        guess = _best_guess(values, column, outcome)
        alone = float(np.corrcoef(guess, outcome)[0, 1]) if np.std(guess) > 0 else 0.0
        strength = f"correlation {alone:.2f}"
    if one_sided:
        return one_sided
    if alone > LEAK_AUC:
        return (
            f"tells the outcome almost alone ({strength}): "
            "it is probably recorded after it, or is it under another name"
        )
    return _tell_tale(values, column, outcome) if len(np.unique(outcome)) == 2 else ""


def _filled_on_one_side(filled: np.ndarray, outcome: Numbers) -> str:
    """Whether values exist only on one side of the outcome, beyond what chance would do."""
    for mask, what in ((filled, "filled in"), (~filled, "missing")):
        for side, word in ((1.0, "with"), (0.0, "without")):
            number, here = int(mask.sum()), int((outcome[mask] == side).sum())
            one_sided = 0 < number < len(mask) and here >= _ONE_SIDED * number
            share = float(np.mean(outcome == side))
            beyond_chance = one_sided and float(binom.sf(here - 1, number, share)) < _CHANCE
            if beyond_chance and _tells(mask, outcome, side):
                return f"{what} only for customers {word} the outcome"
    return ""


def _tell_tale(values: pd.Series, column: Column, outcome: Numbers) -> str:
    """Whether one value, or everything beyond one, exists almost only on the rarer side of the outcome.

    A fee for leaving is 0 for whoever stays: half of the leavers may have none either, so that the fee alone
    predicts badly, and still it is the outcome in disguise. Only the rarer side is looked at, because whole
    groups that stay are what a good driver looks like.
    """
    rarer = 1.0 if outcome.mean() < 0.5 else 0.0
    side, base = outcome == rarer, float(np.mean(outcome == rarer))
    word = "with" if rarer == 1.0 else "without"
    if column.sort == "category":
        masks = [((values == level).to_numpy(), f'"{level}"') for level in values.dropna().unique()]
        least = _ONE_SIDED
    else:
        masks, least = _tails(values.to_numpy(dtype=float), side), _ONE_SIDED_TAIL
    for mask, what in masks:
        number, here = int(mask.sum()), int((mask & side).sum())
        certain = number > 0 and here >= least * number and float(binom.sf(here - 1, number, base)) < _CHANCE
        if certain and _tells(mask, outcome, rarer):
            return f"{what} exists almost only for customers {word} the outcome: it is probably a consequence of it"
    return ""


def _tails(numbers: Numbers, side: np.ndarray) -> list[tuple[np.ndarray, str]]:
    """The values beyond everything that the customers of the other side have, but for 1 % of them."""
    other = numbers[~side & ~np.isnan(numbers)]
    if not len(other) or (len(np.unique(other)) > 1 and len(np.unique(numbers[~np.isnan(numbers)])) <= 2):
        return []
    low, high = float(np.quantile(other, 0.001)), float(np.quantile(other, 0.999))
    return [(numbers > high, f"a value above {high:g}"), (numbers < low, f"a value below {low:g}")]


def _tells(mask: np.ndarray, outcome: Numbers, side: float) -> bool:
    """Whether the pattern covers a real part of that side, not a handful of customers."""
    return float(mask[outcome == side].mean()) >= 0.2


def _best_guess(values: pd.Series, column: Column, outcome: Numbers) -> Numbers:
    """The average outcome of customers with about the same value: the column's own best guess."""
    if column.sort == "number" and values.nunique() > 20:
        bins = pd.qcut(values.rank(method="first"), min(20, max(4, len(values) // 50)), labels=False)
    else:
        bins = pd.Series(pd.factorize(values)[0], index=values.index)
    table = pd.DataFrame({"bin": np.asarray(bins, dtype=float), "outcome": outcome}).fillna(-1.0)
    return table.groupby("bin")["outcome"].transform("mean").to_numpy(dtype=float)


def auc(outcome: Numbers, score: Numbers) -> float:
    """Chance that a customer with the outcome has the higher score (area under the ROC curve).

    >>> auc(np.array([0.0, 0.0, 1.0, 1.0]), np.array([0.1, 0.4, 0.35, 0.8]))
    0.75
    """
    ranks = rankdata(score)
    ones = int(np.sum(outcome == 1))
    zeros = len(outcome) - ones
    return float((ranks[outcome == 1].sum() - ones * (ones + 1) / 2) / (ones * zeros))
