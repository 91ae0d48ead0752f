"""What a file does not say about its durations: whether their numbers are minutes, hours or something smaller."""

from __future__ import annotations

import streamlit as st

from analytics.files.columns import columns_of
from analytics.files.mapping import Mapping
from analytics.files.spoken_units import in_units, unspoken
from analytics.files.table import SourceTable
from analytics.files.units import UNITS
from pages.parts.words import escaped


def durations_form(table: SourceTable, mapping: Mapping, key: str) -> Mapping:
    """Ask for the unit of durations that stand as plain numbers; the mapping as the person leaves it."""
    names = unspoken(mapping, columns_of(table))
    if not names:
        return mapping
    unit = st.radio(
        f"In what are the numbers in {escaped(', '.join(names))} counted?",
        list(UNITS),
        index=list(UNITS).index("minutes"),
        horizontal=True,
        key=f"unit-{key}",
    )
    return in_units(mapping, dict.fromkeys(names, unit))
