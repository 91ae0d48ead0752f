"""The widgets that describe an aggregate of rows, or name a series of measures."""

from __future__ import annotations

import streamlit as st

from analytics.kpis.checking import columns_of
from analytics.kpis.custom import COMPARISONS, TABLES, Aggregate, Condition, How
from analytics.workspace import Workspace
from pages.parts.words import escaped

_TABLES = {"counted_sales": "orders"}
_HOWS: dict[How, str] = {
    "count": "number of rows",
    "share": "share of rows",
    "sum": "sum of",
    "mean": "mean of",
    "median": "median of",
}


def aggregate_form(workspace: Workspace, key: str, ratio: bool = False) -> Aggregate:
    """What is computed of which rows; a part of a ``ratio`` is a count or a sum."""
    hows = [how for how in _HOWS if not ratio or how in ("count", "sum")]
    filled = [table for table in TABLES if workspace.count(table)] or list(TABLES)
    one, two, three = st.columns(3)
    how = one.selectbox(
        "Per" if key.endswith("bottom") else "Compute", hows, format_func=_HOWS.__getitem__, key=f"{key}-how"
    )
    column = ""
    table = three.selectbox(
        "of the rows of", filled, format_func=lambda name: _TABLES.get(name, name), key=f"{key}-table"
    )
    if how in ("sum", "mean", "median"):
        column = two.selectbox(
            "the column", columns_of(workspace, table, numbers=True), format_func=_plain, key=f"{key}-column"
        )
    hits = _conditions(workspace, table, f"{key}-hits", "with") if how == "share" else ()
    return Aggregate(table, how, column or "", _conditions(workspace, table, f"{key}-where", "where"), hits)


def measure_form(workspace: Workspace) -> str:
    """One of the series that are loaded."""
    measures = workspace.table("measures")
    names = sorted(workspace.execute(measures.select("measure").distinct())["measure"])
    if not names:
        st.caption("No measures are loaded. Load a file with a name, a period and a value per row.")
    return str(st.selectbox("Measure", names, key="kpi-measure") or "")


def _conditions(workspace: Workspace, table: str, key: str, word: str) -> tuple[Condition, ...]:
    """Up to two conditions; the second is offered once there is a first."""
    columns = ["", *columns_of(workspace, table)]
    found: list[Condition] = []
    for number in (1, 2):
        name, comparison, value = st.columns(3)
        column = name.selectbox(
            word if number == 1 else "and",
            columns,
            format_func=lambda name: _plain(name) or "any",
            key=f"{key}-{number}",
        )
        if not column:
            break
        chosen = comparison.selectbox("compared", COMPARISONS, key=f"{key}-{number}-is", label_visibility="hidden")
        typed = ""
        if "known" not in chosen:
            typed = value.text_input("with", key=f"{key}-{number}-value", label_visibility="hidden", max_chars=200)
        found.append(Condition(column, chosen, typed))
    return tuple(found)


def _plain(column: str) -> str:
    return escaped(column.replace("_", " "))
