"""The small charts of a scorecard row, as SVG images: they are redrawn while somebody holds a slider.

A Vega chart takes some 100 ms to appear, an image none. What stands in them are numbers that we
formatted and words of our own, never text from a file. An image does not know the theme around it, so
its ink is a grey that stands out from light and dark alike.
"""

from __future__ import annotations

import base64
import html
import math
from collections.abc import Sequence

from analytics.charts.style import AMBER, BLUE, GREEN, GREY, RED

WIDTH, HEIGHT = 240.0, 30.0
INK = "#6d7a85"


def bullet(
    value: float,
    low: float | None,
    high: float | None,
    target: float | None,
    threshold: float | None,
    scale: tuple[float, float],
) -> str:
    """A value with its 95 % interval against red threshold and target, from left (``scale[0]``) to right.

    The bands are what the value would be called there; whichever end is better, target and threshold
    tell.

    >>> bullet(0.5, 0.4, 0.6, 0.7, 0.3, (0.0, 1.0)).startswith('<img alt="the value')
    True
    """

    def at(number: float) -> float:
        low_end, high_end = scale
        share = (number - low_end) / (high_end - low_end) if high_end > low_end else 0.5
        return round(min(max(share, 0.0), 1.0) * WIDTH, 1)

    parts = [_bar(0, WIDTH, GREY, 0.16)]
    if target is not None and threshold is not None:
        parts = _bands(at(threshold), at(target))
    if low is not None and high is not None:
        parts.append(f'<line x1="{at(low)}" x2="{at(high)}" y1="15" y2="15" stroke="{INK}" stroke-width="3"/>')
    if target is not None:
        x = at(target)
        parts.append(f'<line x1="{x}" x2="{x}" y1="3" y2="27" stroke="{BLUE}" stroke-width="3"/>')
    parts.append(f'<circle cx="{at(value)}" cy="15" r="5.5" fill="{INK}"/>')
    return _svg(parts, WIDTH, HEIGHT, "the value with its interval, between red threshold and target")


def _bands(threshold: float, target: float) -> list[str]:
    """Red beyond the threshold, green beyond the target, amber between."""
    left, right = min(threshold, target), max(threshold, target)
    first, last = (RED, GREEN) if threshold <= target else (GREEN, RED)
    return [_bar(0, left, first, 0.28), _bar(left, right, AMBER, 0.28), _bar(right, WIDTH, last, 0.28)]


def _bar(left: float, right: float, colour: str, opacity: float) -> str:
    return f'<rect x="{left}" y="8" width="{round(right - left, 1)}" height="14" fill="{colour}" opacity="{opacity}"/>'


def sparkline(values: Sequence[float | None]) -> str:
    """The course of a KPI, oldest first, with a dot at the latest value; gaps stay gaps.

    >>> sparkline([1.0, 3.0, None, 2.0, 4.0]).startswith('<img alt="course')
    True
    """
    width, height, pad = 120.0, HEIGHT, 4.0
    known = [value for value in values if value is not None and math.isfinite(value)]
    if len(known) < 2:
        return _svg([], width, height, "too short a history to draw")
    low, span = min(known), (max(known) - min(known)) or 1.0
    step = (width - 2 * pad) / (len(values) - 1)
    runs: list[list[tuple[float, float]]] = [[]]
    for number, value in enumerate(values):
        if value is None or not math.isfinite(value):
            runs.append([])
            continue
        runs[-1].append(
            (
                round(pad + number * step, 1),
                round(height - pad - (value - low) / span * (height - 2 * pad), 1),
            )
        )
    parts = [
        f'<polyline points="{" ".join(f"{x},{y}" for x, y in run)}" fill="none" stroke="{BLUE}" stroke-width="1.8"/>'
        for run in runs
        if len(run) > 1
    ]
    last = [run for run in runs if run][-1][-1]
    parts.append(f'<circle cx="{last[0]}" cy="{last[1]}" r="3" fill="{BLUE}"/>')
    return _svg(parts, width, height, "course over the months")


def kpi_head(name: str, about: str, value: str, interval: str, course: Sequence[float | None]) -> str:
    """What stands still in a KPI's row, as one element: a page of few elements answers a slider sooner.

    >>> "&lt;i&gt;" in kpi_head("<i>NPS</i>", "lagging", "31.3", "25.0 to 37.6", [1.0, 2.0])
    True
    """
    first, second = (
        f"<div><strong>{html.escape(above)}</strong><small>{html.escape(below)}</small></div>"
        for above, below in ((name, about), (value, interval))
    )
    return f'<div class="kpi-head">{first}{second}{sparkline(course)}</div>'


def score_strip(scores: Sequence[tuple[str, float | None, float | None]]) -> str:
    """Scores side by side as one element: (what it is of, the score, the score before anything was moved).

    One element and not four, because it is redrawn with every moved slider.

    >>> "Support &lt;b&gt;" in score_strip([("Support <b>", 3.1, 3.1)])
    True
    """
    return f'<div class="score-strip">{"".join(_one_score(*score) for score in scores)}</div>'


def _one_score(label: str, now: float | None, was: float | None) -> str:
    number = "–" if now is None else f"{now:.1f}"
    change = ""
    if now is not None and was is not None and abs(now - was) >= 0.005:
        sign, colour = ("▲", GREEN) if now > was else ("▼", RED)
        change = f'<span style="color:{colour}">{sign} {now - was:+.2f} if committed</span>'
    return f"<div><span>{html.escape(label)}</span><strong>{number}</strong>{change}</div>"


def _svg(parts: list[str], width: float, height: float, label: str) -> str:
    """An image element that holds the drawing: scripts in images do not run, and no page style leaks in."""
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}">'
        f"{''.join(parts)}</svg>"
    )
    data = base64.b64encode(drawing.encode()).decode()
    return f'<img alt="{label}" src="data:image/svg+xml;base64,{data}" style="display:block;width:100%;max-width:{width * 1.3:g}px">'
