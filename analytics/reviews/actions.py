"""Actions: what somebody promised, until when, and what it should move by how much; all in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from analytics.errors import JourneyError, NotFound
from analytics.reviews.snapshots import Reading
from analytics.store.ledger import Ledger

KIND = "action"
State = Literal["open", "done", "dropped"]
Moves = Literal["kpi", "pain point", "nothing measured"]


@dataclass(frozen=True)
class Action:
    """What ``owner`` promised to do by ``due``.

    ``moves`` says what it should move: a KPI (``about`` is its subject, "adoption/nps") or a pain point (``about`` is
    its id). ``expected`` is the change it should make, in the KPI's unit (shares are 0..1); of a pain point, in its share
    of all comments. ``baseline`` is the figure when it was promised, ``review`` the meeting in which that was, ``days``
    the length of the period behind the figure. ``done_on`` is the day from which it took effect.
    ``segment`` (column and value) is whom it is done for, None for everybody.
    """

    id: str
    what: str
    owner: str
    due: date
    moves: Moves = "nothing measured"
    about: str = ""
    expected: float | None = None
    baseline: Reading | None = None
    days: int = 90
    review: str = ""
    state: State = "open"
    done_on: date | None = None
    segment: tuple[str, str] | None = None

    def is_overdue(self, today: date) -> bool:
        """Whether it should be done and is not.

        >>> Action("action-1", "answer sooner", "Ada", date(2026, 5, 4)).is_overdue(date(2026, 5, 5))
        True
        """
        return self.state == "open" and self.due < today


def promise(ledger: Ledger, action: Action, who: str, at: datetime | None = None) -> Action:
    """Record a new action; gives it with its id.

    Raises JourneyError when it lacks what it takes to ask for it later: a deed and an owner.
    """
    if not action.what.strip() or not action.owner.strip():
        raise JourneyError("An action needs what is to be done and who does it. Fill both in, then add it.")
    value = _value(replace(action, what=action.what.strip(), owner=action.owner.strip()))
    return _action(ledger.add(KIND, value, who, at=at), value)


def change(ledger: Ledger, seen: Action, now: Action, who: str, reason: str = "", at: datetime | None = None) -> Action:
    """Record ``now`` for the action that was ``seen``; ChangedMeanwhile when somebody else changed it since."""
    ledger.record(KIND, seen.id, _value(now), who, reason, at, expected=_value(seen))
    return now


def done(ledger: Ledger, seen: Action, on: date, who: str, at: datetime | None = None) -> Action:
    """Record that the action was done on a day."""
    return change(ledger, seen, replace(seen, state="done", done_on=on), who, "done", at)


def dropped(ledger: Ledger, seen: Action, who: str, reason: str, at: datetime | None = None) -> Action:
    """Record that nobody will do it, and why."""
    return change(ledger, seen, replace(seen, state="dropped"), who, reason, at)


def actions(ledger: Ledger, as_of: datetime | None = None) -> tuple[Action, ...]:
    """All actions in the order of their promising, now or as they stood at ``as_of`` (UTC)."""
    return tuple(_action(subject, value) for subject, value in ledger.present(KIND, as_of).items())


def find_action(ledger: Ledger, action_id: str) -> Action:
    """The action with this id; NotFound when there is none."""
    for action in actions(ledger):
        if action.id == action_id:
            return action
    raise NotFound(f"There is no {action_id}. Choose one of the actions that are listed.")


def by_urgency(listed: Iterable[Action], today: date) -> list[Action]:
    """Overdue ones first, the longest waiting on top; then open ones by due date; then what is done or dropped."""

    def urgency(action: Action) -> tuple[int, date]:
        place = 0 if action.is_overdue(today) else 1 if action.state == "open" else 2 if action.state == "done" else 3
        return place, action.due

    return sorted(listed, key=urgency)


def _value(action: Action) -> dict[str, Any]:
    # Actions that were promised before there were segments have no such entry; neither have those for everybody.
    plain = {name: value for name, value in vars(action).items() if name not in ("id", "segment")}
    plain |= {"segment": list(action.segment)} if action.segment else {}
    dates = {name: value.isoformat() for name, value in plain.items() if isinstance(value, date)}
    baseline = vars(action.baseline) if action.baseline else None
    return plain | dates | {"baseline": baseline}


def _action(subject: str, value: dict[str, Any]) -> Action:
    dates = {name: date.fromisoformat(value[name]) for name in ("due", "done_on") if value.get(name)}
    baseline = Reading(**value["baseline"]) if value.get("baseline") else None
    segment = {"segment": tuple(value["segment"])} if value.get("segment") else {}
    return Action(**(value | dates | segment | {"id": subject, "baseline": baseline}))
