"""Editing a cell by the controls of its sort, and adding new ones."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any, get_args

import pandas as pd
import streamlit as st

from analytics.errors import JourneyError
from analytics.notebooks.catalogue import VIEWS
from analytics.notebooks.keeping import edit_notebook
from analytics.notebooks.notebook import Aggregate, Analysis, Cell, Mark, Notebook, Picture, Query, Text
from analytics.notebooks.running import Runner
from analytics.notebooks.view import View, parameters
from analytics.workspace import Workspace
from pages.parts.asked_form import asked_form
from pages.parts.notebook_runs import begin
from pages.parts.schema_browser import schema_browser
from pages.parts.session import EDITED, who
from pages.parts.sql_box import sql_box
from pages.parts.words import escaped

_NONE = ""
_SPEC = """{
  "mark": "bar",
  "encoding": {
    "x": {"field": "...", "type": "nominal"},
    "y": {"field": "...", "type": "quantitative"}
  }
}"""


def add_cells(workspace: Workspace, notebook: Notebook) -> None:
    """The row of buttons that adds a cell at the end."""
    with st.container(horizontal=True, vertical_alignment="center", key="add-cells"):
        st.caption("Add")
        for label, icon, cell in (
            ("Words", ":material/notes:", Text("")),
            ("SQL", ":material/database:", Query("", "query")),
            ("Chart", ":material/bar_chart:", Picture("", "chart", _last_table(notebook))),
        ):
            st.button(label, icon=icon, key=f"add-{label}", on_click=_add, args=(workspace, notebook.id, cell))
        with st.popover("Analysis", icon=":material/insights:"):
            name = st.selectbox("Look at", list(VIEWS), format_func=_view_words, key="add-view")
            st.button(
                "Add it", key="add-analysis", type="primary", on_click=_add_view, args=(workspace, notebook.id, name)
            )


def _view_words(name: str) -> str:
    definition = VIEWS[name]
    return f"{definition.page.replace('_', ' ').capitalize()}: {definition.title}"


def _last_table(notebook: Notebook) -> str:
    names = [cell.name for cell in notebook.cells if isinstance(cell, Analysis | Query)]
    return names[-1] if names else _NONE


def _add(workspace: Workspace, notebook_id: str, cell: Cell, edited: bool = True) -> None:
    cell = replace(cell, id=uuid.uuid4().hex[:8])
    edit_notebook(workspace, notebook_id, lambda there: there.adding(cell), who(), "added a cell")
    if edited:
        st.session_state[EDITED] = st.session_state.get(EDITED, set()) | {f"{notebook_id}-{cell.id}"}


def _add_view(workspace: Workspace, notebook_id: str, name: str) -> None:
    definition = VIEWS[name]
    view = View(name, parameters(definition, {}))
    _add(workspace, notebook_id, Analysis("", name.partition(".")[2], view.as_value()))


def edit_cell(workspace: Workspace, running: Runner, cell: Cell, key: str) -> None:
    """The form of the cell, and the button that keeps what was entered and runs what depends on it."""
    after: Cell = cell
    if isinstance(cell, Text):
        text = st.text_area("Words, in Markdown", cell.text, height=160, key=f"text-{key}")
        after = replace(cell, text=text)
    elif isinstance(cell, Analysis):
        after = _analysis(workspace, cell, key)
    elif isinstance(cell, Query):
        after = _query(workspace, running, cell, key)
    else:
        after = _picture(running, cell, key)
    left, right = st.columns([1, 6])
    if left.button("Keep" if isinstance(cell, Text) else "Keep and run", type="primary", key=f"keep-{key}"):
        _keep(workspace, running.notebook.id, cell, after, key)
    right.caption("" if after == cell else "Not kept yet.")


def _keep(workspace: Workspace, notebook_id: str, before: Cell, after: Cell, key: str) -> None:
    try:
        edit_notebook(workspace, notebook_id, lambda there: there.changing(after), who(), "edited a cell")
    except JourneyError as error:
        st.error(escaped(error), icon=":material/error:")
        return
    if not isinstance(after, Text):
        begin(workspace, notebook_id, after.id)
    st.session_state[EDITED] = st.session_state.get(EDITED, set()) - {key}
    renamed = not isinstance(before, Text) and not isinstance(after, Text) and before.name != after.name
    st.rerun(scope="app" if renamed else "fragment")


def _name(cell: Any, key: str) -> str:
    told = "Cells below use it by this name."
    name: str = st.text_input("Name of the result", cell.name, key=f"name-{key}", max_chars=60, help=told)
    return name


def _analysis(workspace: Workspace, cell: Analysis, key: str) -> Analysis:
    try:
        view = cell.looking
    except JourneyError as error:
        st.error(escaped(error), icon=":material/error:")
        return cell
    left, right = st.columns([1, 3], vertical_alignment="bottom")
    with left:
        name = _name(cell, key)
    right.markdown(f"**{view.title}**")
    asked = asked_form(workspace, view.asked, f"asked-{key}")
    return replace(cell, name=name, view=View(view.name, asked).as_value())


def _query(workspace: Workspace, running: Runner, cell: Query, key: str) -> Query:
    with st.columns([1, 3])[0]:
        name = _name(cell, key)
    known = {
        name: [] if table is None else list(map(str, table.columns)) for name, table in _tables(running, cell).items()
    }
    sql = sql_box(workspace, cell.sql, known, f"sql-{key}")
    with st.expander("What can be asked", icon=":material/schema:", key=f"schema-{key}", on_change="rerun") as browser:
        if browser.open:
            schema_browser(workspace, known, key)
    return replace(cell, name=name, sql=sql)


def _picture(running: Runner, cell: Picture, key: str) -> Picture:
    tables = _tables(running, cell)
    sources = list(tables)
    row = st.columns(4)
    with row[0]:
        name = _name(cell, key)
    source = row[1].selectbox("Of the result", sources, _place(sources, cell.source), key=f"source-{key}")
    table = tables.get(source or _NONE)
    columns = [] if table is None else [str(column) for column in table.columns]
    if table is None:
        st.caption("Run the result first, to choose among its columns.")
    marks, sums = list(get_args(Mark)), list(get_args(Aggregate))
    mark = row[2].selectbox("Drawn as", marks, _place(marks, cell.mark), key=f"mark-{key}")
    aggregate = row[3].selectbox(
        "Summed up by",
        sums,
        _place(sums, cell.aggregate),
        key=f"aggregate-{key}",
        format_func=lambda each: each or "not at all",
    )
    row = st.columns(4)
    axes = {}
    for column, (axis, label) in zip(row, (("x", "Across"), ("y", "Up"), ("colour", "Colour")), strict=False):
        options = columns if axis == "x" else [_NONE, *columns]
        axes[axis] = column.selectbox(
            label,
            options,
            _place(options, getattr(cell, axis)),
            key=f"{axis}-{key}",
            format_func=lambda each: each or "–",
        )
    spec = cell.spec
    if row[3].toggle("As Vega-Lite", bool(cell.spec), key=f"vega-{key}"):
        spec = st.text_area(
            "Vega-Lite (JSON), over the result above", cell.spec or _SPEC, height=220, key=f"spec-{key}"
        )
    else:
        spec = ""
    return replace(
        cell, name=name, source=source or _NONE, mark=mark or "bar", aggregate=aggregate or "", spec=spec,
        x=axes["x"] or _NONE, y=axes["y"] or _NONE, colour=axes["colour"] or _NONE,
    )  # fmt: skip


def _tables(running: Runner, cell: Cell) -> dict[str, pd.DataFrame | None]:
    """The results above by name, with their tables where they were run."""
    above = running.notebook.above(cell.id)
    return {source.name: running.runs[source.id].table if source.id in running.runs else None for source in above}


def _guessed(table: pd.DataFrame | None) -> str:
    """The first column of numbers but the first column: what a chart most likely shows."""
    numbers = [] if table is None else list(table.iloc[:, 1:].select_dtypes("number").columns)
    return str(numbers[0]) if numbers else _NONE


def _place(options: list[Any], value: Any) -> int:
    return options.index(value) if value in options else 0
