"""Looking at who stays: rates, cohorts, survival, value, and who may leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.charts import retention as charts
from analytics.charts.driver_quality import calibration
from analytics.drivers.features_pain import named_assignments
from analytics.drivers.leaving import Leaving, LeavingResult
from analytics.errors import NotEnoughData
from analytics.notebooks.answer import Answer
from analytics.notebooks.definition import Definition
from analytics.pain_points import keeping
from analytics.retention.cohorts import BUYING, CohortResult, Cohorts
from analytics.retention.lifetime_value import ShopValue, ShopValueResult
from analytics.retention.orders_apart import OrdersApart, TimeBetweenOrders
from analytics.retention.rates import NAMES, RateMonths, RateOverTime
from analytics.retention.staying import Staying, StayingResult
from analytics.retention.subscriptions import SubscriptionValue, SubscriptionValueResult
from analytics.store.codes import codes_for

if TYPE_CHECKING:
    from analytics.workspace import Workspace

SHOP_FORMULA = (
    "Expected purchases x expected amount of each, summed over customers, discounted by 10 % a year. How often: BG/NBD "
    "(Fader, Hardie and Lee 2005), which knows that some have quietly gone. How much: Gamma-Gamma (Fader and Hardie 2013), "
    "which draws customers seen rarely towards the average. Interval: from how surely the seven parameters are known, and how "
    "far customers strayed from their forecast in the held-back weeks."
)
STAY_FORMULA = (
    "Share still there at the start of each month (the curve under How long they stay) x mean payment a month, summed, "
    "discounted by 10 % a year. Months beyond the longest stay so far count nothing, so this is a floor."
)


def _rate(found: RateMonths, asked: RateOverTime, workspace: Workspace) -> Answer:
    name = NAMES[asked.rate]
    return Answer(name, found.months, charts.rate(found.months, name, found.formula), found.formula)


def _cohorts(found: CohortResult, asked: Cohorts, workspace: Workspace) -> Answer:
    chart = charts.heatmap(found.table, found.unit, found.of == BUYING)
    return Answer("Cohorts", found.table, chart, found.note)


def _survival(found: StayingResult, asked: Staying, workspace: Workspace) -> Answer:
    chart = charts.survival(found.curves, found.unit, found.comes_back)
    return Answer("How long customers stay", found.curves, chart, found.note)


def _gaps(found: OrdersApart, asked: TimeBetweenOrders, workspace: Workspace) -> Answer:
    note = "Days between a customer's own orders; orders of one day are one."
    return Answer("Time between orders", found.histogram, charts.gaps(found.histogram, found.rhythm), note)


def _worth(found: ShopValueResult, asked: ShopValue, workspace: Workspace) -> Answer:
    if len(found.groups):
        chart = charts.worth(found.groups, found.currency)
        return Answer("Worth of customers, by group", found.groups, chart, SHOP_FORMULA)
    whole = pd.DataFrame(
        [{"years": asked.years, "customers": len(found.customers), "total": found.total, "low": found.low,
          "high": found.high, "currency": found.currency}]
    )  # fmt: skip
    return Answer("Worth of all customers", whole, None, SHOP_FORMULA)


def _worth_backtest(found: ShopValueResult, asked: ShopValue, workspace: Workspace) -> Answer:
    if found.backtest is None:
        raise NotEnoughData("The orders are of too short a time to hold weeks back and try the forecast on them.")
    chart = calibration(found.backtest.tenths, share=False)
    return Answer("Forecast against what happened", found.backtest.tenths, chart, SHOP_FORMULA)


def _subscription_worth(found: SubscriptionValueResult, asked: SubscriptionValue, workspace: Workspace) -> Answer:
    if len(found.groups):
        chart = charts.worth(found.groups, found.currency)
        return Answer("Worth of subscribers, by group", found.groups, chart, STAY_FORMULA)
    rows = {"months stayed": found.stay, f"paid a month {found.currency}".strip(): found.payment,
            f"worth {found.currency}".strip(): found.value}  # fmt: skip
    table = pd.DataFrame([{"figure": name, "value": f.value, "low": f.low, "high": f.high} for name, f in rows.items()])
    return Answer("Worth of subscribers", table, None, STAY_FORMULA)


def leaving_of(workspace: Workspace, asked: Leaving) -> LeavingResult:
    """The list; pain points count among the reasons once they are found."""
    known = keeping.is_current(workspace)
    return asked.run(workspace, named_assignments(workspace.pain_points()) if known else None)


def _leaving(found: LeavingResult, asked: Leaving, workspace: Workspace) -> Answer:
    codes = codes_for(workspace.database, found.customers["customer_id"])
    return Answer("Who may leave", found.customers.assign(customer_id=codes), None, f"Counted: {found.note}")


def _leaving_quality(found: LeavingResult, asked: Leaving, workspace: Workspace) -> Answer:
    table = found.held_back.calibration
    return Answer("Chances to leave against what happened", table, calibration(table), f"Counted: {found.note}")


DEFINITIONS: tuple[Definition[Any, Any], ...] = (
    Definition("retention.rate", "A rate of retention over time", "retention", RateOverTime, _rate),
    Definition("retention.cohorts", "Cohorts", "retention", Cohorts, _cohorts),
    Definition("retention.survival", "How long customers stay", "retention", Staying, _survival),
    Definition("retention.gaps", "Time between orders", "retention", TimeBetweenOrders, _gaps),
    Definition("retention.worth", "What customers will be worth", "retention", ShopValue, _worth),
    Definition("retention.worth_backtest", "The forecast of worth, tried", "retention", ShopValue, _worth_backtest),
    Definition(
        "retention.subscription_worth",
        "What subscribers will be worth",
        "retention",
        SubscriptionValue,
        _subscription_worth,
    ),
    Definition("retention.leaving", "Who may leave", "retention", Leaving, _leaving, leaving_of),
    Definition(
        "retention.leaving_quality", "Chances to leave, tried", "retention", Leaving, _leaving_quality, leaving_of
    ),
)
