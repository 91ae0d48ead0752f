"""Charts that stand beside a table on a slide: their rows are as high as the table's."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from analytics.charts import style

_TOP, _TARGET, _THRESHOLD = 10.0, 20 / 3, 10 / 3
_BANDS = ((0.0, _THRESHOLD, style.RED), (_THRESHOLD, _TARGET, style.AMBER), (_TARGET, _TOP, style.GREEN))
_STATUSES = list(style.STATUS)
_COLOURS = alt.Scale(domain=_STATUSES, range=[style.STATUS[name].colour for name in _STATUSES])
_SHAPES = alt.Scale(domain=_STATUSES, range=[style.STATUS[name].shape for name in _STATUSES])
_INK = "#33404a"  # these charts stand on white paper alone


def beside_kpis(kpis: pd.DataFrame, histories: pd.DataFrame, rows: int, row_height: float) -> alt.HConcatChart:
    """The course of each KPI, and its score with interval between threshold and target.

    ``kpis`` has the columns row, score, low, high (scores of the interval's ends) and status; ``histories`` row, step
    (0 the oldest) and value. ``rows`` are those of the table, its header being row 0, each ``row_height`` pixels high.
    """
    course = _sheet(_course(histories, rows), rows, row_height, 95)
    scores = _sheet(_scores(kpis, rows, "score: red · below · on target"), rows, row_height, 150)
    return _plain(alt.hconcat(course, scores, spacing=18))


def beside_phases(phases: pd.DataFrame, rows: int, row_height: float) -> alt.HConcatChart:
    """The score of each phase, and of its leading and its lagging KPIs.

    ``phases`` has the columns row, score, leading, lagging and status; ``rows`` and ``row_height`` as above.
    """
    shown = phases.assign(
        low=phases[["leading", "lagging"]].min(axis=1), high=phases[["leading", "lagging"]].max(axis=1)
    )
    marks = [_scores(shown, rows, "score, from ‹ leading to lagging ›")]
    for name, shape in (("leading", "triangle-left"), ("lagging", "triangle-right")):
        base = alt.Chart(shown.dropna(subset=[name])).transform_calculate(middle="datum.row + 0.5")
        marks.append(
            base.mark_point(shape=shape, size=55, filled=True, color=_INK, opacity=1).encode(  # type: ignore[arg-type]
                x=_score_axis(name), y=_rows("middle", rows)
            )
        )
    return _plain(alt.hconcat(_sheet(alt.layer(*marks), rows, row_height, 260)))


def _course(histories: pd.DataFrame, rows: int) -> style.Chart:
    """Lines, each within its own row, from its least value to its greatest."""
    values = histories.groupby("row")["value"]
    least, most = values.transform("min"), values.transform("max")
    span = (most - least).where(most > least, 1.0)
    placed = histories.assign(height=histories["row"] + 0.82 - 0.64 * (histories["value"] - least) / span)
    last = placed.loc[placed.groupby("row")["step"].idxmax()] if len(placed) else placed
    x = alt.X("step:Q", axis=None, scale=alt.Scale(nice=False))
    lines = alt.Chart(placed).mark_line(color=style.BLUE, strokeWidth=1.6)
    ends = alt.Chart(last).mark_point(color=style.BLUE, filled=True, size=32, opacity=1)
    y = _rows("height", rows)
    return alt.layer(
        lines.encode(x=x, y=y, detail="row:N"), ends.encode(x=x, y=y), _heading("course by month", "step", 0.0, rows)
    )


def _scores(kpis: pd.DataFrame, rows: int, heading: str) -> style.Chart:
    """A band per row with its three zones, the interval as a line, and the score as its status' shape."""
    scored = kpis.dropna(subset=["score"])
    zones = [
        alt.Chart(scored.assign(top=scored["row"] + 0.28, bottom=scored["row"] + 0.72, start=start, end=end))
        .mark_rect(color=colour, opacity=0.2)
        .encode(x=_score_axis("start"), x2="end:Q", y=_rows("top", rows), y2="bottom:Q")
        for start, end, colour in _BANDS
    ]
    base = alt.Chart(scored.assign(middle=scored["row"] + 0.5)).encode(y=_rows("middle", rows))
    whiskers = base.mark_rule(color=_INK, strokeWidth=1.5).encode(x=_score_axis("low"), x2="high:Q")
    points = base.mark_point(filled=True, size=75, opacity=1).encode(
        x=_score_axis("score"),
        color=alt.Color("status:N", scale=_COLOURS, legend=None),
        shape=alt.Shape("status:N", scale=_SHAPES, legend=None),
    )
    return alt.layer(*zones, whiskers, points, _heading(heading, "score", 0.0, rows))


def _heading(text: str, x: str, at: float, rows: int) -> alt.Chart:
    place = pd.DataFrame({x: [at], "middle": [0.5], "text": [text]})
    where = _score_axis(x) if x == "score" else alt.X(f"{x}:Q", axis=None)
    marks = alt.Chart(place).mark_text(align="left", color=_INK, fontSize=10, opacity=0.8)
    heading: alt.Chart = marks.encode(x=where, y=_rows("middle", rows), text="text:N")
    return heading


def _score_axis(field: str) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, _TOP], nice=False))


def _rows(field: str, rows: int) -> alt.Y:
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[rows, 0], nice=False, reverse=False))


def _sheet(chart: style.Chart, rows: int, row_height: float, width: int) -> style.Chart:
    sized: style.Chart = chart.properties(width=width, height=rows * row_height)
    return sized


def _plain(chart: Any) -> alt.HConcatChart:
    """Without frame and margin, so that the picture is exactly as high as the table beside it."""
    made: alt.HConcatChart = chart.configure(
        view=alt.ViewConfig(stroke=None), padding=0, background="white", font="Helvetica, Arial, sans-serif"
    )
    return made
