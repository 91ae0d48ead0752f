"""Receipts of loading, and what is in the workspace."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd
import streamlit as st

from analytics.errors import JourneyError
from analytics.files.spreadsheets import harmless
from analytics.store.receipts import Receipt
from analytics.workspace import Workspace
from pages.parts.joining import show_joins
from pages.parts.session import RECEIPTS, who
from pages.parts.warned_rows import show_warnings
from pages.parts.words import escaped

_MOST_CELLS = 500


def show_receipt(workspace: Workspace, receipt: Receipt) -> None:
    """One receipt: the four numbers that add up, reasons, warnings, and the rejected rows to take away."""
    with st.container(border=True):
        source = f" from {receipt.vendor}" if receipt.vendor else ""
        st.markdown(f":material/receipt_long: **{receipt.kind.capitalize()}{source}** loaded ({receipt.import_id})")
        st.caption(escaped(receipt.file))
        for column, (label, number) in zip(
            st.columns(5),
            (
                ("Rows read", receipt.read),
                ("Loaded", receipt.loaded),
                ("Updated", receipt.updated),
                ("Unchanged", receipt.unchanged),
                ("Rejected", receipt.rejected),
            ),
            strict=True,
        ):
            column.metric(label, f"{number:,}")
        for sentence in receipt.notes:
            st.caption(f":material/info: {escaped(sentence)}")
        for join in receipt.joins:
            st.caption(f":material/link: {join.sentence}")
        show_warnings(workspace, map(asdict, receipt.faults), receipt.import_id)
        if receipt.rejected:
            _show_rejected(workspace, receipt)


def _show_rejected(workspace: Workspace, receipt: Receipt) -> None:
    for reason, rows in receipt.reasons:
        st.caption(f":material/block: {rows:,} × {escaped(reason)}")
    with st.expander(f"Rejected rows ({receipt.rejected:,})"):
        cells = workspace.rejected_cells(receipt.import_id)
        st.dataframe(cells.head(_MOST_CELLS), hide_index=True, width="stretch")
        if len(cells) > _MOST_CELLS:
            st.caption(f"The first {_MOST_CELLS:,} of {len(cells):,} cells. All of their rows can be downloaded.")
        st.download_button(
            "Download the rejected rows, to mend and load again",
            data=lambda: harmless(workspace.rejected_rows(receipt.import_id)).to_csv(index=False).encode("utf-8-sig"),
            file_name=f"rejected-{receipt.import_id}.csv",
            mime="text/csv",
            key=f"rejected-{receipt.import_id}",
            on_click="ignore",
        )


def show_status(workspace: Workspace) -> None:
    """What is loaded, how it joins, and what looks wrong."""
    status = workspace.status()
    st.subheader("In this workspace")
    rows = [
        {
            "Table": name,
            "Rows": about["rows"],
            "Customers": about["customers"],
            "From": (about["first"] or "")[:10],
            "To": (about["last"] or "")[:10],
        }
        for name, about in status["tables"].items()
    ]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        width="stretch",
        column_config={"Rows": st.column_config.NumberColumn(format="localized"),
                       "Customers": st.column_config.NumberColumn(format="localized")},
    )  # fmt: skip
    show_warnings(workspace, status["faults"])
    show_joins(workspace, status["joins"])


def show_imports(workspace: Workspace) -> None:
    """All imports, each of which can be taken back."""
    imports = workspace.imports()
    if imports.empty:
        return
    st.subheader("Imports")
    for row in imports.itertuples():
        what, counts, button = st.columns([3, 4, 1], vertical_alignment="center")
        what.markdown(f"**{row.kind}** · {row.import_id}")
        what.caption(f"{escaped(row.file)} · {row.loaded_at:%d %b %Y %H:%M} UTC · {escaped(row.who)}")
        counts.caption(
            f"{row.read:,} read = {row.loaded:,} loaded + {row.updated:,} updated + "
            f"{row.unchanged:,} unchanged + {row.rejected:,} rejected"
        )
        if button.button("Undo", key=f"undo-{row.import_id}", icon=":material/undo:", width="stretch"):
            _undo(workspace, str(row.import_id))


def _undo(workspace: Workspace, import_id: str) -> None:
    try:
        removed = workspace.undo(import_id, who=who())
    except JourneyError as error:
        st.error(escaped(error))
        return
    st.session_state[RECEIPTS] = []
    st.toast(f"{import_id} taken back: {removed:,} records.")
    st.rerun()
