"""Ledger: every decision there ever was, who took it, when and why; taken back by a new one, replayed to any day."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts.numbers import kpi_number
from analytics.errors import JourneyError
from analytics.reviews.replaying import AsItStood
from analytics.scorecards.cards import ScorecardResult
from analytics.scorecards.scorecard import Scorecard
from analytics.workspace import Workspace, utc_now
from pages.parts.cached import result_of
from pages.parts.ledger_words import KINDS, in_words, kind_words, names_of
from pages.parts.plain_table import plain_table
from pages.parts.review_words import one_place, status_words, value_of
from pages.parts.session import current_workspace, who
from pages.parts.words import escaped

# Kinds whose decisions can be taken back here. Imports are taken back where files are loaded, and a mapping is what the
# next file follows: another one is decided by loading with it.
UNDONE_HERE = (
    "target",
    "objective",
    "kpi",
    "kpi value",
    "journey",
    "join",
    "pain_point",
    "action",
    "note",
    "reading",
    "review",
)


def render(workspace: Workspace) -> None:
    """The page."""
    st.title("Ledger")
    st.caption("Every decision, newest first. Nothing is ever overwritten: taking one back is a new entry.")
    entries = workspace.ledger.entries()
    if entries.empty:
        st.info(
            "Nothing has been decided yet. Targets, rules, names, notes and actions stand here once they are.",
            icon=":material/gavel:",
        )
        return
    result = result_of(workspace, Scorecard())
    decided, replayed = st.tabs(["Decisions", "The scorecard as it stood on a day"])
    with decided:
        _decisions(workspace, entries, result)
    with replayed:
        _replay(workspace)


def _decisions(workspace: Workspace, entries: pd.DataFrame, result: ScorecardResult) -> None:
    kept = _filtered(entries)
    told = in_words(kept, names_of(workspace, result))
    text = st.session_state.get("ledger-text", "").strip().lower()
    if text:
        found = told[["About", "From", "To", "Why"]].astype(str).agg(" ".join, axis=1).str.lower()
        told = told[found.str.contains(text, regex=False)]
    st.caption(f"{len(told):,} of {len(entries):,} decisions. Click one to take it back.")
    chosen = st.dataframe(
        told.reset_index(drop=True), hide_index=True, width="stretch", height=460, key="ledger-table",
        on_select="rerun", selection_mode="single-row",
        column_config={
            "When (UTC)": st.column_config.DatetimeColumn(width=135, format="D MMM YYYY, HH:mm"),
            "Who": st.column_config.TextColumn(width=70),
            "What": st.column_config.TextColumn(width=80),
            "About": st.column_config.TextColumn(width="medium"),
            "From": st.column_config.TextColumn(width="small"),
            "To": st.column_config.TextColumn(width="medium"),
            "Why": st.column_config.TextColumn(width="medium"),
            "No.": st.column_config.NumberColumn(width="small"),
        },
    )  # fmt: skip
    rows = chosen["selection"]["rows"]
    if rows and rows[0] < len(told):
        number = int(told.iloc[rows[0]]["No."])
        _taking_back(workspace, str(kept.set_index("decision_id")["kind"][number]), number, told.iloc[rows[0]])


def _filtered(entries: pd.DataFrame) -> pd.DataFrame:
    """The entries of the chosen kinds, people and days."""
    kind, person, since, text = st.columns([1.4, 1.2, 1.4, 1.6])
    kinds = kind.multiselect(
        "What", [name for name in KINDS if name in set(entries["kind"])], format_func=kind_words, key="ledger-kind"
    )
    people = person.multiselect("Who", sorted(entries["who"].unique()), key="ledger-who")
    days = since.date_input("From, until", value=[], key="ledger-days")
    text.text_input("About, from, to or why contains", key="ledger-text")
    kept = entries[entries["kind"].isin(kinds or entries["kind"]) & entries["who"].isin(people or entries["who"])]
    if isinstance(days, tuple) and len(days) == 2:
        kept = kept[kept["decided_at"].dt.date.between(*days)]
    return kept


def _taking_back(workspace: Workspace, kind: str, number: int, told: pd.Series) -> None:
    st.markdown(f"**Decision {number}:** {escaped(told['What'])}, {escaped(told['About'])}")
    if kind not in UNDONE_HERE:
        st.caption("This is taken back where files are loaded.")
        return
    why, button = st.columns([4, 1.2], vertical_alignment="bottom")
    reason = why.text_input("Why it is taken back", key=f"why-back-{number}")
    if button.button("Take it back", key=f"back-{number}", type="primary", icon=":material/undo:", width="stretch"):
        if not reason.strip():
            st.warning("Say why, in a few words: at the next review somebody will ask.")
            return
        try:
            workspace.take_back(number, who(), reason.strip())
        except JourneyError as error:
            st.error(escaped(error), icon=":material/error:")
            return
        st.rerun()


def _replay(workspace: Workspace) -> None:
    """The scorecards of any day."""
    day = st.columns([1, 3])[0].date_input("At the end of (UTC)", value=utc_now().date(), key="ledger-day")
    if not day:
        return
    found = result_of(workspace, AsItStood(day))
    if found.exact:
        st.caption(":material/verified: The figures that stood then, to the last digit.")
    else:
        st.caption(
            "Computed from the data as it is now, with rows up to that day and the targets, phases and names of that day."
        )
    for note in found.notes:
        st.caption(f":material/info: {escaped(note)}")
    rows = [
        [
            phase.name,
            kpi.name,
            value_of(kpi),
            status_words(kpi),
            one_place(kpi.score),
            f"{kpi_number(kpi.target, kpi.unit, kpi.currency)}\n{kpi.provenance}",
        ]
        for phase in found.scorecard.phases
        for kpi in phase.kpis
    ]
    st.markdown(f"**Score of the whole company: {one_place(found.scorecard.score)}**")
    plain_table(["Phase", "KPI", "Value, 95 % interval", "Status", "Score", "Target"], rows, ["Score"])


if __name__ == "__main__":
    render(current_workspace())
