"""The box in which a query is written, with the names of tables and columns suggested while somebody types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from analytics.store.asking import askable
from analytics.store.browsing import names_to_suggest
from analytics.workspace import Workspace
from pages.parts.cached import kept

HERE = Path(__file__).parent
_mount = st.components.v2.component(
    "sql_box",
    html='<div class="sql"></div>',
    css=(HERE / "sql_box.css").read_text(encoding="utf-8"),
    js=(HERE / "sql_box.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def sql_box(workspace: Workspace, sql: str, results: Mapping[str, Sequence[str]], key: str) -> str:
    """Let a person write SQL over the loaded tables and the results above; gives what stands there."""
    tables = kept(workspace, "names to ask", lambda: askable(workspace.database))
    given = _mount(key=key, data={"sql": sql, "names": names_to_suggest(tables, results)}, on_sql_change=lambda: None)
    told = given.get("sql")
    return sql if told is None else str(told)
