"""One driver: its curve, what the plain comparison says and why, and a second opinion."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analytics.drivers.analysis import Drivers
from analytics.drivers.result import DriverResult
from analytics.drivers.wording import unit_of
from analytics.notebooks.view import View
from analytics.notebooks.views_drivers import OneDriver
from analytics.workspace import Workspace
from pages.parts.driver_words import effect_sentence, naive_sentence, second_sentence
from pages.parts.shown import show
from pages.parts.words import escaped, heading, paragraph


def driver_detail(workspace: Workspace, result: DriverResult, question: Drivers, name: str) -> None:
    """Everything about the driver called ``name``."""
    row: dict[Any, Any] = result.drivers.set_index("name").loc[name].to_dict()
    words, curve = st.columns([2, 3], gap="medium")
    with words:
        heading(row["label"])
        for sentence in _sentences(result, row):
            paragraph(sentence)
        if row["warning"]:
            st.warning(escaped(row["warning"]), icon=":material/warning:")
    points = result.curves[result.curves["name"] == name]
    with curve:
        if points.empty:
            st.caption("This driver is one of a few categories, so it has no curve.")
            return
        show(workspace, View("drivers.curve", OneDriver(question, name)), f"curve-{name}", result)


def _sentences(result: DriverResult, row: dict[Any, Any]) -> list[str]:
    unit = unit_of(result)
    made = [
        effect_sentence(row, result.outcome_label, unit),
        naive_sentence(row, result.adjusted_for, unit),
        second_sentence(row, unit),
    ]
    return [sentence for sentence in made if sentence]
