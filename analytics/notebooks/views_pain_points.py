"""Looking at pain points: what hurts most, where, since when, and what customers wrote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from analytics.charts import pain_point_views as views
from analytics.charts import pain_points as charts
from analytics.charts import style
from analytics.errors import NotEnoughData, NotFound
from analytics.journey.phases import find_phase
from analytics.notebooks.answer import Answer
from analytics.notebooks.definition import Definition
from analytics.pain_points.comparing import compare
from analytics.pain_points.decisions import KIND
from analytics.pain_points.evidence import last_month_is_open, per_month, per_phase, read_comments
from analytics.pain_points.keeping import decisions_of
from analytics.pain_points.priority import SUBJECT, Weights, with_priority
from analytics.pain_points.reading import CommentQuery
from analytics.pain_points.result import PainPointResult
from analytics.pain_points.sides import sides

if TYPE_CHECKING:
    from analytics.workspace import Workspace

Order = Literal["priority", "comments", "severity", "customers", "revenue_at_risk", "revenue_exposed", "recent_ratio"]

MOST_BARS = 14
NOT_PLACED = ""
_MOST_COMMENTS = 5_000
_SHOWN = [
    "id", "name", "phase", "priority", "comments", "customers", "share", "share_low", "share_high", "score", "severity",
    "trend", "trend_low", "trend_high", "emerging", "revenue_exposed", "revenue_at_risk", "currency", "score_effect", "owner",
    "status",
]  # fmt: skip
RANKED_NOTE = (
    "Share: comments in the pain point / all comments, with its 95 % interval. Priority: weighted mean of volume, severity, "
    "trend and money, each 0 to 10."
)


@dataclass(frozen=True)
class Ranked:
    """The pain points of one phase (name or id) or of all, in an order; ``count`` asks for a number of groups.

    ``weights`` are those of the priority (None: those that people agreed on).
    """

    phase: str | None = None
    order: Order = "priority"
    count: int | None = None
    weights: Weights | None = None


@dataclass(frozen=True)
class Compared:
    """The pain points' shares on two sides (see ``analytics.pain_points.sides``), by name; of one phase or all."""

    one: str = "the last 90 days"
    other: str = "the 90 days before"
    phase: str | None = None


@dataclass(frozen=True)
class OnePainPoint:
    """One pain point, by its id; where it was merged into another, that one. Of one phase or all."""

    pain_point: str = ""
    phase: str | None = None


@dataclass(frozen=True)
class Read:
    """A result, and every comment (of the phase, where one was asked for) with where it was put."""

    result: PainPointResult
    comments: pd.DataFrame


def found_in(workspace: Workspace, asked: Ranked) -> PainPointResult:
    """The pain points of a phase."""
    return workspace.pain_points(asked.phase, asked.count)


def read_in(workspace: Workspace, asked: Ranked | Compared | OnePainPoint) -> Read:
    """The pain points with every comment."""
    whole = workspace.pain_points()
    comments = read_comments(workspace, whole.assignments, whole.unassigned)
    if asked.phase is None:
        return Read(whole, comments)
    phase = find_phase(workspace.phases(), asked.phase).id
    return Read(workspace.pain_points(phase), comments[comments["phase"] == phase])


def in_order(workspace: Workspace, pain_points: pd.DataFrame, asked: Ranked) -> pd.DataFrame:
    """The pain points with their priority, the first of the order first."""
    weights = asked.weights or Weights.of(workspace.ledger.present(KIND).get(SUBJECT))
    ranked = with_priority(pain_points, weights)
    keys = [asked.order, "comments"]
    return ranked.sort_values(keys, ascending=False, kind="stable", na_position="last").reset_index(drop=True)


def few(rows: pd.DataFrame, chosen: str = "") -> pd.DataFrame:
    """The first of the order, what is emerging and what is chosen: a chart longer than the screen answers nothing."""
    shown = (rows.index < MOST_BARS) | rows["emerging"].astype(bool) | (rows["id"] == chosen)
    return rows.loc[shown]


def labels_of(rows: pd.DataFrame) -> dict[str, str]:
    """What each pain point (by id) is called in a chart."""
    return dict(zip(rows["id"], style.told_apart([style.short(name, 34) for name in rows["name"]]), strict=True))


def cells_of(rows: pd.DataFrame, comments: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """How many comments of each pain point stand in each phase, and their share of the phase's comments."""
    labels = labels_of(rows)
    placed = comments.assign(phase=comments["phase"].where(comments["phase"].isin(list(names)), NOT_PLACED))
    counts = placed.groupby(["pain_point_id", "phase"]).size().rename("comments").reset_index()
    cells = counts[counts["pain_point_id"].isin(labels)]
    total = placed["phase"].value_counts()
    cells = cells.assign(
        id=cells["pain_point_id"],
        label=cells["pain_point_id"].map(labels),
        share=cells["comments"] / cells["phase"].map(total),
        phase=cells["phase"].map(names),
    )
    return cells[["id", "label", "phase", "comments", "share"]].reset_index(drop=True)


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[[name for name in _SHOWN if name in rows]].reset_index(drop=True)


def _ranked(found: PainPointResult, asked: Ranked, workspace: Workspace) -> Answer:
    rows = in_order(workspace, found.pain_points, asked)
    names = {phase.id: phase.name for phase in workspace.phases()}
    return Answer("What hurts most", _table(rows), charts.ranked(few(rows), names), RANKED_NOTE)


def _map(found: PainPointResult, asked: Ranked, workspace: Workspace) -> Answer:
    rows = in_order(workspace, found.pain_points, asked)
    table = rows[["id", "name", "phase", "comments", "severity", "x", "y"]]
    return Answer("A map of the pain points", table, views.group_map(rows), "Near each other: alike in what is said.")


def _over_phases(found: Read, asked: Ranked, workspace: Workspace) -> Answer:
    names = {phase.id: phase.name for phase in workspace.phases()} | {NOT_PLACED: "not placed"}
    rows = few(in_order(workspace, found.result.pain_points, asked))
    cells = cells_of(rows, found.comments, names)
    chart = views.over_phases(cells, list(labels_of(rows).values()), list(names.values()))
    return Answer("Pain points over the phases", cells, chart, "Share of all comments of a phase.")


def _compared(found: Read, asked: Compared, workspace: Workspace) -> Answer:
    known = sides(workspace, found.comments)
    missing = [name for name in (asked.one, asked.other) if name not in known]
    if missing:
        raise NotEnoughData(f"No comments, or all of them, are of {missing[0]!r}: there is nothing to compare.")
    rows = compare(found.comments, known[asked.one], known[asked.other])
    labels = labels_of(found.result.pain_points)
    rows = rows[rows["id"].isin(labels)]
    rows = rows.assign(label=rows["id"].map(labels)).reset_index(drop=True)
    chart = views.compared(rows.head(MOST_BARS), asked.one, asked.other)
    note = (
        "Difference of two shares with its 95 % interval (Newcombe 1998); real ones stand out from chance after allowing for "
        "all that are compared (Benjamini and Hochberg 1995)."
    )
    return Answer(f"Pain points: {asked.one} against {asked.other}", rows, chart, note)


def _one(found: Read, asked: OnePainPoint, workspace: Workspace) -> dict[Any, Any]:
    shown = decisions_of(workspace).shown(asked.pain_point)
    rows = found.result.pain_points.set_index("id", drop=False)
    if shown not in rows.index:
        raise NotFound("This pain point is not there any more. It may have been hidden, or its data taken back.")
    row: dict[Any, Any] = rows.loc[shown].to_dict()
    return row


def _months(found: Read, asked: OnePainPoint, workspace: Workspace) -> Answer:
    row, data_until = _one(found, asked, workspace), workspace.data_until()
    months = per_month(found.comments, str(row["id"]), data_until)
    until = f"{months['month'].iloc[-1]:%B %Y}" if last_month_is_open(months, data_until) else ""
    chart = charts.per_month(months, until) if len(months) else None
    return Answer(f"{row['name']}, month by month", months, chart, "Comments in the pain point per month.")


def _spread(found: Read, asked: OnePainPoint, workspace: Workspace) -> Answer:
    row = _one(found, asked, workspace)
    rows = per_phase(found.comments, str(row["id"]), workspace.phases())
    rows = rows[rows["comments"] > 0].reset_index(drop=True)
    return Answer(f"{row['name']}, phase by phase", rows, charts.spread(rows), "Its comments by phase.")


def _comments_run(workspace: Workspace, asked: CommentQuery) -> pd.DataFrame:
    workspace.pain_points()  # so that every comment has its place
    return asked.page(workspace, 0, _MOST_COMMENTS)


def _comments(found: pd.DataFrame, asked: CommentQuery, workspace: Workspace) -> Answer:
    table = found.drop(columns=["customer_id"], errors="ignore")
    return Answer(
        "What customers wrote", table, None, f"At most the first {_MOST_COMMENTS:,}; masked as they were loaded."
    )


DEFINITIONS: tuple[Definition[Any, Any], ...] = (
    Definition("pain_points.ranked", "What hurts most", "pain_points", Ranked, _ranked, found_in),
    Definition("pain_points.map", "A map of the pain points", "pain_points", Ranked, _map, found_in),
    Definition("pain_points.over_phases", "Pain points over the phases", "pain_points", Ranked, _over_phases, read_in),
    Definition("pain_points.compared", "Two groups of comments compared", "pain_points", Compared, _compared, read_in),
    Definition("pain_points.months", "One pain point over time", "pain_points", OnePainPoint, _months, read_in),
    Definition("pain_points.spread", "One pain point over the phases", "pain_points", OnePainPoint, _spread, read_in),
    Definition("pain_points.comments", "What customers wrote", "pain_points", CommentQuery, _comments, _comments_run),
)
