"""Results kept between reruns of a page, keyed by the workspace and the version of its data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import pandas as pd
import streamlit as st

from analytics.kpis.seen import Seen
from analytics.kpis.values import KpiValues
from analytics.workspace import Workspace

Result = TypeVar("Result")
Given = TypeVar("Given", covariant=True)


class Analysis(Protocol[Given]):
    """A value that runs on a workspace (DESIGN section 4, rule 5)."""

    def run(self, workspace: Workspace) -> Given:
        """The result."""
        ...


def result_of(workspace: Workspace, analysis: Analysis[Result]) -> Result:
    """What ``analysis`` gives, computed once per version of the data and of the decisions."""
    return _run(workspace, analysis, str(workspace.database.path), _version(workspace), repr(analysis))  # type: ignore[no-any-return]


def kept(workspace: Workspace, name: str, compute: Callable[[], Result]) -> Result:
    """The same for anything else that follows from the workspace alone; ``name`` tells it apart."""
    return _compute(compute, str(workspace.database.path), _version(workspace), name)  # type: ignore[no-any-return]


def kpis_of(workspace: Workspace, asked: KpiValues, seen: Seen) -> pd.DataFrame:
    """The same for values of KPIs of what is seen."""
    return kept(workspace, f"{asked!r} {seen!r}", lambda: asked.run(seen.of(workspace)))


def _version(workspace: Workspace) -> tuple[int, int]:
    return workspace.data_version, workspace.ledger.position


# Results are small frames and frozen values; 200 of them are a few dozen megabytes.
@st.cache_data(max_entries=200, show_spinner=False)
def _run(_workspace: Workspace, _analysis: Any, path: str, version: tuple[int, int], analysis: str) -> Any:
    return _analysis.run(_workspace)


@st.cache_data(max_entries=200, show_spinner=False)
def _compute(_compute: Callable[[], Any], path: str, version: tuple[int, int], name: str) -> Any:
    return _compute()
