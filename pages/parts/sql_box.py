"""The box in which a query is written, with the names of tables and columns suggested while somebody types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from analytics.store.asking import askable
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
_WORDS = (
    "SELECT FROM WHERE GROUP BY ORDER BY HAVING LIMIT JOIN LEFT JOIN USING ON AS AND OR NOT NULL CASE WHEN THEN ELSE END WITH "
    "DISTINCT BETWEEN UNION ALL count sum avg min max median quantile_cont date_trunc coalesce round lower upper"
)  # fmt: skip


def sql_box(workspace: Workspace, sql: str, results: Mapping[str, Sequence[str]], key: str) -> str:
    """Let a person write SQL over the loaded tables and the results above; gives what stands there."""
    given = _mount(key=key, data={"sql": sql, "names": names_for(workspace, results)}, on_sql_change=lambda: None)
    told = given.get("sql")
    return sql if told is None else str(told)


def names_for(workspace: Workspace, results: Mapping[str, Sequence[str]]) -> list[dict[str, str]]:
    """What may be suggested: results above, tables, their columns, and the words of SQL; each once."""
    tables: dict[str, Any] = kept(workspace, "names to ask", lambda: dict(askable(workspace.database)))
    suggested: dict[str, str] = {}
    for table, columns in [*results.items(), *tables.items()]:
        suggested.setdefault(str(table), "result above" if table in results else "table")
        for column in columns:
            suggested.setdefault(str(column), str(table))
    for word in _WORDS.split():
        suggested.setdefault(word, "")
    return [{"text": name, "of": of} for name, of in suggested.items()]
