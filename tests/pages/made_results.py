"""Results made by hand, so that a test of a page tests the page and knows every figure on it."""

from __future__ import annotations

import pandas as pd

from analytics import Workspace
from analytics.drivers.analysis import DriverResult
from analytics.drivers.quality import Quality
from analytics.pain_points.result import PainPointResult
from analytics.store.places import write_places

HOSTILE = "<script>alert(1)</script> [late](javascript:x) :skull:"


def pain_points(workspace: Workspace, phase: str | None = None) -> PainPointResult:
    """Every comment of the workspace about a parcel is P1 (with a hostile name), about a login P2.

    P2 emerges and has no scores; all other comments are praise.
    """
    comments = workspace.execute(workspace.table("comments").select("comment_id", "text", "phase"))
    if phase is not None:
        comments = comments[comments["phase"] == phase]
    about = comments["text"].str.contains("parcel").map({True: "P1", False: None})
    about = about.where(~comments["text"].str.contains("log in"), "P2")
    placed = comments[about.notna()].assign(pain_point_id=about.dropna(), similarity=0.8)
    if phase is None:
        _put(workspace, comments["comment_id"], about)
    rows = [
        _row("P1", HOSTILE, placed, len(comments), 0.3),
        _row("P2", "cannot log in", placed, len(comments), None),
    ]
    return PainPointResult(
        pain_points=pd.DataFrame([row for row in rows if row["comments"]]),
        assignments=placed[["comment_id", "pain_point_id", "similarity"]],
        unassigned=comments.loc[about.isna(), ["comment_id"]].assign(reason="praise"),
        revenue=pd.DataFrame({"pain_point_id": ["P1"], "currency": ["EUR"], "exposed": [1234.0]}),
        comments=len(comments),
        notes=("Severity rests on <b>scores</b>.",),
        effects=pd.DataFrame(
            [("P1", "nps", 10.0, 15.0, -5.0, 60, 12)],
            columns=["pain_point_id", "metric", "score", "without", "effect", "n", "left_out"],
        ),
    )


def _put(workspace: Workspace, comment_ids: pd.Series, about: pd.Series) -> None:
    """Write where every comment stands, as finding pain points does, so that the page can turn their pages."""
    reason = about.map({"P1": None, "P2": None}).where(about.notna(), "praise")
    places = pd.DataFrame({"comment_id": comment_ids, "computed": about, "pain_point_id": about, "reason": reason})
    write_places(workspace.database, "", places.assign(similarity=0.8, mood=0.5))


def _row(pain_point_id: str, name: str, placed: pd.DataFrame, total: int, score: float | None) -> dict[str, object]:
    own = placed[placed["pain_point_id"] == pain_point_id]
    share = len(own) / max(total, 1)
    return {
        "id": pain_point_id,
        "name": name,
        "phase": "support",
        "comments": len(own),
        "customers": len(own) // 2,
        "share": share,
        "share_low": share * 0.8,
        "share_high": share * 1.2,
        "score": score,
        "score_low": None if score is None else score - 0.1,
        "score_high": None if score is None else score + 0.1,
        "scored": 0 if score is None else 40,
        "severity": 0.7,
        "trend": 1.05,
        "trending": False,
        "emerging": pain_point_id == "P2",
        "recent_ratio": 1.1,
        "revenue_exposed": None,
        "revenue_at_risk": None,
        "words": ["parcel", "log"],
        "examples": ["The parcel is late.", "I cannot log in."],
        "score_metric": "nps",
        "score_effect": -5.0,
        "owner": None,
        "status": "proposed" if pain_point_id == "P2" else "open",
        "proposed": pain_point_id == "P2",
        "since": "2026-01-31",
        "x": 0.2,
        "y": 0.8,
    }


def drivers() -> DriverResult:
    """Waiting has the wrong sign in a plain comparison; the plan is a category; one effect is uncertain."""
    frame = pd.DataFrame(
        {
            "name": ["wait", "plan", "nps"],
            "label": [f"hours until {HOSTILE}", "plan", "NPS"],
            "importance": [0.6, 0.3, 0.1],
            "low": [0.5, 0.2, 0.0],
            "high": [0.7, 0.4, 0.2],
            "effect_pp": [8.0, -5.0, 0.5],
            "effect_low": [4.0, -8.0, -2.0],
            "effect_high": [12.0, -2.0, 3.0],
            "from_value": [24.0, "Basic", 6.0],
            "to_value": [4.0, "Pro", 9.0],
            "naive_pp": [-3.0, -6.0, 5.0],
            "second_opinion_pp": [7.0, -1.0, 0.4],
            "agrees": [True, False, True],
            "n": [900, 900, 400],
            "warning": ["", "few customers changed", ""],
        }
    )
    curve = {"value": [1.0, 4.0, 24.0], "outcome": [0.9, 0.88, 0.8]}
    curves = pd.DataFrame({"name": "wait", **curve, "low": 0.7, "high": 0.95})
    return DriverResult(
        outcome="bought_again",
        outcome_label="bought again",
        n=900,
        base_rate=0.8,
        quality=Quality(0.72, 0.14, 0.16, 0.95),
        drivers=frame,
        curves=curves,
        adjusted_for=("segment",),
        left_out=(("cancelled_on", "filled in only for leavers"),),
        sentence="Waiting less goes with 8 points more of them.",
        notes=("Associations, not causes.",),
    )
