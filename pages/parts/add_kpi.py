"""Adding a KPI without code, typing a value in, and retiring what nobody steers by any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import streamlit as st

from analytics.charts.numbers import kpi_interval, kpi_number
from analytics.charts.style import count
from analytics.errors import JourneyError
from analytics.kpis.catalogue import KPIS
from analytics.kpis.checking import checked
from analytics.kpis.custom import UNITS, OwnKpi, Way, own_id
from analytics.kpis.definition import PERSPECTIVES, Better, Timing, Unit
from analytics.kpis.values import KpiValues
from analytics.scorecards.cards import PhaseCard
from analytics.scorecards.chosen import add_kpi, chosen, restore_kpi, retire_kpi, type_in
from analytics.workspace import Workspace
from pages.parts.aggregate_form import aggregate_form, measure_form
from pages.parts.figures import Figure, figures
from pages.parts.session import who
from pages.parts.words import escaped

_WAYS: dict[Way, str] = {
    "aggregate": "Rows of a table",
    "ratio": "One figure per another",
    "measure": "A series of measures",
    "typed": "Typed in by hand",
}


def manage_kpis(workspace: Workspace, phase: PhaseCard) -> None:
    """The KPIs of this phase: add one, type a value in, retire one. Drawn when somebody asks for it."""
    if not st.toggle("Add or retire a KPI", key="manage-kpis"):
        return
    with st.container(border=True):
        adding, typing, retiring = st.tabs(["Add a KPI", "Type a value in", "Retire or bring back"])
        with adding:
            _add(workspace, phase)
        with typing:
            _type_in(workspace)
        with retiring:
            _retire(workspace, phase)


@st.fragment
def _add(workspace: Workspace, phase: PhaseCard) -> None:
    kpi = _described(workspace, phase)
    if not kpi.name.strip():
        st.caption("Give it a name, and its value up to the end of the data is shown here before anything is saved.")
        return
    try:
        _preview(workspace, checked(kpi, workspace))
    except JourneyError as error:
        st.info(escaped(error), icon=":material/info:")
        return
    reason, save = st.columns([4, 1], vertical_alignment="bottom")
    why = reason.text_input("Why this KPI", key="kpi-reason", placeholder="What it tells that the others do not")
    if save.button("Add to the scorecard", key="kpi-save", type="primary", width="stretch"):
        _done(lambda: add_kpi(workspace, kpi, who(), why.strip()))


def _described(workspace: Workspace, phase: PhaseCard) -> OwnKpi:
    """The KPI as the widgets describe it."""
    names = {one.id: one.name for one in workspace.phases()}
    first, second, third = st.columns([3, 2, 3])
    name = first.text_input("Name", key="kpi-name", max_chars=60, placeholder="Tickets by phone")
    perspective = second.selectbox("Perspective", PERSPECTIVES, key="kpi-perspective")
    phases = third.multiselect("Phases", list(names), [phase.id], format_func=lambda id: names[id], key="kpi-phases")
    way = st.segmented_control(
        "What it is made of",
        list(_WAYS),
        default="aggregate",
        format_func=_WAYS.__getitem__,
        key="kpi-way",
        required=True,
    )
    top = bottom = None
    measure = ""
    if way == "aggregate":
        top = aggregate_form(workspace, "kpi-top")
    elif way == "ratio":
        top, bottom = (
            aggregate_form(workspace, "kpi-top", ratio=True),
            aggregate_form(workspace, "kpi-bottom", ratio=True),
        )
    elif way == "measure":
        measure = measure_form(workspace)
    share = top is not None and top.how == "share"
    one, two, three = st.columns(3)
    # Of rows that are counted the unit is clear; the key differs, so that another choice is remembered by itself.
    offered: list[Unit] = ["%"] if share else ["count"] if top is not None and top.how == "count" else list(UNITS)
    unit = one.selectbox("Unit", offered, key=f"kpi-unit-{len(offered)}")
    better = two.selectbox("Better when it goes", get_args(Better), key="kpi-better")
    timing = three.selectbox("Foretells (leading) or records (lagging)", get_args(Timing), key="kpi-timing")
    return OwnKpi(
        own_id(name), name.strip(), perspective, unit, better, timing, tuple(phases), way, top, bottom, measure
    )


def _preview(workspace: Workspace, kpi: OwnKpi) -> None:
    """Its value of the last 90 days with interval, as it would stand on the scorecard."""
    st.caption(escaped(kpi.formula))
    found = KpiValues(days=90, ids=(kpi.id,), own=(kpi,)).run(workspace)
    if found.empty:
        st.caption("No rows in the last 90 days of the data, so there is no value yet.")
        return
    row = found.iloc[0]
    low, high = (None if row[end] != row[end] else float(row[end]) for end in ("low", "high"))
    interval = kpi_interval(low, high, kpi.unit, row["currency"]) or "no interval"
    value = kpi_number(float(row["value"]), kpi.unit, row["currency"])
    figures([Figure(f"{kpi.name}, whole company, last 90 days", value, f"95 %: {interval} · n {count(row['n'])}")])


def _type_in(workspace: Workspace) -> None:
    typed = {kpi.id: kpi for kpi in chosen(workspace).own if kpi.way == "typed" and not kpi.retired}
    if not typed:
        st.caption("There is no KPI yet whose values are typed in. Add one, made of values typed in by hand.")
        return
    name, day, value, save = st.columns([3, 2, 2, 1], vertical_alignment="bottom")
    id = name.selectbox("KPI", list(typed), format_func=lambda id: typed[id].name, key="typed-kpi")
    on = day.date_input("For the day", key="typed-day")
    percent = typed[id].unit == "%"
    number = value.number_input(
        "Value in %" if percent else f"Value in {typed[id].unit}", value=None, key="typed-value"
    )
    if save.button("Record", key="typed-save", width="stretch", disabled=number is None) and number is not None:
        _done(lambda: type_in(workspace, id, on, number / 100 if percent else number, who()))


def _retire(workspace: Workspace, phase: PhaseCard) -> None:
    picked = chosen(workspace)
    names = {id: kpi.name for id, kpi in KPIS.items()} | {kpi.id: kpi.name for kpi in picked.own}
    st.caption("A retired KPI leaves all scorecards. Its targets, decisions and past stay, and it can be brought back.")
    here = [kpi.id for kpi in picked.of_phase(phase.id)]
    _choice(here, names, "retire", "Retire", lambda id, why: retire_kpi(workspace, id, who(), why))
    if picked.retired:
        _choice(
            sorted(picked.retired),
            names,
            "restore",
            "Bring back",
            lambda id, why: restore_kpi(workspace, id, who(), why),
        )


def _choice(ids: list[str], names: dict[str, str], key: str, label: str, act: Callable[..., object]) -> None:
    which, why, do = st.columns([3, 4, 1], vertical_alignment="bottom")
    id = which.selectbox("KPI", ids, format_func=lambda id: names.get(id, id), key=f"{key}-kpi")
    reason = why.text_input("Why", key=f"{key}-reason")
    if do.button(label, key=key, width="stretch") and id:
        _done(lambda: act(id, reason.strip()))


def _done(act: Callable[..., object]) -> None:
    try:
        act()
    except JourneyError as error:
        st.error(escaped(error))
        return
    st.rerun()
