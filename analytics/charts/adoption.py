"""Getting started: the funnel, its course over the months, and what the first weeks foretell."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analytics.adoption.obstacles import SORTS
from analytics.charts import style


def funnel(steps: pd.DataFrame) -> style.Chart:
    """The share of those who began that came to each step. Columns: step (in order), customers, share, low, high, stopped, days."""
    base = alt.Chart(steps).encode(
        y=alt.Y("step:N", sort=list(steps["step"]), title=None, axis=alt.Axis(labelLimit=220, labelOverlap=False)),
        tooltip=[
            alt.Tooltip("step:N", title="Step"),
            alt.Tooltip("customers:Q", title="Came to it", format=style.COUNT),
            alt.Tooltip("share:Q", title="Of those who began", format=style.PERCENT_1),
            alt.Tooltip("low:Q", title="95 % interval from", format=style.PERCENT_1),
            alt.Tooltip("high:Q", title="to", format=style.PERCENT_1),
            alt.Tooltip("stopped:Q", title="Stopped here", format=style.COUNT),
            alt.Tooltip("days:Q", title="Days from the beginning (median)", format=".1f"),
        ],
    )
    scale = alt.Scale(domain=[0, 1])
    bars = base.mark_bar(color=style.BLUE, opacity=0.75).encode(
        x=alt.X("share:Q", title="of those who began", scale=scale, axis=alt.Axis(format=style.PERCENT, tickCount=5))
    )
    labels = base.mark_text(align="left", dx=5, color=style.INK).encode(
        x="share:Q", text=alt.Text("share:Q", format=style.PERCENT)
    )
    told = (
        f"{int(steps['customers'].iloc[0]):,} customers who began and have had the time; hover for intervals and days."
    )
    return style.titled(alt.layer(bars, labels), "Where people stop", told, style.bar_height(len(steps), 34))


def months(rows: pd.DataFrame, name: str, unit: str) -> style.Chart:
    """A figure by the month in which customers began, with its 95 % interval. Columns: month, value, low, high, n."""
    shares = unit == "%"
    axis = alt.Axis(format=style.PERCENT, tickCount=5) if shares else alt.Axis(tickCount=5)
    digits = style.PERCENT_1 if shares else ".1f"
    base = alt.Chart(rows).encode(x=alt.X("month:T", title=None, axis=style.months_axis(rows["month"])))
    band = base.mark_area(color=style.BLUE, opacity=0.18).encode(
        y=alt.Y("low:Q", title=unit if not shares else None, axis=axis), y2="high:Q"
    )
    line = base.mark_line(color=style.BLUE, strokeWidth=2.5, point={"color": style.BLUE, "size": 45}).encode(
        y="value:Q",
        tooltip=[
            alt.Tooltip("month:T", title="Month", format="%B %Y"),
            alt.Tooltip("value:Q", title=name, format=digits),
            alt.Tooltip("low:Q", title="95 % interval from", format=digits),
            alt.Tooltip("high:Q", title="to", format=digits),
            alt.Tooltip("n:Q", title="Customers (n)", format=style.COUNT),
        ],
    )
    return style.titled(alt.layer(band, line), name, "By month; band: 95 % interval.", 200)


def obstacles(rows: pd.DataFrame) -> style.Chart:
    """How many customers wrote about each obstacle, and how many of them stopped. Columns: those of an obstacles' table.

    Where nobody's steps are known, only those who wrote are drawn.
    """
    stepped = pd.to_numeric(rows["n"]).fillna(0)
    known = bool((stepped > 0).any())
    rows = rows.assign(
        shown=style.told_apart([style.short(name) for name in rows["name"]]),
        wrote=stepped if known else rows["customers"],
        told=[f"{style.percent(share)} stopped" if share == share else "" for share in rows["share"]],
    )
    base = alt.Chart(rows).encode(
        y=alt.Y("shown:N", sort=list(rows["shown"]), title=None, axis=alt.Axis(labelLimit=330, labelOverlap=False)),
        tooltip=[
            alt.Tooltip("name:N", title="Obstacle"),
            alt.Tooltip("sort:N", title="Sort"),
            alt.Tooltip("wrote:Q", title="Customers who wrote about it" + " and began" * known, format=style.COUNT),
            alt.Tooltip("stopped:Q", title="Stopped on the way", format=style.COUNT),
            alt.Tooltip("share:Q", title="Share who stopped", format=style.PERCENT_1),
            alt.Tooltip("low:Q", title="95 % interval from", format=style.PERCENT_1),
            alt.Tooltip("high:Q", title="to", format=style.PERCENT_1),
        ],
    )
    used = [sort for sort in SORTS if (rows["sort"] == sort).any()]
    colours = alt.Scale(domain=used, range=[style.CATEGORIES[SORTS.index(sort)] for sort in used])
    color = alt.Color("sort:N", title=None, scale=colours, legend=alt.Legend(orient="top", columns=5))
    wrote = base.mark_bar(opacity=0.35 if known else 0.75).encode(
        x=alt.X("wrote:Q", title="customers", axis=alt.Axis(tickCount=5, tickMinStep=1)), color=color
    )
    title = "What stands in the way, and how many stopped" if known else "What stands in the way"
    told = "Customers who wrote about it" + " and began; solid: of them, those who stopped on the way." * known
    if not known:
        return style.titled(wrote, title, told + ".", style.bar_height(len(rows), 28), 100)
    stopped = base.mark_bar(opacity=0.85).encode(x="stopped:Q", color=color)
    labels = base.mark_text(align="left", dx=5, color=style.INK).encode(x="wrote:Q", text="told:N")
    return style.titled(alt.layer(wrote, stopped, labels), title, told, style.bar_height(len(rows), 28), 100)


def foretold(pairs: pd.DataFrame) -> style.Chart:
    """How strongly each early indicator goes with each later one. Columns: early, later (text), correlation, low, high, n,
    sure, upper and lower (text). What may be chance is pale and has no number.
    """
    base = alt.Chart(pairs).encode(
        x=alt.X(
            "later:N",
            sort=list(dict.fromkeys(pairs["later"])),
            title=None,
            axis=alt.Axis(labelAngle=0, labelOverlap=False, labelExpr="split(datum.label, ', ')"),
        ),
        y=alt.Y("early:N", sort=list(dict.fromkeys(pairs["early"])), title=None, axis=alt.Axis(labelLimit=220)),
        tooltip=[
            alt.Tooltip("early:N", title="In the first days"),
            alt.Tooltip("later:N", title="Later"),
            alt.Tooltip("correlation:Q", title="Rank correlation", format="+.2f"),
            alt.Tooltip("low:Q", title="95 % interval from", format="+.2f"),
            alt.Tooltip("high:Q", title="to", format="+.2f"),
            alt.Tooltip("upper:N", title="Later, upper half"),
            alt.Tooltip("lower:N", title="Later, lower half"),
            alt.Tooltip("n:Q", title="Customers (n)", format=style.COUNT),
        ],
    )
    cells = base.mark_rect().encode(
        color=alt.Color(
            "correlation:Q",
            title=None,
            scale=alt.Scale(domain=[-0.5, 0, 0.5], range=[style.ORANGE, "#d8dcdf", style.BLUE], clamp=True),
            legend=None,
        ),
        opacity=alt.condition("datum.sure", alt.value(1), alt.value(0.25)),
    )
    text = (
        base.transform_filter("datum.sure")
        .mark_text(fontSize=13, color="#14191e")
        .encode(text=alt.Text("correlation:Q", format="+.2f"))
    )
    told = "Rank correlation, -1 to 1, of what customers did first with what came of them. Pale: may be chance."
    return style.titled(
        alt.layer(cells, text),
        "What the first weeks foretell",
        told,
        style.bar_height(pairs["early"].nunique(), 44),
        100,
    )
