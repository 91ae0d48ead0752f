"""Whether a driver works differently in one segment than elsewhere.

Effects in segments always differ a little, so only differences that hold after counting how many were looked
at (false discoveries at most 5 %, Benjamini and Hochberg 1995) are called real.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import false_discovery_control
from scipy.stats import t as student

from analytics.drivers.columns import Contrast
from analytics.drivers.effects import Estimate, Fitted, averages

FEWEST_IN_SEGMENT = 50
_FALSE = 0.05
COLUMNS = ["name", "level", "n", "effect_pp", "effect_low", "effect_high", "difference_pp", "difference_low",
           "difference_high", "real"]  # fmt: skip

Segments = dict[tuple[str, str], tuple[Estimate, Estimate]]


def effects_and_segments(
    model: Fitted, contrasts: list[Contrast], known: dict[str, np.ndarray]
) -> tuple[dict[str, Estimate], Segments]:
    """Each driver's effect, and for each level of the main context the effect there and how much larger it is than elsewhere.

    ``known`` masks, by driver, the customers over whom effects are averaged. Levels with fewer than fifty of
    them (or with all but fifty) are left out; without a main context there is nothing to compare.
    """
    levels = _levels(model)
    everyone = np.ones(len(model.matrix), dtype=bool)
    masks = [
        np.column_stack([counted, *(rows & counted for rows in levels.values())])
        for counted in (known.get(contrast.name, everyone) for contrast in contrasts)
    ]
    effects: dict[str, Estimate] = {}
    segments: Segments = {}
    for contrast, (whole, *parts) in zip(contrasts, averages(model, contrasts, masks), strict=True):
        effects[contrast.name] = whole.estimate(model.fit)
        for level, part in zip(levels, parts, strict=True):
            if min(part.n, whole.n - part.n) >= FEWEST_IN_SEGMENT:
                own, rest = part.estimate(model.fit), whole.without(part)
                segments[contrast.name, level] = own, part.beside(rest, model.fit)
    return effects, segments


def _levels(model: Fitted) -> dict[str, np.ndarray]:
    """Who is in each level of the main context."""
    if model.design.context is None:
        return {}
    values = model.table[model.design.context]
    text = values.astype("object").where(values.notna(), "missing").astype(str).to_numpy()
    return {level: text == level for level in model.design.context_levels}


def segment_table(found: Segments, unit: float) -> pd.DataFrame:
    """One row per driver and segment, in points (``unit`` per unit of the outcome); ``real`` marks differences.

    >>> table = segment_table({("hours", "Large"): (Estimate(0.1, 0.01, 90), Estimate(0.08, 0.01, 90))}, 100.0)
    >>> table[["name", "level", "effect_pp", "real"]].values.tolist()
    [['hours', 'Large', 10.0, True]]
    """
    if not found:
        return pd.DataFrame(columns=COLUMNS)
    chance = [2 * float(student.sf(abs(d.value) / max(d.error, 1e-12), d.freedom)) for _, d in found.values()]
    real = false_discovery_control(chance) <= _FALSE
    rows = []
    for ((name, level), (own, other)), sure in zip(found.items(), real, strict=True):
        figures = [own.value, *own.interval(), other.value, *other.interval()]
        rows.append([name, level, own.n, *(unit * figure for figure in figures), bool(sure)])
    return pd.DataFrame(rows, columns=COLUMNS)
