"""How many customers stay, leave and buy again, over all and month by month."""

from __future__ import annotations

import streamlit as st

from analytics.errors import NotEnoughData
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.kpis.values import KpiValues
from analytics.notebooks.view import View
from analytics.retention.orders_apart import OrdersApart, TimeBetweenOrders
from analytics.retention.rates import KPIS, NAMES, Rate, RateMonths, RateOverTime, RatesByMonth
from analytics.workspace import Workspace
from pages.parts.cached import kpis_of, result_of
from pages.parts.figures import Figure, figures, share_figure
from pages.parts.seen_filters import tell_all_time
from pages.parts.shown import show
from pages.parts.words import escaped

_FEWEST_BARS = 2  # bills that all come on the same day of the month need no picture
_SHORT: dict[Rate, str] = {
    "retention_rate": "Retained",
    "churn_rate": "Lost",
    "repeat_purchase_rate": "Buy again",
    "lost_per_month": "Lost per month",
}


def show_rates(workspace: Workspace, seen: Seen) -> None:
    """The figures, a rate over time, and the time between orders."""
    whole = kpis_of(workspace, KpiValues(ids=KPIS), seen.whose)
    asked = TimeBetweenOrders(seen.whose)
    apart = _apart(workspace, asked)
    if whole.empty and apart is None and not _by_month(workspace, seen.whose):
        raise NotEnoughData(
            "Nothing says which customers stayed. Load orders over time, subscriptions with their starts and ends, or customers "
            "with a status."
        )
    shares = [
        share_figure(NAMES[row["id"]], row["value"], row["low"], row["high"], row["n"], row["formula"])
        for row in whole.to_dict("records")
    ]
    figures(shares + _rhythm(apart))
    tell_all_time(seen, "who stays shows only beside what was before. The course below is of the period's months.")
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _over_time(workspace, seen)
    if apart is not None and len(apart.histogram) > _FEWEST_BARS:
        with right:
            show(workspace, View("retention.gaps", asked), "gaps", apart)
    with st.expander("How these are counted", icon=":material/function:"):
        for row in whole.to_dict("records"):
            st.text(f"{NAMES[row['id']]}: {row['formula']}")
        if apart is not None:
            st.text(
                "Usual rhythm: the median of the days between a customer's own orders (orders of one day are one); of these, "
                f"the median over the {apart.customers:,} customers who came back. Interval: from their order alone."
            )


def _by_month(workspace: Workspace, seen: Seen) -> dict[Rate, RateMonths]:
    return result_of(workspace, RatesByMonth(seen), "Counting who stays, month by month")


def _apart(workspace: Workspace, asked: TimeBetweenOrders) -> OrdersApart | None:
    try:
        return result_of(workspace, asked)
    except NotEnoughData:
        return None


def _rhythm(apart: OrdersApart | None) -> list[Figure]:
    if apart is None:
        return []
    note = f"95 %: {apart.low:g} to {apart.high:g} · n {apart.customers:,}"
    habit = f"Half of them order every {apart.quarter:.0f} to {apart.three_quarters:.0f} days."
    return [Figure("Usual days between orders", f"{apart.rhythm:g}", note, habit)]


def _over_time(workspace: Workspace, seen: Seen) -> None:
    found = _by_month(workspace, seen)
    if not found and seen.when != EVERYTHING and _by_month(workspace, seen.whose):
        st.info("Fewer than two months of this period are over. Choose a longer one.", icon=":material/info:")
        return
    if not found:
        st.info(
            "No rate can be told month by month: customers have a status, but nothing says since when. Load orders over "
            "time, or subscriptions with their starts and ends. The other views may tell more.",
            icon=":material/info:",
        )
        return
    chosen = st.segmented_control(
        "Rate", list(found), default=next(iter(found)), required=True, key="retention_rate",
        format_func=_SHORT.__getitem__, label_visibility="collapsed",
    )  # fmt: skip
    months = found[chosen]
    show(workspace, View("retention.rate", RateOverTime(chosen, seen)), "retention_over_time", months)
    st.caption(escaped(f"{len(months.months)} months that are over."))
