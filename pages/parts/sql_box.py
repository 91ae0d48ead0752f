"""The box in which a query is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from analytics.workspace import Workspace


def sql_box(workspace: Workspace, sql: str, results: Mapping[str, Sequence[str]], key: str) -> str:
    """Let a person write SQL over the loaded tables and the results above."""
    return st.text_area(
        "SELECT", sql, height=180, key=key, placeholder="SELECT … FROM … ; results above by their names"
    )
