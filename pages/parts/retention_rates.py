"""How many customers stay, leave and buy again, over all and month by month."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts import retention as charts
from analytics.errors import NotEnoughData
from analytics.kpis.values import KpiValues
from analytics.retention.churn import Churn
from analytics.retention.orders_apart import OrdersApart, TimeBetweenOrders
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.figures import Figure, figures, share_figure
from pages.parts.words import escaped

RATES = {
    "retention_rate": "Customers retained",
    "churn_rate": "Customers lost",
    "repeat_purchase_rate": "Customers who buy again",
}
_LOST = "lost_per_month"
_FEWEST_BARS = 2  # bills that all come on the same day of the month need no picture
_SHORT = {
    "retention_rate": "Retained",
    "churn_rate": "Lost",
    "repeat_purchase_rate": "Buy again",
    _LOST: "Lost per month",
}


def show_rates(workspace: Workspace) -> None:
    """The figures, a rate over time, and the time between orders."""
    whole = result_of(workspace, KpiValues(ids=tuple(RATES)))
    apart = _apart(workspace)
    shares = [
        share_figure(RATES[row["id"]], row["value"], row["low"], row["high"], row["n"], row["formula"])
        for row in whole.to_dict("records")
    ]
    figures(shares + _rhythm(apart))
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _over_time(workspace)
    if apart is not None and len(apart.histogram) > _FEWEST_BARS:
        right.altair_chart(charts.gaps(apart.histogram, apart.rhythm), width="stretch", key="gaps")
    if whole.empty and apart is None:
        return
    with st.expander("How these are counted", icon=":material/function:"):
        for row in whole.to_dict("records"):
            st.text(f"{RATES[row['id']]}: {row['formula']}")
        if apart is not None:
            st.text(
                "Usual rhythm: the median of the days between a customer's own orders (orders of one day are one); of these, "
                f"the median over the {apart.customers:,} customers who came back. Interval: from their order alone."
            )


def _apart(workspace: Workspace) -> OrdersApart | None:
    try:
        return result_of(workspace, TimeBetweenOrders())
    except NotEnoughData:
        return None


def _rhythm(apart: OrdersApart | None) -> list[Figure]:
    if apart is None:
        return []
    note = f"95 %: {apart.low:g} to {apart.high:g} · n {apart.customers:,}"
    habit = f"Half of them order every {apart.quarter:.0f} to {apart.three_quarters:.0f} days."
    return [Figure("Usual days between orders", f"{apart.rhythm:g}", note, habit)]


def _over_time(workspace: Workspace) -> None:
    months = result_of(workspace, KpiValues(ids=tuple(RATES), period="month"))
    series = {id: _monthly(months, id) for id in RATES}
    formulas = {row["id"]: row["formula"] for row in months.to_dict("records")}
    try:
        churn = result_of(workspace, Churn())
        lost = churn.months.rename(columns={"churn": "value", "there": "n"})
        series[_LOST] = lost
        formulas[_LOST] = f"{churn.unit.capitalize()} gone by a month's end / there when it began."
    except NotEnoughData:
        pass
    drawn = {name: table for name, table in series.items() if len(table) > 1}
    if not drawn:
        st.info(
            "No rate can be told month by month: customers have a status, but nothing says since when. Load orders over "
            "time, or subscriptions with their starts and ends. The other views may tell more.",
            icon=":material/info:",
        )
        return
    names = RATES | {_LOST: "Lost in each month"}
    chosen = str(
        st.segmented_control(
            "Rate", list(drawn), default=next(iter(drawn)), required=True, key="retention_rate",
            format_func=lambda name: _SHORT.get(name, name), label_visibility="collapsed",
        )
    )  # fmt: skip
    chart = charts.rate(drawn[chosen], names[chosen], formulas[chosen])
    st.altair_chart(chart, width="stretch", key="retention_over_time")
    with st.expander("As a table", icon=":material/table_view:"):
        shown = drawn[chosen][["month", "value", "low", "high", "n"]]
        st.dataframe(shown, hide_index=True, width="stretch", key="retention_table", column_config=_COLUMNS)
    st.caption(escaped(f"{len(drawn[chosen])} months that are over."))


def _monthly(months: pd.DataFrame, id: str) -> pd.DataFrame:
    own = months[months["id"] == id]
    return own.assign(month=pd.to_datetime(own["period"], errors="coerce")).dropna(subset=["month", "value"])


_COLUMNS = {
    "month": st.column_config.DateColumn("Month", format="MMM YYYY"),
    "value": st.column_config.NumberColumn("Share", format="percent"),
    "low": st.column_config.NumberColumn("95 % from", format="percent"),
    "high": st.column_config.NumberColumn("to", format="percent"),
    "n": st.column_config.NumberColumn("n", format="localized"),
}
