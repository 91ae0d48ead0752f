"""How far moved customers stay among those who exist: what nobody ever had cannot be forecast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from analytics.drivers.recognisable import Numbers

# Below this share of moved customers with a like among the real ones the forecast is refused.
LEAST_ALIKE = 0.5
_NEIGHBOUR = 5
_USUAL = 0.99


@dataclass(frozen=True)
class Support:
    """``moved``: the share of customers whom the moves change; ``alike``: of those, the share who then look
    like at least five customers that exist (in all moved drivers together); ``seen``: whether that is enough.
    """

    moved: float
    alike: float

    @property
    def seen(self) -> bool:
        """Whether the data hold enough customers like those that the moves make."""
        return self.alike >= LEAST_ALIKE

    @property
    def sentence(self) -> str:
        """What this means."""
        if self.moved == 0:
            return "Nothing is moved yet."
        said = (
            f"The moves change {self.moved:.0%} of the customers; {self.alike:.0%} of those would then be like "
            "customers that exist."
        )
        return said if self.seen else f"{said} Too few have ever been like that, so no forecast is given."


def support(before: pd.DataFrame, after: pd.DataFrame, names: Sequence[str]) -> Support:
    """Compare the moved customers with the existing ones in the drivers ``names``.

    A moved customer is like the existing ones when the fifth nearest of them is no farther away than is usual
    (99 %) among the existing customers themselves. Distances are in ranks, so that no unit counts more; another category
    is as far away as the other end of a number.

    >>> table = pd.DataFrame({"a": np.arange(100.0)})
    >>> support(table, table.clip(upper=50), ["a"]).alike
    1.0
    """
    changed = np.zeros(len(before), dtype=bool)
    for name in names:
        both_missing = before[name].isna() & after[name].isna()
        changed |= ((before[name] != after[name]) & ~both_missing).to_numpy()
    if not changed.any():
        return Support(0.0, 1.0)
    real = np.column_stack([_places(before[name], before[name]) for name in names])
    made = np.column_stack([_places(before[name], after.loc[changed, name]) for name in names])
    tree = cKDTree(real)
    nearest = min(_NEIGHBOUR, len(before) - 1)
    usual = np.quantile(tree.query(real, k=[nearest + 1])[0][:, 0], _USUAL)
    away = tree.query(made, k=[nearest])[0][:, 0]
    return Support(float(changed.mean()), float(np.mean(away <= usual + 1e-9)))


def _places(real: pd.Series, values: pd.Series) -> Numbers:
    """Where values stand among the real ones: a number in one dimension, a category in one for each that there is."""
    if pd.api.types.is_numeric_dtype(real):
        return _ranks(real, values)[:, None]
    levels = sorted(real.dropna().astype(str).unique())
    marks = [(values.astype(object) == level).to_numpy(dtype=float) for level in levels]
    return np.asarray(np.column_stack(marks) / np.sqrt(2))


def _ranks(real: pd.Series, values: pd.Series) -> Numbers:
    """Where values stand among the real ones (0 to 1); a missing value stands apart."""
    known = np.sort(real.dropna().to_numpy(dtype=float))
    numbers = values.to_numpy(dtype=float)
    place = (np.searchsorted(known, numbers, "left") + np.searchsorted(known, numbers, "right")) / (2 * len(known))
    return np.asarray(np.where(np.isnan(numbers), -1.0, place))
