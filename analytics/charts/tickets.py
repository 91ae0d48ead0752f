"""Tickets that hold no text: what can still be seen of them."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analytics.charts import style


def over_time(months: pd.DataFrame, by: str) -> style.Chart:
    """Tickets per month, stacked by ``by`` ("category" or "priority").

    Columns: month (timestamp), group (text), tickets.
    """
    groups = list(months.groupby("group")["tickets"].sum().sort_values(ascending=False, kind="stable").index)
    ranked = months[["month", "group", "tickets"]].assign(rank=[groups.index(group) for group in months["group"]])
    chart = (
        alt.Chart(ranked)
        .mark_bar()
        .encode(
            x=alt.X("yearmonth(month):T", title=None, axis=alt.Axis(format="%b %y", labelAngle=0, tickCount=8)),
            y=alt.Y("tickets:Q", title="tickets", axis=alt.Axis(tickCount=5, tickMinStep=1)),
            color=alt.Color(
                "group:N",
                title=by,
                sort=groups,
                scale=alt.Scale(domain=groups, range=[style.CATEGORIES[i % 7] for i in range(len(groups))]),
                legend=alt.Legend(orient="bottom", columns=4, labelLimit=160),
            ),
            order=alt.Order("rank:Q"),
            tooltip=[
                alt.Tooltip("yearmonth(month):T", title="Month", format="%B %Y"),
                alt.Tooltip("group:N", title=by.capitalize()),
                alt.Tooltip("tickets:Q", title="Tickets (n)", format=style.COUNT),
            ],
        )
    )
    return style.titled(chart, f"Tickets per month by {by}", "Number of tickets by the month they were opened.", 260)


def satisfaction(groups: pd.DataFrame, by: str) -> style.Chart:
    """Average satisfaction of scored tickets per group, 0 to 10, with its 95 % interval.

    Columns: group (in order), satisfaction, low, high (0..1), n.
    """
    rows = groups.assign(**{name: groups[name] * 10 for name in ("satisfaction", "low", "high")})
    base = alt.Chart(rows).encode(
        y=alt.Y(
            "group:N",
            sort=list(groups["group"]),
            title=None,
            axis=alt.Axis(labelLimit=180, labelOverlap=False, labelFlush=False),
        ),
        tooltip=[
            alt.Tooltip("group:N", title=by.capitalize()),
            alt.Tooltip("satisfaction:Q", title="Satisfaction, 0 to 10", format=".1f"),
            alt.Tooltip("low:Q", title="95 % interval from", format=".1f"),
            alt.Tooltip("high:Q", title="to", format=".1f"),
            alt.Tooltip("n:Q", title="Scored tickets (n)", format=style.COUNT),
        ],
    )
    scale = alt.Scale(domain=[0, 10])
    rules = base.mark_rule(color=style.BLUE, strokeWidth=3, opacity=0.7).encode(
        x=alt.X("low:Q", title="satisfaction, 0 to 10", scale=scale), x2="high:Q"
    )
    dots = base.mark_point(color=style.BLUE, filled=True, size=110, opacity=1).encode(x="satisfaction:Q")
    return style.titled(
        alt.layer(rules, dots),
        f"Satisfaction by {by}",
        "Average of the scored tickets; line: 95 % interval.",
        style.bar_height(len(rows), 27),
        width=48,
    )
