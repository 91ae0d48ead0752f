"""The rows behind a data-quality warning: looked at page by page, and taken away as CSV."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st

from analytics.files.spreadsheets import harmless
from analytics.workspace import Workspace

_ON_A_PAGE = 100
_MOST_TAKEN = 1_000_000  # what a spreadsheet opens


def show_warnings(workspace: Workspace, faults: Iterable[dict[str, Any]], import_id: str | None = None) -> None:
    """Each warning as a line that opens the rows it is about, of one import or of all."""
    for fault in faults:
        key = f"{fault['name']}-{import_id or 'all'}"
        with st.expander(fault["sentence"], icon=":material/warning:"):
            # The rows are read only once somebody asks for them.
            if st.toggle("Show the rows", key=f"rows-{key}"):
                _show_rows(workspace, fault, import_id, key)


def _show_rows(workspace: Workspace, fault: dict[str, Any], import_id: str | None, key: str) -> None:
    name, pages = fault["name"], -(-fault["rows"] // _ON_A_PAGE)
    page = st.number_input(f"Page, of {pages:,}", 1, pages, key=f"page-{key}", width=160) if pages > 1 else 1
    shown = workspace.rows_behind(name, import_id, (int(page) - 1) * _ON_A_PAGE, _ON_A_PAGE)
    st.dataframe(shown.dropna(axis=1, how="all"), hide_index=True, width="stretch")
    st.download_button(
        f"Download all {fault['rows']:,} rows",
        data=lambda: (
            harmless(workspace.rows_behind(name, import_id, 0, _MOST_TAKEN)).to_csv(index=False).encode("utf-8-sig")
        ),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"take-{key}",
        on_click="ignore",
    )
