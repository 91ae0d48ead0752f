"""What counts as satisfied on a scale of answers."""

from __future__ import annotations

import ibis
from ibis import ir


def satisfied(score: ir.NumericValue, low: ir.NumericValue, high: ir.NumericValue) -> ir.BooleanValue:
    """Whether a score lies in the top two steps of its scale; NULL when it lies outside the scale.

    Scales of up to three steps have one satisfied step; of scales with more than eleven steps it is the
    top quarter.

    >>> table = ibis.memtable({"score": [3.0, 4.0, 5.0, 6.0]})
    >>> query = table.select(answer=satisfied(table.score, ibis.literal(1.0), ibis.literal(5.0)))
    >>> ibis.duckdb.connect().to_pandas(query)["answer"].tolist()
    [False, True, True, None]
    """
    steps = high - low
    least = ibis.cases((steps < 3, high), (steps <= 10, high - 1), else_=high - steps / 4)
    return score.between(low, high).ifelse(score >= least, None)
