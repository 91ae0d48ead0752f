"""Spells: from when to when something was there (a customer, an open ticket), counted per period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import ibis
import numpy as np
import pandas as pd
from ibis import _, ir

from analytics.kpis.definition import Data
from analytics.kpis.scope import Scope

# Over all time there is one window, which nothing precedes.
_ALL_DAYS = 365 * 100

Counted = Callable[[pd.DataFrame, int], dict[str, float]]


def at_ends(data: Data, spells: ir.Table, scope: Scope) -> ir.Table | None:
    """Per period, and phase where the scope asks for it: how many spells had begun by its end
    (``entered_by_then``), and how many were there at its end (``there``).

    ``spells`` has the columns entered and left (NULL: still there), and phase where asked for. None when
    there are no spells.
    """

    def counted(pairs: pd.DataFrame, period: int) -> dict[str, float]:
        begun = pairs["began"] <= period
        return {
            "entered_by_then": pairs.loc[begun, "spells"].sum(),
            "there": pairs.loc[begun & (pairs["ended"] > period), "spells"].sum(),
        }

    return _per_period(data, spells, scope, counted)


def through(data: Data, spells: ir.Table, scope: Scope) -> ir.Table | None:
    """Per period: how many spells were there at its start (``there``) and also at its end (``kept``),
    and how many were there at any time during it (``during``).

    Over all time everybody who ever came counts as there at the start.
    """
    everybody = scope.period == "all" and scope.days is None

    def counted(pairs: pd.DataFrame, period: int) -> dict[str, float]:
        during = (pairs["began"] <= period) & (pairs["ended"] >= period)
        there = during if everybody else during & (pairs["began"] < period)
        kept = there & (pairs["ended"] > period)
        return {
            "there": pairs.loc[there, "spells"].sum(),
            "kept": pairs.loc[kept, "spells"].sum(),
            "during": pairs.loc[during, "spells"].sum(),
        }

    return _per_period(data, spells, scope, counted)


def _per_period(data: Data, spells: ir.Table, scope: Scope, counted: Counted) -> ir.Table | None:
    """What ``counted`` makes, for each phase and period, of spells counted by the periods of both ends."""
    by = scope if scope.period != "all" else replace(scope, period="window", days=scope.days or _ALL_DAYS)
    keys = ["phase"] if scope.by_phase else []
    left = spells.left.notnull().ifelse(ibis.greatest(spells.entered, spells.left), None)
    ends = spells.mutate(began=by.key(spells.entered), ended=by.key(left))
    pairs = data.execute(ends.group_by([*keys, "began", "ended"]).aggregate(spells=_.count()))
    if pairs.empty:
        return None
    periods = np.sort(by.periods(by.moment(pairs["began"].min()))["period"].to_numpy())
    if scope.period == "all":
        periods = periods[-1:]
    places = pairs.assign(began=np.searchsorted(periods, pairs["began"]), ended=_places(periods, pairs["ended"]))
    phases = places.groupby("phase") if keys else [("", places)]
    rows = [
        {"phase": phase, "period": period if scope.period != "all" else "all"} | counted(some, place)
        for phase, some in phases
        for place, period in enumerate(periods)
    ]
    return ibis.memtable(pd.DataFrame(rows))


def _places(periods: np.ndarray, ended: pd.Series) -> np.ndarray:
    """The place of each end among the periods; past the last one for what has not ended."""
    places = np.full(len(ended), len(periods))
    known = ended.notna().to_numpy()
    places[known] = np.searchsorted(periods, ended[known].to_numpy(dtype=periods.dtype))
    return places
