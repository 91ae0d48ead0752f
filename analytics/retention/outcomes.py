"""What a driver analysis explains: one yes/no (or a number) per customer.

A dated outcome has a cutoff: who counts is decided from what was known at the cutoff, and the outcome is
what happened in the window after it. An outcome without dates (a status, a column of the customers file)
is a snapshot, and nobody can tell from it what came first.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import ibis
import pandas as pd

from analytics.errors import NotEnoughData, NotFound
from analytics.retention.columns import active_statuses, column_outcome, outcome_columns
from analytics.retention.outcome import Outcome, Tables
from analytics.retention.span import Span
from analytics.retention.table_columns import table_outcome, table_outcome_names

ACTIVE_DAYS = 180
_NO_DATES = datetime(2200, 1, 1)

# With fewer customers on one side there is nothing to explain.
FEWEST_EVENTS = 20


def outcome_names(workspace: Tables) -> tuple[str, ...]:
    """The outcomes that this workspace's data could carry, built-in ones first."""
    of_customers = (f"customers.{column}" for column in outcome_columns(workspace))
    return (*built_in_names(workspace), *of_customers, *table_outcome_names(workspace))


def built_in_names(workspace: Tables) -> tuple[str, ...]:
    """The built-in outcomes for which there are rows, the default one first."""
    has = {name: workspace.count(name) > 0 for name in ("subscriptions", "purchases", "customers", "surveys")}
    names = []
    if has["subscriptions"]:
        names.append("subscription_kept")
    if has["purchases"]:
        names.append("bought_again")
    if has["customers"] and _has_state(workspace):
        names.append("still_active")
    if has["surveys"] and _any(workspace.execute(_nps(workspace).count())):
        names.append("promoter")
    if _any(workspace.execute(workspace.table("profiles").referred_by.count())):
        names.append("referred_someone")
    return tuple(names)


def default_outcome(workspace: Tables, window_days: int = 120) -> str:
    """Subscriptions with dates, else sales over time, else a status; ``NotEnoughData`` without any.

    One on which nearly all customers agree (everybody pays a monthly bill) explains nothing and is passed
    over for the next; where all are like that, the first stands, to be refused with its reason.
    """
    usable = [n for n in built_in_names(workspace) if n in ("subscription_kept", "bought_again", "still_active")]
    if not usable:
        raise NotEnoughData(
            "Nothing in the workspace says which customers stayed. Load sales or subscriptions over time, or "
            "customers with a status."
        )
    return next((name for name in usable if _varies(workspace, name, window_days)), usable[0])


def _varies(workspace: Tables, name: str, window_days: int) -> bool:
    try:
        values = _BUILDERS[name](workspace, latest_span(workspace, window_days)).values
    except NotEnoughData:
        return False
    return min(int((values > 0).sum()), int((values <= 0).sum())) >= FEWEST_EVENTS


def build_outcome(
    workspace: Tables, name: str | None = None, window_days: int = 120, until: datetime | None = None
) -> Outcome:
    """The outcome called ``name`` (the default one when None), with an outcome window of ``window_days``.

    The window ends at ``until``, or with the data. Raises ``NotFound`` with the outcomes that there are,
    ``NotEnoughData`` when the data hold none.
    """
    chosen = name or default_outcome(workspace, window_days)
    span = Span.ending(until, window_days) if until else latest_span(workspace, window_days)
    builder = _BUILDERS.get(chosen)
    if builder is None:
        found = column_outcome(workspace, chosen) or table_outcome(workspace, chosen, span)
    else:
        found = builder(workspace, span) if chosen in built_in_names(workspace) else None
    if found is None:
        there = ", ".join(outcome_names(workspace)) or "none yet"
        raise NotFound(f'There is no outcome "{chosen}" in this workspace. There are: {there}.')
    return found


def latest_span(workspace: Tables, window_days: int) -> Span:
    """The outcome window that ends with the data; where nothing is dated, one that holds everything."""
    return Span.ending(workspace.data_until() or _NO_DATES, window_days)


def _yes_no(population: pd.Series, yes: pd.Series) -> pd.Series:
    """1.0 for customers of the population that are among ``yes``, else 0.0; ordered by customer id."""
    ids = sorted(set(population.dropna()))
    return pd.Series([float(i) for i in pd.Index(ids).isin(set(yes))], index=pd.Index(ids, name="customer_id"))


def _ids(workspace: Tables, table: ibis.Table) -> pd.Series:
    found: pd.DataFrame = workspace.execute(table.select("customer_id").distinct())
    return found["customer_id"]


def _bought_again(workspace: Tables, span: Span) -> Outcome:
    cutoff, until = span.cutoff, span.until
    sales = workspace.table("purchases")
    at = sales.ordered_at
    before = sales.filter((at <= cutoff) & (at > cutoff - timedelta(days=ACTIVE_DAYS)))
    after = sales.filter((at > cutoff) & (at <= until))
    return Outcome(
        "bought_again",
        "bought again",
        _yes_no(_ids(workspace, before), _ids(workspace, after)),
        cutoff,
        note=(
            f"Customers with an order in the {ACTIVE_DAYS} days up to {cutoff:%-d %B %Y}; "
            f"bought again = at least one order in the {span.days} days after it."
        ),
    )


def _subscription_kept(workspace: Tables, span: Span) -> Outcome:
    cutoff, until = span.cutoff, span.until
    rows = workspace.table("subscriptions")
    running = rows.filter((rows.started_at <= cutoff) & (rows.ended_at.isnull() | (rows.ended_at > cutoff)))
    kept = running.filter(running.ended_at.isnull() | (running.ended_at > until))
    return Outcome(
        "subscription_kept",
        "kept their subscription",
        _yes_no(_ids(workspace, running), _ids(workspace, kept)),
        cutoff,
        note=(
            f"Customers with a running subscription on {cutoff:%-d %B %Y}; kept = at least one of those "
            f"subscriptions still running {span.days} days later."
        ),
    )


def _still_active(workspace: Tables, span: Span) -> Outcome:
    rows = workspace.table("known_customers")
    if _any(workspace.execute(rows.left_at.count())):
        return _not_left(workspace, span)
    frame = workspace.execute(rows.filter(rows.status.notnull()).select("customer_id", "status"))
    active, left = active_statuses(frame["status"])
    values = frame.set_index("customer_id")["status"].str.strip().str.lower().isin(active).astype(float).sort_index()
    return Outcome(
        "still_active",
        "are still active",
        values,
        None,
        frozenset({"status", "left_at"}),
        note=f"Still active = status is {' or '.join(sorted(active))} (not {' or '.join(sorted(left))}).",
    )


def _not_left(workspace: Tables, span: Span) -> Outcome:
    cutoff, until = span.cutoff, span.until
    rows = workspace.table("profiles")
    joined = rows.filter(
        (rows.joined_at.isnull() | (rows.joined_at <= cutoff)) & (rows.left_at.isnull() | (rows.left_at > cutoff))
    )
    stayed = joined.filter(joined.left_at.isnull() | (joined.left_at > until))
    return Outcome(
        "still_active",
        "stayed",
        _yes_no(_ids(workspace, joined), _ids(workspace, stayed)),
        cutoff,
        frozenset({"status", "left_at"}),
        note=f"Customers on {cutoff:%-d %B %Y}; stayed = did not leave in the {span.days} days after it.",
    )


def _has_state(workspace: Tables) -> bool:
    rows = workspace.table("known_customers")
    return _any(workspace.execute(rows.left_at.count())) or workspace.execute(rows.status.nunique()) > 1


def _nps(workspace: Tables) -> ibis.Table:
    rows = workspace.table("surveys")
    return rows.filter((rows.metric == "nps") & rows.score.between(0, 10) & rows.customer_id.notnull())


def _promoter(workspace: Tables, span: Span) -> Outcome:
    cutoff, until = span.cutoff, span.until
    rows = _nps(workspace)
    answered = rows.filter((rows.answered_at > cutoff) & (rows.answered_at <= until))
    last = answered.group_by("customer_id").agg(score=answered.score.argmax(answered.answered_at))
    frame = workspace.execute(last).set_index("customer_id").sort_index()
    return Outcome(
        "promoter",
        "became promoters",
        (frame["score"] >= 9).astype(float),
        cutoff,
        note=f"Customers with an NPS answer after {cutoff:%-d %B %Y}; promoter = last answer 9 or 10.",
    )


def _referred_someone(workspace: Tables, span: Span) -> Outcome:
    cutoff, until = span.cutoff, span.until
    rows = workspace.table("profiles")
    known = _ids(workspace, rows.filter(rows.joined_at <= cutoff))
    referred = rows.filter(rows.referred_by.notnull() & (rows.joined_at > cutoff) & (rows.joined_at <= until))
    referrers = workspace.execute(referred.select("referred_by").distinct())["referred_by"]
    return Outcome(
        "referred_someone",
        "referred somebody",
        _yes_no(known, referrers),
        cutoff,
        note=(
            f"Customers known on {cutoff:%-d %B %Y}; referred = somebody they referred joined in the "
            f"{span.days} days after it."
        ),
    )


def _any(count: Any) -> bool:
    return int(count) > 0


_BUILDERS: dict[str, Callable[[Tables, Span], Outcome]] = {
    "bought_again": _bought_again,
    "subscription_kept": _subscription_kept,
    "still_active": _still_active,
    "promoter": _promoter,
    "referred_someone": _referred_someone,
}
