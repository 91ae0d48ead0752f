"""The touchpoints within each phase of the journey map."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analytics.charts import style
from analytics.charts.journey import CHOSEN, left_edge, phases_axis

TOUCHPOINTS = 4  # of a phase on the chart; the table has all


def touchpoints(stops: pd.DataFrame, phases: pd.DataFrame) -> style.Chart:
    """The touchpoints within each phase, those with most rows first: name, rows, and the mood as its colour.

    ``stops``: phase, phase_name, touchpoint, perspective, rows, mood, low, high (0..1, missing without scores), n, in order;
    ``phases`` as for :func:`mood`. A click gives phase and touchpoint.
    """
    rows = stops.assign(place=stops.groupby("phase", sort=False).cumcount() + 1)
    rows = rows[rows["place"] <= TOUCHPOINTS]
    rows = rows.assign(
        line=[style.short(name, 17) for name in rows["touchpoint"]],
        number=[_rows_and_mood(n, mood) for n, mood in zip(rows["rows"], rows["mood"], strict=True)],
        within=[
            style.interval(low * 10, high * 10, "{:.1f}".format)
            for low, high in zip(rows["low"], rows["high"], strict=True)
        ],
        mood=rows["mood"] * 10,
        perspective=rows["perspective"].fillna("none chosen"),
    ).drop(columns=[name for name in ("low", "high", "said") if name in rows])
    base = alt.Chart(rows).encode(
        x=phases_axis(phases, labels=True),
        y=alt.Y("place:O", title=None, axis=left_edge(alt.Axis(labels=False, ticks=False, domain=False))),
        tooltip=[
            alt.Tooltip("touchpoint:N", title="Touchpoint"),
            alt.Tooltip("phase_name:N", title="Phase"),
            alt.Tooltip("perspective:N", title="Perspective"),
            alt.Tooltip("rows:Q", title="Answers and tickets", format=style.COUNT),
            alt.Tooltip("mood:Q", title="Mood, 0 to 10", format=".1f"),
            alt.Tooltip("within:N", title="95 % interval"),
            alt.Tooltip("n:Q", title="Scores (n)", format=style.COUNT),
        ],
    )
    tiles = base.mark_rect(cornerRadius=4, cursor="pointer", opacity=0.3).encode(
        color=alt.Color(
            "mood:Q", legend=None, scale=alt.Scale(domain=[2.5, 5, 7.5], range=list(style.MOOD), clamp=True)
        )
    )
    names = base.mark_text(color=style.INK, dy=-7, fontWeight="bold").encode(text="line:N")
    numbers = base.mark_text(color=style.INK, dy=8, fontSize=10).encode(text="number:N")
    click = alt.selection_point(name=CHOSEN, fields=["phase", "touchpoint"], on="click", toggle=False, clear=False)
    return style.titled(
        alt.layer(tiles.add_params(click), names, numbers),
        "Where customers meet the company",
        f"Touchpoints with most survey answers and tickets (at most {TOUCHPOINTS} per phase); colour and number: mood, 0 to 10. "
        "Click one for what stands behind it.",
        style.bar_height(int(rows["place"].max()) if len(rows) else 1, 38),
        width=130,
    )


def _rows_and_mood(rows: int, mood: float) -> str:
    return f"{style.count(rows)} · no score" if mood != mood else f"{style.count(rows)} · {mood * 10:.1f}"
