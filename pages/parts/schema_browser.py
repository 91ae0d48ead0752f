"""The tables and columns that a query may name, with sample values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from analytics.store.browsing import columns_of, filled_tables
from analytics.workspace import Workspace
from pages.parts.cached import kept
from pages.parts.words import escaped


def schema_browser(workspace: Workspace, results: Mapping[str, Sequence[str]], key: str) -> None:
    """Let a person choose a table, and show its columns with values that stand in them."""
    tables = kept(workspace, "tables to ask", lambda: filled_tables(workspace.database))
    there = [*results, *tables]
    chosen = st.selectbox(
        "Table",
        there,
        key=f"table-{key}",
        format_func=lambda name: f"{name} (result above)" if name in results else name,
    )
    if chosen is None:
        st.caption("Nothing is loaded yet.")
    elif chosen in results:
        st.caption(escaped(", ".join(map(str, results[chosen]))))
    else:
        columns = kept(workspace, f"columns of {chosen}", lambda: columns_of(workspace.database, str(chosen)))
        st.dataframe(columns, hide_index=True, width="stretch", key=f"columns-{key}-{chosen}")
