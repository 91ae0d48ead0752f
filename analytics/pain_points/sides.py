"""What can be set side by side among comments: periods, sources, phases, segments and languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

import ibis
import pandas as pd

from analytics.journey.phases import Phase
from analytics.pain_points.comparing import Side

_MOST_SEGMENTS, _MOST_LANGUAGES = 12, 6


class Workspace(Protocol):
    """What is needed of a workspace."""

    def table(self, name: str) -> ibis.Table: ...

    def execute(self, expr: Any) -> Any: ...

    def data_until(self) -> datetime | None: ...

    def phases(self, as_of: datetime | None = None) -> tuple[Phase, ...]: ...


def sides(workspace: Workspace, comments: pd.DataFrame) -> dict[str, Side]:
    """The sides that hold some of the comments and not all, by name."""
    masks: dict[str, pd.Series] = _periods(comments, workspace.data_until())
    masks |= {f"{source} only": comments["source"] == source for source in sorted(comments["source"].dropna().unique())}
    masks |= {f"phase {phase.name}": comments["phase"] == phase.id for phase in workspace.phases()}
    profiles = workspace.execute(workspace.table("profiles").select("customer_id", "segment").drop_null())
    segment = comments["customer_id"].map(profiles.drop_duplicates("customer_id").set_index("customer_id")["segment"])
    masks |= {f"segment {name}": segment == name for name in _commonest(segment, _MOST_SEGMENTS)}
    language = comments["language"]
    masks |= {f"language {name}": language == name for name in _commonest(language, _MOST_LANGUAGES)}
    return {name: Side(name, mask) for name, mask in masks.items() if 0 < mask.sum() < len(comments)}


def _periods(comments: pd.DataFrame, until: datetime | None) -> dict[str, pd.Series]:
    if until is None:
        return {}
    ago = (pd.Timestamp(until) - comments["written_at"]).dt.total_seconds() / 86_400
    return {
        "the last 90 days": ago.between(0, 90, inclusive="left"),
        "the 90 days before": ago.between(90, 180, inclusive="left"),
        "the same 90 days a year ago": ago.between(365, 455, inclusive="left"),
    }


def _commonest(values: pd.Series, most: int) -> Iterable[Any]:
    return values.value_counts().head(most).index
