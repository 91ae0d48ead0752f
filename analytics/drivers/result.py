"""What a driver analysis gives."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from analytics.drivers.quality import Quality


@dataclass(frozen=True)
class DriverResult:
    """What a driver analysis found.

    ``drivers`` has one row per driver, most important first: name, label, importance (share of what the
    drivers explain) with low, high and top_three (chance of being among the first three), effect_pp with
    effect_low and effect_high (percentage points of moving everyone from from_value to to_value; units
    of the outcome when that is a number), direction, n, second_opinion_pp with its interval, agrees,
    naive_pp (the unadjusted association), already (share of customers who are at to_value or beyond), group
    (drivers that move with it) and warning. ``curves`` has name, value, outcome, low, high.
    ``segments`` has one row per driver and segment (see ``segment_table``), ``calibration`` compares
    predicted and real shares of customers held back. ``columns`` has name, label and role of every column.
    ``left_out`` holds (name, reason). ``importance`` has one row per driver or group of drivers that move together
    (see ``importance_table``).
    """

    outcome: str
    outcome_label: str
    n: int
    base_rate: float
    quality: Quality
    drivers: pd.DataFrame
    curves: pd.DataFrame
    adjusted_for: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...]
    sentence: str
    notes: tuple[str, ...] = field(default=())
    segments: pd.DataFrame = field(default_factory=pd.DataFrame)
    calibration: pd.DataFrame = field(default_factory=pd.DataFrame)
    columns: pd.DataFrame = field(default_factory=pd.DataFrame)
    explained: float = 0.0
    importance: pd.DataFrame = field(default_factory=pd.DataFrame)
