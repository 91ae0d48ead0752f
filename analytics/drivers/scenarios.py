"""Scenarios: moves that people keep, compare, take to a target, and later hold against what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

import pandas as pd

from analytics.drivers.moves import Move
from analytics.drivers.what_if import Figure, Forecast
from analytics.errors import NotEnoughData, NotFound
from analytics.retention.outcome import Tables
from analytics.retention.outcomes import build_outcome

KIND = "scenario"


class Decisions(Protocol):
    """What scenarios need of the ledger."""

    def present(self, kind: str, as_of: datetime | None = None) -> dict[str, Any]:
        """The value of every subject of a kind."""

    def record(
        self, kind: str, subject: str, value: Any, who: str, reason: str = "", at: datetime | None = None
    ) -> int:
        """Append a decision; its number."""


@dataclass(frozen=True)
class Scenario:
    """Moves with what they were expected to do, as it was computed when they were kept.

    ``until`` is where the data ended then, ``window_days`` the outcome window that the forecast is about.
    ``target`` is the subject of the scorecard's target it was taken to ("" for none).
    """

    name: str
    outcome: str
    moves: tuple[Move, ...]
    window_days: int
    until: datetime
    before: float
    after: float
    change: Figure
    kept: Figure | None
    revenue: tuple[tuple[str, Figure], ...]
    target: str = ""


def scenario_of(
    name: str, outcome: str, moves: Sequence[Move], window_days: int, until: datetime, forecast: Forecast
) -> Scenario:
    """A forecast under a name."""
    return Scenario(
        name, outcome, tuple(moves), window_days, until,
        forecast.before, forecast.after, forecast.change, forecast.kept, forecast.revenue,
    )  # fmt: skip


def keep_scenario(ledger: Decisions, scenario: Scenario, who: str, reason: str, at: datetime | None = None) -> int:
    """Record the scenario under its name; one of the same name gives way to it, and stays in the ledger."""
    return ledger.record(KIND, scenario.name, _as_value(scenario), who, reason, at)


def drop_scenario(ledger: Decisions, name: str, who: str, reason: str = "", at: datetime | None = None) -> int:
    """Take a scenario out of the list; the ledger keeps it. ``NotFound`` where there is none of this name."""
    if name not in ledger.present(KIND):
        raise NotFound(f'There is no scenario "{name}".')
    return ledger.record(KIND, name, None, who, reason, at)


def scenarios(ledger: Decisions) -> tuple[Scenario, ...]:
    """All kept scenarios, in the order in which they were first kept."""
    return tuple(_from_value(name, value) for name, value in ledger.present(KIND).items())


def compared(kept: Sequence[Scenario]) -> pd.DataFrame:
    """Scenarios side by side: name, outcome, moves, before, after, change with its interval, kept, revenue."""
    return pd.DataFrame(
        [
            {
                "name": s.name,
                "outcome": s.outcome,
                "moves": "; ".join(move.words(move.name) for move in s.moves),
                "before": s.before,
                "after": s.after,
                "change": s.change.value,
                "change_low": s.change.low,
                "change_high": s.change.high,
                "kept": s.kept.value if s.kept else None,
                "revenue": "; ".join(f"{figure.value:,.0f} {currency}".strip() for currency, figure in s.revenue),
                "target": s.target,
            }
            for s in kept
        ]
    )


@dataclass(frozen=True)
class Reality:
    """What happened in the window after a scenario was kept: the outcome over ``n`` customers.

    ``verdict`` is "as expected" when the change lies within the forecast's interval, "less" or "more".
    It says nothing about why: other things changed too, and the moves may not have been made.
    """

    happened: float
    change: float
    n: int
    verdict: str

    @property
    def sentence(self) -> str:
        """What it means."""
        said = f"{self.happened:.1%} of {self.n:,} customers, a change of {100 * self.change:+.1f} points"
        than = {"as expected": "within what was expected", "less": "less than expected", "more": "more than expected"}
        return f"{said}: {than[self.verdict]}. Whether the moves were made, and what else changed, it does not say."


def held_against(workspace: Tables, scenario: Scenario) -> Reality:
    """The scenario against the window that followed it; ``NotEnoughData`` until that window is over."""
    end = scenario.until + timedelta(days=scenario.window_days)
    now = workspace.data_until()
    if now is None or now < end:
        raise NotEnoughData(
            f"The data end on {now or scenario.until:%-d %B %Y}; what became of this scenario shows from {end:%-d %B %Y} on."
        )
    values = build_outcome(workspace, scenario.outcome, scenario.window_days, end).values
    if not len(values):
        raise NotEnoughData("No customer counts in the window after this scenario. Load the data of that time.")
    change = float(values.mean()) - scenario.before
    low, high = scenario.change.low, scenario.change.high
    verdict = "less" if change < low else "more" if change > high else "as expected"
    return Reality(float(values.mean()), change, len(values), verdict)


def _as_value(scenario: Scenario) -> dict[str, Any]:
    figures = {name: getattr(scenario, name) for name in ("change", "kept")}
    return {
        "outcome": scenario.outcome,
        "moves": [move.as_value() for move in scenario.moves],
        "window_days": scenario.window_days,
        "until": scenario.until.isoformat(),
        "before": scenario.before,
        "after": scenario.after,
        "revenue": {currency: [f.value, f.low, f.high] for currency, f in scenario.revenue},
        "target": scenario.target,
        **{name: None if f is None else [f.value, f.low, f.high] for name, f in figures.items()},
    }


def _from_value(name: str, value: dict[str, Any]) -> Scenario:
    def figure(key: str) -> Figure | None:
        return None if value[key] is None else Figure(*value[key])

    change = figure("change")
    assert change is not None, "every scenario has a change"
    return Scenario(
        name, value["outcome"], tuple(Move(**move) for move in value["moves"]), value["window_days"],
        datetime.fromisoformat(value["until"]), value["before"], value["after"], change, figure("kept"),
        tuple((currency, Figure(*f)) for currency, f in value["revenue"].items()), value["target"],
    )  # fmt: skip
