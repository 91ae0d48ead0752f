"""The phases side by side, left to right: how much happens in each, how people feel, how it stands.

The three charts share the width of their left edge, so that the phases stand under one another.
"""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from analytics.charts import style

CHOSEN = "chosen"  # the selection that a click makes; its points carry the field ``phase``
_EDGE = 130  # pixels of the left edge


def mood(phases: pd.DataFrame) -> style.Chart:
    """How people who scored felt in each phase, 0 to 10, with 95 % intervals.

    Columns: phase (id), phase_name (in order), mood, low, high (0..1, missing without scores), n.
    """
    rows = phases.assign(**{name: phases[name] * 10 for name in ("mood", "low", "high")}).assign(
        within=[
            style.interval(low * 10, high * 10, _one) for low, high in zip(phases["low"], phases["high"], strict=True)
        ]
    )
    base = alt.Chart(rows).encode(
        x=phases_axis(phases, labels=True),
        tooltip=[
            alt.Tooltip("phase_name:N", title="Phase"),
            alt.Tooltip("mood:Q", title="Mood, 0 to 10", format=".1f"),
            alt.Tooltip("within:N", title="95 % interval"),
            alt.Tooltip("n:Q", title="Scores (n)", format=style.COUNT),
        ],
    )
    scale = alt.Scale(domain=[0, 10])
    middle = (
        alt.Chart(pd.DataFrame({"y": [5.0]}))
        .mark_rule(color=style.GREY, strokeDash=[3, 3])
        .encode(y=alt.Y("y:Q", scale=scale))
    )
    line = base.mark_line(color=style.GREY, strokeWidth=2, interpolate="monotone", opacity=0.7).encode(
        y=alt.Y("mood:Q", title=None, scale=scale, axis=left_edge(alt.Axis(values=[0, 5, 10], labelExpr=_MOOD_WORDS)))
    )
    bands = base.mark_rule(color=style.INK, strokeWidth=2).encode(y="low:Q", y2="high:Q")
    dots = base.mark_point(filled=True, size=170, opacity=1, cursor="pointer").encode(
        y="mood:Q",
        color=alt.Color(
            "mood:Q", legend=None, scale=alt.Scale(domain=[2.5, 5, 7.5], range=list(style.MOOD), clamp=True)
        ),
    )
    numbers = base.mark_text(dy=-15, dx=20, color=style.INK, fontWeight="bold").encode(
        y="mood:Q", text=alt.Text("mood:Q", format=".1f")
    )
    return style.titled(
        alt.layer(middle, line, bands, dots.add_params(_click("phase")), numbers),
        "How people feel, phase by phase",
        "Average of all scores brought to 0 to 10; line: 95 % interval.",
        130,
    )


_MOOD_WORDS = "datum.value == 0 ? '0  worst' : datum.value == 10 ? '10  best' : datum.value"


def volume(cells: pd.DataFrame, phases: pd.DataFrame, order: Sequence[str]) -> style.Chart:
    """How many rows stand in each phase, per kind of row.

    Columns of ``cells``: phase, phase_name, what (comments, tickets, ...), rows, share (of that kind, 0..1);
    ``phases`` as for :func:`mood`; ``order`` of the kinds from top to bottom.
    """
    base = alt.Chart(cells[["phase", "phase_name", "what", "rows", "share"]]).encode(
        x=phases_axis(phases, labels=True),
        y=alt.Y("what:N", sort=list(order), title=None, axis=left_edge(alt.Axis(labelOverlap=False, labelFlush=False))),
        tooltip=[
            alt.Tooltip("phase_name:N", title="Phase"),
            alt.Tooltip("what:N", title="Rows"),
            alt.Tooltip("rows:Q", title="n", format=style.COUNT),
            alt.Tooltip("share:Q", title="Of all placed", format=style.PERCENT),
        ],
    )
    tiles = base.mark_rect(cornerRadius=4, color=style.BLUE, cursor="pointer").encode(
        opacity=alt.Opacity("share:Q", legend=None, scale=alt.Scale(domain=[0, 0.6], range=[0.05, 0.75], clamp=True))
    )
    numbers = base.mark_text(color=style.INK).encode(text=alt.Text("rows:Q", format=style.COUNT))
    return style.titled(
        alt.layer(tiles.add_params(_click("phase")), numbers),
        "How much happens in each",
        "Rows placed in the phase; the stronger the colour, the larger its part of that kind.",
        style.bar_height(len(order), 26),
        width=130,
    )


def onward(flow: pd.DataFrame, phases: pd.DataFrame, days: int) -> style.Chart:
    """Of the customers who came to each phase, how many went on to a later one, and how long they took.

    Columns of ``flow``: phase, phase_name, customers, went_on, share, low, high (0..1), wait, wait_low, wait_high (days), next.
    """
    rows = phases[["phase", "phase_name"]].merge(flow.drop(columns="phase_name"), on="phase", how="left")
    rows = rows.assign(
        text=[_share_and_wait(share, wait) for share, wait in zip(rows["share"], rows["wait"], strict=True)]
    )
    rows = rows.assign(what="Go on")
    base = alt.Chart(rows).encode(
        x=phases_axis(phases, labels=True),
        y=alt.Y("what:N", title=None, axis=left_edge(alt.Axis())),
        tooltip=[
            alt.Tooltip("phase_name:N", title="Came to"),
            alt.Tooltip("share:Q", title="Went on to a later phase", format=style.PERCENT_1),
            alt.Tooltip("low:Q", title="95 % interval from", format=style.PERCENT_1),
            alt.Tooltip("high:Q", title="to", format=style.PERCENT_1),
            alt.Tooltip("customers:Q", title="Customers (n)", format=style.COUNT),
            alt.Tooltip("wait:Q", title="Median days until then", format=".0f"),
            alt.Tooltip("wait_low:Q", title="95 % interval from", format=".0f"),
            alt.Tooltip("wait_high:Q", title="to", format=".0f"),
            alt.Tooltip("next:N", title="Most came next to"),
        ],
    )
    tiles = base.mark_rect(cornerRadius=4, color=style.GREEN, cursor="pointer").encode(
        opacity=alt.Opacity("share:Q", legend=None, scale=alt.Scale(domain=[0, 1], range=[0.05, 0.6]))
    )
    numbers = base.mark_text(color=style.INK).encode(text="text:N")
    return style.titled(
        alt.layer(tiles.add_params(_click("phase")), numbers),
        "Who goes on",
        f"Of customers who came to a phase at least {days} days ago, those with a row in a later phase within {days} days; "
        "median days until then.",
        30,
        width=130,
    )


def _share_and_wait(share: float, wait: float) -> str:
    """What a tile says: nothing for the last phase, which nobody leaves for a later one."""
    if share != share:
        return ""
    return style.percent(share) if wait != wait else f"{style.percent(share)} · {style.count(wait)} d"


def standing(cells: pd.DataFrame, phases: pd.DataFrame, order: Sequence[str], labels: bool = False) -> style.Chart:
    """Score and status of each perspective in each phase: a sign of the status and the score from 0 to 10.

    ``cells``: phase, phase_name, perspective, score (0..10), status (of ``style.STATUS``), kpis (how many).
    ``labels`` names the phases above it, for where it stands alone.
    """
    rows = cells.assign(
        sign=[style.status_of(status).sign for status in cells["status"]],
        words=[style.status_of(status).words for status in cells["status"]],
        text=[
            "–" if pd.isna(score) else f"{style.status_of(status).sign} {score:.1f}"
            for score, status in zip(cells["score"], cells["status"], strict=True)
        ],
    )
    base = alt.Chart(rows[["phase", "phase_name", "perspective", "score", "status", "words", "text", "kpis"]]).encode(
        x=phases_axis(phases, labels),
        y=alt.Y(
            "perspective:N",
            sort=list(order),
            title=None,
            axis=left_edge(alt.Axis(labelOverlap=False, labelFlush=False)),
        ),
        tooltip=[
            alt.Tooltip("phase_name:N", title="Phase"),
            alt.Tooltip("perspective:N", title="Perspective"),
            alt.Tooltip("score:Q", title="Score, 0 to 10", format=".1f"),
            alt.Tooltip("words:N", title="Status"),
            alt.Tooltip("kpis:Q", title="KPIs (n)"),
        ],
    )
    names = list(style.STATUS)
    tiles = base.mark_rect(cornerRadius=4, cursor="pointer", opacity=0.28).encode(
        color=alt.Color(
            "status:N",
            legend=None,
            scale=alt.Scale(domain=names, range=[style.STATUS[name].colour for name in names]),
        )
    )
    numbers = base.mark_text(color=style.INK, fontWeight="bold").encode(text="text:N")
    return style.titled(
        alt.layer(tiles.add_params(_click("phase")), numbers),
        "How each phase stands",
        "Scores from 0 to 10 · " + " · ".join(f"{sign} {words}" for sign, words in _SIGNS),
        style.bar_height(len(order), 30),
        width=130,
    )


# A perspective's score is a weighted mean: its sign tells where between threshold and target the mean lies.
_SIGNS = (
    ("●", "at the target or better (from 6.7)"),
    ("▲", "between threshold and target"),
    ("■", "at the red threshold or worse (to 3.3)"),
    ("◇", "unclear: too few rows to tell"),
)


def phases_axis(phases: pd.DataFrame, labels: bool = False) -> alt.X:
    """The phases from left to right, in order; ``labels`` names them above."""
    axis = alt.Axis(
        orient="top",
        labelAngle=0,
        labelLimit=130,
        labelFontWeight="bold",
        labelOverlap=False,
        labelFlush=False,
    )
    names = list(phases["phase_name"])
    # A phase in which nothing stands keeps its place.
    return alt.X("phase_name:N", sort=names, scale=alt.Scale(domain=names), title=None, axis=axis if labels else None)


def left_edge(axis: alt.Axis) -> alt.Axis:
    """The axis as wide as on the other charts of the map, so that phases stand under one another."""
    axis.minExtent = axis.maxExtent = _EDGE
    axis.labelLimit = _EDGE
    return axis


def _click(field: str) -> alt.Parameter:
    return alt.selection_point(name=CHOSEN, fields=[field], on="click", toggle=False, clear=False)


def _one(value: float) -> str:
    return f"{value:.1f}"
