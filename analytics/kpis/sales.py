"""KPIs from orders, payments and invoices."""

from __future__ import annotations

from ibis import _, ir

from analytics.kpis.definition import Better, Data, Kpi, Perspective, Source, Timing, Unit
from analytics.kpis.estimates import CountedShare, Estimate, Mean, Ratio, Share, Total
from analytics.kpis.growth import Growth
from analytics.kpis.referrals import REFERRAL_FIELDS, referred
from analytics.kpis.scope import Scope


def main_currency(data: Data, scope: Scope) -> str:
    """The currency of most orders up to the scope's end; "" where orders name none.

    Money in other currencies is not added to it.
    """
    sales = data.table("counted_sales")
    counts = (
        sales.filter(sales.ordered_at <= scope.until)
        .group_by(currency=sales.currency.fill_null(""))
        .aggregate(orders=_.count())
        .order_by(_.orders.desc(), _.currency)
        .limit(1)
    )
    found = data.execute(counts)
    return "" if found.empty else str(found["currency"].iloc[0])


def buyers(data: Data, scope: Scope) -> ir.Table:
    """One row per customer who bought in a period (and phase): orders, and money in the main currency.

    A row with a negative amount is a credit note: it takes from the net revenue and is no order. An order that names no
    customer is a row of its own, and says nothing about customers: its ``customer_id`` is NULL.
    """
    sales = data.table("counted_sales")
    nameless = sales.customer_id.isnull().ifelse(sales.order_id, None)
    sales = sales.select("phase", "customer_id", "ordered_at", "amount", "refunded", "currency", nameless=nameless)
    rows = scope.placed(sales, "ordered_at")
    counts = ~_.future & (_.amount >= 0)
    main = ~_.future & (_.currency.fill_null("") == main_currency(data, scope))
    spent = rows.group_by([*scope.keys, "customer_id", "nameless"]).aggregate(
        orders=counts.sum(),
        refunds=(counts & (_.refunded > 0)).sum(),
        first_at=_.ordered_at.min(where=main),
        last_at=_.ordered_at.max(where=counts),
        main_orders=(main & (_.amount >= 0)).sum(),
        gross=_.amount.sum(where=main & (_.amount >= 0)),
        net=(_.amount - _.refunded.fill_null(0)).sum(where=main),
        foreign=(~main).sum(),
        future_rows=_.future.sum(),
    )
    profiles = data.table("profiles")
    known = profiles.select("customer_id", "first_order_at", referred=referred(profiles))
    spent = spent.left_join(known, "customer_id").drop("customer_id_right")
    again = (_.orders > 1) | (_.first_order_at < _.last_at)
    named = _.customer_id.notnull()
    return spent.mutate(
        again=(named & (_.orders > 0)).ifelse(again, None),
        of_customer=named.ifelse(_.net, None),
        referred_net=_.referred.fill_null(False).ifelse(_.net, 0),
        referred_orders=_.referred.fill_null(False).ifelse(_.main_orders, 0),
    )


def _kpi(
    id: str,
    name: str,
    unit: Unit,
    better: Better,
    timing: Timing,
    estimate: Estimate,
    formula: str,
    *needs: str,
    bounds: tuple[float | None, float | None] = (0.0, None),
) -> Kpi:
    """A KPI over buyers; every sum of money leaves out the rows in other currencies."""
    of_orders = id in ("refund_rate", "repeat_purchase_rate")
    faulty = (_.future_rows if of_orders else _.foreign).sum()
    company = id == "repeat_purchase_rate"  # where the phases part first orders from later ones, it says nothing
    source = Source(buyers, estimate, formula, ("sales.amount", *needs), faulty, company)
    perspective: Perspective = "Customer" if id == "repeat_purchase_rate" else "Financial"
    return Kpi(id, name, perspective, unit, better, timing, (source,), bounds)


SALES_KPIS = (
    _kpi(
        "revenue",
        "Revenue",
        "money",
        "up",
        "lagging",
        Total(_.net, _.main_orders),
        "Sum of the orders' amounts less refunds, in the currency of most orders.",
        bounds=(None, None),
    ),
    _kpi(
        "revenue_growth",
        "Revenue growth",
        "%",
        "up",
        "lagging",
        Growth(_.net, _.main_orders, _.first_at),
        "Revenue / revenue of the period before it − 1; over all time, the last 365 days against the 365 "
        "before. Only complete periods are compared.",
        bounds=(-1.0, None),
    ),
    _kpi(
        "average_order_value",
        "Average order value",
        "money",
        "up",
        "leading",
        Ratio(_.gross, _.main_orders, _.main_orders),
        "Sum of the orders' amounts before refunds / number of orders, in the currency of most orders.",
    ),
    _kpi(
        "revenue_per_customer",
        "Revenue per customer",
        "money",
        "up",
        "lagging",
        Mean(_.of_customer),
        "Revenue from orders that name a customer / customers who bought in the period, in the currency of most orders.",
        "sales.customer_id",
        bounds=(None, None),
    ),
    _kpi(
        "refund_rate",
        "Orders refunded",
        "%",
        "down",
        "lagging",
        CountedShare(_.refunds, _.orders),
        "Orders refunded in full or in part / all orders.",
        "sales.refunded",
        bounds=(0.0, 1.0),
    ),
    _kpi(
        "referral_revenue",
        "Revenue from referred customers",
        "money",
        "up",
        "lagging",
        Total(_.referred_net, _.referred_orders),
        "Revenue from customers who were referred by somebody, in the currency of most orders.",
        REFERRAL_FIELDS,
        bounds=(None, None),
    ),
    _kpi(
        "referral_revenue_share",
        "Share of revenue from referred customers",
        "%",
        "up",
        "lagging",
        Ratio(_.referred_net, _.net, _.main_orders),
        "Revenue from customers who were referred / all revenue, in the currency of most orders.",
        REFERRAL_FIELDS,
        bounds=(0.0, 1.0),
    ),
    _kpi(
        "repeat_purchase_rate",
        "Customers who buy again",
        "%",
        "up",
        "lagging",
        Share(_.again),
        "Customers who ordered in the period and had ordered before / customers who ordered in the period.",
        "sales.customer_id",
        bounds=(0.0, 1.0),
    ),
)
