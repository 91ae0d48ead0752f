"""What if: sliders for several drivers at once; only this section runs again when one moves."""

from __future__ import annotations

import streamlit as st

from analytics.charts import style
from analytics.drivers.analysis import Drivers
from analytics.drivers.result import DriverResult
from analytics.drivers.what_if import Figure as Forecasted
from analytics.drivers.what_if import Forecast, WhatIf
from analytics.notebooks.view import View
from analytics.notebooks.views_drivers import Moved, MovedDriver
from analytics.workspace import Workspace
from pages.parts.figures import Figure, figures
from pages.parts.move_sliders import choose_moves
from pages.parts.scenario_list import keep_form
from pages.parts.session import WORKSPACE
from pages.parts.shown import offer, show
from pages.parts.words import escaped


@st.fragment
def what_if(workspace: Workspace, model: WhatIf, result: DriverResult, question: Drivers) -> None:
    """Sliders, what they would do, and whether such customers exist."""
    st.subheader("What if?")
    left, right = st.columns([2, 3], gap="large")
    with left:
        moves = choose_moves(model, result, f"{st.session_state.get(WORKSPACE, '')}_{result.outcome}")
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
