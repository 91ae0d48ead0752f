"""One row per customer: what was known about them at the cutoff, built by queries.

With a cutoff only rows up to it count, and those of the 365 days before it unless the feature says
"ever". Without one (a snapshot) every row counts. Customers without rows of a kind have no value (no
ticket, no response time) or zero (no ticket: 0 tickets).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import ibis
import pandas as pd
from ibis import Table

from analytics.drivers.columns import Column
from analytics.drivers.features_attributes import attributes
from analytics.drivers.features_pain import pains
from analytics.retention.outcome import Outcome, Tables

OBSERVED_DAYS = 365
USAGE_DAYS = 90
NEVER = datetime(2200, 1, 1)
_LATE = r"(?i)\b(is[_ ])?late([_ ]delivery)?\b\W{1,6}(yes|true|1|late)\b"


@dataclass(frozen=True)
class Window:
    """From when to when rows count: ``since`` (exclusive, None for ever) and ``until`` (inclusive)."""

    since: datetime | None
    until: datetime

    def of(self, rows: Table, at: ibis.Column) -> Table:
        """The rows whose time ``at`` lies in the window, with a known customer."""
        kept = rows.filter((at <= self.until) & rows.customer_id.notnull())
        return kept if self.since is None else kept.filter(at > self.since)

    def ever(self) -> Window:
        """The same window without its beginning."""
        return Window(None, self.until)


@dataclass(frozen=True)
class Features:
    """The customer table (index customer_id), its columns, and the (name, reason) of what cannot serve."""

    frame: pd.DataFrame
    columns: list[Column]
    left_out: list[tuple[str, str]]


Part = tuple[pd.DataFrame, list[Column], list[str]]


def build_features(workspace: Tables, outcome: Outcome, assignments: pd.DataFrame | None = None) -> Features:
    """Everything known about the customers of ``outcome`` before its cutoff.

    ``assignments`` has the columns comment_id and pain_point_id, and name where the pain points have one.
    """
    until = outcome.cutoff or workspace.data_until() or NEVER
    since = until - timedelta(days=OBSERVED_DAYS) if outcome.cutoff else None
    window = Window(since, until)
    builders: list[tuple[str, Callable[[], Part]]] = [
        ("tickets", partial(_tickets, workspace, window)),
        ("surveys", partial(_scores, workspace, window)),
        ("usage", partial(_usage, workspace, window)),
        ("sales", partial(_orders, workspace, window)),
    ]
    parts = [build() for table, build in builders if workspace.count(table) > 0]
    if assignments is not None and len(assignments):
        parts.append(pains(workspace, assignments, window.since, window.until))
    frame = pd.DataFrame(index=outcome.values.index)
    columns: list[Column] = []
    for part, described, counted in parts:
        joined = part.set_index("customer_id").reindex(frame.index)
        joined[counted] = joined[counted].fillna(0)
        frame = frame.join(joined[[column.name for column in described]].astype(float))
        columns += described
    known, described, left_out = attributes(workspace, outcome, until)
    frame = frame.join(known.reindex(frame.index))
    return Features(frame, columns + described, left_out)


def _tickets(workspace: Tables, window: Window) -> Part:
    """Service met: waiting, solving, number, reopened and still open tickets."""
    rows = window.of(t := workspace.table("tickets"), t.created_at)
    first, whole = rows.first_response_minutes, rows.resolution_minutes
    grouped = rows.group_by("customer_id").agg(
        first_response_hours=first.mean(where=first >= 0) / 60,
        resolution_hours=whole.mean(
            where=(whole >= 0) & (rows.resolved_at.isnull() | (rows.resolved_at <= window.until))
        )
        / 60,
        tickets=rows.count().cast("float64"),
        reopens=rows.reopens.sum().cast("float64"),
        unresolved=(~_resolved(rows, window.until)).sum().cast("float64"),
    )
    columns = [
        Column("first_response_hours", "hours until the first response", unit="hours", structural=True),
        Column("resolution_hours", "hours until a ticket is solved", unit="hours", structural=True),
        Column("tickets", "number of tickets"),
        Column("reopens", "reopened tickets"),
        Column("unresolved", "tickets left unsolved"),
    ]
    return workspace.execute(grouped), columns, ["tickets", "reopens", "unresolved"]


def _resolved(rows: Table, until: datetime) -> ibis.Column:
    """Whether each ticket was solved by ``until``, from its time, its duration or its status."""
    done = rows.status.lower().isin(["closed", "solved", "resolved", "done"])
    by_time = rows.resolved_at.notnull() & (rows.resolved_at <= until)
    by_length = rows.resolved_at.isnull() & (rows.resolution_minutes.notnull() | done)
    return (by_time | by_length).fill_null(False)


def _scores(workspace: Tables, window: Window) -> Part:
    """What customers said: average satisfaction (0 to 1), last recommendation, average effort."""
    rows = window.of(t := workspace.table("surveys"), t.answered_at)
    valid = rows.filter(
        rows.score.notnull() & ((rows.scale_low.isnull()) | rows.score.between(rows.scale_low, rows.scale_high))
    )
    csat = valid.filter((valid.metric == "csat") & (valid.scale_high > valid.scale_low))
    said = csat.select("customer_id", csat=(csat.score - csat.scale_low) / (csat.scale_high - csat.scale_low))
    tickets = window.of(t := workspace.table("tickets"), t.created_at).filter(lambda r: r.satisfaction.notnull())
    low = (tickets.satisfaction_scale == 5).ifelse(1, 0)
    rated = tickets.select("customer_id", csat=(tickets.satisfaction - low) / (tickets.satisfaction_scale - low))
    both = said.union(rated)
    nps = valid.filter((valid.metric == "nps") & valid.score.between(0, 10))
    ces = valid.filter(valid.metric == "ces")
    found = [
        workspace.execute(both.group_by("customer_id").agg(csat=both.csat.mean())),
        workspace.execute(nps.group_by("customer_id").agg(nps=nps.score.argmax(nps.answered_at))),
        workspace.execute(ces.group_by("customer_id").agg(ces=ces.score.mean())),
    ]
    frame = pd.concat([part.set_index("customer_id") for part in found], axis=1).rename_axis("customer_id")
    columns = [
        Column("csat", "satisfaction (0 to 1)", structural=True),
        Column("nps", "willingness to recommend (0 to 10)", structural=True),
        Column("ces", "ease (customer effort score)", structural=True),
    ]
    return frame.reset_index(), [c for c in columns if frame[c.name].notna().any()], []


def _usage(workspace: Tables, window: Window) -> Part:
    """Onboarding finished ever, and days with any use in the last 90 days."""
    table = workspace.table("usage")
    recent = Window(window.until - timedelta(days=USAGE_DAYS), window.until).of(table, table.occurred_at)
    days = recent.group_by("customer_id").agg(active_days_90=recent.occurred_at.date().nunique().cast("float64"))
    ever = window.ever().of(table, table.occurred_at)
    done = ever.filter(ever.event == "onboarding_completed")
    finished = workspace.execute(done.select("customer_id").distinct()).assign(onboarding_completed=1.0)
    frame = workspace.execute(days).merge(finished, on="customer_id", how="outer")
    columns = [Column("active_days_90", "days of use in the last 90 days")]
    if len(finished):
        columns.append(Column("onboarding_completed", "onboarding completed", sort="flag"))
    else:
        frame = frame.drop(columns="onboarding_completed")
    return frame, columns, [column.name for column in columns]


def _orders(workspace: Tables, window: Window) -> Part:
    """Buying: how often, how lately, how much, with discounts, with refunds, delivered late."""
    rows = window.of(t := workspace.table("purchases"), t.ordered_at)
    grouped = rows.group_by("customer_id").agg(
        orders=rows.count().cast("float64"),
        last_at=rows.ordered_at.max(),
        average_order_value=rows.amount.mean().cast("float64"),
        discount_share=(rows.coupon.notnull() & (rows.coupon != "")).mean(),
        refunds=(rows.refunded.fill_null(0) > 0).mean(),
        late_delivery=_late(rows).mean(),
        currencies=rows.currency.nunique(),
    )
    frame = workspace.execute(grouped)
    frame["recency_days"] = (pd.Timestamp(window.until) - pd.to_datetime(frame.pop("last_at"))).dt.days.astype(float)
    frame.loc[frame.pop("currencies") > 1, "average_order_value"] = float("nan")
    columns = [
        # How often and how lately somebody bought is what staying looks like, not what makes them stay.
        Column("orders", "number of orders", "context"),
        Column("recency_days", "days since the last order", "context", unit="days", structural=True),
        Column("average_order_value", "average order value", structural=True),
        Column("discount_share", "share of orders with a discount", structural=True),
        Column("refunds", "share of orders refunded", structural=True),
        Column("late_delivery", "share of orders delivered late", structural=True),
    ]
    told = frame["late_delivery"].any()
    return frame, [c for c in columns if c.name != "late_delivery" or told], ["orders"]


def _late(rows: Table) -> ibis.Column:
    """Whether the file calls an order late, in a column or a note of its own like ``late_delivery: yes``."""
    return rows.extra.cast("string").re_search(_LATE).fill_null(False)
