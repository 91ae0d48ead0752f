"""KPIs from support tickets."""

from __future__ import annotations

import re

import ibis
from ibis import _, ir

from analytics.kpis.definition import Data, Kpi, Source
from analytics.kpis.estimates import Count, Quantile, Share
from analytics.kpis.scales import satisfied
from analytics.kpis.scope import Scope
from analytics.kpis.spells import at_ends

_CLOSED = re.compile(r"closed|solved|done|complete|cancel|reject|archive")
_OPEN = re.compile(r"open|new|pending|hold|progress|wait|assigned|to.?do|escalated|unresolved|unsolved")

_FIELDS = [
    "phase",
    "created_at",
    "first_response_at",
    "resolved_at",
    "first_response_minutes",
    "resolution_minutes",
    "status",
    "satisfaction",
    "satisfaction_scale",
    "reopens",
    "replies",
    "sla_met",
]


def requests(data: Data, scope: Scope, more: tuple[str, ...] = ()) -> ir.Table:
    """One row per ticket: what each KPI reads from it, NULL where it says nothing or is at fault.

    ``more`` are further fields to keep as they are.
    """
    rows = scope.placed(data.table("tickets").select(*_FIELDS, *more), "created_at")
    rows = rows.mutate(
        response=_.first_response_minutes.fill_null(_minutes(rows.first_response_at, rows.created_at)),
        resolution=_.resolution_minutes.fill_null(_minutes(rows.resolved_at, rows.created_at)),
        solved=_resolved(data, rows).notnull(),
        scale=_.satisfaction_scale.fill_null(5),
    )
    if not scope.present:
        rows = _as_known_at(rows, scope)
    hasty = (_.response > _.resolution).fill_null(False)
    rows = rows.mutate(
        response_faulty=_.response.notnull() & ((_.response < 0) | hasty | _.future),
        resolution_faulty=_.resolution.notnull() & ((_.resolution < 0) | hasty | _.future),
        answered=satisfied(_.satisfaction, (_.scale == 1).ifelse(0, 1), _.scale),
    )
    handled = _.solved & (_.replies >= 0) & ~_.future
    return rows.mutate(
        response=_.response_faulty.ifelse(None, _.response),
        resolution=_.resolution_faulty.ifelse(None, _.resolution),
        sla=_.future.ifelse(None, _.sla_met),
        reopened=((_.reopens < 0) | _.future).ifelse(None, _.reopens > 0),
        at_once=handled.ifelse((_.replies <= 1) & (_.reopens.fill_null(0) == 0), None),
        satisfied=_.future.ifelse(None, _.answered),
        satisfaction_faulty=_.satisfaction.notnull() & (_.future | _.answered.isnull()),
    )


def open_tickets(data: Data, scope: Scope) -> ir.Table:
    """Per period: how many tickets there had been by its end, and how many of them were open."""
    rows = scope.in_phases(data.table("tickets").select(_FIELDS))
    rows = rows.filter(rows.created_at <= scope.until)
    left = _resolved(data, rows)
    if scope.present:  # what came after the last ticket was created is known, too
        left = left.notnull().ifelse(ibis.least(left, ibis.timestamp(scope.until)), None)
    return at_ends(data, rows.select("phase", entered=rows.created_at, left=left), scope)


def _resolved(data: Data, rows: ir.Table) -> ir.TimestampValue:
    """When a ticket was resolved; NULL while it is open. A known status decides, else the times do.

    A closed ticket without times is taken as resolved when it was created. The few different statuses
    are read first: comparing them as they are is many times faster than matching words in every row.
    """
    told = rows.resolved_at.fill_null(_later(rows.created_at, rows.resolution_minutes))
    statuses = data.execute(data.table("tickets").select("status").distinct())["status"].dropna()
    open_ones = [status for status in statuses if _OPEN.search(status.lower())]
    closed = [status for status in statuses if _CLOSED.search(status.lower()) and status not in open_ones]
    return ibis.cases(
        (rows.status.isin(closed), told.fill_null(rows.created_at)),
        (rows.status.isin(open_ones), None),
        else_=told,
    )


def _as_known_at(rows: ir.Table, scope: Scope) -> ir.Table:
    """What was known of the tickets on a past day: nothing that happened to them after it."""
    answered = _later(rows.created_at, rows.response) <= scope.until
    resolved = _later(rows.created_at, rows.resolution) <= scope.until
    return rows.mutate(
        response=answered.ifelse(rows.response, None),
        resolution=resolved.ifelse(rows.resolution, None),
        solved=rows.solved & resolved.fill_null(True),
    )


def _minutes(later: ir.TimestampValue, earlier: ir.TimestampValue) -> ir.FloatingValue:
    return (later.epoch_seconds() - earlier.epoch_seconds()) / 60


def _later(moment: ir.TimestampValue, minutes: ir.FloatingValue) -> ir.TimestampValue:
    return moment + (minutes * 60).round().cast("int64").as_interval("s")


def _kpi(id: str, name: str, unit: str, better: str, timing: str, *sources: Source) -> Kpi:
    bounds = (0.0, 1.0 if unit == "%" else None)
    return Kpi(id, name, "Internal process", unit, better, timing, sources, bounds)  # type: ignore[arg-type]


def _faulty(flag: ir.Deferred) -> ir.Deferred:
    return flag.sum()


SATISFIED_TICKETS = Source(
    requests,
    Share(_.satisfied),
    "Tickets rated in the top two steps of their scale, or good of good and bad / all rated tickets "
    "(there are no CSAT survey answers).",
    ("tickets.satisfaction",),
    _faulty(_.satisfaction_faulty),
)

_RESPONSE = ("tickets.first_response_minutes|tickets.first_response_at",)
_RESOLUTION = ("tickets.resolution_minutes|tickets.resolved_at",)

TICKET_KPIS = (
    _kpi(
        "first_response_minutes",
        "First response time (median)",
        "minutes",
        "down",
        "leading",
        Source(
            requests,
            Quantile(_.response, 0.5),
            "Median minutes from creation to first response, of the tickets created in the period.",
            _RESPONSE,
            _faulty(_.response_faulty),
        ),
    ),
    _kpi(
        "first_response_p90",
        "First response time (90th percentile)",
        "minutes",
        "down",
        "leading",
        Source(
            requests,
            Quantile(_.response, 0.9),
            "Nine of ten tickets created in the period got their first response within this many minutes.",
            _RESPONSE,
            _faulty(_.response_faulty),
        ),
    ),
    _kpi(
        "resolution_minutes",
        "Resolution time (median)",
        "minutes",
        "down",
        "lagging",
        Source(
            requests,
            Quantile(_.resolution, 0.5),
            "Median minutes from creation to resolution, of the resolved tickets created in the period.",
            _RESOLUTION,
            _faulty(_.resolution_faulty),
        ),
    ),
    _kpi(
        "resolution_p90",
        "Resolution time (90th percentile)",
        "minutes",
        "down",
        "lagging",
        Source(
            requests,
            Quantile(_.resolution, 0.9),
            "Nine of ten resolved tickets created in the period were resolved within this many minutes.",
            _RESOLUTION,
            _faulty(_.resolution_faulty),
        ),
    ),
    _kpi(
        "sla_attainment",
        "Service level met",
        "%",
        "up",
        "lagging",
        Source(
            requests,
            Share(_.sla),
            "Tickets that met their service level / tickets for which it is known.",
            ("tickets.sla_met",),
            _faulty(_.future & _.sla_met.notnull()),
        ),
    ),
    _kpi(
        "reopen_rate",
        "Tickets reopened",
        "%",
        "down",
        "lagging",
        Source(
            requests,
            Share(_.reopened),
            "Tickets reopened at least once / tickets for which it is known.",
            ("tickets.reopens",),
            _faulty((_.future | (_.reopens < 0)) & _.reopens.notnull()),
        ),
    ),
    _kpi(
        "first_contact_resolution",
        "Resolved at first contact",
        "%",
        "up",
        "lagging",
        Source(
            requests,
            Share(_.at_once),
            "Resolved tickets with at most one reply and not reopened / resolved tickets with known replies.",
            ("tickets.replies",),
            _faulty(_.solved & (_.future | (_.replies < 0)) & _.replies.notnull()),
        ),
    ),
    _kpi(
        "backlog",
        "Open tickets",
        "count",
        "down",
        "leading",
        Source(
            open_tickets,
            Count(_.there, _.entered_by_then),
            "Tickets created and not yet resolved at the end of the period.",
            ("tickets.status|tickets.resolved_at|tickets.resolution_minutes",),
        ),
    ),
)
