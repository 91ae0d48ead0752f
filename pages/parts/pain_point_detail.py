"""One pain point: how large, how bad, where, since when, what it costs, and what customers wrote."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.charts import pain_points as charts
from analytics.charts import style
from analytics.journey.phases import Phase
from analytics.pain_points.evidence import last_month_is_open, per_month, per_phase
from analytics.pain_points.result import PainPointResult
from analytics.workspace import Workspace
from pages.parts.comments_list import comments_list
from pages.parts.figures import Figure, figures
from pages.parts.filters import phase_in_url
from pages.parts.words import heading, paragraph


def pain_point_detail(
    workspace: Workspace,
    result: PainPointResult,
    comments: pd.DataFrame,
    pain_point_id: str,
    phase: Phase | None,
) -> None:
    """Everything about one pain point of ``result`` (of ``phase``, or of all phases).

    ``comments`` are all comments of all phases with their places.
    """
    row = result.pain_points.set_index("id").loc[pain_point_id].to_dict()
    words = [str(word) for word in row["words"]]
    with st.container(border=True):
        heading(row["name"])
        if words:
            paragraph("Telling words: " + ", ".join(words[:8]), faint=True)
        figures([_size(row), _customers(row), _score(row), _trend(row), *_money(row, result, pain_point_id)])
        in_phase = comments if phase is None else comments[comments["phase"] == phase.id]
        _months(workspace, in_phase, pain_point_id)
        _spread(workspace, comments, pain_point_id)
    own = in_phase[in_phase["pain_point_id"] == pain_point_id]
    st.markdown("**What customers wrote**")
    names = {phase.id: phase.name for phase in workspace.phases()}
    comments_list(own, names, tuple(words), key=f"comments-{pain_point_id}")
    _links(workspace, str(row["phase"]))


def _months(workspace: Workspace, comments: pd.DataFrame, pain_point_id: str) -> None:
    data_until = workspace.data_until()
    months = per_month(comments, pain_point_id, data_until)
    if not months.empty:
        open_month = last_month_is_open(months, data_until)
        until = f"{months['month'].iloc[-1]:%B %Y}" if open_month else ""
        st.altair_chart(charts.per_month(months, until), width="stretch", key=f"months-{pain_point_id}")


def _spread(workspace: Workspace, comments: pd.DataFrame, pain_point_id: str) -> None:
    spread = per_phase(comments, pain_point_id, workspace.phases())
    st.altair_chart(charts.spread(spread[spread["comments"] > 0]), width="stretch", key=f"spread-{pain_point_id}")


def _size(row: Mapping[Any, Any]) -> Figure:
    between = style.interval(_number(row["share_low"]), _number(row["share_high"]), _percent)
    return Figure(
        "Comments",
        style.count(_number(row["comments"])),
        f"{_percent(_number(row['share']))} of comments ({between})",
        "How many comments are about this, and their share of all comments with its 95 % interval.",
    )


def _customers(row: Mapping[Any, Any]) -> Figure:
    return Figure(
        "Customers",
        style.count(_number(row["customers"])),
        "wrote about it",
        "Different customers behind the comments.",
    )


def _score(row: Mapping[Any, Any]) -> Figure:
    score = _number(row["score"])
    if score is None:
        return Figure("Average score", "–", "nobody gave a score")
    between = style.interval(_number(row.get("score_low")), _number(row.get("score_high")), _of_ten)
    scored = row.get("scored", row.get("score_n"))
    return Figure(
        "Average score",
        f"{_of_ten(score)} of 10",
        f"{between} · n {style.count(_number(scored))}".strip(" ·"),
        "Scores of the comments' writers brought to 0 (worst) to 10 (best), with 95 % interval.",
    )


def _trend(row: Mapping[Any, Any]) -> Figure:
    ratio = _number(row.get("trend"))
    note = "emerging" if row.get("emerging") else "steady" if not row.get("trending") else "a real change"
    value = "–" if ratio is None else f"{(ratio - 1) * 100:+.0f} %"
    return Figure(
        "Change per 30 days",
        value,
        f"▲ {note}" if row.get("emerging") else note,
        "How its share of all comments grows from one 30 days to the next. Steady: chance may explain it.",
    )


def _money(row: Mapping[Any, Any], result: PainPointResult, pain_point_id: str) -> list[Figure]:
    """Revenue exposed, and what of it is at risk: never the same, and said so."""
    own = result.revenue[result.revenue["pain_point_id"] == pain_point_id]
    exposed = " + ".join(
        style.money(float(amount), str(currency))
        for amount, currency in zip(own["exposed"], own["currency"], strict=True)
    )
    made = [
        Figure(
            "Revenue exposed",
            exposed or "–",
            "spent by them in 12 months",
            "What the touched customers spent in the last 365 days; not the revenue that would be lost.",
        )
    ]
    at_risk = _number(row.get("revenue_at_risk"))
    if at_risk is not None:
        between = style.interval(
            _number(row.get("revenue_at_risk_low")), _number(row.get("revenue_at_risk_high")), style.money
        )
        made.append(
            Figure(
                "Revenue at risk",
                style.money(at_risk),
                between,
                "Revenue exposed times what this pain point does to staying, by the driver analysis.",
            )
        )
    return made


def _links(workspace: Workspace, phase_id: str) -> None:
    phase = next((phase for phase in workspace.phases() if phase.id == phase_id), None)
    with st.container(horizontal=True):
        if phase is not None:
            st.page_link(
                "pages/scorecards.py",
                label="Scorecard of its phase",
                icon=":material/speed:",
                query_params=phase_in_url(phase),
            )
        st.page_link("pages/drivers.py", label="What it does to staying", icon=":material/alt_route:")


def _number(value: Any) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _of_ten(value: float) -> str:
    return f"{value * 10:.1f}"


def _percent(value: float | None) -> str:
    return style.percent(value, 1)
