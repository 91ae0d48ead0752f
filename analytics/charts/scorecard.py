"""The course and the score of a KPI in a scorecard row, as SVG images.

A Vega chart takes some 100 ms to appear, an image none. What stands in it are numbers that we formatted, never
text from a file. An image does not know the theme around it, so its ink stands out from light and dark alike.
"""

from __future__ import annotations

import base64
import math
from collections.abc import Sequence

from analytics.charts.style import AMBER, BLUE, GREEN, RED, status_of

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


def bullet(score: float, low: float, high: float, status: str) -> str:
    """The address of an image with a score from 0 to 10 between threshold and target, and its interval.

    >>> bullet(5.0, 4.0, 6.0, "amber").startswith("data:image/svg+xml;base64,")
    True
    """
    third, middle = (WIDTH - 2 * PAD) / 3, HEIGHT / 2
    zones = [
        f'<rect x="{PAD + number * third:.1f}" y="{middle - 6:g}" width="{third:.1f}" height="12" fill="{colour}" opacity=".22"/>'
        for number, colour in enumerate((RED, AMBER, GREEN))
    ]
    at, start, end = (round(PAD + value / 10 * 3 * third, 1) for value in (score, low, high))
    line = f'<path d="M{start} {middle:g}H{end}" stroke="#33404a" stroke-width="1.5"/>'
    return _address([*zones, line, f'<circle cx="{at}" cy="{middle:g}" r="4.5" fill="{status_of(status).colour}"/>'])


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
