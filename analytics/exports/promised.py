"""Actions as a meeting reads them: what they should move, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from analytics.charts.numbers import kpi_number
from analytics.charts.style import points
from analytics.errors import NotFound
from analytics.reviews.actions import Action, actions, by_urgency
from analytics.scorecards.cards import KpiCard, ScorecardResult
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


def promised(
    ledger: Ledger, result: ScorecardResult, today: date, as_of: datetime | None = None
) -> tuple[Promise, ...]:
    """The actions, the most urgent first, now or as they stood at ``as_of`` (UTC); KPIs by their names."""
    listed = by_urgency(actions(ledger, as_of), today)
    return tuple(_promise(action, _kpi(action, result), result, today) for action in listed)


def _promise(action: Action, kpi: KpiCard | None, result: ScorecardResult, today: date) -> Promise:
    moves = f"{result.phase(kpi.phase).name}: {kpi.name}" if kpi else action.about
    return Promise(action.what, action.owner, action.due, moves, _expected(action, kpi), _status(action, today))


def _kpi(action: Action, result: ScorecardResult) -> KpiCard | None:
    """The KPI that an action should move; None where it is none, or is no longer on the scorecard."""
    if action.moves != "kpi":
        return None
    try:
        return result.kpi(action.about)
    except NotFound:
        return None


def _expected(action: Action, kpi: KpiCard | None) -> str:
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
