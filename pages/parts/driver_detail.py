"""One driver: its curve, what the plain comparison says and why, and a second opinion."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.charts import drivers as charts
from analytics.drivers.result import DriverResult
from analytics.drivers.wording import is_share, unit_of
from pages.parts.driver_words import effect_sentence, naive_sentence, second_sentence
from pages.parts.words import escaped, heading, paragraph


def driver_detail(result: DriverResult, name: str) -> None:
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
        st.altair_chart(
            charts.curve(points, str(row["label"]), result.outcome_label, _ends(row, points), is_share(result)),
            width="stretch",
            key=f"curve-{name}",
        )


def _sentences(result: DriverResult, row: dict[Any, Any]) -> list[str]:
    unit = unit_of(result)
    made = [
        effect_sentence(row, result.outcome_label, unit),
        naive_sentence(row, result.adjusted_for, unit),
        second_sentence(row, unit),
    ]
    return [sentence for sentence in made if sentence]


def _ends(row: dict[Any, Any], points: pd.DataFrame) -> tuple[float, float] | None:
    """The two values that the effect compares, where they stand on a curve."""
    if len(points) <= 2 or isinstance(row["from_value"], str):
        return None
    return float(row["from_value"]), float(row["to_value"])
