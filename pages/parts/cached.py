"""Results kept between reruns of a page, keyed by the workspace and the version of its data."""

from __future__ import annotations

import inspect
import pickle
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Protocol, TypeVar, cast

import pandas as pd
import streamlit as st

from analytics.errors import JourneyError
from analytics.kpis.seen import Seen
from analytics.kpis.values import KpiValues
from analytics.workspace import Workspace
from pages.parts.under_way import Progress, done

Result = TypeVar("Result")
Given = TypeVar("Given", covariant=True)

# Results are small frames and frozen values; 400 of them are a few dozen megabytes.
_MOST = 400
_DOING = "Working out what stands here"


class Analysis(Protocol[Given]):
    """A value that runs on a workspace (DESIGN section 4, rule 5)."""

    @property
    def run(self) -> Callable[..., Given]:
        """The result, of the workspace; those that take long also take a ``progress``."""
        ...


def result_of(workspace: Workspace, analysis: Analysis[Result], doing: str = _DOING) -> Result:
    """What ``analysis`` gives, computed once per version of the data and of the decisions.

    ``doing`` is said on the screen while it takes long, until the analysis itself says how far it is.
    """

    def compute(progress: Progress) -> Result:
        told = {"progress": progress} if "progress" in inspect.signature(analysis.run).parameters else {}
        return analysis.run(workspace, **told)

    return working_out(workspace, repr(analysis), compute, doing)


def kept(workspace: Workspace, name: str, compute: Callable[[], Result], doing: str = _DOING) -> Result:
    """The same for anything else that follows from the workspace alone; ``name`` tells it apart."""
    return working_out(workspace, name, lambda progress: compute(), doing)


def kpis_of(workspace: Workspace, asked: KpiValues, seen: Seen) -> pd.DataFrame:
    """The same for values of KPIs of what is seen."""
    return kept(workspace, f"{asked!r} {seen!r}", lambda: asked.run(seen.of(workspace)), "Computing KPIs")


def working_out(workspace: Workspace, name: str, compute: Callable[[Progress], Result], doing: str = _DOING) -> Result:
    """The same for what tells how far it is: ``compute`` is given where to tell it."""
    # A workspace in memory has no path, and another one may be looked at after it.
    path = workspace.database.path or id(workspace)
    key = (str(path), workspace.data_version, workspace.ledger.position, name)
    memory = _memory()

    def remembered(progress: Progress) -> bytes:
        # Pickled, so that whoever changes a result that was given changes their own.
        found = memory[key] = pickle.dumps(or_refusal(compute, progress))
        while len(memory) > _MOST:
            memory.popitem(last=False)
        return found

    held = memory.get(key) or done(key, doing, remembered)
    with suppress(KeyError):  # another session may just have pushed it out
        memory.move_to_end(key)
    found = pickle.loads(held)
    if isinstance(found, JourneyError):
        raise found
    return cast(Result, found)


def or_refusal(compute: Callable[[Progress], Result], progress: Progress) -> Result | JourneyError:
    """The result, or the refusal: it too may take long to find out."""
    try:
        return compute(progress)
    except JourneyError as refusal:
        return refusal


@st.cache_resource(show_spinner=False)
def _memory() -> OrderedDict[Hashable, bytes]:
    """What this server has computed, the least recently used first."""
    return OrderedDict()
