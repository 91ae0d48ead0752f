"""The journey of two segments or two periods, side by side."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from analytics.charts import style


def sides(moods: pd.DataFrame, phases: Sequence[str], names: tuple[str, str]) -> style.Chart:
    """How people felt in each phase on two sides, 0 to 10, with 95 % intervals.

    ``moods``: side ("first" or "second"), phase_name, mood, low, high (0..1), n; ``names`` what the sides are called.
    """
    return _paired(moods, phases, names, "mood", 10, "How people feel, side by side",
                   "Average of all scores brought to 0 to 10; line: 95 % interval.", "Mood, 0 to 10", ".1f", "n", "Scores (n)")  # fmt: skip


def sides_onward(onward: pd.DataFrame, phases: Sequence[str], names: tuple[str, str], days: int) -> style.Chart:
    """The share of customers who went on to a later phase on two sides, with 95 % intervals.

    ``onward``: side, phase_name, share, low, high (0..1), customers.
    """
    return _paired(onward, phases, names, "share", 1, "Who goes on, side by side",
                   f"Of customers who came to a phase, those with a row in a later phase within {days} days; line: 95 % interval.",
                   "Went on", style.PERCENT, "customers", "Customers (n)")  # fmt: skip


def _paired(
    rows: pd.DataFrame, phases: Sequence[str], names: tuple[str, str], value: str, scale: float,
    title: str, subtitle: str, axis: str, shown: str, n: str, of: str,
) -> style.Chart:  # fmt: skip
    called = dict(zip(("first", "second"), names, strict=True))
    rows = rows.assign(
        side=rows["side"].map(called), **{name: rows[name].astype(float) * scale for name in (value, "low", "high")}
    )
    rows = rows[["side", "phase_name", value, "low", "high", n]].dropna(subset=[value])
    base = alt.Chart(rows).encode(
        x=alt.X(
            "phase_name:N", sort=list(phases), title=None, scale=alt.Scale(domain=list(phases)),
            axis=alt.Axis(labelAngle=-30, labelLimit=130, labelOverlap=False),
        ),
        xOffset=alt.XOffset("side:N", sort=list(names)),
        color=alt.Color(
            "side:N", sort=list(names), title=None, scale=alt.Scale(domain=list(names), range=[style.GREY, style.BLUE]),
            legend=alt.Legend(orient="top", labelLimit=400),
        ),
        tooltip=[
            alt.Tooltip("side:N", title="Side"),
            alt.Tooltip("phase_name:N", title="Phase"),
            alt.Tooltip(f"{value}:Q", title=axis, format=shown),
            alt.Tooltip("low:Q", title="95 % interval from", format=shown),
            alt.Tooltip("high:Q", title="to", format=shown),
            alt.Tooltip(f"{n}:Q", title=of, format=style.COUNT),
        ],
    )  # fmt: skip
    upto = alt.Scale(domain=[0, 10] if scale == 10 else [0, 1])
    bands = base.mark_rule(strokeWidth=2).encode(
        y=alt.Y("low:Q", title=None, scale=upto, axis=alt.Axis(format=shown)), y2="high:Q"
    )
    dots = base.mark_point(filled=True, size=110, opacity=1).encode(
        y=alt.Y(f"{value}:Q", title=None, scale=upto),
        shape=alt.Shape(
            "side:N", sort=list(names), legend=None, scale=alt.Scale(domain=list(names), range=["circle", "diamond"])
        ),
    )
    return style.titled(alt.layer(bands, dots), title, subtitle, 190)
