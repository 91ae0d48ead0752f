"""Who stays: rates over time, cohorts, survival curves, the time between orders, what groups are worth."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analytics.charts import style

_MOST_POINTS = 160
_MOST_COHORTS = 24


def rate(months: pd.DataFrame, name: str, formula: str) -> style.Chart:
    """A share per month with its 95 % band. Columns: month (timestamp), value, low, high (0..1), n."""
    base = alt.Chart(months[["month", "value", "low", "high", "n"]]).encode(
        x=alt.X("yearmonth(month):T", title=None, axis=style.months_axis(months["month"])),
        tooltip=[
            alt.Tooltip("yearmonth(month):T", title="Month", format="%B %Y"),
            alt.Tooltip("value:Q", title=name, format=style.PERCENT_1),
            *_within(),
            alt.Tooltip("n:Q", title="n", format=style.COUNT),
        ],
    )
    scale, axis = alt.Scale(zero=False, nice=True), alt.Axis(format="%", tickCount=5)
    band = base.mark_area(color=style.BLUE, opacity=0.22).encode(
        y=alt.Y("low:Q", title=None, scale=scale, axis=axis), y2="high:Q"
    )
    line = base.mark_line(color=style.BLUE, strokeWidth=2.5, point=True).encode(y="value:Q")
    return style.titled(alt.layer(band, line), f"{name}, month by month", f"{formula} Band: 95 % interval.", 230, 78)


def heatmap(table: pd.DataFrame, unit: str, buying: bool) -> style.Chart:
    """Share still there per month of beginning (rows, the latest 24) and months since (columns).

    Columns: cohort (timestamp), month, customers, active, share, low, high.
    """
    shown = table[table["cohort"].isin(sorted(table["cohort"].unique())[-_MOST_COHORTS:]) & (table["month"] > 0)]
    rows = shown.assign(
        began=[f"{cohort:%b %Y} (n {n:,})" for cohort, n in zip(shown["cohort"], shown["customers"], strict=True)]
    )
    order = list(dict.fromkeys(rows.sort_values("cohort")["began"]))
    base = alt.Chart(rows[["began", "month", "customers", "active", "share", "low", "high"]]).encode(
        x=alt.X("month:O", title="months since they began", axis=alt.Axis(labelAngle=0)),
        y=alt.Y("began:N", sort=order, title=None, axis=alt.Axis(labelLimit=160)),
        tooltip=[
            alt.Tooltip("began:N", title="Began"),
            alt.Tooltip("month:O", title="Months since"),
            alt.Tooltip("share:Q", title="Ordered in that month" if buying else "Still there", format=style.PERCENT_1),
            *_within(),
            alt.Tooltip("active:Q", title=unit.capitalize(), format=style.COUNT),
            alt.Tooltip("customers:Q", title=f"Of (n {unit})", format=style.COUNT),
        ],
    )
    cells = base.mark_rect().encode(
        color=alt.Color("share:Q", title=None, legend=alt.Legend(format=style.PERCENT, orient="right", gradientLength=140),
                        scale=alt.Scale(range=["#e9eef2", style.BLUE, "#173a54"], zero=False)),
    )  # fmt: skip
    light, dark = "#fbfbf9", "#1f2a33"
    middle = float(rows["share"].min() + rows["share"].max()) / 2 if len(rows) else 0.5
    numbers = base.mark_text(fontSize=10).encode(
        text=alt.Text("share:Q", format=".0%"),
        color=alt.condition(alt.datum["share"] > middle, alt.value(light), alt.value(dark)),
    )
    what = "ordered in each month after their first" if buying else "are still there after so many months"
    return style.titled(
        alt.layer(cells, numbers),
        f"Of those who began in a month, how many {what}",
        "Share of the cohort; intervals and counts in the tooltip and the table.",
        style.bar_height(len(order), 21),
        130,
    )


def survival(curves: pd.DataFrame, unit: str, comes_back: bool) -> style.Chart:
    """The share still there (or who have come back) by days, with 95 % bands; one line per group.

    Columns: group (in order of size), day, share, low, high, at_risk.
    """
    rows = _thinned(curves)
    groups = list(dict.fromkeys(curves["group"]))
    what = "have come back" if comes_back else "are still there"
    colour = alt.Color(
        "group:N", sort=groups, title=None, legend=alt.Legend(orient="top", columns=4, labelLimit=220) if len(groups) > 1 else None,
        scale=alt.Scale(domain=groups, range=[style.CATEGORIES[i % 7] for i in range(len(groups))]),
    )  # fmt: skip
    dash = alt.StrokeDash("group:N", sort=groups, legend=None)
    base = alt.Chart(rows).encode(
        x=alt.X("day:Q", title="days since they began", scale=alt.Scale(nice=False)),
        color=colour,
        tooltip=[
            alt.Tooltip("group:N", title="Group"),
            alt.Tooltip("day:Q", title="After days", format=style.COUNT),
            alt.Tooltip("share:Q", title=what.capitalize(), format=style.PERCENT_1),
            *_within(),
            alt.Tooltip("at_risk:Q", title=f"Seen so long (n {unit})", format=style.COUNT),
        ],
    )
    scale = alt.Scale(domain=[0, 1]) if comes_back or rows["low"].min() < 0.5 else alt.Scale(zero=False)
    band = base.mark_area(opacity=0.15, interpolate="step-after").encode(
        y=alt.Y("low:Q", title=f"share who {what}", scale=scale, axis=alt.Axis(format="%", tickCount=5)), y2="high:Q"
    )
    line = base.mark_line(strokeWidth=2.2, interpolate="step-after").encode(y="share:Q", strokeDash=dash)
    return style.titled(
        alt.layer(band, line),
        f"How many {unit} {what}, by days since they began",
        "Kaplan-Meier: whoever has been seen only for a while counts for that while. Band: 95 % interval.",
        300,
        130,
    )


def gaps(histogram: pd.DataFrame, rhythm: float) -> style.Chart:
    """How many days lie between an order and the next. Columns: from_day, to_day, gaps; dashed: the usual rhythm."""
    total = max(float(histogram["gaps"].sum()), 1.0)
    rows = histogram.assign(share=histogram["gaps"] / total)
    bars = (
        alt.Chart(rows)
        .mark_bar(color=style.BLUE)
        .encode(
            x=alt.X("from_day:Q", title="days between two orders", bin="binned"),
            x2="to_day:Q",
            y=alt.Y("share:Q", title="share of gaps", axis=alt.Axis(format="%", tickCount=4)),
            tooltip=[
                alt.Tooltip("from_day:Q", title="From day"),
                alt.Tooltip("to_day:Q", title="to below"),
                alt.Tooltip("gaps:Q", title="Gaps (n)", format=style.COUNT),
            ],
        )
    )
    line = alt.Chart(pd.DataFrame({"day": [rhythm]})).mark_rule(color=style.ORANGE, strokeDash=[5, 4], strokeWidth=2)
    return style.titled(
        alt.layer(bars, line.encode(x="day:Q")),
        "Days between one order and the next",
        "Of customers who came back; the last bar holds all longer waits. Dashed: the usual rhythm.",
        230,
        46,
    )


def worth(groups: pd.DataFrame, currency: str) -> style.Chart:
    """The expected value of each group's customers with its 95 % interval. Columns: group, n, value, low, high."""
    base = alt.Chart(groups).encode(
        y=alt.Y("group:N", sort=list(groups["group"]), title=None, axis=alt.Axis(labelLimit=200)),
        tooltip=[
            alt.Tooltip("group:N", title="Group"),
            alt.Tooltip("value:Q", title="Mean value", format=",.2f"),
            alt.Tooltip("low:Q", title="95 % interval from", format=",.2f"),
            alt.Tooltip("high:Q", title="to", format=",.2f"),
            alt.Tooltip("n:Q", title="Customers (n)", format=style.COUNT),
        ],
    )
    rules = base.mark_rule(color=style.BLUE, strokeWidth=3, opacity=0.7).encode(
        x=alt.X("low:Q", title=f"{currency} per customer".strip(), scale=alt.Scale(zero=True)), x2="high:Q"
    )
    dots = base.mark_point(color=style.BLUE, filled=True, size=110, opacity=1).encode(x="value:Q")
    return style.titled(
        alt.layer(rules, dots), "What each group's customers are worth",
        "Mean of their expected values; line: 95 % interval of the mean.", style.bar_height(len(groups), 27),
    )  # fmt: skip


def _within() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("low:Q", title="95 % interval from", format=style.PERCENT_1),
        alt.Tooltip("high:Q", title="to", format=style.PERCENT_1),
    ]


def _thinned(curves: pd.DataFrame) -> pd.DataFrame:
    """At most 160 steps per group: more do not fit on the screen."""
    place, size = curves.groupby("group").cumcount(), curves.groupby("group")["day"].transform("size")
    every = (size // _MOST_POINTS + 1).clip(lower=1)
    return curves[(place % every == 0) | (place == size - 1)]
