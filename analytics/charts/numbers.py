"""KPI values as people read them, by unit."""

from __future__ import annotations

import math
from typing import Any

from analytics.charts.style import count, money, percent


def kpi_number(value: float | None, unit: str, currency: str = "") -> str:
    """A value with its unit; what is not known is a dash.

    >>> kpi_number(0.4213, "%"), kpi_number(31.26, "points"), kpi_number(2143.0, "count")
    ('42.1 %', '31.3', '2,143')
    >>> kpi_number(45.0, "minutes"), kpi_number(321.0, "minutes"), kpi_number(None, "hours")
    ('45 min', '5 h 21 min', '–')
    """
    if value is None or value != value:
        return "–"
    match unit:
        case "%":
            return percent(value, 1)
        case "money":
            return money(value, currency)
        case "count":
            return count(value)
        case "minutes":
            return _minutes(value)
        case "hours" | "days":
            return f"{value:,.1f} {unit}"
        case "score":
            return f"{value:,.2f}"
        case _:
            return f"{value:,.1f}"


def _minutes(value: float) -> str:
    if abs(value) < 120:
        return f"{value:,.0f} min"
    hours, minutes = divmod(round(value), 60)
    if hours >= 48:
        return f"{hours / 24:,.1f} days"
    return f"{hours} h {minutes:02d} min"


def kpi_interval(low: float | None, high: float | None, unit: str, currency: str = "") -> str:
    """A 95 % interval with its unit, empty when there is none.

    >>> kpi_interval(0.3, 0.5, "%")
    '30.0 % to 50.0 %'
    """
    if low is None or high is None:
        return ""
    return f"{kpi_number(low, unit, currency)} to {kpi_number(high, unit, currency)}"


def written(unit: str, currency: str, step: float) -> dict[str, Any]:
    """How a number that moves in steps is written while it moves: prefix, factor, digits behind the point, suffix.

    Longer times are written as hours or days, like ``kpi_number`` does: that is what ``unit`` is for.

    >>> written("%", "", 0.005)
    {'unit': '%', 'prefix': '', 'factor': 100, 'digits': 1, 'suffix': ' %'}
    >>> written("money", "EUR", 50.0)["prefix"]
    'EUR '
    """
    factor = 100 if unit == "%" else 1
    digits = max(0, -math.floor(math.log10(step * factor) + 1e-9)) if step > 0 else 2
    suffix = {"%": " %", "minutes": " min", "hours": " h", "days": " d"}.get(unit, "")
    prefix = f"{currency} " if currency and unit == "money" else ""
    return {"unit": unit, "prefix": prefix, "factor": factor, "digits": digits, "suffix": suffix}
