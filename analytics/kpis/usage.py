"""KPIs from product usage: adoption, time to value, onboarding."""

from __future__ import annotations

from datetime import timedelta

import ibis
import pandas as pd
from ibis import _, ir

from analytics.kpis.customers import members
from analytics.kpis.definition import Data, Kpi, Source
from analytics.kpis.estimates import CountedShare, Quantile, Share
from analytics.kpis.scope import Scope

_DAY = 24 * 60 * 60
_VALUE = r"first_|activat|onboarding_(complet|finish|done)"
_ONBOARDING = r"onboarding"
_ONBOARDED = r"onboarding.?(complet|finish|done)"


def adopters(data: Data, scope: Scope) -> ir.Table | None:
    """Per period: customers there during it, and those of them who used the product."""
    there = members(data, scope)
    if there is None:
        return None
    used = scope.placed(data.table("usage"), "occurred_at", phases=False)
    used = used.filter(~used.future).select("period", "customer_id").distinct()
    profiles = data.table("profiles")
    joined = profiles.filter(profiles.joined_at <= scope.until).select("customer_id")
    counts = used.semi_join(joined, "customer_id").group_by("period").aggregate(used=_.count())
    return there.inner_join(counts, "period")


def beginners(data: Data, scope: Scope) -> ir.Table:
    """One row per customer, in the period of joining: days until a first event of value, and of any sort.

    Who joined more than 30 days before usage was recorded may have used the product long before the first event that is
    known: left out.
    """
    usage = data.table("usage")
    event = usage.event.lower()
    first = usage.group_by("customer_id").aggregate(
        value_at=usage.occurred_at.min(where=event.re_search(_VALUE)), used_at=usage.occurred_at.min()
    )
    recorded, joined = data.execute(usage.occurred_at.min()), data.table("profiles")
    if not pd.isna(recorded):
        joined = joined.filter(joined.joined_at >= ibis.timestamp(recorded - timedelta(days=30)))
    rows = scope.placed(joined, "joined_at", phases=False).inner_join(first, "customer_id")
    rows = rows.mutate(to_value=_days(rows.value_at, rows.joined_at), to_use=_days(rows.used_at, rows.joined_at))
    late = scope.until
    return rows.mutate(
        value_faulty=rows.future | (rows.to_value < 0),
        use_faulty=rows.future | (rows.to_use < 0),
        to_value=_sound(rows.to_value, rows.future | (rows.value_at > late)),
        to_use=_sound(rows.to_use, rows.future | (rows.used_at > late)),
    )


def starters(data: Data, scope: Scope) -> ir.Table:
    """One row per customer who began onboarding, in the period in which it began: was it completed?"""
    usage = data.table("usage")
    usage = usage.filter(usage.occurred_at <= scope.until)
    event = usage.event.lower()
    done = event.re_search(_ONBOARDED)
    began = event.re_search(_ONBOARDING) & ~done
    people = usage.group_by("customer_id").aggregate(
        began_at=usage.occurred_at.min(where=began), completed=done.any().fill_null(False)
    )
    return scope.placed(people, "began_at", phases=False)


def _days(later: ir.TimestampValue, earlier: ir.TimestampValue) -> ir.FloatingValue:
    return (later.epoch_seconds() - earlier.epoch_seconds()) / _DAY


def _sound(days: ir.FloatingValue, unsound: ir.BooleanValue) -> ir.FloatingValue:
    return ((days < 0) | unsound).ifelse(None, days)


USAGE_KPIS = (
    Kpi(
        "adoption_rate",
        "Customers using the product",
        "Customer",
        "%",
        "up",
        "leading",
        (
            Source(
                adopters,
                CountedShare(_.used, _.during),
                "Customers who used the product in the period / customers who had joined by its end and not "
                "left before its start.",
                ("usage.customer_id", "customers.customer_id|sales.customer_id|subscriptions.customer_id"),
                company=True,
            ),
        ),
        (0.0, 1.0),
    ),
    Kpi(
        "time_to_value_days",
        "Days to first value (median)",
        "Internal process",
        "days",
        "down",
        "leading",
        (
            Source(
                beginners,
                Quantile(_.to_value, 0.5),
                "Median days from joining to the first event of value (named first_…, activated or onboarding completed), "
                "of customers who joined in the period and reached one (not of those who joined long before usage was "
                "recorded).",
                ("usage.event",),
                _.value_faulty.sum(),
                company=True,
            ),
            Source(
                beginners,
                Quantile(_.to_use, 0.5),
                "Median days from joining to first use, of customers who joined in the period and used it.",
                ("usage.event",),
                _.use_faulty.sum(),
                company=True,
            ),
        ),
    ),
    Kpi(
        "onboarding_completion",
        "Onboarding completed",
        "Internal process",
        "%",
        "up",
        "leading",
        (
            Source(
                starters,
                Share(_.completed),
                "Customers who completed onboarding so far / customers whose onboarding began in the period.",
                ("usage.event",),
                company=True,
            ),
        ),
        (0.0, 1.0),
    ),
)
