"""Load files: drop exports, see what each is taken for, load them, and keep the receipts."""

from __future__ import annotations

import streamlit as st

from analytics.errors import JourneyError
from analytics.files.mapping import Mapping
from analytics.files.table import SourceTable
from analytics.store.receipts import Receipt
from analytics.workspace import Workspace
from pages.parts.mapping_form import mapping_form
from pages.parts.receipts import show_imports, show_receipt, show_status
from pages.parts.session import FAILURES, RECEIPTS, UPLOAD_ROUND, current_workspace, is_sample, who
from pages.parts.spool import spooled
from pages.parts.words import escaped


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
    files = st.file_uploader(
        "Source files",
        accept_multiple_files=True,
        key=f"upload-{st.session_state.get(UPLOAD_ROUND, 0)}",
        label_visibility="collapsed",
    )
    if files:
        _offer(workspace, files)
    for failure in st.session_state.get(FAILURES, []):
        st.error(escaped(failure), icon=":material/error:")
    for receipt in st.session_state.get(RECEIPTS, []):
        show_receipt(workspace, receipt)
    if workspace.is_empty:
        if not files and not st.session_state.get(RECEIPTS):
            _what_to_bring()
        return
    st.divider()
    show_status(workspace)
    show_imports(workspace)


def _offer(workspace: Workspace, files: list) -> None:  # type: ignore[type-arg]
    tables: list[SourceTable] = []
    for file in files:
        try:
            tables += workspace.examine(spooled(file), file.name)
        except JourneyError as error:
            st.error(escaped(error), icon=":material/error:")
    ready: list[tuple[SourceTable, Mapping]] = []
    for number, table in enumerate(tables):
        mapping = mapping_form(workspace, table, key=f"{table.name}-{number}")
        if mapping is not None:
            ready.append((table, mapping))
    if not tables:
        return
    label = f"Load {len(ready)} of {len(tables)} tables" if len(ready) < len(tables) else f"Load {_tables(len(ready))}"
    if st.button(label, key="load", type="primary", disabled=not ready, icon=":material/download:"):
        st.session_state[RECEIPTS] = _load(workspace, ready)
        st.session_state[UPLOAD_ROUND] = st.session_state.get(UPLOAD_ROUND, 0) + 1
        st.rerun()


def _load(workspace: Workspace, ready: list[tuple[SourceTable, Mapping]]) -> list[Receipt]:
    """Load table after table, saying where it is; what cannot be loaded is told and the rest goes on."""
    receipts, failures = [], []
    with st.status(f"Loading {_tables(len(ready))} ...", expanded=True) as box:
        for number, (table, mapping) in enumerate(ready, start=1):
            place = f"{escaped(table.name)} ({number} of {len(ready)})"

            def tell(step: str, place: str = place) -> None:
                box.update(label=f"{place}: {step} ...")

            try:
                receipts.append(workspace.load(table, mapping, who=who(), progress=tell))
            except JourneyError as error:
                failures.append(str(error))
        box.update(label="Loaded", state="complete")
    st.session_state[FAILURES] = failures
    return receipts


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
