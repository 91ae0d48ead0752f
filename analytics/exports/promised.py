"""Actions as a meeting reads them: what they should move, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from analytics.charts.numbers import kpi_number
from analytics.charts.style import points
from analytics.exports.names import Named, Names
from analytics.reviews.actions import Action, actions, by_urgency
from analytics.store.ledger import Ledger


@dataclass(frozen=True)
class Promise:
    """Something somebody promised: what, who, until when, what it should move and by how much, how it stands."""

    what: str
    owner: str = ""
    due: date | None = None
    moves: str = ""
    expected: str = ""
    status: str = ""


def promised(ledger: Ledger, names: Names, today: date, as_of: datetime | None = None) -> tuple[Promise, ...]:
    """The actions, the most urgent first, now or as they stood at ``as_of`` (UTC), with the names of what they move."""
    return tuple(_promise(action, names, today) for action in by_urgency(actions(ledger, as_of), today))


def _promise(action: Action, names: Names, today: date) -> Promise:
    kpi = names.target(action.about) if action.moves == "kpi" else None
    moves = kpi.name if kpi else names.pain_point(action.about)
    only = f", for {action.segment[1]} only" if action.segment else ""
    return Promise(
        action.what, action.owner, action.due, f"{moves}{only}", _expected(action, kpi), _status(action, today)
    )


def _expected(action: Action, kpi: Named | None) -> str:
    """By how much it should move, with its sign."""
    if action.expected is None:
        return ""
    if kpi is None or kpi.unit == "%":
        return f"{points(100 * action.expected)} points"
    return f"{'+' if action.expected > 0 else ''}{kpi_number(action.expected, kpi.unit, kpi.currency)}"


def _status(action: Action, today: date) -> str:
    if action.is_overdue(today):
        return "overdue"
    return f"done {action.done_on:%d %b %Y}" if action.done_on else action.state
