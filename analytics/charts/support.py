"""How fast and how well customers are helped: trends with their turns, waits, groups, and what is open."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analytics.charts import style

# How each figure is drawn: what the axis says, and what a value is multiplied by.
UNITS: dict[str, tuple[str, float]] = {
    "response": ("hours to first response (median)", 1 / 60),
    "response_p90": ("hours to first response (9 of 10)", 1 / 60),
    "resolution": ("hours to solution (median)", 1 / 60),
    "resolution_p90": ("hours to solution (9 of 10)", 1 / 60),
    "at_once": ("solved at first contact, %", 100),
    "reopened": ("reopened, %", 100),
    "satisfied": ("satisfied, %", 100),
}
_TURN = (
    "Dashed line: here the level truly changed (chance would part the months as much in less than 1 of 100 shuffles)."
)


def trend(values: pd.DataFrame, figure: str, turns: list[pd.Timestamp]) -> style.Chart:
    """A figure month by month with its 95 % interval, and a mark where its level truly changed.

    Columns: period (timestamp), value, low, high, n. ``turns`` are the first months of new levels.
    """
    title, factor = UNITS[figure]
    rows = _scaled(values, factor)
    x = alt.X("period:T", title=None, axis=style.months_axis(values["period"]))
    base = alt.Chart(rows).encode(x=x)
    band = base.mark_area(color=style.BLUE, opacity=0.18).encode(y=alt.Y("low:Q", title=title), y2="high:Q")
    line = base.mark_line(color=style.BLUE, strokeWidth=2.5, point={"color": style.BLUE, "size": 45}).encode(
        y="value:Q", tooltip=[alt.Tooltip("period:T", title="Month", format="%B %Y"), *_interval_tooltip(title)]
    )
    marks = alt.Chart(pd.DataFrame({"period": turns})).mark_rule(color=style.ORANGE, strokeDash=[5, 4], strokeWidth=2)
    layers = [band, line, marks.encode(x="period:T")] if turns else [band, line]
    told = f"Tickets by the month they came in; band: 95 % interval. {_TURN if turns else ''}".strip()
    return style.titled(alt.layer(*layers), f"{title[0].upper()}{title[1:]}, by month", told, 250, width=105)


def waits(steps: pd.DataFrame, what: str) -> style.Chart:
    """How many tickets waited how long. Columns: step (text, in order), tickets, share, share_up_to (0..1)."""
    base = alt.Chart(steps).encode(
        x=_steps(steps, "waited"),
        tooltip=[
            alt.Tooltip("step:N", title="Waited"),
            alt.Tooltip("tickets:Q", title="Tickets (n)", format=style.COUNT),
            alt.Tooltip("share:Q", title="Share", format=style.PERCENT_1),
            alt.Tooltip("share_up_to:Q", title="Up to here", format=style.PERCENT_1),
        ],
    )
    bars = base.mark_bar(color=style.BLUE, opacity=0.75).encode(
        y=alt.Y("share:Q", title="share of tickets", axis=alt.Axis(format=style.PERCENT, tickCount=5))
    )
    labels = base.mark_text(dy=-7, color=style.INK).encode(
        y="share:Q", text=alt.Text("share_up_to:Q", format=style.PERCENT)
    )
    n = int(steps["tickets"].sum())
    told = f"{n:,} tickets with a known time. Above each bar: the share that was done by then."
    return style.titled(alt.layer(bars, labels), f"How long customers wait for {what}", told, 220)


def cost_of_waiting(steps: pd.DataFrame, what: str) -> style.Chart:
    """The share of satisfied customers after each length of wait. Columns: step, satisfied, satisfied_low, satisfied_high, satisfied_n."""
    base = alt.Chart(steps).encode(
        x=_steps(steps, "waited"),
        tooltip=[
            alt.Tooltip("step:N", title="Waited"),
            alt.Tooltip("satisfied:Q", title="Satisfied", format=style.PERCENT_1),
            alt.Tooltip("satisfied_low:Q", title="95 % interval from", format=style.PERCENT_1),
            alt.Tooltip("satisfied_high:Q", title="to", format=style.PERCENT_1),
            alt.Tooltip("satisfied_n:Q", title="Rated tickets (n)", format=style.COUNT),
        ],
    )
    scale = alt.Scale(domain=[0, 1])
    rules = base.mark_rule(color=style.BLUE, strokeWidth=3, opacity=0.7).encode(
        y=alt.Y("satisfied_low:Q", title="satisfied", scale=scale, axis=alt.Axis(format=style.PERCENT, tickCount=5)),
        y2="satisfied_high:Q",
    )
    dots = base.mark_point(color=style.BLUE, filled=True, size=90, opacity=1).encode(y="satisfied:Q")
    line = base.mark_line(color=style.BLUE, opacity=0.4).encode(y="satisfied:Q")
    told = "Share of satisfied customers among rated tickets; line: 95 % interval."
    return style.titled(alt.layer(line, rules, dots), f"Satisfaction by the wait for {what}", told, 220)


def groups(rows: pd.DataFrame, figure: str, by: str) -> style.Chart:
    """One figure for each group of tickets, with its 95 % interval.

    Columns: group (in order), tickets, and those of the figure: NAME, NAME_low, NAME_high, NAME_n.
    """
    title, factor = UNITS[figure]
    names = {figure: "value", f"{figure}_low": "low", f"{figure}_high": "high", f"{figure}_n": "n"}
    shown = _scaled(rows[["group", "tickets", *names]].rename(columns=names), factor)
    base = alt.Chart(shown).encode(
        y=alt.Y(
            "group:N",
            sort=list(shown["group"]),
            title=None,
            axis=alt.Axis(labelLimit=220, labelOverlap=False, labelFlush=False),
        ),
        tooltip=[alt.Tooltip("group:N", title=by.capitalize()), *_interval_tooltip(title)],
    )
    rules = base.mark_rule(color=style.BLUE, strokeWidth=3, opacity=0.7).encode(
        x=alt.X("low:Q", title=title, scale=alt.Scale(zero=True)), x2="high:Q"
    )
    dots = base.mark_point(color=style.BLUE, filled=True, size=100, opacity=1).encode(x="value:Q")
    told = "Dot: the figure; line: 95 % interval."
    height = style.bar_height(len(shown), 24)
    return style.titled(alt.layer(rules, dots), f"By {by}", told, height)


def open_tickets(weeks: pd.DataFrame) -> style.Chart:
    """How many tickets were open at the end of each week. Columns: period (timestamp), value."""
    chart = (
        alt.Chart(weeks)
        .mark_area(color=style.BLUE, opacity=0.3, line={"color": style.BLUE, "strokeWidth": 2})
        .encode(
            x=alt.X("period:T", title=None, axis=style.months_axis(weeks["period"])),
            y=alt.Y("value:Q", title="open tickets", axis=alt.Axis(tickMinStep=1, tickCount=5)),
            tooltip=[
                alt.Tooltip("period:T", title="Week of", format="%d %B %Y"),
                alt.Tooltip("value:Q", title="Open at its end", format=style.COUNT),
            ],
        )
    )
    return style.titled(chart, "Open tickets, week by week", "Tickets that had come in and were not yet solved.", 200)


def ages(steps: pd.DataFrame) -> style.Chart:
    """How old the open tickets are. Columns: age (text, in order), tickets, priorities (text)."""
    chart = (
        alt.Chart(steps)
        .mark_bar(color=style.AMBER, opacity=0.85)
        .encode(
            x=alt.X(
                "age:N",
                sort=list(steps["age"]),
                title="days since they came in",
                axis=alt.Axis(labelAngle=0, labelOverlap=False),
            ),
            y=alt.Y("tickets:Q", title="open tickets", axis=alt.Axis(tickMinStep=1, tickCount=5)),
            tooltip=[
                alt.Tooltip("age:N", title="Days"),
                alt.Tooltip("tickets:Q", title="Open tickets (n)", format=style.COUNT),
                alt.Tooltip("priorities:N", title="Of these"),
            ],
        )
    )
    n = int(steps["tickets"].sum())
    return style.titled(chart, "How old the open tickets are", f"{n:,} tickets open at the end of the data.", 200)


def _steps(steps: pd.DataFrame, title: str) -> alt.X:
    return alt.X("step:N", sort=list(steps["step"]), title=title, axis=alt.Axis(labelAngle=0, labelOverlap=False))


def _scaled(values: pd.DataFrame, factor: float) -> pd.DataFrame:
    return values.assign(**{name: values[name] * factor for name in ("value", "low", "high")})


def _interval_tooltip(title: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("value:Q", title=title.capitalize(), format=".1f"),
        alt.Tooltip("low:Q", title="95 % interval from", format=".1f"),
        alt.Tooltip("high:Q", title="to", format=".1f"),
        alt.Tooltip("n:Q", title="Tickets (n)", format=style.COUNT),
    ]
