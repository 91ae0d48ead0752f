"""What is looked at: filters that several pages share, kept while moving between them and in the URL."""

from __future__ import annotations

from collections.abc import Container

import pandas as pd
import streamlit as st

from analytics.charts import style
from analytics.journey.phases import Phase
from analytics.workspace import Workspace
from pages.parts.session import PHASE
from pages.parts.words import escaped

EVERYTHING = "all"
PAIN_POINT = "pain_point"  # the pain point on the screen; also in the URL
OUTCOME = "outcome"  # what the driver analysis explains; also in the URL
DRIVER = "driver"  # the driver on the screen


def choose_phase(workspace: Workspace, everything: str = "All phases") -> Phase | None:
    """Let a person choose a phase; None means all of them. The URL holds the phase's name."""
    phases = {phase.id: phase for phase in workspace.phases()}
    names = {EVERYTHING: everything} | {phase.id: escaped(phase.name) for phase in phases.values()}
    forget_unless_in(PHASE, names)
    chosen = st.segmented_control(
        "Phase",
        list(names),
        default=EVERYTHING,
        required=True,
        format_func=lambda phase_id: names.get(phase_id, everything),
        key=PHASE,
        bind="query-params",
        label_visibility="collapsed",
    )
    return phases.get(str(chosen))


def phase_in_url(phase: Phase) -> dict[str, str]:
    """The query parameters of a link to a page about ``phase``."""
    return {PHASE: escaped(phase.name)}


def choose_pain_point(pain_points: pd.DataFrame) -> str:
    """Let a person choose a pain point by its name; gives its id. The first one stands until then."""
    labels = pain_point_labels(pain_points)
    forget_unless_in(PAIN_POINT, labels)
    return str(
        st.selectbox(
            "Pain point",
            list(labels),
            format_func=lambda pain_point_id: labels.get(pain_point_id, ""),
            key=PAIN_POINT,
            bind="query-params",
        )
    )


def pain_point_labels(pain_points: pd.DataFrame) -> dict[str, str]:
    """What each pain point (by id) is called in lists and in the URL: its name, told apart."""
    names = style.told_apart([style.short(name, 70) for name in pain_points["name"]])
    return dict(zip(pain_points["id"].astype(str), names, strict=True))


def choose_driver(drivers: pd.DataFrame) -> str:
    """Let a person choose a driver by its label; gives its name."""
    names = style.told_apart([str(label) for label in drivers["label"]])
    labels = dict(zip(drivers["name"].astype(str), names, strict=True))
    forget_unless_in(DRIVER, labels)
    return str(
        st.selectbox(
            "Driver (or click one above)",
            list(labels),
            format_func=lambda name: labels.get(name, ""),
            key=DRIVER,
        )
    )


def forget_unless_in(key: str, options: Container[str]) -> None:
    """Forget a choice that does not exist here: it was made in another workspace or phase."""
    if key in st.session_state and st.session_state[key] not in options:
        del st.session_state[key]
