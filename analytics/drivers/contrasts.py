"""The contrast each driver is reported for when nobody asked for another."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.drivers.columns import Column, Contrast
from analytics.drivers.recognisable import LADDERS, Numbers, round_to_recognisable
from analytics.errors import NotFound

BETTER: dict[str, tuple[float, float]] = {
    "first_response_hours": (24, 4),
    "resolution_hours": (48, 24),
    "active_days_90": (5, 15),
    "nps": (6, 9),
    "csat": (0.5, 1.0),
    "tickets": (2, 1),
    "discount_share": (0.5, 0.0),
}
TO_ZERO = ("unresolved", "reopens", "pain:", "late_delivery", "refunds")
_RANGE = (0.02, 0.98)


def default_contrast(column: Column, values: pd.Series) -> Contrast:
    """Two values that people recognise, both inside what the customers really had.

    Harms are taken away (1 -> 0), flags are switched on (0 -> 1), known quantities move between the
    values of ``BETTER``, anything else from its lower to its upper quartile in round numbers.

    >>> default_contrast(Column("vip", "VIP", sort="flag"), pd.Series([0.0, 1.0]))
    Contrast(name='vip', from_value=0.0, to_value=1.0)
    >>> default_contrast(Column("age", "age"), pd.Series(np.arange(20.0, 61.0)))
    Contrast(name='age', from_value=30.0, to_value=50.0)
    """
    if column.sort == "category":
        first, second = values.astype("object").where(values.notna(), "missing").astype(str).value_counts().index[:2]
        return Contrast(column.name, first, second)
    known = np.sort(values.dropna().to_numpy(dtype=float))
    low, high = (float(v) for v in np.quantile(known, _RANGE))
    if column.sort == "flag":
        return Contrast(column.name, 1.0, 0.0) if column.name.startswith(TO_ZERO) else Contrast(column.name, 0.0, 1.0)
    wanted = BETTER.get(column.name, (1.0, 0.0) if column.name.startswith(TO_ZERO) else None)
    if wanted and low <= min(wanted) and max(wanted) <= high:
        return Contrast(column.name, *wanted)
    start, end = _quartiles(known, column.unit)
    falling = bool(wanted and wanted[0] > wanted[1])
    return Contrast(column.name, end, start) if falling else Contrast(column.name, start, end)


def is_better(name: str, start: float, end: float) -> bool | None:
    """Whether a change is for the better by the meaning of the driver; None where it has no such meaning.

    >>> is_better("first_response_hours", 24, 4), is_better("nps", 9, 6), is_better("age", 30, 50)
    (True, False, None)
    """
    if name.startswith(TO_ZERO) or name == "tickets":
        return end < start
    if name in ("onboarding_completed", "ces"):
        return end > start
    if name not in BETTER or name == "discount_share":
        return None
    worse, better = BETTER[name]
    return (end > start) == (better > worse)


def _quartiles(known: Numbers, unit: str) -> tuple[float, float]:
    """Lower and upper quartile at recognisable values, apart from each other."""
    lower, upper = (float(v) for v in np.quantile(known, [0.25, 0.75]))
    if lower == upper:
        lower, upper = (float(v) for v in np.quantile(known, [0.05, 0.95]))
    if lower == upper:
        lower, upper = float(known[0]), float(known[-1])
    ladder = [step for step in LADDERS.get(unit, ()) if known[0] <= step <= known[-1]]
    if ladder:
        steps = [min(ladder, key=lambda step: abs(np.log(step / max(v, 1e-9)))) for v in (lower, upper)]
        if steps[0] < steps[1]:
            return steps[0], steps[1]
    if np.all(known == np.round(known)) and upper - lower < 20:
        return round(lower), round(upper)
    return round_to_recognisable(lower, upper - lower), round_to_recognisable(upper, upper - lower)


def all_contrasts(
    columns: list[Column], frame: pd.DataFrame, asked: tuple[Contrast, ...] = ()
) -> tuple[list[Contrast], dict[str, str]]:
    """One contrast per driver, the ``asked`` ones first choice; and a warning where the range was left.

    Raises ``NotFound`` when a contrast names no driver, with the drivers there are. An asked value
    outside what the customers had is moved to the nearest one they had.
    """
    drivers = [column for column in columns if column.role == "driver"]
    by_name = {contrast.name: contrast for contrast in asked}
    unknown = sorted(set(by_name) - {column.name for column in drivers})
    if unknown:
        names = ", ".join(column.name for column in drivers)
        raise NotFound(f'There is no driver called "{unknown[0]}". The drivers are: {names}.')
    chosen: list[Contrast] = []
    warnings: dict[str, str] = {}
    for column in drivers:
        contrast = by_name.get(column.name) or default_contrast(column, frame[column.name])
        kept = _inside(column, contrast, frame[column.name])
        if kept != contrast:
            warnings[column.name] = "asked beyond what any customer had; the nearest value they had is used"
        chosen.append(kept)
    return chosen, warnings


def _inside(column: Column, contrast: Contrast, values: pd.Series) -> Contrast:
    """The contrast with its ends moved into the observed range, or ``NotFound`` for an unknown level."""
    if column.sort == "category":
        levels = sorted(set(values.dropna().astype(str)) | ({"missing"} if values.isna().any() else set()))
        for level in (contrast.from_value, contrast.to_value):
            if str(level) not in levels:
                raise NotFound(f'"{column.name}" is never "{level}". It is one of: {", ".join(levels)}.')
        return Contrast(column.name, str(contrast.from_value), str(contrast.to_value))
    try:
        ends = [float(contrast.from_value), float(contrast.to_value)]
    except ValueError as error:
        raise NotFound(f'"{column.name}" is a number; write the contrast as two numbers, like 24:4.') from error
    low, high = float(values.min()), float(values.max())
    return Contrast(column.name, *(min(max(end, low), high) for end in ends))
