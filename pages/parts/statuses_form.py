"""Which orders count: those whose status says that they are sales."""

from __future__ import annotations

import streamlit as st

from analytics.files.columns import columns_of
from analytics.files.mapping import Mapping
from analytics.files.table import SourceTable
from analytics.store.statuses import as_chosen, no_sales, told_before
from analytics.workspace import Workspace
from pages.parts.words import escaped

_MOST = 60  # a column of more different texts in its first rows holds no statuses


def statuses_form(workspace: Workspace, table: SourceTable, mapping: Mapping, key: str) -> Mapping:
    """Show which statuses are no sale, to be changed; the mapping as the person leaves it."""
    use = mapping.use_of("status")
    if mapping.kind != "sales" or use is None or not use.column:
        return mapping
    column = next(one for one in columns_of(table) if one.name == use.column)
    # One to each, however it is spelled in capitals: what is said of it is said of all.
    found = sorted({value.strip().lower(): value.strip() for value in column.values if value.strip()}.values())
    statuses = [*found, *(said for said in told_before(use) if said.lower() not in map(str.lower, found))]
    if not statuses or len(found) > _MOST:
        return mapping
    usual = no_sales(workspace.database, use, statuses)
    with st.expander(_in_short(usual), icon=":material/receipt_long:"):
        chosen = st.multiselect(
            f"No sale, where {escaped(use.column)} says",
            statuses,
            default=list(usual),
            key=f"statuses-{key}",
            accept_new_options=True,
            placeholder="Every status is a sale",
        )
        st.caption(
            "These orders are kept and counted in no figure. What you choose is remembered for files with the same columns."
        )
    changed = set(chosen) != set(usual)
    return as_chosen(workspace.database, mapping, statuses, chosen) if changed else mapping


def _in_short(usual: tuple[str, ...]) -> str:
    if not usual:
        return "Orders that count: all, whatever their status"
    named = ", ".join(escaped(status) for status in usual[:4])
    return f"Orders that count: all but {named}{f' and {len(usual) - 4} more' if len(usual) > 4 else ''}"
