"""The whole company at a glance: phases by perspectives, each cell a score from 0 to 10."""

from __future__ import annotations

import altair as alt
import pandas as pd

from analytics.charts.style import AMBER, GREEN, GREY, RED
from analytics.scorecards.cards import ScorecardResult

ALL = "All perspectives"


def scorecard_matrix(result: ScorecardResult) -> alt.LayerChart:
    """Scores of every phase (columns) and perspective (rows).

    The colour follows the score in three steps that are also written as a number: under a third is at
    the red threshold or worse, over two thirds at the target or better.
    """
    phases = [phase.name for phase in result.phases]
    rows = [
        {"phase": phase.name, "perspective": perspective.perspective, "score": perspective.score,
         "kpis": len(perspective.kpis)}
        for phase in result.phases
        for perspective in phase.perspectives
    ]  # fmt: skip
    rows += [{"phase": p.name, "perspective": ALL, "score": p.score, "kpis": len(list(p.kpis))} for p in result.phases]
    frame = pd.DataFrame(rows)
    frame["text"] = [f"{score:.1f}" if score == score and score is not None else "–" for score in frame["score"]]
    perspectives = [*dict.fromkeys(row["perspective"] for row in rows)]
    base = alt.Chart(frame).encode(
        x=alt.X("phase:N", sort=phases, axis=alt.Axis(orient="top", labelAngle=0, title=None, domain=False, ticks=False)),
        y=alt.Y("perspective:N", sort=perspectives, axis=alt.Axis(title=None, domain=False, ticks=False, labelLimit=150)),
        tooltip=[
            alt.Tooltip("phase:N", title="Phase"),
            alt.Tooltip("perspective:N", title="Perspective"),
            alt.Tooltip("text:N", title="Score (0 to 10)"),
            alt.Tooltip("kpis:Q", title="KPIs with data"),
        ],
    )
    colour = (
        alt.when(alt.datum.score == None)  # noqa: E711 - a Vega expression, not Python's
        .then(alt.value(GREY))
        .when(alt.datum.score < 10 / 3)
        .then(alt.value(RED))
        .when(alt.datum.score < 20 / 3)
        .then(alt.value(AMBER))
        .otherwise(alt.value(GREEN))
    )
    cells = base.mark_rect(cornerRadius=4, opacity=0.32, xOffset=2, x2Offset=-2, yOffset=2, y2Offset=-2).encode(color=colour)
    numbers = base.mark_text(fontSize=14, fontWeight=600).encode(text="text:N")
    return (cells + numbers).properties(
        height=30 * len(perspectives),
        description="Scores from 0 to 10 of each phase of the journey in each perspective of the scorecard",
    ).configure_view(strokeWidth=0)
