"""Drivers that can be moved, and the slider of each: on the page of drivers, and in a notebook's cell."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.charts import style
from analytics.drivers.columns import Column
from analytics.drivers.moves import Move, Reach, levels_of, reach_of
from analytics.drivers.recognisable import LADDERS, round_to_recognisable
from analytics.drivers.result import DriverResult
from analytics.drivers.what_if import WhatIf
from pages.parts.words import escaped

MOST_SLIDERS, _FIRST_SLIDERS = 6, 4
_STEPS, _FEWEST_STEPS = 40, 4


def choose_moves(
    model: WhatIf, result: DriverResult, key: str, moves: Sequence[Move] = (), most: int = MOST_SLIDERS
) -> list[Move]:
    """One slider for each chosen driver, at first where ``moves`` put it; gives the moves that change anything."""
    offered = _offered(model)
    usable = [str(name) for name in result.drivers["name"] if name in offered]
    labels = dict(zip(usable, style.told_apart([offered[name][0].label for name in usable]), strict=True))
    before = {move.name: move for move in moves if move.name in offered}
    chosen = st.multiselect(
        "Drivers to move", usable, default=list(before) or _certain(result, usable)[:most], key=f"what_if_{key}",
        format_func=lambda name: labels.get(name, name), max_selections=most,
    )  # fmt: skip
    found = [_widget(*offered[name], f"move_{key}_{name}", before.get(name)) for name in chosen]
    return [move for move in found if move is not None]


def _offered(model: WhatIf) -> dict[str, tuple[Column, Reach | dict[str, float]]]:
    """The drivers that can be moved by name, with how far, or to which categories."""
    reaches = {column.name: (column, reach_of(column, model.customers[column.name])) for column in model.drivers}
    levels = {column.name: (column, levels_of(model.customers[column.name])) for column in model.categories}
    numbers = {name: (column, reach) for name, (column, reach) in reaches.items() if reach is not None}
    return numbers | {name: (column, found) for name, (column, found) in levels.items() if len(found) > 1}


def _certain(result: DriverResult, usable: list[str]) -> list[str]:
    """The first usable drivers with a certain effect."""
    table = result.drivers
    certain = table[(table["effect_low"] > 0) | (table["effect_high"] < 0)]["name"]
    return [name for name in certain if name in usable][:_FIRST_SLIDERS]


def _widget(column: Column, reach: Reach | dict[str, float], key: str, before: Move | None) -> Move | None:
    if isinstance(reach, dict):
        return _category(column, reach, key, before)
    return _share(column, reach, key, before) if reach.kind == "share" else _limit(column, reach, key, before)


def _category(column: Column, levels: dict[str, float], key: str, before: Move | None) -> Move | None:
    """Choose a category, then how many customers get it; it is taken from nobody."""
    options = [None, *levels]
    level = st.selectbox(
        f"{escaped(column.label)}: more customers with", options, key=key,
        index=options.index(before.level) if before is not None and before.level in levels else 0,
        format_func=lambda level: "as it is" if level is None else f"{level} (now {levels[level]:.0%})",
    )  # fmt: skip
    if level is None or (now := round(100 * levels[level])) >= 100:
        return None
    moved = now if before is None or before.level != level else round(100 * before.value)
    percent = st.slider(
        f"{escaped(level)}: share of customers", now, 100, min(max(now, moved), 100), format="%d %%",
        key=f"{key}_{level}", help=f"Now {now} %.",
    )  # fmt: skip
    return Move(column.name, "share", percent / 100, str(level)) if percent != now else None


def _share(column: Column, reach: Reach, key: str, before: Move | None) -> Move | None:
    now = round(100 * reach.now)
    moved = now if before is None else min(max(round(100 * before.value), 0), 100)
    percent = st.slider(
        f"{escaped(column.label)}: share of customers", 0, 100, moved, format="%d %%", key=key,
        help=f"Now {reach.now:.0%}.",
    )  # fmt: skip
    return Move(column.name, "share", percent / 100) if percent != now else None


def _limit(column: Column, reach: Reach, key: str, before: Move | None) -> Move | None:
    moved = None if before is None or before.kind != reach.kind else min(max(before.value, reach.low), reach.high)
    stops = _stops(column, reach, moved)
    now = stops[-1] if reach.kind == "at most" else stops[0]
    said = "nobody above" if reach.kind == "at most" else "everybody at least"
    value = st.select_slider(
        f"{escaped(column.label)}: {said}", stops, now if moved is None else moved, key=key,
        format_func=lambda stop: f"{stop:.4g}",
        help=f"From {stops[0]:.4g} to {stops[-1]:.4g}: beyond, there are fewer than twenty customers to learn from.",
    )  # fmt: skip
    return None if value == now else Move(column.name, reach.kind, float(value))


def _stops(column: Column, reach: Reach, moved: float | None) -> list[float]:
    """The values a slider stops at: those that people set targets at, or even steps; the ends and ``moved`` as they are."""
    steps = [step for step in LADDERS.get(column.unit, ()) if reach.low < step < reach.high]
    if len(steps) < _FEWEST_STEPS:
        spread = reach.high - reach.low
        even = (reach.low + spread * k / _STEPS for k in range(1, _STEPS))
        steps = [step for step in (round_to_recognisable(v, spread) for v in even) if reach.low < step < reach.high]
    return sorted({reach.low, *steps, reach.high} | ({moved} if moved is not None else set()))
