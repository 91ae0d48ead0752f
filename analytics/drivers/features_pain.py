"""Pain points met: who wrote at least one comment about each."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from analytics.drivers.columns import Column
from analytics.pain_points.result import PainPointResult
from analytics.retention.outcome import Tables

MOST = 12


def named_assignments(found: PainPointResult) -> pd.DataFrame:
    """Which comment belongs to which pain point, with the pain point's name: what :func:`pains` reads."""
    names = found.pain_points[["id", "name"]].rename(columns={"id": "pain_point_id"})
    return found.assignments.merge(names, on="pain_point_id")


def pains(
    workspace: Tables, assignments: pd.DataFrame, since: datetime | None, until: datetime
) -> tuple[pd.DataFrame, list[Column], list[str]]:
    """One 0/1 column per pain point (the twelve that most customers met), named ``pain:ID``.

    ``assignments`` has comment_id and pain_point_id (missing for a comment without one), and name where
    the pain points have one. Only comments written after ``since`` and up to ``until`` count.
    """
    comments = workspace.table("comments")
    kept = comments.filter((comments.written_at <= until) & comments.customer_id.notnull())
    if since is not None:
        kept = kept.filter(kept.written_at > since)
    written = workspace.execute(kept.select("comment_id", "customer_id"))
    met = written.merge(assignments.dropna(subset=["pain_point_id"]), on="comment_id")
    people = met.drop_duplicates(["customer_id", "pain_point_id"]).assign(met=1.0)
    largest = sorted(people["pain_point_id"].value_counts().head(MOST).index, key=str)
    wide = people.pivot(index="customer_id", columns="pain_point_id", values="met").reindex(columns=largest).fillna(0.0)
    names = {point: f"pain:{point}" for point in largest}
    spoken = (
        assignments.drop_duplicates("pain_point_id").set_index("pain_point_id").get("name", pd.Series(dtype=object))
    )
    columns = [Column(names[point], f'wrote about "{spoken.get(point, point)}"', sort="flag") for point in largest]
    wide.columns = [names[point] for point in largest]
    return wide.rename_axis("customer_id").reset_index(), columns, list(wide.columns)
