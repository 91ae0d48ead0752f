"""Results that take long: computed once per version of the data, with progress on the screen meanwhile.

They are shared between sessions and never copied, so a page must not change them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from analytics.drivers.analysis import DriverResult, Drivers
from analytics.drivers.what_if import WhatIf
from analytics.errors import JourneyError
from analytics.pain_points.evidence import read_comments
from analytics.pain_points.keeping import decisions_of
from analytics.pain_points.result import PainPointResult
from analytics.pain_points.telling import NOT_READ
from analytics.scorecards.worth import WorthTable, worth_tables
from analytics.store.proposing import Proposal
from analytics.workspace import Workspace
from pages.parts.cached import or_refusal
from pages.parts.under_way import Progress, done

Result = TypeVar("Result")

_DOING = "Reading what is known"

# A result holds every comment of a workspace: a few dozen of them are a few hundred megabytes.
_MOST = 24


def pain_points_of(workspace: Workspace, phase: str | None = None) -> PainPointResult:
    """The pain points of all comments, or of one phase's (by id). NotEnoughData where there are none."""
    position = workspace.ledger.position
    # Once the driver analysis is known, revenue at risk is.
    drivers = (id(workspace), workspace.data_version, "drivers", None, position) in _memory()
    return _once(
        workspace,
        ("pain points", phase, position, drivers),
        lambda progress: workspace.pain_points(phase, progress=progress),
    )


def earlier_pain_points_of(workspace: Workspace, phase: str | None = None) -> PainPointResult | None:
    """The pain points as they were before the data that is being read now; None before the first time."""
    return _once(
        workspace,
        ("earlier pain points", phase, workspace.ledger.position),
        lambda progress: workspace.earlier_pain_points(phase),
    )


def drivers_of(workspace: Workspace, question: Drivers | None = None) -> DriverResult:
    """The answer to ``question`` (the usual one when None). NotEnoughData where the data cannot carry one."""
    question = question or workspace.driver_question()
    return _once(workspace, ("drivers", question), lambda progress: workspace.drivers(question, progress=progress))


def what_if_of(workspace: Workspace, question: Drivers) -> WhatIf:
    """The model behind that answer, for asking what if."""
    return _once(workspace, ("what if", question), lambda progress: workspace.what_if(question, progress=progress))


def worth_tables_of(workspace: Workspace) -> tuple[dict[str, WorthTable], DriverResult] | None:
    """What targets are worth by the model of the drivers, and its answer; None before anybody had it worked out."""
    what = ("worth of targets", workspace.driver_question(), decisions_of(workspace).structure)
    known = None if _is_held(workspace, what) else workspace.known_drivers()

    def computed(progress: Progress) -> tuple[dict[str, WorthTable], DriverResult]:
        assert known is not None
        progress(0.5, "asking the drivers what targets are worth")
        return worth_tables(known[1]), known[0]

    return _once(workspace, what, computed) if known or _is_held(workspace, what) else None


def comments_of(workspace: Workspace, result: PainPointResult | None) -> pd.DataFrame:
    """Every comment, newest first, with where ``result`` (of all phases) put it; None: put nowhere."""
    assignments = result.assignments if result else pd.DataFrame(columns=["comment_id", "pain_point_id", "similarity"])
    unassigned = result.unassigned if result else pd.DataFrame(columns=["comment_id", "reason"])
    return _once(
        workspace,
        ("comments", len(assignments), (unassigned["reason"] == NOT_READ).any(), workspace.ledger.position),
        lambda progress: read_comments(workspace, assignments, unassigned),
    )


def join_proposals_of(workspace: Workspace) -> list[Proposal]:
    """Rules under which more rows would find their customer, and what each would do."""
    return _once(workspace, ("join proposals",), lambda progress: workspace.propose_joins())


@st.cache_resource(show_spinner=False)
def _memory() -> OrderedDict[Hashable, Any]:
    """What this server has computed, the least recently used first."""
    return OrderedDict()


def _is_held(workspace: Workspace, what: tuple[Hashable, ...]) -> bool:
    return (id(workspace), workspace.data_version, *what) in _memory()


def _once(workspace: Workspace, what: tuple[Hashable, ...], compute: Callable[[Progress], Result]) -> Result:
    memory = _memory()
    key = (id(workspace), workspace.data_version, *what)
    if key not in memory:
        # The workspace is kept beside the result, so that its id stays its own.
        memory[key] = workspace, done(("results", *key), _DOING, lambda progress: or_refusal(compute, progress))
        while len(memory) > _MOST:
            memory.popitem(last=False)
    memory.move_to_end(key)
    found = memory[key][1]
    if isinstance(found, JourneyError):
        raise found
    result: Result = found
    return result
