"""All touchpoints of the map as a table: volume, mood, and the metrics that fit each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analytics.charts import style
from analytics.charts.numbers import kpi_number
from analytics.journey.in_force import touchpoints_in_force
from analytics.kpis.values import KpiValues
from analytics.scorecards.chosen import known_kpis
from analytics.workspace import Workspace
from pages.parts.cached import kept


def touchpoint_table(workspace: Workspace, stops: pd.DataFrame) -> None:
    """Every touchpoint of the data, and those that people named and the data has no row of."""
    metrics = kept(workspace, "metrics of touchpoints", lambda: metrics_in_words(workspace))
    known = touchpoints_in_force(workspace.ledger)
    names = {phase.id: phase.name for phase in workspace.phases()}
    seen = set(stops["touchpoint"])
    silent = [
        {
            "phase_name": names.get(at.phase, at.phase),
            "touchpoint": at.name,
            "perspective": at.perspective,
            "rows": 0,
            "n": 0,
        }
        for at in known
        if at.name not in seen
    ]
    rows = pd.concat([stops, pd.DataFrame(silent)], ignore_index=True) if silent else stops
    table = pd.DataFrame(
        {
            "Phase": rows["phase_name"],
            "Touchpoint": rows["touchpoint"],
            "Perspective": rows["perspective"],
            "Answers and tickets": rows["rows"],
            "Mood, 0 to 10": [_mood(row) for row in rows.to_dict("records")],
            "Metrics that fit": [metrics.get(name, "") for name in rows["touchpoint"]],
        }
    )
    st.dataframe(table, hide_index=True, width="stretch")


def metrics_in_words(workspace: Workspace) -> dict[str, str]:
    """The metrics of each touchpoint (by name) with their values in its phase, or in the whole company where it has none."""
    known, kpis = touchpoints_in_force(workspace.ledger), known_kpis(workspace)
    wanted = tuple(sorted({metric for at in known for metric in at.metrics if metric in kpis}))
    values = workspace.kept_frame(KpiValues(ids=wanted)) if wanted and not workspace.is_empty else pd.DataFrame()
    return {
        at.name: "; ".join(
            _metric(values, metric, at.phase, kpis[metric].name) for metric in at.metrics if metric in kpis
        )
        for at in known
    }


def _metric(values: pd.DataFrame, metric: str, phase: str, name: str) -> str:
    found = values[values["id"] == metric] if len(values) else values
    if found.empty:
        return f"{name} –"
    here = found[found["phase"] == phase]
    row, whole = (here.iloc[0], "") if len(here) else (found[found["phase"].isna()].head(1), " (company)")
    if isinstance(row, pd.DataFrame):
        if row.empty:
            return f"{name} –"
        row = row.iloc[0]
    return f"{name} {kpi_number(float(row['value']), str(row['unit']))}{whole}"


def _mood(row: Mapping[Any, Any]) -> str:
    """Mood with its interval and n, as people read it."""
    mood, low, high = (float(row[name]) for name in ("mood", "low", "high"))
    if pd.isna(mood):
        return "no score"
    within = style.interval(low * 10, high * 10, lambda value: f"{value:.1f}")
    return f"{mood * 10:.1f} ({within}; n {int(row['n']):,})"
