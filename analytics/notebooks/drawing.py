"""A chart that a person builds over a table."""

from __future__ import annotations

import pandas as pd

from analytics.charts.built import built, from_spec
from analytics.notebooks.answer import Answer


def drawn(
    table: pd.DataFrame,
    mark: str = "bar",
    x: str = "",
    y: str = "",
    colour: str = "",
    aggregate: str = "",
    spec: str = "",
    title: str = "Chart",
) -> Answer:
    """The chart of the columns that were chosen, or the one that a Vega-Lite text ``spec`` describes. UnclearQuery.

    >>> drawn(pd.DataFrame({"channel": ["mail"], "n": [3]}), "bar", "channel", "n").chart() is not None
    True
    """
    chart = from_spec(spec, table) if spec.strip() else built(table, mark, x, y, colour, aggregate)
    return Answer(title, table, chart)
