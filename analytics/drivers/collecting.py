"""The customer table of one question: one or several cutoffs, one segment, and the roles people gave columns.

The latest window tells most of how things stand; where it has too few of the rarer outcome, earlier ones are taken in
as far as history allows. With several cutoffs a customer has one row for each at which they counted; what happened in an earlier
window is explained by what was known before it, exactly as for the latest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
import pandas as pd

from analytics.drivers.columns import Column, Role
from analytics.drivers.features import OBSERVED_DAYS, Features, build_features
from analytics.drivers.features_attributes import MOST_LEVELS
from analytics.errors import NotEnoughData, NotFound
from analytics.retention.attributes import attribute_frame
from analytics.retention.outcome import Outcome, Tables
from analytics.retention.outcomes import build_outcome
from analytics.retention.span import Span

IGNORED = "set to ignored"
_LARGE_ENOUGH = 200
AS_NEEDED = 0
MOST_CUTOFFS = 6  # taken in without being asked for
_ENOUGH = 200  # of the rarer outcome, some seven for each of thirty columns
PERIOD = Column("period", "the outcome window", "context", "category")


@dataclass(frozen=True)
class Collected:
    """The rows to be explained: outcome and features in the same order, and the customer of each (``ids``).

    ``who`` holds codes of the customers where they repeat, None where each has one row.
    """

    outcome: Outcome
    features: Features
    ids: pd.Index
    who: np.ndarray | None = None


def collect(
    workspace: Tables,
    name: str | None,
    window_days: int,
    cutoffs: int = AS_NEEDED,
    only: tuple[str, str] | None = None,
    roles: Mapping[str, str] | None = None,
    assignments: pd.DataFrame | None = None,
) -> Collected:
    """The customer table for the outcome ``name``, of up to ``cutoffs`` windows that follow each other.

    ``cutoffs`` of zero takes as many as it needs to have 200 of the rarer outcome, at most six.
    ``only`` names a column and the value that customers must have; ``roles`` gives columns a role
    ("driver", "context" or "ignored") other than the proposed one. Earlier windows count while their cutoff
    has as long a history before it as an observation needs.
    """
    outcome = build_outcome(workspace, name, window_days)
    parts = [(outcome, build_features(workspace, outcome, assignments))]
    for earlier in _earlier(workspace, outcome, window_days, cutoffs or MOST_CUTOFFS):
        if cutoffs == AS_NEEDED and _rarer([found.values for found, _ in parts]) >= _ENOUGH:
            break
        before = build_outcome(workspace, outcome.name, window_days, earlier.until)
        if len(before.values):
            parts.append((before, build_features(workspace, before, assignments)))
    pooled, features, ids = _pooled(parts)
    features = with_roles(features, roles or {})
    kept = _only(workspace, ids, only)
    values, ids = pooled.values[kept].reset_index(drop=True), ids[kept]
    features = replace(features, frame=features.frame[kept].reset_index(drop=True))
    codes = pd.factorize(ids)[0] if ids.has_duplicates else None
    return Collected(replace(pooled, values=values), features, ids, codes)


def _rarer(values: list[pd.Series]) -> int:
    """How many have the rarer of two outcomes; of an outcome with more values, how many there are."""
    counts = pd.concat(values).value_counts()
    return int(counts.min() if len(counts) == 2 else 0 if len(counts) < 2 else counts.sum())


def _earlier(workspace: Tables, outcome: Outcome, window_days: int, cutoffs: int) -> list[Span]:
    """The windows before the outcome's, latest first, that have a whole observation before them."""
    until, first = workspace.data_until(), data_from(workspace)
    if outcome.cutoff is None or until is None or first is None:
        return []
    spans = [Span.ending(until - timedelta(days=k * window_days), window_days) for k in range(1, cutoffs)]
    return [span for span in spans if span.cutoff - timedelta(days=OBSERVED_DAYS) >= first]


def data_from(workspace: Tables) -> pd.Timestamp | None:
    """When the customers' histories begin."""
    first = workspace.execute(workspace.table("profiles").joined_at.quantile(0.01))
    return None if pd.isna(first) else pd.Timestamp(first)


def _pooled(parts: list[tuple[Outcome, Features]]) -> tuple[Outcome, Features, pd.Index]:
    """All windows one below the other; with several, the window is adjusted for and customers are told apart."""
    outcome, features = parts[0]
    frame = features.frame.loc[outcome.values.index]
    if len(parts) == 1:
        values = outcome.values.reset_index(drop=True)
        rows = replace(features, frame=frame.reset_index(drop=True))
        return replace(outcome, values=values), rows, outcome.values.index
    common = [c for c in features.columns if all(_has(other, c) for _, other in parts)]
    names = [c.name for c in common]
    frames = [
        part.frame.loc[found.values.index, names].assign(period=f"until {found.cutoff:%Y-%m-%d}")
        for found, part in parts
    ]
    rare = [(c.name, "not known in every earlier window") for c in features.columns if c not in common]
    values = pd.concat([found.values for found, _ in parts])
    note = f"{outcome.note} {len(parts)} such windows are taken together; errors respect that customers repeat."
    together = Features(pd.concat(frames, ignore_index=True), [*common, PERIOD], [*features.left_out, *rare])
    return replace(outcome, values=values.reset_index(drop=True), note=note), together, values.index


def _has(features: Features, column: Column) -> bool:
    return any(c.name == column.name and c.sort == column.sort for c in features.columns)


def with_roles(features: Features, roles: Mapping[str, str]) -> Features:
    """The features with the roles that people gave; ignored columns are left out and named.

    >>> features = Features(pd.DataFrame({"a": [1.0]}), [Column("a", "a")], [])
    >>> with_roles(features, {"a": "context"}).columns[0].role
    'context'
    """
    columns: list[Column] = []
    left_out = list(features.left_out)
    for column in features.columns:
        role = roles.get(column.name, column.role)
        if role == "ignored":
            left_out.append((column.name, IGNORED))
        else:
            given: Role = "context" if role == "context" else "driver"
            columns.append(replace(column, role=given))
    return Features(features.frame, columns, left_out)


def _only(workspace: Tables, ids: pd.Index, only: tuple[str, str] | None) -> np.ndarray:
    """Which rows belong to the segment asked for; ``NotFound`` or ``NotEnoughData`` with what there is."""
    if only is None:
        return np.ones(len(ids), dtype=bool)
    name, wanted = only
    frame = attribute_frame(workspace) if workspace.count("customers") else pd.DataFrame()
    there = {str(column).lower(): column for column in frame.columns}
    if name.lower() not in there:
        known = ", ".join(segment_values(workspace)) or "none"
        raise NotFound(f'There is no segment column "{name}". There are: {known}.')
    text = frame[there[name.lower()]].reindex(ids).fillna("missing").astype(str)
    rows = (text.str.lower() == wanted.lower()).to_numpy()
    if not rows.any():
        raise NotEnoughData(f'No customer has {name} = "{wanted}". There are: {", ".join(sorted(text.unique())[:12])}.')
    return np.asarray(rows)


def segment_values(workspace: Tables) -> dict[str, list[str]]:
    """The columns by which an analysis can be narrowed, with their values: few and large ones of the customers."""
    if workspace.count("customers") == 0:
        return {}
    frame = attribute_frame(workspace)
    found = {}
    for name in frame.columns:
        counts = frame[name].value_counts()
        values = [str(value) for value in counts.index if counts[value] >= _LARGE_ENOUGH]
        if 2 <= len(counts) <= MOST_LEVELS and values:
            found[str(name)] = values
    return found
