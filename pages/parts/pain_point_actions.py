"""What can be decided about a pain point: its name, what it is part of, its parts, its status, and who does what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from analytics.errors import JourneyError, NotEnoughData
from analytics.pain_points import decisions
from analytics.pain_points.result import PainPointResult
from analytics.pain_points.splitting import ProposedPart, Splitting, comment_ids_of
from analytics.reviews.actions import Action, promise
from analytics.reviews.snapshots import Reading
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.filters import PAIN_POINT
from pages.parts.pain_point_kpi import put_on_scorecard
from pages.parts.session import who
from pages.parts.words import escaped, paragraph

NEXT = "pain_point_next"  # which pain point is on the screen after a decision


def action_bar(workspace: Workspace, result: PainPointResult, row: Mapping[Any, Any], names: Mapping[str, str]) -> None:
    """The buttons of one pain point; ``names`` are those of all pain points, by id."""
    # A new key closes what was open once something is decided.
    turn = workspace.ledger.position
    with st.container(horizontal=True, gap="small"):
        with st.popover("Rename", key=f"rename-{row['id']}-{turn}"):
            _rename(workspace, row)
        if st.button("Merge", key=f"merge-{row['id']}"):
            _merge(workspace, row, {name: told for name, told in names.items() if name != row["id"]})
        if st.button("Split", key=f"split-{row['id']}"):
            _split(workspace, result, row)
        with st.popover("Status", key=f"standing-{row['id']}-{turn}"):
            _standing(workspace, row)
        with st.popover("Action", key=f"action-{row['id']}-{turn}"):
            _act(workspace, row)
        with st.popover("Scorecard", key=f"kpi-{row['id']}-{turn}"):
            put_on_scorecard(workspace, row)


def stay_on_decided() -> None:
    """Keep on the screen what was decided about: a list of names forgets a choice whose name changes."""
    if NEXT in st.session_state:
        st.session_state[PAIN_POINT] = st.session_state.pop(NEXT)


def _decide(workspace: Workspace, values: dict[str, Any], stay: str, reason: str = "") -> None:
    """Record, and draw the page anew with the pain point ``stay`` on it."""
    workspace.decide_on_pain_points(values, who(), reason)
    st.session_state[NEXT] = stay
    st.rerun()


def _rename(workspace: Workspace, row: Mapping[Any, Any]) -> None:
    with st.form(f"rename-{row['id']}", border=False):
        name = st.text_input("Name", value=str(row["name"]), max_chars=120, key=f"name-{row['id']}")
        if st.form_submit_button("Keep this name", type="primary"):
            try:
                _decide(workspace, decisions.renamed(str(row["id"]), name), str(row["id"]))
            except JourneyError as error:
                st.error(escaped(error))


@st.dialog("Merge into another pain point")
def _merge(workspace: Workspace, row: Mapping[Any, Any], others: Mapping[str, str]) -> None:
    paragraph(f"All comments of “{row['name']}” will be shown in:")
    into = st.selectbox(
        "Merge into", list(others), format_func=lambda name: others.get(name, ""), index=None, key="merge-into"
    )
    reason = st.text_input("Why (for the ledger)", key="merge-why", placeholder="The same problem in other words")
    if st.button("Merge", type="primary", disabled=into is None, key="merge-now") and into:
        try:
            standing = decisions.Decisions.of(workspace.ledger.present(decisions.KIND))
            _decide(workspace, decisions.merged(standing, str(row["id"]), into), into, reason)
        except JourneyError as error:
            st.error(escaped(error))


@st.dialog("Split into parts", width="large")
def _split(workspace: Workspace, result: PainPointResult, row: Mapping[Any, Any]) -> None:
    own = comment_ids_of(result.assignments, str(row["id"]))
    count = st.select_slider("Parts", ["by itself", 2, 3, 4, 5], key="split-count")
    try:
        with st.spinner("Looking for parts …"):
            parts = _parts(workspace, own, count if isinstance(count, int) else None)
    except JourneyError as refusal:
        st.info(escaped(refusal), icon=":material/info:")
        return
    st.caption("Tick what becomes a pain point of its own. What is not ticked stays. Change the names as you like.")
    chosen = [part for at, proposed in enumerate(parts) if (part := _offered(at, proposed)) is not None]
    if st.button("Split", type="primary", disabled=not chosen, key="split-now"):
        taken = workspace.ledger.entries(decisions.KIND)["subject"]
        _decide(workspace, decisions.split(str(row["id"]), chosen, taken), str(row["id"]))


def _parts(workspace: Workspace, own: tuple[str, ...], count: int | None) -> list[ProposedPart]:
    """Proposed parts; two where none come out by themselves, because somebody saw a reason to split."""
    try:
        return result_of(workspace, Splitting(own, count))
    except NotEnoughData:
        if count is not None:
            raise
        return result_of(workspace, Splitting(own, 2))


def _offered(at: int, proposed: ProposedPart) -> decisions.Part | None:
    """One proposed part with comments of it; what the person made of it, None when it is to stay."""
    part = proposed.part
    with st.container(border=True, gap="xsmall"):
        tick, name, size = st.columns([1, 6, 2], vertical_alignment="center")
        wanted = tick.checkbox("Own", value=at > 0, key=f"split-{at}-own", label_visibility="collapsed")
        told = name.text_input("Name", part.name, key=f"split-{at}-name", label_visibility="collapsed")
        size.caption(f"{len(part.comments):,} comments")
        for example in proposed.examples:
            paragraph(example, part.words, faint=True)
    return decisions.Part(told.strip() or part.name, part.words, part.comments) if wanted else None


def _standing(workspace: Workspace, row: Mapping[Any, Any]) -> None:
    """Status, owner, phase, and whether it is shown at all."""
    phases = {phase.id: escaped(phase.name) for phase in workspace.phases()}
    with st.form(f"standing-{row['id']}", border=False):
        known = row["status"] if row["status"] in decisions.STATUSES else decisions.STATUSES[0]
        status = st.selectbox("Status", decisions.STATUSES, decisions.STATUSES.index(known), key=f"status-{row['id']}")
        owner = st.text_input("Owner", value=str(row.get("owner") or ""), key=f"owner-{row['id']}")
        phase = st.selectbox(
            "Phase", list(phases), list(phases).index(row["phase"]) if row["phase"] in phases else None,
            format_func=lambda name: phases.get(name, ""), key=f"phase-of-{row['id']}",
        )  # fmt: skip
        hide = st.toggle("Hide it: this is no pain point", key=f"hide-{row['id']}")
        reason = st.text_input("Why (for the ledger)", key=f"standing-why-{row['id']}")
        if st.form_submit_button("Decide", type="primary"):
            _decide(workspace, _changed(row, status, owner.strip(), phase, hide), str(row["id"]), reason)


def _changed(row: Mapping[Any, Any], status: str, owner: str, phase: str | None, hide: bool) -> dict[str, Any]:
    """Only what differs from what stands is decided."""
    name = str(row["id"])
    values: dict[str, Any] = {}
    if status != row["status"]:
        values |= decisions.sided(name, "status", status)
    if owner != str(row.get("owner") or ""):
        values |= decisions.sided(name, "owner", owner)
    if phase is not None and phase != row["phase"]:
        values |= decisions.sided(name, "phase", phase)
    return values | (decisions.sided(name, "hidden", True) if hide else {})


def _act(workspace: Workspace, row: Mapping[Any, Any]) -> None:
    with st.form(f"act-{row['id']}", border=False, clear_on_submit=True):
        what = st.text_area("What will be done", key=f"act-what-{row['id']}", height=80)
        owner = st.text_input("Who", value=str(row.get("owner") or ""), key=f"act-owner-{row['id']}")
        today = pd.Timestamp.now().date()
        due = st.date_input("By when", value=today + timedelta(days=30), key=f"act-due-{row['id']}")
        if st.form_submit_button("Promise it", type="primary"):
            told = Action("", what, owner, due, "pain point", str(row["id"]), baseline=_share(row))
            try:
                promise(workspace.ledger, told, who())
            except JourneyError as error:
                st.error(escaped(error))
            else:
                st.rerun()


def _share(row: Mapping[Any, Any]) -> Reading:
    """How large the pain point is now: what the action should change."""
    return Reading(float(row["share"]), float(row["share_low"]), float(row["share_high"]), int(row["comments"]))
