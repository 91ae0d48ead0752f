"""KPIs about customers: who came, who stayed, who had to ask for help."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import ibis
from ibis import _, ir

from analytics.kpis.definition import Data, Kpi, Source
from analytics.kpis.estimates import Count, CountedShare, Share
from analytics.kpis.referrals import REFERRAL_FIELDS, referred
from analytics.kpis.scope import Scope
from analytics.kpis.spells import at_ends, through

# Of the customers who bought in the days up to a cutoff, who bought again in the days after it? The same
# question that the driver analysis asks.
_RECENT_DAYS = 180
_AGAIN_DAYS = 120

_GONE = (
    "churned",
    "cancelled",
    "canceled",
    "left",
    "inactive",
    "closed",
    "terminated",
    "expired",
    "former",
    "lost",
)


def newcomers(data: Data, scope: Scope) -> ir.Table:
    """One row per customer, in the period in which they joined."""
    rows = scope.placed(data.table("profiles"), "joined_at", phases=False)
    return rows.mutate(new=~rows.future, referred=rows.future.ifelse(None, referred(rows)))


def members(data: Data, scope: Scope) -> ir.Table | None:
    """Per period: customers there at its start and still there at its end, from joining and leaving."""
    profiles = data.table("profiles")
    known = profiles.joined_at.notnull() & (profiles.joined_at <= scope.until)
    in_order = (profiles.left_at >= profiles.joined_at).fill_null(True)
    rows = profiles.filter(known & in_order)
    return through(data, rows.select(entered=rows.joined_at, left=rows.left_at), scope)


def returning_buyers(data: Data, scope: Scope) -> ir.Table | None:
    """Per period: recent buyers at a cutoff 120 days before its end, and those who bought again since.

    A customer is a recent buyer from each order until the next one, for at most 180 days, and has bought
    again when that next order came within 120 days of the cutoff. Both are spells, here shifted to the end.
    """
    if _status_tells(data):
        return None
    sales = data.table("purchases")
    orders = sales.filter(sales.ordered_at <= scope.until)
    if scope.period == "all":  # older orders cannot make a recent buyer at the one cutoff there is
        orders = orders.filter(orders.ordered_at > scope.until - timedelta(days=_RECENT_DAYS + _AGAIN_DAYS))
    after = _.ordered_at.lead().over(group_by="customer_id", order_by="ordered_at")
    orders = orders.select("customer_id", "ordered_at").mutate(next_at=after)
    wait, fresh = ibis.interval(days=_AGAIN_DAYS), ibis.interval(days=_RECENT_DAYS)
    lapse = orders.ordered_at + fresh
    left = ibis.least(orders.next_at.fill_null(lapse), lapse) + wait
    # Each order is a spell of being there, and one of having come back where there is a next order.
    spells = orders.mutate(phase=ibis.array(["there", "kept"]).unnest(), left=left)
    spells = spells.mutate(
        entered=(_.phase == "there").ifelse(
            _.ordered_at + wait, ibis.greatest(_.ordered_at + wait, _.next_at.fill_null(_.left))
        )
    )
    spells = spells.filter((spells.entered < spells.left) & (spells.entered <= scope.until))
    counts = at_ends(data, spells, replace(scope, by_phase=True))
    if counts is None:
        return None
    return counts.group_by("period").aggregate(
        there=_.there.sum(where=_.phase == "there"), kept=_.there.sum(where=_.phase == "kept").fill_null(0)
    )


def standing(data: Data, scope: Scope) -> ir.Table | None:
    """Customers with a status, and those of them who have not left; a status knows no past."""
    if not scope.present or scope.period in ("month", "quarter", "week") or not _status_tells(data):
        return None
    rows = data.table("known_customers")
    gone = _gone(rows)
    counts = rows.aggregate(there=rows.status.count(), kept=(~gone).sum())
    return counts.mutate(period=ibis.literal("all" if scope.period == "all" else 0))


def _status_tells(data: Data) -> bool:
    """Whether the customers' status says of anybody that they left."""
    return bool(data.execute(_gone(data.table("known_customers")).sum() > 0))


def _gone(customers: ir.Table) -> ir.BooleanColumn:
    return customers.status.lower().strip().isin(_GONE)


def callers(data: Data, scope: Scope) -> ir.Table | None:
    """Per period (and phase): customers active in it, and those who opened a ticket."""
    everybody = active_customers(data, scope)
    tickets = scope.placed(data.table("tickets"), "created_at")
    wrote = tickets.filter(tickets.customer_id.notnull() & ~tickets.future)
    wrote = wrote.group_by(_by(scope)).aggregate(wrote=_.customer_id.nunique())
    return wrote.inner_join(everybody, "period")


def active_customers(data: Data, scope: Scope) -> ir.Table:
    """Per period: the customers who ordered, wrote a ticket, answered a survey or used the product (``active``)."""
    seen = ibis.union(*(_seen(data, scope, *table) for table in _SIGNS_OF_LIFE), distinct=True)
    return seen.group_by("period").aggregate(active=_.count())


_SIGNS_OF_LIFE = (
    ("purchases", "ordered_at"),
    ("tickets", "created_at"),
    ("surveys", "answered_at"),
    ("usage", "occurred_at"),
)


def _seen(data: Data, scope: Scope, table: str, time: str) -> ir.Table:
    rows = scope.placed(data.table(table), time, phases=False)
    return rows.filter(rows.customer_id.notnull() & ~rows.future).select("period", "customer_id").distinct()


def _by(scope: Scope) -> list[str]:
    return ["phase", "period"] if scope.by_phase else ["period"]


def _staying(hits: ir.Deferred, what: str) -> tuple[Source, ...]:
    """The three ways to know who stayed, for the share of ``hits`` among those who were there."""
    bought = "bought again" if what == "still there" else "did not buy again"
    return (
        Source(
            members,
            CountedShare(hits, _.there),
            f"Customers there at the start of the period and {what} at its end / customers there at its "
            "start, from the dates of joining and leaving; over all time, of everybody who ever joined.",
            ("profiles.left_at",),
            company=True,
        ),
        Source(
            returning_buyers,
            CountedShare(hits, _.there),
            f"Customers who bought in the {_RECENT_DAYS} days up to a cutoff and {bought} in the "
            f"{_AGAIN_DAYS} days after it / customers who bought in those {_RECENT_DAYS} days; the cutoff is "
            f"{_AGAIN_DAYS} days before the period's end.",
            ("sales.ordered_at",),
            company=True,
        ),
        Source(
            standing,
            CountedShare(hits, _.there),
            f"Customers who are {what} by their status / customers with a status.",
            ("customers.status",),
            company=True,
        ),
    )


CUSTOMER_KPIS = (
    Kpi(
        "retention_rate",
        "Customers retained",
        "Customer",
        "%",
        "up",
        "lagging",
        _staying(_.kept, "still there"),
        (0.0, 1.0),
    ),
    Kpi(
        "churn_rate",
        "Customers lost",
        "Customer",
        "%",
        "down",
        "lagging",
        _staying(_.there - _.kept, "no longer there"),
        (0.0, 1.0),
    ),
    Kpi(
        "new_customers",
        "New customers",
        "Customer",
        "count",
        "up",
        "lagging",
        (
            Source(
                newcomers,
                Count(_.new, _.new),
                "Customers who joined in the period; without a date of joining, their first order, ticket, "
                "answer or use counts.",
                ("profiles.joined_at",),
                _.future.sum(),
                company=True,
            ),
        ),
    ),
    Kpi(
        "referral_rate",
        "New customers by referral",
        "Customer",
        "%",
        "up",
        "lagging",
        (
            Source(
                newcomers,
                Share(_.referred),
                "Customers who joined in the period and were referred / customers who joined in the period.",
                ("profiles.joined_at", REFERRAL_FIELDS),
                _.future.sum(),
                company=True,
            ),
        ),
        (0.0, 1.0),
    ),
    Kpi(
        "complaint_rate",
        "Customers who asked for help",
        "Customer",
        "%",
        "down",
        "leading",
        (
            Source(
                callers,
                CountedShare(_.wrote, _.active),
                "Customers who opened a ticket in the period / customers who ordered, used the product, "
                "answered a survey or wrote in it.",
                ("tickets.customer_id", "sales.customer_id|usage.customer_id"),
            ),
        ),
        (0.0, 1.0),
    ),
)
