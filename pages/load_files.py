"""Load files: drop exports, see what each is taken for, load them, and keep the receipts."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from analytics.errors import JourneyError
from analytics.files.mapping import Mapping
from analytics.files.table import SourceTable
from analytics.workspace import Workspace
from pages.parts.asking import show_queries
from pages.parts.mapping_form import mapping_form
from pages.parts.reading_form import remember_corrections, tables_of
from pages.parts.receipts import show_imports, show_receipt, show_status
from pages.parts.running import Loading, show_running
from pages.parts.session import FAILURES, RECEIPTS, RUNNING, SPOOLED, WORKSPACE, current_workspace, is_sample, who
from pages.parts.sources import choose_sources
from pages.parts.words import escaped

MOST_SHOWN = 12  # tables on the page at once


def render(workspace: Workspace) -> None:
    """The page."""
    st.title("Load files")
    if is_sample(workspace):
        st.info(
            "This is the sample workspace. Make your own in the sidebar before you load your files, "
            "so that they do not mix with invented ones.",
            icon=":material/science:",
        )
    st.markdown(
        "Drop your exports as they came: surveys, support tickets, sales, customers, usage. "
        "You see what each is taken for before anything is loaded."
    )
    show_running()
    sources = choose_sources()
    if sources:
        _offer(workspace, sources)
    for failure in st.session_state.get(FAILURES, []):
        st.error(escaped(failure), icon=":material/error:")
    for receipt in st.session_state.get(RECEIPTS, []):
        show_receipt(workspace, receipt)
    if workspace.is_empty:
        if not sources and not st.session_state.get(RECEIPTS):
            _what_to_bring()
        return
    st.divider()
    show_status(workspace)
    show_queries(workspace)
    show_imports(workspace)


def _offer(workspace: Workspace, sources: list[tuple[Path, str]]) -> None:
    tables: list[tuple[str, SourceTable]] = []
    for path, name in sources:
        try:
            tables += tables_of(workspace, path, name)
        except JourneyError as error:
            st.error(escaped(error), icon=":material/error:")
    if len(tables) > MOST_SHOWN:
        tables = _chosen(tables)
    ready: list[tuple[SourceTable, Mapping]] = []
    for key, table in tables:
        mapping = mapping_form(workspace, table, key)
        if mapping is not None:
            ready.append((table, mapping))
    if not tables:
        return
    label = f"Load {len(ready)} of {len(tables)} tables" if len(ready) < len(tables) else f"Load {_tables(len(ready))}"
    if st.button(label, key="load", type="primary", disabled=not ready, icon=":material/download:"):
        remember_corrections(workspace, tables, who())
        st.session_state.pop(SPOOLED, None)
        st.session_state[RUNNING] = loading = Loading(ready, st.session_state[WORKSPACE])
        loading.start(workspace, who())
        st.rerun()


def _chosen(tables: list[tuple[str, SourceTable]]) -> list[tuple[str, SourceTable]]:
    """The tables to look at, where there are too many to show them all."""
    st.info(f"Here are {len(tables):,} tables. Choose the ones that you want to look at and load.")
    places = st.multiselect(
        "Tables to look at",
        range(len(tables)),
        default=range(MOST_SHOWN),
        format_func=lambda place: f"{tables[place][1].name} {tables[place][1].layout.sheet}",
    )
    return [tables[place] for place in places]


def _tables(number: int) -> str:
    return "1 table" if number == 1 else f"{number} tables"


def _what_to_bring() -> None:
    st.subheader("What to bring", divider="gray")
    for column, (title, text) in zip(
        st.columns(4),
        (
            (
                "Surveys",
                "NPS, CSAT, CES, ratings, open answers: Qualtrics, SurveyMonkey, Typeform, Google Forms, Delighted.",
            ),
            (
                "Support tickets",
                "Zendesk, Freshdesk, Jira, HubSpot, Salesforce, Intercom: with subject and description.",
            ),
            ("Sales", "Orders, payments, bills: Shopify, Stripe, WooCommerce, Square, or a sheet of your own."),
            (
                "And more",
                "Customers, subscriptions, product usage, monthly measures. Anything else is kept for questions.",
            ),
        ),
        strict=True,
    ):
        column.markdown(f"**{title}**")
        column.caption(text)


if __name__ == "__main__":
    render(current_workspace())
