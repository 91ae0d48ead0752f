"""Where customers stand now, and where they would stand after the moves."""

from __future__ import annotations

from itertools import pairwise

import altair as alt
import numpy as np
import pandas as pd

from analytics.charts import style

_BINS = 24
_FEW = 12
_NOW, _THEN = "now", "then"


def moved(customers: pd.DataFrame, label: str, population: int) -> style.Chart:
    """Customers per range of one driver: grey as they are, outlined in blue as the moves would have them.

    Columns: now, then (values; missing ones are left out). Counts are of the whole ``population``, which the
    rows stand for.
    """
    rows = _counted(customers, population)
    base = alt.Chart(rows).encode(
        x=alt.X("from:O", title=label, sort=None, axis=alt.Axis(labelOverlap=True, labelAngle=0)),
        y=alt.Y("customers:Q", title="customers", axis=alt.Axis(tickCount=4)),
        tooltip=[
            alt.Tooltip("range:N", title=style.short(label, 30)),
            alt.Tooltip("when:N", title="When"),
            alt.Tooltip("customers:Q", title="Customers", format=style.COUNT),
        ],
    )
    now = base.transform_filter(f"datum.when == '{_NOW}'").mark_bar(color=style.GREY, opacity=0.55)
    then = base.transform_filter(f"datum.when == '{_THEN}'").mark_bar(filled=False, stroke=style.BLUE, strokeWidth=2)
    return style.titled(
        alt.layer(now, then), style.short(label, 60), "Grey: customers now. Blue outline: after the moves.", 110
    )


def _counted(customers: pd.DataFrame, population: int) -> pd.DataFrame:
    """Customers per range of values, now and then."""
    both = customers[[_NOW, _THEN]].dropna().to_numpy(dtype=float)
    distinct = np.unique(both)
    few = len(distinct) <= _FEW
    edges = np.append(distinct, distinct[-1] + 1) if few else np.histogram_bin_edges(both, bins=_BINS)
    ranges = [f"{low:.3g}" if few else f"{low:.3g} to {high:.3g}" for low, high in pairwise(edges)]
    parts = [
        pd.DataFrame(
            {
                "when": when,
                "from": [f"{edge:.3g}" for edge in edges[:-1]],
                "range": ranges,
                "customers": (np.histogram(both[:, column], bins=edges)[0] * population / len(customers)).round(),
            }
        )
        for column, when in enumerate((_NOW, _THEN))
    ]
    return pd.concat(parts, ignore_index=True)
