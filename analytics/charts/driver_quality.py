"""How good the model is, where there is room, and where segments differ."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analytics.charts import style
from analytics.charts.drivers import UNSURE, verdict


def calibration(groups: pd.DataFrame, share: bool = True) -> style.Chart:
    """What was predicted for groups of held-back customers, and what happened; on the dashed line both agree.

    Columns: predicted, happened, low, high (95 %), n.
    """
    shown = style.PERCENT_1 if share else ",.2f"
    axis = alt.Axis(format="%" if share else ",.3~g", tickCount=5)
    ends = [float(groups[["predicted", "low"]].min().min()), float(groups[["predicted", "high"]].max().max())]
    line = (
        alt.Chart(pd.DataFrame({"predicted": ends, "happened": ends}))
        .mark_line(color=style.GREY, strokeDash=[4, 4])
        .encode(x="predicted:Q", y="happened:Q")
    )
    base = alt.Chart(groups).encode(
        x=alt.X("predicted:Q", title="predicted", axis=axis, scale=alt.Scale(zero=False)),
        tooltip=[
            alt.Tooltip("predicted:Q", title="Predicted", format=shown),
            alt.Tooltip("happened:Q", title="Happened", format=shown),
            alt.Tooltip("n:Q", title="Customers (n)", format=style.COUNT),
        ],
    )
    bands = base.mark_rule(color=style.BLUE, strokeWidth=2, opacity=0.6).encode(
        y=alt.Y("low:Q", title="happened", axis=axis, scale=alt.Scale(zero=False)), y2="high:Q"
    )
    dots = base.mark_point(color=style.BLUE, filled=True, size=70, opacity=1).encode(y="happened:Q")
    return style.titled(
        alt.layer(line, bands, dots),
        "Does the model promise what then happens?",
        "Ten groups of customers that the model had not seen. On the dashed line, as many as predicted; bar: 95 %.",
        240,
    )


def performance(drivers: pd.DataFrame) -> style.Chart:
    """How much each driver matters against how many customers are already where the change would bring them.

    Bottom right is where work pays: it matters and few are there. Columns: label, importance, already (0..1),
    effect_low, effect_high.
    """
    rows = drivers.assign(
        verdict=["certain" if verdict(*pair) != UNSURE else "uncertain" for pair in
                 zip(drivers["effect_low"], drivers["effect_high"], strict=True)],
        shown=style.told_apart([style.short(label, 34) for label in drivers["label"]]),
    )[["label", "shown", "importance", "already", "verdict"]]  # fmt: skip
    base = alt.Chart(rows).encode(
        x=alt.X("importance:Q", title="share of what is explained", axis=alt.Axis(format="%", tickCount=6)),
        y=alt.Y("already:Q", title="already there", axis=alt.Axis(format="%", tickCount=5)),
        tooltip=[
            alt.Tooltip("label:N", title="Driver"),
            alt.Tooltip("importance:Q", title="Share of what is explained", format=style.PERCENT),
            alt.Tooltip("already:Q", title="Customers already there", format=style.PERCENT),
        ],
    )
    dots = base.mark_point(filled=True, size=110, opacity=1).encode(
        color=alt.Color(
            "verdict:N", title="effect", legend=alt.Legend(orient="top"),
            scale=alt.Scale(domain=["certain", "uncertain"], range=[style.BLUE, style.GREY]),
        ),
        shape=alt.Shape("verdict:N", scale=alt.Scale(domain=["certain", "uncertain"], range=["circle", "diamond"])),
    )  # fmt: skip
    named = base.transform_filter("datum.verdict == 'certain'").mark_text(
        align="left", dx=9, color=style.INK, limit=220
    )  # fmt: skip
    return style.titled(
        alt.layer(dots, named.encode(text="shown:N")),
        "Where there is room",
        "Right: matters more. Low: few customers are already where the change would bring them.",
        280,
        width=90,
    )


def segment_effects(rows: pd.DataFrame) -> style.Chart:
    """The effect of a driver in each segment where it surely differs from elsewhere.

    Columns: label, level, n, effect_pp, effect_low, effect_high.
    """
    rows = rows.assign(shown=[f"{style.short(a, 40)} · {b}" for a, b in zip(rows["label"], rows["level"], strict=True)])
    kept = rows[["shown", "label", "level", "n", "effect_pp", "effect_low", "effect_high"]]
    base = alt.Chart(kept).encode(
        y=alt.Y("shown:N", title=None, axis=alt.Axis(labelLimit=320)),
        tooltip=[
            alt.Tooltip("label:N", title="Driver"),
            alt.Tooltip("level:N", title="Segment"),
            alt.Tooltip("effect_pp:Q", title="Effect there", format=style.POINTS),
            alt.Tooltip("n:Q", title="Customers (n)", format=style.COUNT),
        ],
    )
    bands = base.mark_rule(color=style.PURPLE, strokeWidth=3, opacity=0.7).encode(
        x=alt.X("effect_low:Q", title="percentage points", axis=alt.Axis(format="+.0f")), x2="effect_high:Q"
    )
    dots = base.mark_point(color=style.PURPLE, filled=True, size=110, opacity=1).encode(x="effect_pp:Q")
    return style.titled(
        alt.layer(bands, dots),
        "Where segments differ",
        "Effect within the segment, 95 % interval; only differences beyond chance (at most 5 % false ones).",
        style.bar_height(len(kept), 27),
        width=90,
    )
