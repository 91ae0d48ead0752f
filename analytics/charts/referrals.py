"""Referrals: how many customers come that way, from where the others come, and where people talk."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analytics.charts import style
from analytics.referrals.coming import OTHERS, UNKNOWN

# What is no source of its own is pale: with a colour of the row it would pass for one that has it already.
_NO_SOURCES = {OTHERS: "#b4bcc3", UNKNOWN: "#d6dbdf"}


def share(months: pd.DataFrame) -> style.Chart:
    """The share of new customers who were referred, by month. Columns: month, new, referred, share, low, high (0..1)."""
    base = alt.Chart(months).encode(x=alt.X("month:T", title=None, axis=style.months_axis(months["month"])))
    band = base.mark_area(color=style.BLUE, opacity=0.18).encode(
        y=alt.Y("low:Q", title="referred", axis=alt.Axis(format=style.PERCENT, tickCount=5)), y2="high:Q"
    )
    line = base.mark_line(color=style.BLUE, strokeWidth=2.5, point={"color": style.BLUE, "size": 45}).encode(
        y="share:Q",
        tooltip=[
            alt.Tooltip("month:T", title="Month", format="%B %Y"),
            alt.Tooltip("share:Q", title="Referred", format=style.PERCENT_1),
            alt.Tooltip("low:Q", title="95 % interval from", format=style.PERCENT_1),
            alt.Tooltip("high:Q", title="to", format=style.PERCENT_1),
            alt.Tooltip("referred:Q", title="Referred customers", format=style.COUNT),
            alt.Tooltip("new:Q", title="New customers (n)", format=style.COUNT),
        ],
    )
    told = "Of the customers who began in a month, those whom somebody had sent; band: 95 % interval."
    return style.titled(alt.layer(band, line), "New customers by referral", told, 220)


def sources(rows: pd.DataFrame) -> style.Chart:
    """Where new customers come from, by month. Columns: month, source, new, share."""
    order = list(rows.groupby("source")["new"].sum().sort_values(ascending=False, kind="stable").index)
    named = [source for source in order if source not in _NO_SOURCES]
    colours = [
        _NO_SOURCES.get(source) or style.CATEGORIES[named.index(source) % len(style.CATEGORIES)] for source in order
    ]
    chart = (
        alt.Chart(rows.assign(rank=[order.index(source) for source in rows["source"]]))
        .mark_bar()
        .encode(
            x=alt.X("yearmonth(month):T", title=None, axis=style.months_axis(rows["month"])),
            y=alt.Y("new:Q", title="new customers", axis=alt.Axis(tickCount=5, tickMinStep=1)),
            color=alt.Color(
                "source:N",
                title=None,
                sort=order,
                scale=alt.Scale(domain=order, range=colours),
                legend=alt.Legend(orient="bottom", columns=4, labelLimit=150),
            ),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("yearmonth(month):T", title="Month", format="%B %Y"),
                alt.Tooltip("source:N", title="Source"),
                alt.Tooltip("new:Q", title="New customers (n)", format=style.COUNT),
                alt.Tooltip("share:Q", title="Share of the month", format=style.PERCENT),
            ],
        )
    )
    return style.titled(chart, "Where customers come from", "Customers by the month in which they began.", 220)


def mentions(rows: pd.DataFrame) -> style.Chart:
    """How often the company is mentioned, by month and place. Columns: month, what, value."""
    chart = (
        alt.Chart(rows)
        .mark_line(strokeWidth=2.5, point={"size": 40})
        .encode(
            x=alt.X("month:T", title=None, axis=style.months_axis(rows["month"])),
            y=alt.Y("value:Q", title="mentions", axis=alt.Axis(tickCount=5)),
            color=alt.Color(
                "what:N", title=None, scale=alt.Scale(range=list(style.CATEGORIES)), legend=alt.Legend(orient="bottom")
            ),
            tooltip=[
                alt.Tooltip("month:T", title="Month", format="%B %Y"),
                alt.Tooltip("what:N", title="Where"),
                alt.Tooltip("value:Q", title="Mentions", format=style.COUNT),
            ],
        )
    )
    told = "Measures of that name, and tickets and survey answers that came that way."
    return style.titled(chart, "Where people talk: social media and reviews", told, 180)


def beside(outcomes: pd.DataFrame) -> style.Chart:
    """Differences of shares with their 95 % intervals. Columns: name, difference, low, high (percentage points), n."""
    base = alt.Chart(outcomes).encode(
        y=alt.Y("name:N", title=None, sort=list(outcomes["name"]), axis=alt.Axis(labelLimit=200)),
        tooltip=[
            alt.Tooltip("name:N", title="Outcome"),
            alt.Tooltip("difference:Q", title="Difference", format=style.POINTS),
            alt.Tooltip("low:Q", title="95 % interval from", format=style.POINTS),
            alt.Tooltip("high:Q", title="to", format=style.POINTS),
            alt.Tooltip("n:Q", title="Compared (n)", format=style.COUNT),
        ],
    )
    rules = base.mark_rule(color=style.BLUE, strokeWidth=3, opacity=0.7).encode(
        x=alt.X("low:Q", title="percentage points more than others alike"), x2="high:Q"
    )
    dots = base.mark_point(color=style.BLUE, filled=True, size=110, opacity=1).encode(x="difference:Q")
    zero = alt.Chart(pd.DataFrame({"x": [0]})).mark_rule(color=style.GREY, strokeDash=[3, 3]).encode(x="x:Q")
    told = "Dot: difference; line: 95 % interval. Where the line crosses zero, it may be chance."
    return style.titled(
        alt.layer(zero, rules, dots), "Beside others like them", told, style.bar_height(len(outcomes), 40, 80)
    )
