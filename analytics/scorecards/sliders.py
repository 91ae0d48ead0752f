"""Sensible ranges for the sliders of a KPI."""

from __future__ import annotations

import math

from analytics.scorecards.cards import KpiCard
from analytics.scorecards.round_numbers import round_range


def slider_range(kpi: KpiCard) -> tuple[float, float, float]:
    """The least value, the greatest value and the step of the sliders for target and threshold.

    The range holds the value, its interval, its history, the target and the threshold, with room to
    either side, and stays on the KPI's scale; ends and step are round numbers.
    """
    shown = [kpi.value, kpi.low, kpi.high, kpi.target, kpi.threshold, *(value for _, value in kpi.history)]
    known = [value for value in shown if value is not None and math.isfinite(value)] or [0.0, 1.0]
    return round_range(min(known), max(known), kpi.bounds)
