"""A chart on a page: drawn from the view that a link, a notebook cell and an export hold alike, with its table, its file,
its link and the pin one click away."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from analytics.errors import JourneyError
from analytics.files.spreadsheets import harmless
from analytics.notebooks.answer import Answer
from analytics.notebooks.evidence import add_evidence
from analytics.notebooks.keeping import edit_notebook, make_notebook, notebooks
from analytics.notebooks.notebook import Analysis
from analytics.notebooks.view import View
from analytics.reviews.reviews import Review, reviews
from analytics.store.links import shorten
from analytics.workspace import Workspace, utc_now
from pages.parts.cached import result_of
from pages.parts.notebook_runs import run_cell
from pages.parts.session import NOTEBOOK, WORKSPACE, who
from pages.parts.words import escaped

_NEW = ""
_LONGEST = 1_200  # characters; browsers and mail programs cut longer addresses off
_ROWS_SHOWN = 5_000
_ROWS_WHOLE, _HEIGHT = 6, 250  # a longer table scrolls, so that all of it stays on the screen


def show(
    workspace: Workspace, view: View, key: str, found: Any = None, on_select: Any = "ignore", table: bool = False
) -> Any:
    """Draw the view (from what its analysis ``found``, where the page has that already) and what can be done with it.

    With ``table`` a view without a chart shows its table. Gives what was selected in the chart.
    """
    answer = _answer(workspace, view, found)
    selected = None
    if answer.drawn is not None:
        selected = st.altair_chart(answer.drawn, width="stretch", key=key, on_select=on_select)
    elif table:
        st.dataframe(answer.table.head(_ROWS_SHOWN), hide_index=True, width="stretch", key=key)
    if table and answer.note:
        st.caption(escaped(answer.note))
    offer(workspace, view, key, found)
    return selected


def _answer(workspace: Workspace, view: View, found: Any) -> Answer:
    return result_of(workspace, view) if found is None else view.drawn(found, workspace)


@st.fragment
def offer(workspace: Workspace, view: View, key: str, found: Any = None) -> None:
    """The table, the file, the link and the pin of a view. Nothing of it is computed before somebody asks for it."""
    with st.container(horizontal=True, horizontal_alignment="right", key=f"{key}-offered"):
        menu = st.popover(
            "Table · file · pin", type="tertiary", icon=":material/table_view:", key=f"{key}-menu", on_change="rerun"
        )
    if not menu.open:
        return
    answer = _answer(workspace, view, found)
    with menu:
        _pin(workspace, view, key)
        st.markdown(f"**{escaped(answer.title)}** · {len(answer.table):,} rows")
        st.dataframe(
            answer.table.head(_ROWS_SHOWN), hide_index=True, width=720, key=f"{key}-table",
            height="auto" if len(answer.table) <= _ROWS_WHOLE else _HEIGHT,
        )  # fmt: skip
        if answer.note:
            st.caption(escaped(answer.note))
        st.download_button(
            "CSV file", harmless(answer.table).to_csv(index=False).encode("utf-8-sig"), f"{view.name}.csv", "text/csv",
            key=f"{key}-file", icon=":material/download:", on_click="ignore",
        )  # fmt: skip
        st.caption("A link that shows the same to anybody on this server:")
        st.code(link_to(workspace, view), language=None)


def _pin(workspace: Workspace, view: View, key: str) -> None:
    names = {notebook.id: notebook.title for notebook in notebooks(workspace)} | {_NEW: "A new notebook"}
    meetings = {review.id: review for review in reviews(workspace.ledger) if review.is_open}
    names |= {id: f"{review.title}, as evidence" for id, review in meetings.items()}
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    before = st.session_state.get(NOTEBOOK)
    into = left.selectbox(
        "Pin to", list(names), format_func=lambda id: names.get(id, ""), key=f"{key}-into",
        index=list(names).index(before) if before in names else 0,
    )  # fmt: skip
    if right.button("Pin", icon=":material/keep:", type="primary", width="stretch", key=f"{key}-pin"):
        try:
            told = _pinned(workspace, view, str(into), meetings)
        except JourneyError as error:
            st.error(escaped(error), icon=":material/error:")
        else:
            st.toast(escaped(told), icon=":material/keep:")


def _pinned(workspace: Workspace, view: View, into: str, meetings: dict[str, Review]) -> str:
    """Pin the view where the person wants it, and say what was done."""
    if into in meetings:
        add_evidence(workspace, meetings[into], view, who(), utc_now())
        return f"Pinned to the {meetings[into].title}, as it stands now."
    cell = Analysis("", view.name.partition(".")[2], view.as_value())
    if into == _NEW:
        made = make_notebook(workspace, "Notebook", who(), [cell])
    else:
        made = edit_notebook(workspace, into, lambda there: there.adding(cell), who(), "pinned")
    st.session_state[NOTEBOOK] = made.id
    run_cell(workspace, made.id, made.cells[-1].id)
    return f"Pinned to {made.title}."


def link_to(workspace: Workspace, view: View) -> str:
    """The address under which anybody on this server sees the view."""
    here = urlsplit(st.context.url or "")
    base = f"{here.scheme}://{here.netloc}/look" if here.netloc else "/look"
    of = {WORKSPACE: str(st.session_state.get(WORKSPACE, "")), **address_of(workspace, view)}
    return f"{base}?{urlencode(of, quote_via=quote)}"


def address_of(workspace: Workspace, view: View) -> dict[str, str]:
    """What stands in the address of a view: itself, or a short name where it would be too long."""
    told = view.as_json()
    return {"view": told} if len(told) <= _LONGEST else {"link": shorten(workspace.database, told)}
