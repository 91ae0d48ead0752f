"""The course of a KPI in a scorecard row, as an SVG image.

A Vega chart takes some 100 ms to appear, an image none. What stands in it are numbers that we formatted, never
text from a file. An image does not know the theme around it, so its ink stands out from light and dark alike.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Sequence

from analytics.charts.style import BLUE

WIDTH, HEIGHT, PAD = 120.0, 30.0, 4.0


def sparkline(values: Sequence[float | None]) -> str:
    """The address of an image with the course of a KPI, oldest first, and a dot at the latest; gaps stay gaps.

    Without two values there is no course, and the image is empty.

    >>> sparkline([1.0, 3.0, None, 2.0, 4.0]).startswith("data:image/svg+xml;base64,")
    True
    """
    known = [value for value in values if value is not None and math.isfinite(value)]
    if len(known) < 2:
        return _address([])
    runs = [run for run in _runs(values, min(known), max(known)) if run]
    lines = [
        f'<polyline points="{" ".join(f"{x},{y}" for x, y in run)}" fill="none" stroke="{BLUE}" stroke-width="1.8"/>'
        for run in runs
        if len(run) > 1
    ]
    x, y = runs[-1][-1]
    return _address([*lines, f'<circle cx="{x}" cy="{y}" r="3" fill="{BLUE}"/>'])


def _runs(values: Sequence[float | None], low: float, high: float) -> list[list[tuple[float, float]]]:
    """The points of the drawing, apart where a value is missing."""
    step, span = (WIDTH - 2 * PAD) / (len(values) - 1), (high - low) or 1.0
    runs: list[list[tuple[float, float]]] = [[]]
    for number, value in enumerate(values):
        if value is None or not math.isfinite(value):
            runs.append([])
            continue
        height = HEIGHT - PAD - (value - low) / span * (HEIGHT - 2 * PAD)
        runs[-1].append((round(PAD + number * step, 1), round(height, 1)))
    return runs


def _address(parts: list[str]) -> str:
    """As an image: scripts in images do not run, and no page style leaks in."""
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" height="{HEIGHT:g}">'
        f"{''.join(parts)}</svg>"
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.encode()).decode()}"
