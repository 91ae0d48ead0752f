"""What a review rests on beside its scorecards: views with what they gave when they were pinned, never run again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from analytics.errors import ReviewClosed
from analytics.notebooks.keeping import keep_runs, runs_of
from analytics.notebooks.notebook import Analysis, Notebook, from_value
from analytics.notebooks.running import Run, Runner
from analytics.notebooks.view import View
from analytics.reviews.reviews import Review
from analytics.store.ledger import Ledger

if TYPE_CHECKING:
    from analytics.workspace import Workspace

_KIND = "evidence"


def evidence_of(workspace: Workspace, review: Review) -> list[tuple[Analysis, Run]]:
    """The views pinned to a review with what they gave then, in the order of pinning."""
    runs = runs_of(workspace, review.id)
    return [
        (cell, runs[cell.id])
        for cell in _pinned(workspace, review).cells
        if isinstance(cell, Analysis) and cell.id in runs
    ]


def add_evidence(workspace: Workspace, review: Review, view: View, who: str, now: datetime) -> Run:
    """Pin a view to an open review, with what it gives now. ReviewClosed for one that is over."""
    if not review.is_open:
        raise ReviewClosed(
            f"The {review.title.lower()} is closed, so nothing can be added to it. Pin it to a notebook."
        )
    before = _pinned(workspace, review)
    after = before.adding(Analysis(f"e{len(before.cells) + 1}", view.name.partition(".")[2], view.as_value()))
    run = Runner(workspace, after, lambda: now).run(after.cells[-1].id)
    _changes(workspace).record(_KIND, review.id, after.as_value(), who, f"pinned {view.title}", now)
    keep_runs(workspace, review.id, [run])
    return run


def _pinned(workspace: Workspace, review: Review) -> Notebook:
    found = _changes(workspace).present(_KIND).get(review.id)
    return Notebook(review.id, review.title) if found is None else replace(from_value(found), id=review.id)


def _changes(workspace: Workspace) -> Ledger:
    return Ledger(workspace.database, "notebook_changes")
