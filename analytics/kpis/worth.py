"""KPIs about what customers are worth: in their first year, and while they are unhappy."""

from __future__ import annotations

import ibis
from ibis import _, ir

from analytics.kpis.definition import Data, Kpi, Source
from analytics.kpis.estimates import Mean, Total
from analytics.kpis.sales import main_currency
from analytics.kpis.scope import Scope

_YEAR = ibis.interval(days=365)
_DETRACTOR = 6


def first_years(data: Data, scope: Scope) -> ir.Table:
    """One row per customer, in the period in which the first year after the first order ended: ``net`` paid in it."""
    firsts = data.table("profiles").select("customer_id", "first_order_at")
    firsts = firsts.mutate(over_at=firsts.first_order_at + _YEAR)
    rows = _money(data, scope).inner_join(firsts.filter(firsts.over_at <= scope.until), "customer_id")
    people = rows.filter(rows.ordered_at < rows.over_at).group_by("customer_id")
    return scope.placed(people.aggregate(over_at=_.over_at.max(), net=_.net.sum()), "over_at", phases=False)


def unhappy_buyers(data: Data, scope: Scope) -> ir.Table:
    """One row per customer who was unhappy in a period (and phase): ``net`` and ``orders`` of the year before."""
    said = scope.placed(_complaints(data), "said_at")
    people = said.filter(~said.future).group_by([*scope.keys, "customer_id"]).aggregate(said_at=_.said_at.max())
    rows = people.inner_join(_money(data, scope), "customer_id")
    recent = rows.filter((rows.ordered_at <= rows.said_at) & (rows.ordered_at > rows.said_at - _YEAR))
    return recent.group_by([*scope.keys, "customer_id"]).aggregate(net=_.net.sum(), orders=_.count())


def _money(data: Data, scope: Scope) -> ir.Table:
    """Orders in the main currency with what they brought after refunds."""
    sales = data.table("counted_sales")
    sales = sales.filter(sales.currency.fill_null("") == main_currency(data, scope))
    return sales.select("customer_id", "ordered_at", net=sales.amount - sales.refunded.fill_null(0))


def _complaints(data: Data) -> ir.Table:
    """Who said in an answer or a ticket's rating that they are unhappy: phase, customer_id, said_at.

    That is an NPS of 0 to 6, or a rating in the lower half of its scale.
    """
    surveys, tickets = data.table("surveys"), data.table("tickets")
    low, high = surveys.scale_low.fill_null(1), surveys.scale_high.fill_null((surveys.metric == "ces").ifelse(7, 5))
    detractor = (surveys.metric == "nps") & surveys.score.between(0, _DETRACTOR)
    annoyed = surveys.metric.isin(["csat", "ces"]) & surveys.score.between(low, high)
    unhappy = surveys.filter(detractor | (annoyed & (surveys.score < (low + high) / 2)))
    top = tickets.satisfaction_scale.fill_null(5)
    worst = (top == 1).ifelse(0, 1)
    rated = tickets.filter(tickets.satisfaction.between(worst, top) & (tickets.satisfaction < (worst + top) / 2))
    both = ibis.union(
        unhappy.select("phase", "customer_id", said_at=unhappy.answered_at),
        rated.select("phase", "customer_id", said_at=rated.created_at),
    )
    return both.filter(both.customer_id.notnull())


WORTH_KPIS = (
    Kpi(
        "customer_lifetime_value",
        "Customer lifetime value (first year)",
        "Financial",
        "money",
        "up",
        "lagging",
        (
            Source(
                first_years,
                Mean(_.net),
                "Mean of what customers paid, less refunds, within 365 days from their first order, of the customers for "
                "whom those days ended in the period; in the currency of most orders.",
                ("sales.amount",),
                company=True,
            ),
        ),
        (None, None),
    ),
    Kpi(
        "revenue_at_risk",
        "Revenue at risk",
        "Financial",
        "money",
        "down",
        "leading",
        (
            Source(
                unhappy_buyers,
                Total(_.net, _.orders),
                "Revenue of the 365 days before from customers who said in the period that they are unhappy: an NPS of 0 "
                "to 6, or a rating in the lower half of its scale.",
                ("sales.amount", "surveys.score|tickets.satisfaction"),
            ),
        ),
    ),
)
