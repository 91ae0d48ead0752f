"""What a file does not say about its dates: the day of a survey without one, and whether the day or the month stands first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from analytics.files.columns import Column, columns_of
from analytics.files.day_order import Order, in_order, undecided
from analytics.files.mapping import ColumnUse, Mapping
from analytics.files.table import SourceTable
from analytics.files.undated import on_day
from pages.parts.words import escaped

_ORDERS: tuple[Order, ...] = ("day", "month")


def dates_form(table: SourceTable, mapping: Mapping, key: str) -> Mapping:
    """Ask for what the dates leave open; the mapping as the person leaves it."""
    for use in mapping.uses:
        if use.constant and use.formats:
            mapping = _on_told_day(mapping, use, key)
    columns = columns_of(table)
    open_columns = undecided(mapping, columns)
    return _in_told_order(mapping, columns, open_columns, key) if open_columns else mapping


def _on_told_day(mapping: Mapping, use: ColumnUse, key: str) -> Mapping:
    day = st.date_input(
        f"Day for {use.field} of all rows", value=date.fromisoformat(use.constant), key=f"day-{use.field}-{key}"
    )
    told = replace(on_day(use.field, day.isoformat()), confidence=use.confidence)
    return replace(mapping, uses=tuple(told if known == use else known for known in mapping.uses))


def _in_told_order(mapping: Mapping, columns: tuple[Column, ...], names: tuple[str, ...], key: str) -> Mapping:
    example = next(column for column in columns if column.name == names[0]).values[0]
    order = st.radio(
        f"In {escaped(', '.join(names))}, dates such as {escaped(example)} can be read both ways. What stands first?",
        _ORDERS,
        index=None,
        format_func=lambda order: f"The {order}",
        horizontal=True,
        key=f"order-{key}",
    )
    return in_order(mapping, columns, order) if order else mapping
