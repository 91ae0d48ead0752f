"""What reaching a target would be worth: for KPIs that a driver of retention stands behind, by the model of the drivers.

The model is asked once per driver, at some positions of the KPI relative to where it stands; what lies between is on a
straight line. So a slider asks a table, not the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from analytics.drivers.moves import FEWEST_BEYOND, Move, move_column
from analytics.drivers.recognisable import Numbers
from analytics.drivers.what_if import Figure, WhatIf
from analytics.kpis.values import KpiValues
from analytics.scorecards.cards import KpiCard, ScorecardResult
from analytics.scorecards.scorecard import Workspace

Way = Literal["times", "spared", "satisfied", "promoters", "share"]

# KPI -> the driver behind it, and how customers' values follow the KPI: all of them times a factor, or as few of them
# as it takes spared it, made satisfied, promoters, or such as have something.
BEHIND: dict[str, tuple[str, Way]] = {
    "first_response_minutes": ("first_response_hours", "times"),
    "first_response_p90": ("first_response_hours", "times"),
    "resolution_minutes": ("resolution_hours", "times"),
    "resolution_p90": ("resolution_hours", "times"),
    "refund_rate": ("refunds", "spared"),
    "csat": ("csat", "satisfied"),
    "nps": ("nps", "promoters"),
    "onboarding_completion": ("onboarding_completed", "share"),
}
_FACTORS = (0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.5)
_SHARES = (-0.4, -0.2, -0.1, 0.0, 0.1, 0.2, 0.4)
_POSITIONS: dict[Way, tuple[float, ...]] = {
    "times": _FACTORS, "spared": (0.0, 0.25, 0.5, 0.75, 1.0), "satisfied": _SHARES, "promoters": _SHARES, "share": _SHARES,
}  # fmt: skip
# Least value of the satisfied and of promoters, greatest of the others; how many customers one of them stands for.
_MOODS: dict[Way, tuple[float, float, int]] = {"satisfied": (0.75, 0.75 - 1e-9, 1), "promoters": (9.0, 6.0, 2)}
_ORDER_SEED = 0
_LEAST_WITHIN = 0.5


@dataclass(frozen=True)
class Worth:
    """What a target would do: ``change`` of the outcome (a share 0..1, or its own unit) and of ``revenue`` per year by
    currency. ``seen`` is False where too few customers have ever been like that for the model to know.
    """

    change: Figure
    revenue: tuple[tuple[str, Figure], ...]
    seen: bool


@dataclass(frozen=True)
class WorthTable:
    """The answers of the model for one KPI at ``positions``: factors of its value ("times", "spared") or differences to
    it in shares 0..1. ``change`` and each of ``revenue`` have a row per position: value, low, high.
    """

    way: Way
    positions: Numbers
    change: Numbers
    revenue: Mapping[str, Numbers]
    seen: tuple[bool, ...]

    def at(self, position: float) -> Worth:
        """What lies at a position, between the two nearest that the model was asked for."""
        first, last = (int(np.searchsorted(self.positions, position, side)) for side in ("left", "right"))
        around = self.seen[last - 1 : first + 1] if first == last else self.seen[first:last]
        within = bool(self.positions[0] <= position <= self.positions[-1])
        return Worth(
            self._between(self.change, position),
            tuple((currency, self._between(rows, position)) for currency, rows in self.revenue.items()),
            within and all(around),
        )

    def _between(self, rows: Numbers, position: float) -> Figure:
        return Figure(*(float(np.interp(position, self.positions, rows[:, end])) for end in range(3)))


def worth_tables(model: WhatIf) -> dict[str, WorthTable]:
    """The table of every KPI that a driver of the model stands behind, by the KPI's id."""
    known = {column.name for column in model.drivers}
    asked = {behind for behind in BEHIND.values() if behind[0] in known}
    tables = {behind: _table(model, *behind) for behind in asked}
    return {kpi: tables[behind] for kpi, behind in BEHIND.items() if behind in tables}


def worth_of(kpi: KpiCard, table: WorthTable, part: float = 1.0) -> Worth | None:
    """What the KPI's target would be worth, from where the KPI stands; None without value or target.

    ``part`` is the share of the company's rows that this KPI is of: a phase moves customers by so much less.
    """
    if kpi.value is None or kpi.target is None:
        return None
    if table.way not in ("times", "spared"):
        scale = 100.0 if table.way == "promoters" else 1.0
        return table.at(part * (kpi.target - kpi.value) / scale)
    return table.at(1 + part * (kpi.target / kpi.value - 1)) if kpi.value > 0 else None


def parts_of(workspace: Workspace, result: ScorecardResult) -> dict[str, float]:
    """By subject, the share of the company's rows that a KPI of a phase is of; 1 where the company's value stands."""
    if result.as_of is None:
        return {}
    ids = tuple(BEHIND)
    analysis = KpiValues(period="window", until=result.as_of, days=result.days, ids=ids, by_phase=True)
    values = workspace.kept_frame(analysis)
    company = values[values["phase"].isna()].groupby("id")["n"].last()
    return {
        kpi.subject: kpi.n / company[kpi.id] if kpi.scope == "phase" else 1.0
        for phase in result.phases
        for kpi in phase.kpis
        if kpi.id in company and company[kpi.id] > 0
    }


def _table(model: WhatIf, driver: str, way: Way) -> WorthTable:
    positions = _POSITIONS[way]
    values = model.customers[driver]
    asked = []
    for position in positions:
        moved = customers_at(values, way, position)
        forecast = model.forecast_of(model.customers.assign(**{driver: moved}), [driver])
        asked.append((forecast, forecast.support.seen and _is_known(values.to_numpy(dtype=float), moved)))
    return WorthTable(
        way,
        np.array(positions),
        np.array([_ends(forecast.change) for forecast, _ in asked]),
        {currency: np.array([_ends(dict(forecast.revenue)[currency]) for forecast, _ in asked]) for currency, _ in asked[0][0].revenue},
        tuple(seen for _, seen in asked),
    )  # fmt: skip


def customers_at(values: pd.Series, way: Way, position: float) -> Numbers:
    """Customers' values of a driver, were the KPI at ``position``; who has no value keeps none.

    >>> customers_at(pd.Series([2.0, 10.0, None]), "times", 0.5).tolist()
    [1.0, 5.0, nan]
    >>> customers_at(pd.Series([0.0, 10.0, 10.0, 0.0]), "promoters", 0.5).tolist().count(10.0)
    3
    """
    numbers = values.to_numpy(dtype=float)
    if way == "times":
        return np.asarray(numbers * position)
    if way == "share":
        share = float(np.nanmean(numbers)) + position
        return move_column(values, Move(str(values.name), "share", min(max(share, 0.0), 1.0)))
    return _spared(numbers, position) if way == "spared" else _lifted(numbers, way, position)


def _spared(numbers: Numbers, factor: float) -> Numbers:
    """Of those who have any of it, so many left that the sum is about ``factor`` of what it was."""
    order = np.random.default_rng(_ORDER_SEED).permutation(len(numbers))
    having = order[numbers[order] > 0]
    moved = numbers.copy()
    moved[having[: round((1 - factor) * len(having))]] = 0.0
    return moved


def _lifted(numbers: Numbers, way: Way, position: float) -> Numbers:
    """As few customers as it takes, in an order that stays, made as happy or unhappy as the others of that mood are."""
    least, most, counts = _MOODS[way]
    happy, unhappy = numbers >= least, numbers <= most
    source, goal = (unhappy, happy) if position > 0 else (happy, unhappy)
    if not goal.any():
        return numbers
    order = np.random.default_rng(_ORDER_SEED).permutation(len(numbers))
    wanted = round(abs(position) * int((~np.isnan(numbers)).sum()) / counts)
    moved = numbers.copy()
    moved[order[source[order]][:wanted]] = float(np.median(numbers[goal]))
    return moved


def _is_known(values: Numbers, moved: Numbers) -> bool:
    """Whether most of the customers who move land where at least twenty customers are."""
    known, changed = np.sort(values[~np.isnan(values)]), moved[(moved != values) & ~np.isnan(moved)]
    if len(known) < 2 * FEWEST_BEYOND:
        return False
    low, high = known[FEWEST_BEYOND - 1], known[-FEWEST_BEYOND]
    return not len(changed) or float(np.mean((changed >= low) & (changed <= high))) >= _LEAST_WITHIN


def _ends(figure: Figure) -> tuple[float, float, float]:
    return figure.value, figure.low, figure.high
