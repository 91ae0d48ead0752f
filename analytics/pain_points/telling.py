"""From labelled comments to the result that people see: one table per question."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.pain_points import figures
from analytics.pain_points.learning import Learnt
from analytics.pain_points.memory import Previous
from analytics.pain_points.money import revenue_exposed
from analytics.pain_points.mood import Mood
from analytics.pain_points.portraits import Portraits, portray
from analytics.pain_points.result import PainPointResult
from analytics.pain_points.screening import FITS_NONE, Screened
from analytics.pain_points.text import mask


@dataclass(frozen=True)
class Found:
    """All comments with what was found out: ``learnt`` labels those at ``rows``, and ``ids`` names labels."""

    comments: pd.DataFrame
    read: Screened
    mood: Mood
    reasons: list[str | None]
    rows: npt.NDArray[np.int64]
    learnt: Learnt
    ids: list[str]
    previous: Previous | None


def tell(found: Found, phase: str | None, spending: pd.DataFrame, until: datetime | None) -> PainPointResult:
    """The result for all comments, or for those of one phase; ``until`` is the present of the data."""
    labelled = _labelled(found)
    shown = labelled if phase is None else labelled[labelled["phase"] == phase]
    assigned = shown[shown["pain_point_id"].notna()]
    ids = [name for name in found.ids if (assigned["pain_point_id"] == name).any()]
    revenue = revenue_exposed(assigned, spending)
    table = pd.concat(
        [
            figures.sizes(assigned, ids, len(shown)),
            figures.moods(assigned, ids),
            figures.trends(assigned, shown["written_at"], ids, until),
        ],
        axis=1,
    )
    table = _with_portraits(_with_money(table, revenue, spending), found, labelled, phase)
    return PainPointResult(
        table.sort_values(["comments", "id"], ascending=[False, True], kind="stable").reset_index(drop=True),
        assigned[["comment_id", "pain_point_id", "similarity"]].reset_index(drop=True),
        shown.loc[shown["pain_point_id"].isna(), ["comment_id", "reason"]].reset_index(drop=True),
        revenue,
        len(shown),
        _notes(found, shown),
    )


def _labelled(found: Found) -> pd.DataFrame:
    """The comments with pain_point_id and similarity, or the reason why they have none, and mood."""
    labelled = found.comments.drop(columns=["text"]).assign(
        pain_point_id=pd.Series([None] * len(found.comments), dtype=object),
        similarity=np.nan,
        reason=pd.Series(found.reasons, dtype=object),
        predicted=found.mood.predicted,
    )
    labels, rows = found.learnt.labels, found.rows
    names = np.array([*found.ids, None], dtype=object)[labels]
    presence = found.learnt.model.vocabulary.presence([found.read.stems[at] for at in rows])
    labelled.loc[rows, "pain_point_id"] = names
    labelled.loc[rows, "similarity"] = np.round(found.learnt.model.similarity(presence, labels), 4)
    labelled.loc[rows[labels < 0], "reason"] = FITS_NONE
    return labelled


def _with_money(table: pd.DataFrame, revenue: pd.DataFrame, spending: pd.DataFrame) -> pd.DataFrame:
    """Revenue exposed in the currency in which most is spent; revenue at risk still to be filled.

    What is spent in other currencies is never added: it stands in ``revenue``.
    """
    totals = spending.groupby("currency")["spent"].sum()
    main = str(totals.idxmax()) if len(totals) else None
    exposed = pd.Series(np.nan, index=table.index)
    if main is not None:
        by_id = revenue[revenue["currency"] == main].set_index("pain_point_id")["exposed"]
        exposed = table["id"].map(by_id).fillna(0.0).astype(float)
    return table.assign(
        revenue_exposed=exposed,
        currency=main,
        revenue_at_risk=np.nan,
        revenue_at_risk_low=np.nan,
        revenue_at_risk_high=np.nan,
    )


def _with_portraits(table: pd.DataFrame, found: Found, labelled: pd.DataFrame, phase: str | None) -> pd.DataFrame:
    """Names (a remembered one stands), words and examples of the rows of the table."""
    seen = _portraits(found, labelled, phase)
    at = {name: position for position, name in enumerate(found.ids)}
    remembered = found.previous.names if found.previous is not None else {}
    known = set(found.previous.ids()) if found.previous is not None else set()
    texts, comment_ids = found.comments["text"], found.comments["comment_id"]
    examples = [seen.examples[at[name]] for name in table["id"]]
    told = table.assign(
        words=_column([list(seen.names[at[name]].words) for name in table["id"]]),
        examples=_column([[mask(texts[row]) for row in rows] for rows in examples]),
        example_ids=_column([[comment_ids[row] for row in rows] for rows in examples]),
        new=[name not in known for name in table["id"]],
    )
    names = [remembered.get(name, seen.names[at[name]].phrase) for name in table["id"]]
    told.insert(1, "name", pd.Series(names, dtype=object))
    return told


def _column(lists: list[list[str]]) -> pd.Series[Any]:
    """A column whose cells are lists."""
    return pd.Series(lists, dtype=object)


def _portraits(found: Found, labelled: pd.DataFrame, phase: str | None) -> Portraits:
    rows = found.rows
    presence = found.learnt.model.vocabulary.presence([found.read.stems[at] for at in rows])
    similarity = labelled["similarity"].to_numpy()[rows]
    inside = labelled["phase"].to_numpy()[rows] == phase if phase is not None else np.ones(len(rows), bool)
    return portray(found.read, rows, found.learnt.labels, found.learnt.count, presence, similarity, inside)


def _notes(found: Found, shown: pd.DataFrame) -> tuple[str, ...]:
    """Sentences about what the result rests on and what was left out."""
    notes = [f"Severity of comments without a score: {found.mood.basis}"]
    reasons = Counter(shown["reason"].dropna())
    if reasons:
        parts = ", ".join(f"{count:,} {reason}" for reason, count in sorted(reasons.items()))
        notes.append(f"{sum(reasons.values()):,} of {len(shown):,} comments are in no pain point: {parts}.")
    if not found.learnt.structured:
        notes.append("The comments have no structure of their own: the groups asked for are no more alike than chance.")
    return tuple(notes)
