"""What a cell gave, on the screen: its chart, its table, how it was computed, or why there is nothing."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.files.spreadsheets import harmless
from analytics.notebooks.notebook import Analysis, Named, without_pictures
from analytics.notebooks.running import Run, Runner
from pages.parts.words import escaped

_FIRST_ROWS = 1_000
_MOST_CELLS = 8_000_000  # of a table that is sent to the browser as a whole


def show_text(text: str) -> None:
    """Somebody's words in Markdown. A picture would be fetched from elsewhere: it becomes a link."""
    st.markdown(without_pictures(text) or "*No words yet.*")


def show_run(running: Runner, cell: Named, key: str) -> None:
    """What the cell gave when it was last run."""
    run = running.runs.get(cell.id)
    if run is None:
        st.caption("Run it to see its result.")
    else:
        show_kept(run, cell, key)


def show_kept(run: Run, cell: Named, key: str) -> None:
    """A result: its chart, how it was computed, and its table."""
    if run.refusal:
        st.info(escaped(run.refusal), icon=":material/info:")
        return
    if run.chart is not None:
        st.vega_lite_chart(run.chart, width="stretch", key=f"chart-{key}")
    elif isinstance(cell, Analysis):
        st.markdown(f"**{escaped(run.title)}**")
    if run.note:
        st.caption(escaped(run.note))
    assert run.table is not None
    if run.chart is None:
        _grid(run, run.table, cell.name, key)
        return
    table = st.expander(
        f"Table ({run.rows:,} rows)", icon=":material/table_view:", key=f"open-{key}", on_change="rerun"
    )
    if table.open:
        with table:
            _grid(run, run.table, cell.name, key)


def _grid(run: Run, table: pd.DataFrame, name: str, key: str) -> None:
    """The first rows at once, all on demand, and all as a file."""
    whole = run.is_whole and table.size <= _MOST_CELLS
    every = len(table) > _FIRST_ROWS and whole and st.toggle(f"All {run.rows:,} rows", key=f"all-{key}")
    shown = table if every else table.head(_FIRST_ROWS)
    st.dataframe(shown, hide_index=True, width="stretch", height="auto" if len(shown) < 12 else 400, key=f"grid-{key}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"{len(shown):,} of {run.rows:,} rows" if len(shown) < run.rows else f"{run.rows:,} rows")
        if run.is_whole:
            st.download_button(
                "CSV file", lambda: harmless(table).to_csv(index=False).encode("utf-8-sig"), f"{name}.csv", "text/csv",
                key=f"file-{key}", icon=":material/download:", type="tertiary", on_click="ignore",
            )  # fmt: skip
        else:
            st.caption("Only the first rows are kept between visits; run the cell to have them all.")
