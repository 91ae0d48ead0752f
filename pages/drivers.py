"""Drivers: what goes with whether customers stay, what a change would be worth, and how sure that is."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts import drivers as charts
from analytics.charts import style
from analytics.drivers.analysis import Drivers
from analytics.drivers.collecting import segment_values
from analytics.drivers.result import DriverResult
from analytics.drivers.wording import change_words, is_share
from analytics.errors import JourneyError, NotEnoughData
from analytics.notebooks.view import View
from analytics.notebooks.views_drivers import MOST_BARS, Effects
from analytics.retention.outcomes import default_outcome, outcome_names
from analytics.workspace import Workspace
from pages.parts.cached import kept
from pages.parts.driver_detail import driver_detail
from pages.parts.driver_question import refine, roles_form
from pages.parts.driver_words import outcome_label
from pages.parts.empty import nothing_loaded
from pages.parts.figures import Figure, figures
from pages.parts.filters import DRIVER, OUTCOME, choose_driver, forget_unless_in
from pages.parts.results import drivers_of, what_if_of
from pages.parts.scenario_list import scenario_list
from pages.parts.seen_filters import tell_not_narrowed
from pages.parts.session import current_workspace
from pages.parts.shown import show
from pages.parts.what_if import what_if
from pages.parts.words import escaped, heading

_NO_OUTCOME = (
    "Nothing in this workspace says which customers stayed. Load sales or subscriptions over time, or "
    "customers with a status."
)


def render(workspace: Workspace) -> None:
    """The page."""
    title, choice = st.columns([3, 2], vertical_alignment="bottom")
    title.title("Drivers")
    if workspace.is_empty:
        nothing_loaded(
            "What goes with whether customers stay stands here, and what a change would be worth.",
            "what tells whether they stayed (orders, subscriptions, a list of customers), and what they met: tickets, surveys, usage",
        )
        return
    names = kept(workspace, "outcomes", lambda: outcome_names(workspace))
    if not names:
        st.info(_NO_OUTCOME, icon=":material/info:")
        st.page_link("pages/load_files.py", label="Load files", icon=":material/upload_file:")
        return
    tell_not_narrowed()
    usual = _usual(workspace, names)
    with choice:
        outcome = _choose_outcome(names, usual)
        question = refine(workspace.driver_question(None if outcome == usual else outcome), _segments(workspace))
    try:
        result = drivers_of(workspace, question)
    except JourneyError as refusal:
        # A refusal is an answer too, and another outcome may have one.
        st.info(escaped(refusal), icon=":material/info:")
        return
    _answer(result)
    _evidence(workspace, result, question)
    what_if(workspace, what_if_of(workspace, question), result, question)
    scenario_list(workspace, dict(zip(result.drivers["name"], result.drivers["label"], strict=True)))
    _small_print(workspace, result, question)


def _segments(workspace: Workspace) -> dict[str, list[str]]:
    """The values of the customers' segments that the analysis may be narrowed to."""
    return kept(workspace, "segments of customers", lambda: segment_values(workspace))


def _choose_outcome(names: tuple[str, ...], usual: str) -> str:
    """What is to be explained."""
    forget_unless_in(OUTCOME, names)
    return str(
        st.selectbox(
            "Customers who …",
            names,
            index=names.index(usual),
            format_func=outcome_label,
            key=OUTCOME,
            bind="query-params",
        )
    )


def _usual(workspace: Workspace, names: tuple[str, ...]) -> str:
    try:
        return kept(workspace, "default outcome", lambda: default_outcome(workspace))
    except NotEnoughData:
        return names[0]


def _answer(result: DriverResult) -> None:
    with st.container(border=True):
        heading(result.sentence, "1.15rem")
        share, quality = is_share(result), result.quality
        base = style.percent(result.base_rate, 1) if share else f"{result.base_rate:,.2f}"
        certain = (result.drivers["effect_low"] > 0) | (result.drivers["effect_high"] < 0)
        row = [
            Figure("Customers (n)", style.count(result.n)),
            Figure(f"Customers who {result.outcome_label}" if share else "Average", base),
            Figure("Drivers", style.count(len(result.drivers)), f"{int(certain.sum())} with a certain effect"),
        ]
        if quality.auc is not None:
            row.append(
                Figure(
                    "Model tells them apart",
                    style.percent(quality.auc),
                    "of pairs right; 50 % is guessing",
                    "Area under the ROC curve on customers held back from the model.",
                )
            )
        figures(row)


def _evidence(workspace: Workspace, result: DriverResult, question: Drivers) -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        naive = st.toggle("Show what a plain comparison would have said", key="driver_naive")
        effects = View("drivers.effects", Effects(question, naive))
        show(workspace, effects, "effects", result, on_select=_choose_clicked)
    with right:
        show(workspace, View("drivers.importance", question), "importance", result)
        if len(result.drivers) > MOST_BARS:
            st.caption(f"The {MOST_BARS} most important of {len(result.drivers)} drivers; all stand in the table.")
    _one_driver(workspace, result, question)
    if "already" in result.drivers:
        show(workspace, View("drivers.performance", question), "performance", result)
    _segment_differences(workspace, result, question)


def _segment_differences(workspace: Workspace, result: DriverResult, question: Drivers) -> None:
    """Where a driver works differently in one segment, and only where that is beyond chance."""
    if result.segments.empty:
        return
    if not result.segments["real"].any():
        st.caption("No driver works differently between segments beyond what chance would do.")
        return
    show(workspace, View("drivers.segments", question), "segment_effects", result)


def _one_driver(workspace: Workspace, result: DriverResult, question: Drivers) -> None:
    with st.container(border=True):
        driver_detail(workspace, result, question, choose_driver(result.drivers))


def _choose_clicked() -> None:
    """Take the driver that was clicked in the chart of effects."""
    clicked = st.session_state["effects"]["selection"].get(charts.CHOSEN, [])
    if clicked:
        st.session_state[DRIVER] = clicked[0]["name"]


def _small_print(workspace: Workspace, result: DriverResult, question: Drivers) -> None:
    roles_form(workspace, result)
    with st.expander("How good is the model?", icon=":material/verified:"):
        st.text(result.quality.sentence)
        if result.quality.brier is not None and result.quality.brier_base is not None:
            st.text(
                f"Its probabilities miss what happened by a Brier score of {result.quality.brier:.3f} "
                f"(saying {result.base_rate:.0%} of everybody would give {result.quality.brier_base:.3f}; "
                f"0 is perfect). Calibration slope {result.quality.calibration_slope:.2f} (1 is right)."
            )
        if len(result.calibration):
            show(workspace, View("drivers.calibration", question), "calibration", result)
    with st.expander("What was adjusted for, and what must be known", icon=":material/balance:"):
        adjusted = ", ".join(result.adjusted_for) or "nothing beyond the drivers themselves"
        st.text(f"Every driver is adjusted for all others, and for: {adjusted}.")
        for note in result.notes:
            st.text(note)
    if result.left_out:
        with st.expander(f"Left out ({len(result.left_out)}), and why", icon=":material/block:"):
            st.dataframe(
                pd.DataFrame(list(result.left_out), columns=["Column", "Why"]),
                hide_index=True,
                width="stretch",
                key="left_out",
            )
    with st.expander("All figures", icon=":material/table_view:"):
        _table(result)


def _table(result: DriverResult) -> None:
    table = result.drivers.assign(
        change=[
            change_words(*pair) for pair in zip(result.drivers["from_value"], result.drivers["to_value"], strict=True)
        ],
        importance=result.drivers["importance"] * 100,
    )
    st.dataframe(
        table[
            ["label", "change", "importance", "effect_pp", "effect_low", "effect_high", "naive_pp",
             "second_opinion_pp", "agrees", "n", "warning"]
        ],
        hide_index=True,
        width="stretch",
        key="driver_table",
        column_config={
            "label": "Driver",
            "change": "Change",
            "importance": st.column_config.NumberColumn("Importance", format="%.1f %%"),
            "effect_pp": st.column_config.NumberColumn("Effect", format="%.2f"),
            "effect_low": st.column_config.NumberColumn("95 % from", format="%.2f"),
            "effect_high": st.column_config.NumberColumn("to", format="%.2f"),
            "naive_pp": st.column_config.NumberColumn("Plain comparison", format="%.2f"),
            "second_opinion_pp": st.column_config.NumberColumn("Second opinion", format="%.2f"),
            "agrees": "Agrees",
            "n": st.column_config.NumberColumn("n", format="localized"),
            "warning": "Note",
        },
    )  # fmt: skip


if __name__ == "__main__":
    render(current_workspace())
