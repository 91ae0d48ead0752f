"""A table that must first be put together from several: a query, its preview, and loading its result."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.errors import JourneyError
from analytics.files.kinds import KINDS
from analytics.files.table import SourceTable
from analytics.queries import load_query, query_table, run_again
from analytics.store.asking import DERIVED, askable
from analytics.store.queries import RememberedQuery, all_remembered, forget
from analytics.store.receipts import Receipt
from analytics.workspace import Workspace
from pages.parts.mapping_form import mapping_form
from pages.parts.session import ASKED, RECEIPTS, who
from pages.parts.spool import new_folder
from pages.parts.words import escaped

# Columns that the workspace keeps for itself: they can be asked for and are seldom wanted.
_OWN = {"row_key", "import_id", "row_number", "phase_rule", "customer_id_loaded", "referred_by_loaded", "extra"}


def show_queries(workspace: Workspace) -> None:
    """The remembered queries, and the form for another one."""
    queries = all_remembered(workspace.database)
    st.subheader("Tables put together")
    st.caption(
        "Are the orders in one file and their amounts in another? Load both, write one SELECT that puts them together, "
        "and load its result like a file. The query is remembered, so that it can run again on new data."
    )
    for query in queries:
        _show_remembered(workspace, query)
    if st.toggle("Write a query", key="query-on"):
        _form(workspace)


def _show_remembered(workspace: Workspace, query: RememberedQuery) -> None:
    text, again, away = st.columns([6, 2, 1], vertical_alignment="center")
    icon = ":green[:material/check:]" if query.stands and not query.changed else ":orange[:material/sync_problem:]"
    text.markdown(f"{icon} **{escaped(query.name)}** · {query.kind} · {escaped(query.sentence)}")
    if again.button("Run again", key=f"again-{query.name}", icon=":material/refresh:", width="stretch"):
        _finish(lambda: run_again(workspace, query.name, who()))
    if away.button("Forget", key=f"forget-{query.name}", width="stretch"):
        forget(workspace.database, query.name, who())
        st.rerun()


def _form(workspace: Workspace) -> None:
    box, beside = st.columns([3, 2])
    name = box.text_input("Name of the result", "Orders with amounts", key="query-name", max_chars=80)
    sql = box.text_area(
        "SELECT", key="query-sql", height=220, placeholder="For example: SELECT … FROM … JOIN … USING (…)"
    )
    with beside.container(height=320):
        for table, columns in sorted(askable(workspace.database).items(), key=lambda item: item[0] in KINDS):
            if table not in DERIVED and workspace.count(table):
                st.caption(f"**{escaped(table)}**  \n{escaped(', '.join(c for c in columns if c not in _OWN))}")
    if box.button("Preview", key="query-run", icon=":material/play_arrow:", disabled=not sql.strip()):
        st.session_state[ASKED] = _asked(workspace, name, sql)
    asked = st.session_state.get(ASKED)
    if asked:
        _preview(workspace, *asked)


def _asked(workspace: Workspace, name: str, sql: str) -> tuple[str, SourceTable] | None:
    """The query with its result; None where it does not run, which is told."""
    try:
        with st.spinner("Running the query ..."):
            return sql, query_table(workspace, name.strip() or "query", sql, new_folder())
    except JourneyError as error:
        st.error(escaped(error), icon=":material/error:")
        return None


def _preview(workspace: Workspace, sql: str, table: SourceTable) -> None:
    try:
        mapping = mapping_form(workspace, table, f"query-{table.name}")
    except JourneyError as error:
        st.error(escaped(error), icon=":material/error:")
        return
    if mapping and st.button("Load the result", key="query-load", type="primary", icon=":material/download:"):
        _finish(lambda: load_query(workspace, table, sql, mapping, who=who()))


def _finish(load: Callable[[], Receipt]) -> None:
    """Load, and show the receipt at the top of the page."""
    try:
        with st.spinner("Loading the result ..."):
            st.session_state[RECEIPTS] = [load()]
    except JourneyError as error:
        st.error(escaped(error), icon=":material/error:")
        return
    st.session_state.pop(ASKED, None)
    st.rerun()
