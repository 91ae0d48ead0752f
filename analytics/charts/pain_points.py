"""What hurts customers: how much, where, since when."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import pandas as pd

from analytics.charts import style

_MOOD_REACH = 0.12  # this far from the average (of 0 to 1) a mood is as bad or good as it gets
CHOSEN = "chosen"  # the selection that a click on a bar makes; its points carry the field ``id``

_RANKED = ["id", "label", "name", "phase_name", "comments", "customers", "share", "share_low", "share_high", "score", "mood",
           "flag", "within", "of_chosen"]  # fmt: skip


def ranked(pain_points: pd.DataFrame, phases: Mapping[str, str], chosen: str | None = None) -> style.Chart:
    """Pain points as bars in the order of the frame: length the share of comments, colour the mood.

    Columns used: id, name, phase, comments, customers, share, share_low, share_high (0..1), score (0..1
    or missing), emerging. ``phases`` gives the name of each phase id. A click selects ``id``.
    """
    rows = _in_words(pain_points, phases).assign(of_chosen=(pain_points["id"] == chosen) | (chosen is None))
    base = alt.Chart(rows[_RANKED]).encode(
        y=alt.Y(
            "label:N",
            sort=list(rows["label"]),
            title=None,
            axis=alt.Axis(labelLimit=260, labelPadding=6, labelOverlap=False, labelFlush=False),
        ),
        tooltip=_ranked_tips(),
    )
    bars = base.mark_bar(cursor="pointer", cornerRadiusEnd=3, invalid=None).encode(
        x=alt.X("share:Q", title="share of comments", axis=alt.Axis(format="%", tickCount=5)),
        color=alt.condition("datum.score == null", alt.value(style.GREY), _mood_colour(rows["score"])),
        opacity=alt.condition("datum.of_chosen", alt.value(1.0), alt.value(0.7)),
    )
    rules = base.mark_rule(color=style.INK, strokeWidth=1.5).encode(x="share_low:Q", x2="share_high:Q")
    flags = base.mark_text(align="left", dx=6, color=style.INK, fontWeight="bold", fontSize=11).encode(
        x="share_high:Q", text="flag:N"
    )
    click = alt.selection_point(name=CHOSEN, fields=["id"], on="click", toggle=False, clear=False)
    return style.titled(
        alt.layer(bars.add_params(click), rules, flags),
        "What hurts, by share of comments",
        "Line: 95 % interval. Colour: how the writers scored, against the average. Click a bar to read.",
        style.bar_height(len(rows)),
        width=70,
    )


def _in_words(pain_points: pd.DataFrame, phases: Mapping[str, str]) -> pd.DataFrame:
    """The pain points with what labels and tooltips say of them."""
    within = [style.interval(*pair) for pair in zip(pain_points["share_low"], pain_points["share_high"], strict=True)]
    return pain_points.assign(
        label=style.told_apart([style.short(name, 38) for name in pain_points["name"]]),
        phase_name=[phases.get(str(phase), "not placed") for phase in pain_points["phase"]],
        mood=[_mood_words(score) for score in pain_points["score"]],
        flag=["▲ emerging" if emerging else "" for emerging in pain_points["emerging"]],
        within=within,
    )


def _ranked_tips() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("name:N", title="Pain point"),
        alt.Tooltip("phase_name:N", title="Phase"),
        alt.Tooltip("comments:Q", title="Comments (n)", format=style.COUNT),
        alt.Tooltip("customers:Q", title="Customers", format=style.COUNT),
        alt.Tooltip("share:Q", title="Share of comments", format=style.PERCENT_1),
        alt.Tooltip("within:N", title="95 % interval"),
        alt.Tooltip("mood:N", title="Average mood"),
    ]


def _mood_colour(scores: pd.Series) -> alt.Color:
    """Colours around the average of the pain points shown: absolute ones would all look alike."""
    middle = float(scores.mean()) if scores.notna().any() else 0.5
    ends = [middle - _MOOD_REACH, middle, middle + _MOOD_REACH]
    return alt.Color(
        "score:Q",
        title="mood, by the average",
        scale=alt.Scale(domain=ends, range=list(style.MOOD), clamp=True),
        legend=alt.Legend(
            orient="bottom",
            gradientLength=120,
            gradientThickness=8,
            values=[ends[0], ends[2]],
            labelExpr="datum.index == 0 ? 'worse' : 'better'",
            direction="horizontal",
            titleOrient="left",
        ),
    )


def _mood_words(score: float | None) -> str:
    return "no score given" if score is None or pd.isna(score) else f"{score * 10:.1f} of 10"


def per_month(months: pd.DataFrame, until: str = "") -> style.Chart:
    """Comments about one pain point per month, against what the month's volume would give.

    Columns: month (timestamp), comments, expected (this month's comments times the average share), total.
    ``until`` names a last month that is not over yet.
    """
    base = alt.Chart(months[["month", "comments", "expected", "total"]]).encode(
        x=alt.X("yearmonth(month):T", title=None, axis=alt.Axis(format="%b %y", labelAngle=0, tickCount=6)),
        tooltip=[
            alt.Tooltip("yearmonth(month):T", title="Month", format="%B %Y"),
            alt.Tooltip("comments:Q", title="Comments (n)", format=style.COUNT),
            alt.Tooltip("expected:Q", title="At its average share", format=",.1f"),
            alt.Tooltip("total:Q", title="All comments that month", format=style.COUNT),
        ],
    )
    bars = base.mark_bar(color=style.BLUE, cornerRadiusEnd=2).encode(
        y=alt.Y("comments:Q", title="comments", axis=alt.Axis(tickCount=4, tickMinStep=1))
    )
    line = base.mark_line(color=style.ORANGE, strokeWidth=2, strokeDash=[5, 3], interpolate="monotone").encode(
        y="expected:Q"
    )
    note = f" {until} is not over." if until else ""
    return style.titled(
        alt.layer(bars, line),
        "Comments per month",
        f"Dashed: what all comments of the month would give at its average share.{note}",
        110,
        width=52,
    )


def spread(phases: pd.DataFrame) -> style.Chart:
    """Where in the journey one pain point is met. Columns: phase (name, in order), comments, share (0..1)."""
    base = alt.Chart(phases[["phase", "comments", "share"]]).encode(
        y=alt.Y(
            "phase:N",
            sort=list(phases["phase"]),
            title=None,
            axis=alt.Axis(labelLimit=140, labelOverlap=False, labelFlush=False),
        ),
        x=alt.X("comments:Q", title=None, axis=None),
        tooltip=[
            alt.Tooltip("phase:N", title="Phase"),
            alt.Tooltip("comments:Q", title="Comments (n)", format=style.COUNT),
            alt.Tooltip("share:Q", title="Of this pain point", format=style.PERCENT),
        ],
    )
    bars = base.mark_bar(color=style.BLUE, cornerRadiusEnd=3)
    numbers = base.mark_text(align="left", dx=4, color=style.INK).encode(
        text=alt.Text("comments:Q", format=style.COUNT)
    )
    return style.titled(
        alt.layer(bars, numbers),
        "Where in the journey",
        "Comments per phase.",
        style.bar_height(len(phases), 20),
    )
