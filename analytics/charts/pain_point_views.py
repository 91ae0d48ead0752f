"""Other views of what hurts: over the phases, as a map, and two groups of comments beside each other."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from analytics.charts import style
from analytics.charts.pain_points import CHOSEN

_MAP_HEIGHT = 420


def _click() -> alt.Parameter:
    return alt.selection_point(name=CHOSEN, fields=["id"], on="click", toggle=False, clear=False)


def _names(rows: Sequence[str]) -> alt.Y:
    axis = alt.Axis(labelLimit=250, labelPadding=6, labelOverlap=False, labelFlush=False)
    return alt.Y("label:N", sort=list(rows), title=None, axis=axis)


def over_phases(cells: pd.DataFrame, labels: Sequence[str], phases: Sequence[str]) -> style.Chart:
    """Pain points (down, in the order of ``labels``) over the phases (across): the darker, the more comments.

    ``cells``: id, label, phase (name), comments, share (of the phase's comments, 0..1). A click selects ``id``.
    """
    base = alt.Chart(cells).encode(
        x=alt.X("phase:N", sort=list(phases), title=None, axis=alt.Axis(orient="top", labelAngle=0, labelLimit=80)),
        y=_names(labels),
        tooltip=[
            alt.Tooltip("label:N", title="Pain point"),
            alt.Tooltip("phase:N", title="Phase"),
            alt.Tooltip("comments:Q", title="Comments (n)", format=style.COUNT),
            alt.Tooltip("share:Q", title="Share of the phase's comments", format=style.PERCENT_1),
        ],
    )
    squares = base.mark_rect(cursor="pointer", cornerRadius=3, color=style.BLUE).encode(
        opacity=alt.Opacity("share:Q", scale=alt.Scale(range=[0.06, 0.85]), legend=None)
    )
    numbers = base.mark_text(fontSize=10, color=style.INK).encode(text=alt.Text("comments:Q", format=style.COUNT))
    return style.titled(
        alt.layer(squares.add_params(_click()), numbers),
        "Where it hurts",
        "Number: comments. Darker: a larger share of that phase's comments. Click a square to read.",
        style.bar_height(len(labels)),
    )


def group_map(points: pd.DataFrame, chosen: str | None = None) -> style.Chart:
    """Pain points as circles, alike ones near each other; area the comments, colour the severity.

    Columns used: id, name, x, y (0..1), comments, severity (0..1). A click selects ``id``.
    """
    rows = points.assign(
        label=[style.short(name, 26) for name in points["name"]],
        of_chosen=(points["id"] == chosen) | (chosen is None),
    )[["id", "name", "label", "x", "y", "comments", "severity", "of_chosen"]]
    scale = alt.Scale(domain=[-0.08, 1.08], nice=False)
    base = alt.Chart(rows).encode(
        x=alt.X("x:Q", scale=scale, axis=None),
        y=alt.Y("y:Q", scale=scale, axis=None),
        tooltip=[
            alt.Tooltip("name:N", title="Pain point"),
            alt.Tooltip("comments:Q", title="Comments (n)", format=style.COUNT),
            alt.Tooltip("severity:Q", title="Severity (1 is worst)", format=".2f"),
        ],
    )
    middle = float(rows["severity"].mean()) if len(rows) else 0.5
    circles = base.mark_circle(cursor="pointer", stroke=style.BLUE, strokeWidth=1).encode(
        size=alt.Size("comments:Q", scale=alt.Scale(range=[60, 1800]), legend=None),
        color=alt.Color(
            "severity:Q",
            scale=alt.Scale(
                domain=[middle - 0.12, middle, middle + 0.12], range=list(reversed(style.MOOD)), clamp=True
            ),
            legend=None,
        ),
        opacity=alt.condition("datum.of_chosen", alt.value(0.85), alt.value(0.45)),
    )
    names = base.mark_text(fontSize=10, color=style.INK, dy=-2, limit=150).encode(text="label:N")
    return style.titled(
        alt.layer(circles.add_params(_click()), names),
        "Which pain points are alike",
        "Near: written about in similar words. Area: comments. Orange: worse than the average. Click a circle to read.",
        _MAP_HEIGHT,
    )


def compared(rows: pd.DataFrame, one: str, other: str) -> style.Chart:
    """The difference of two shares per pain point with its 95 % interval; ``one`` to the right.

    Columns: id, label, difference, low, high, share_a, share_b (0..1), comments_a, comments_b, real. A click
    selects ``id``.
    """
    base = alt.Chart(rows).encode(
        y=_names(list(rows["label"])),
        tooltip=[
            alt.Tooltip("label:N", title="Pain point"),
            alt.Tooltip("share_a:Q", title=one, format=style.PERCENT_1),
            alt.Tooltip("comments_a:Q", title="Comments (n)", format=style.COUNT),
            alt.Tooltip("share_b:Q", title=other, format=style.PERCENT_1),
            alt.Tooltip("comments_b:Q", title="Comments (n) ", format=style.COUNT),
        ],
    )
    bars = base.mark_bar(cursor="pointer").encode(
        x=alt.X(
            "difference:Q", title="difference of the shares of comments", axis=alt.Axis(format="+.0%", tickCount=5)
        ),
        color=alt.condition("datum.difference > 0", alt.value(style.ORANGE), alt.value(style.BLUE)),
        opacity=alt.condition("datum.real", alt.value(0.95), alt.value(0.35)),
    )
    rules = base.mark_rule(color=style.INK, strokeWidth=1.5).encode(x="low:Q", x2="high:Q")
    return style.titled(
        alt.layer(bars.add_params(_click()), rules),
        style.short(f"More in {one} (right) than in {other} (left)", 70),
        "Line: 95 % interval. Pale: chance may explain it. Click a bar to read.",
        style.bar_height(len(rows)),
    )
