"""What customers will be worth: by their purchases, or by how long they stay; and how well such a forecast held."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts import style
from analytics.errors import NotEnoughData
from analytics.kpis.seen import Seen
from analytics.kpis.values import KpiValues
from analytics.notebooks.view import View
from analytics.notebooks.views_retention import SHOP_FORMULA, STAY_FORMULA
from analytics.retention.lifetime_value import ShopValue, ShopValueResult
from analytics.retention.stay_backtest import KeptBacktest
from analytics.retention.subscriptions import SubscriptionValue
from analytics.workspace import Workspace
from pages.parts.cached import kpis_of, result_of
from pages.parts.figures import Figure, figures
from pages.parts.retention_groups import choose_way
from pages.parts.seen_filters import tell_all_time
from pages.parts.shown import show
from pages.parts.words import escaped


def show_value(workspace: Workspace, seen: Seen) -> None:
    """What customers brought so far, and a forecast: that for shops, else that for subscriptions."""
    tell_all_time(seen, "what customers will be worth follows from all that they did.")
    whose = seen.whose
    _measured(workspace, whose)
    try:
        _shop(workspace, whose)
    except NotEnoughData as no_shop:
        try:
            _subscription(workspace, whose)
        except NotEnoughData as no_subscription:
            raise NotEnoughData(f"{no_shop} {no_subscription}") from no_subscription
        else:
            st.caption(escaped(no_shop))


def _measured(workspace: Workspace, whose: Seen) -> None:
    """What a customer's first year brought, of those whose first year is over."""
    found = kpis_of(workspace, KpiValues(ids=("customer_lifetime_value",)), whose)
    for row in found.to_dict("records"):
        shown = [style.money(row[name], row["currency"]) for name in ("value", "low", "high")]
        note = f"95 %: {shown[1]} to {shown[2]} · n {style.count(row['n'])}"
        figures([Figure("Brought in the first year (measured, no forecast)", shown[0], note, row["formula"])])


def _shop(workspace: Workspace, whose: Seen) -> None:
    result_of(workspace, ShopValue(seen=whose))  # before the form is drawn, for it may be refused
    years, by = st.columns([1, 2], vertical_alignment="bottom")
    ahead = years.segmented_control("Years ahead", (1, 2, 3, 5), default=1, required=True, key="value_years")
    with by:
        way = choose_way(workspace, whose, "value_by", apart=True)
    asked = ShopValue(years=int(ahead), by=way, seen=whose)
    found = result_of(workspace, asked)
    customers = found.customers
    n, mean = len(customers), found.total / max(len(customers), 1)
    spread = [end / max(n, 1) for end in (found.low, found.high)]
    figures(
        [
            _money(f"Expected in {ahead} year{'s' if ahead > 1 else ''}", found, found.total, found.low, found.high, n),
            _money("Per customer", found, mean, spread[0], spread[1], n),
            Figure("Still customers", style.count(customers["alive"].sum()), f"expected, of n {n:,}",
                   "The sum of each one's chance of still being a customer."),
            Figure("Purchases", style.count(customers["purchases"].sum()), "expected of all together"),
        ]
    )  # fmt: skip
    if len(found.groups):
        show(workspace, View("retention.worth", asked), "worth", found)
    if found.backtest is not None:
        _tried(workspace, found, asked)
    st.caption(f"{SHOP_FORMULA} {escaped(found.note)}")


def _money(label: str, found: ShopValueResult, value: float, low: float, high: float, n: int) -> Figure:
    shown = [style.money(amount, found.currency) for amount in (value, low, high)]
    return Figure(label, shown[0], f"95 %: {shown[1]} to {shown[2]} · n {n:,}", SHOP_FORMULA)


def _tried(workspace: Workspace, found: ShopValueResult, asked: ShopValue) -> None:
    """The forecast on the months held back."""
    tried, currency = found.backtest, found.currency
    assert tried is not None
    st.markdown(
        f"**Tried on the last {tried.weeks:.0f} weeks, which it had not seen** (n {tried.customers:,} customers)"
    )
    words, picture = st.columns([1, 1], gap="medium")
    rows = [
        ("Purchases forecast", f"{tried.forecast:,.0f} ({tried.low:,.0f} to {tried.high:,.0f})"),
        ("Purchases that happened", f"{tried.happened:,.0f}"),
        ("If all went on as before", f"{tried.naive:,.0f}"),
        (
            f"Money forecast {currency}".strip(),
            f"{tried.money_forecast:,.0f} ({tried.money_low:,.0f} to {tried.money_high:,.0f})",
        ),
        ("Money that came", f"{tried.money_happened:,.0f}"),
    ]
    words.dataframe(pd.DataFrame(rows, columns=["", "Value (95 %)"]), hide_index=True, width="stretch", key="backtest")
    held = tried.low <= tried.happened <= tried.high
    words.caption(
        "What happened lies within the forecast's interval." if held
        else "What happened lies outside the forecast's interval: something changed, or these customers buy by other habits. "
        "Take the value above with that in mind."
    )  # fmt: skip
    with picture:
        show(workspace, View("retention.worth_backtest", asked), "backtest_tenths", found)


def _subscription(workspace: Workspace, whose: Seen) -> None:
    result_of(
        workspace, SubscriptionValue(seen=whose), "Following how long subscribers stay"
    )  # before the form is drawn, for it may be refused
    asked = SubscriptionValue(by=choose_way(workspace, whose, "subscription_by", apart=True), seen=whose)
    found = result_of(workspace, asked)
    stay, payment, value = found.stay, found.payment, found.value
    row = [
        Figure(f"Stays, of {found.months} months", f"{stay.value:.1f} months",
               f"95 %: {stay.low:.1f} to {stay.high:.1f} · n {found.n:,} {found.unit}", STAY_FORMULA),
    ]  # fmt: skip
    if payment.value == payment.value:
        shown = [style.money(amount, found.currency) for amount in (payment.value, payment.low, payment.high)]
        row.append(Figure("Pays a month", shown[0], f"95 %: {shown[1]} to {shown[2]} · n {found.paying:,}"))
        shown = [style.money(amount, found.currency) for amount in (value.value, value.low, value.high)]
        row.append(Figure(f"Worth in {found.months} months", shown[0], f"95 %: {shown[1]} to {shown[2]}", STAY_FORMULA))
    figures(row)
    if payment.value != payment.value:
        st.caption("Nothing says what they pay. Load subscriptions with amounts, or orders, and the value follows.")
    if len(found.groups):
        show(workspace, View("retention.subscription_worth", asked), "worth_staying", found)
    if found.backtest is not None:
        _kept_tried(found.backtest, found.unit)
    st.caption(f"{STAY_FORMULA} {escaped(found.note)} The longest stay so far: {found.seen:.0f} months.")


def _kept_tried(tried: KeptBacktest, unit: str) -> None:
    held = tried.low <= tried.happened <= tried.high
    verdict = (
        "inside its interval." if held else "outside it: leaving changed in these months, so read the value with care."
    )
    st.markdown(
        f"**Tried on the last {tried.days} days, which it had not seen:** of {tried.running:,} {unit} it said "
        f"{tried.forecast:,.0f} would stay (95 %: {tried.low:,.0f} to {tried.high:,.0f}); {tried.happened:,} did, {verdict}"
    )
