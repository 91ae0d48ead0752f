"""Looking at the data itself: what is loaded, and what in it looks wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.notebooks.answer import Answer
from analytics.notebooks.definition import Definition

if TYPE_CHECKING:
    from analytics.workspace import Workspace


@dataclass(frozen=True)
class Loaded:
    """The question: what is in the workspace."""

    def run(self, workspace: Workspace) -> pd.DataFrame:
        """One row per table with rows: table, rows, customers, first, last."""
        tables: dict[str, dict[str, Any]] = workspace.status()["tables"]
        return pd.DataFrame([{"table": name, **facts} for name, facts in tables.items()])


@dataclass(frozen=True)
class DataQuality:
    """The question: what in the data looks wrong."""

    def run(self, workspace: Workspace) -> pd.DataFrame:
        """One row per warning, with how many rows it is about."""
        return pd.DataFrame(workspace.status()["faults"])


def _loaded(found: pd.DataFrame, asked: Loaded, workspace: Workspace) -> Answer:
    return Answer("What is loaded", found, None, "Rows dated after they were loaded do not count for the last date.")


def _quality(found: pd.DataFrame, asked: DataQuality, workspace: Workspace) -> Answer:
    note = "Such rows are kept, and left out of the figures that they would falsify."
    return Answer("What in the data looks wrong", found, None, note if len(found) else "Nothing does.")


DEFINITIONS: tuple[Definition[Any, Any], ...] = (
    Definition("data.loaded", "What is loaded", "load_files", Loaded, _loaded),
    Definition("data.quality", "What in the data looks wrong", "load_files", DataQuality, _quality),
)
