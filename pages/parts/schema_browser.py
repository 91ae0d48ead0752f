"""The tables and columns that a query may name, with sample values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from analytics.store.asking import ask, askable
from analytics.store.naming import quoted
from analytics.workspace import Workspace
from pages.parts.cached import kept
from pages.parts.words import escaped

_SAMPLE = 200
_EXAMPLES = 4


def schema_browser(workspace: Workspace, results: Mapping[str, Sequence[str]], key: str) -> None:
    """Let a person choose a table, and show its columns with values that stand in them."""
    tables = kept(workspace, "tables to ask", lambda: filled_tables(workspace))
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
        columns = kept(workspace, f"columns of {chosen}", lambda: columns_of(workspace, str(chosen)))
        st.dataframe(columns, hide_index=True, width="stretch", key=f"columns-{key}-{chosen}")


def filled_tables(workspace: Workspace) -> list[str]:
    """The tables that hold rows, by name."""
    return [name for name in askable(workspace.database) if workspace.count(name)]


def columns_of(workspace: Workspace, table: str) -> pd.DataFrame:
    """The columns of a table that hold anything: column, type, and some of its values."""
    rows = ask(workspace.database, f"SELECT * FROM {quoted(table)} LIMIT {_SAMPLE}")
    return pd.DataFrame(
        [
            {"Column": name, "Type": str(rows[name].dtype), "For example": ", ".join(_examples(rows[name]))}
            for name in rows.columns
            if rows[name].notna().any()
        ]
    )


def _examples(values: pd.Series) -> list[str]:
    told = values.dropna().astype(str).str.slice(0, 40).drop_duplicates()
    return list(told.head(_EXAMPLES))
