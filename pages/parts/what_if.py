"""What if: sliders for several drivers at once; only this section runs again when one moves."""

from __future__ import annotations

import streamlit as st

from analytics.charts import style
from analytics.drivers.analysis import Drivers
from analytics.drivers.columns import Column
from analytics.drivers.moves import Move, Reach, levels_of, reach_of
from analytics.drivers.recognisable import LADDERS, round_to_recognisable
from analytics.drivers.result import DriverResult
from analytics.drivers.what_if import Figure as Forecasted
from analytics.drivers.what_if import Forecast, WhatIf
from analytics.notebooks.view import View
from analytics.notebooks.views_drivers import Moved, MovedDriver
from analytics.workspace import Workspace
from pages.parts.figures import Figure, figures
from pages.parts.scenario_list import keep_form
from pages.parts.session import WORKSPACE
from pages.parts.shown import offer, show
from pages.parts.words import escaped

_MOST_SLIDERS, _FIRST_SLIDERS = 6, 4
_STEPS, _FEWEST_STEPS = 40, 4


@st.fragment
def what_if(workspace: Workspace, model: WhatIf, result: DriverResult, question: Drivers) -> None:
    """Sliders, what they would do, and whether such customers exist."""
    st.subheader("What if?")
    left, right = st.columns([2, 3], gap="large")
    with left:
        moves = _sliders(model, result)
    forecast = model.forecast(moves)
    with right:
        if not moves:
            st.caption(
                "Move a slider: what it would do to customers who "
                f"{escaped(result.outcome_label)} shows here, with its 95 % interval."
            )
            return
        if not forecast.support.seen:
            st.warning(escaped(forecast.support.sentence), icon=":material/block:")
            return
        _figures(forecast, model, question.window_days)
        st.caption(escaped(forecast.support.sentence))
        asked = View("drivers.what_if", Moved(question, tuple(moves)))
        offer(workspace, asked, "what_if", model)
        for move in (move for move in moves if not move.level):
            view = View("drivers.moved", MovedDriver(question, move))
            show(workspace, view, f"moved-{move.name}", model)
        keep_form(workspace, model, forecast, moves, result, question.window_days)


def _sliders(model: WhatIf, result: DriverResult) -> list[Move]:
    """One slider for each chosen driver; gives the moves that change anything."""
    offered = _offered(model)
    usable = [str(name) for name in result.drivers["name"] if name in offered]
    labels = dict(zip(usable, style.told_apart([offered[name][0].label for name in usable]), strict=True))
    place = st.session_state.get(WORKSPACE, "")
    chosen = st.multiselect(
        "Drivers to move", usable, default=_certain(result, usable), key=f"what_if_{place}_{result.outcome}",
        format_func=lambda name: labels.get(name, name), max_selections=_MOST_SLIDERS,
    )  # fmt: skip
    moves = [_widget(*offered[name], result) for name in chosen]
    return [move for move in moves if move is not None]


def _offered(model: WhatIf) -> dict[str, tuple[Column, Reach | dict[str, float]]]:
    """The drivers that can be moved by name, with how far, or to which categories."""
    reaches = {column.name: (column, reach_of(column, model.customers[column.name])) for column in model.drivers}
    levels = {column.name: (column, levels_of(model.customers[column.name])) for column in model.categories}
    numbers = {name: (column, reach) for name, (column, reach) in reaches.items() if reach is not None}
    return numbers | {name: (column, found) for name, (column, found) in levels.items() if len(found) > 1}


def _widget(column: Column, reach: Reach | dict[str, float], result: DriverResult) -> Move | None:
    return _slider(column, reach, result) if isinstance(reach, Reach) else _category(column, reach, result)


def _category(column: Column, levels: dict[str, float], result: DriverResult) -> Move | None:
    """Choose a category, then how many customers get it; it is taken from nobody."""
    key = f"move_{st.session_state.get(WORKSPACE, '')}_{result.outcome}_{column.name}"
    level = st.selectbox(
        f"{escaped(column.label)}: more customers with", [None, *levels], key=key,
        format_func=lambda level: "as it is" if level is None else f"{escaped(level)} (now {levels[level]:.0%})",
    )  # fmt: skip
    if level is None or (now := round(100 * levels[level])) >= 100:
        return None
    percent = st.slider(
        f"{escaped(level)}: share of customers",
        now,
        100,
        now,
        format="%d %%",
        key=f"{key}_{level}",
        help=f"Now {now} %.",
    )
    return Move(column.name, "share", percent / 100, str(level)) if percent != now else None


def _certain(result: DriverResult, usable: list[str]) -> list[str]:
    """The first usable drivers with a certain effect."""
    table = result.drivers
    certain = table[(table["effect_low"] > 0) | (table["effect_high"] < 0)]["name"]
    return [name for name in certain if name in usable][:_FIRST_SLIDERS]


def _slider(column: Column, reach: Reach, result: DriverResult) -> Move | None:
    key = f"move_{st.session_state.get(WORKSPACE, '')}_{result.outcome}_{column.name}"
    if reach.kind == "share":
        percent = st.slider(
            f"{escaped(column.label)}: share of customers", 0, 100, round(100 * reach.now), format="%d %%", key=key,
            help=f"Now {reach.now:.0%}.",
        )  # fmt: skip
        return Move(column.name, "share", percent / 100) if percent != round(100 * reach.now) else None
    stops = _stops(column, reach)
    now = stops[-1] if reach.kind == "at most" else stops[0]
    said = "nobody above" if reach.kind == "at most" else "everybody at least"
    value = st.select_slider(
        f"{escaped(column.label)}: {said}", stops, now, format_func=lambda stop: f"{stop:.4g}", key=key,
        help=f"From {stops[0]:.4g} to {stops[-1]:.4g}: beyond, there are fewer than twenty customers to learn from.",
    )  # fmt: skip
    return None if value == now else Move(column.name, reach.kind, float(value))


def _stops(column: Column, reach: Reach) -> list[float]:
    """The values a slider stops at: those that people set targets at, or even steps; the ends as they are."""
    steps = [step for step in LADDERS.get(column.unit, ()) if reach.low < step < reach.high]
    if len(steps) < _FEWEST_STEPS:
        spread = reach.high - reach.low
        even = (reach.low + spread * k / _STEPS for k in range(1, _STEPS))
        steps = [step for step in (round_to_recognisable(v, spread) for v in even) if reach.low < step < reach.high]
    return sorted({reach.low, *steps, reach.high})


def _figures(forecast: Forecast, model: WhatIf, window_days: int) -> None:
    share = model.yes_no
    now, then = (style.percent(v, 1) if share else f"{v:,.2f}" for v in (forecast.before, forecast.after))
    unit = 100.0 if share else 1.0
    row = [
        Figure("Now", now, f"{style.count(model.population)} customers"),
        Figure("Then", then, _change(forecast.change, unit, " points" if share else "")),
    ]
    if forecast.kept is not None:
        kept = forecast.kept
        note = f"95 %: {kept.low:+,.0f} to {kept.high:+,.0f}"
        title = f"The change times {model.population:,} customers, over {window_days} days."
        row.append(Figure("Customers kept", f"{kept.value:+,.0f}", note, title))
    row += [_revenue(revenue, currency) for currency, revenue in forecast.revenue]
    figures(row)


def _change(change: Forecasted, unit: float, points: str) -> str:
    return f"{unit * change.value:+.1f}{points} (95 %: {unit * change.low:+.1f} to {unit * change.high:+.1f})"


def _revenue(revenue: Forecasted, currency: str) -> Figure:
    note = f"95 %: {style.money(revenue.low, currency)} to {style.money(revenue.high, currency)}"
    title = (
        "Each customer's change in the chance to stay, times what that customer spent in the year before. "
        "It counts no new customers and no change of what they spend."
    )
    return Figure("Revenue per year", style.money(revenue.value, currency), note, title)
