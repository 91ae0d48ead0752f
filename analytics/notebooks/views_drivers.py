"""Looking at what drives retention: effects, importance, curves, and what would be if."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.charts import drivers as charts
from analytics.charts import what_if as what_if_charts
from analytics.charts.driver_quality import calibration, performance, segment_effects
from analytics.drivers.analysis import Drivers
from analytics.drivers.moves import Move
from analytics.drivers.result import DriverResult
from analytics.drivers.what_if import WhatIf
from analytics.drivers.wording import change_words, is_share, unit_of
from analytics.errors import NotEnoughData, NotFound
from analytics.notebooks.answer import Answer
from analytics.notebooks.definition import Definition

if TYPE_CHECKING:
    from analytics.workspace import Workspace

MOST_BARS = 14
EFFECT_NOTE = (
    "Effect: how the outcome differs when everybody is moved between the two values and all else that was measured is equal; "
    "95 % interval. An association, not a proof."
)


@dataclass(frozen=True)
class Effects:
    """The effects of all drivers; with ``naive`` beside what a plain comparison would have said."""

    question: Drivers = field(default_factory=Drivers)
    naive: bool = False


@dataclass(frozen=True)
class OneDriver:
    """The curve of the driver called ``driver``."""

    question: Drivers = field(default_factory=Drivers)
    driver: str = ""


@dataclass(frozen=True)
class Moved:
    """What would be if: all ``moves`` at once."""

    question: Drivers = field(default_factory=Drivers)
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True)
class MovedDriver:
    """Where customers stand on one driver now, and would stand after a move."""

    question: Drivers = field(default_factory=Drivers)
    move: Move = field(default_factory=lambda: Move("", "at most", 0.0))


def _asked(workspace: Workspace, asked: Drivers) -> DriverResult:
    return workspace.drivers(asked)


def _within(workspace: Workspace, asked: Effects | OneDriver) -> DriverResult:
    return workspace.drivers(asked.question)


def _effects(found: DriverResult, asked: Effects, workspace: Workspace) -> Answer:
    rows = found.drivers.assign(
        change=[
            change_words(*pair) for pair in zip(found.drivers["from_value"], found.drivers["to_value"], strict=True)
        ]
    )
    shown = rows.head(MOST_BARS)
    shown = shown.assign(
        label=[f"{label}: {change}" for label, change in zip(shown["label"], shown["change"], strict=True)]
    )
    unit = "percentage points of customers" if is_share(found) else unit_of(found)
    columns = ["label", "change", "effect_pp", "effect_low", "effect_high", "naive_pp", "second_opinion_pp", "agrees", "n",
               "warning"]  # fmt: skip
    table = rows[[name for name in columns if name in rows]]
    return Answer(
        "What a change of each driver goes with", table, charts.effects(shown, unit, asked.naive), EFFECT_NOTE
    )


def _importance(found: DriverResult, asked: Drivers, workspace: Workspace) -> Answer:
    rows = found.importance if len(found.importance) else found.drivers
    table = rows[[c for c in ("label", "importance", "low", "high", "top_three", "n") if c in rows]]
    note = (
        "Share of what the model explains that belongs to each driver, with its 95 % interval; drivers that move together "
        "count as one."
    )
    return Answer("How important each driver is", table, charts.importance(rows.head(MOST_BARS)), note)


def _performance(found: DriverResult, asked: Drivers, workspace: Workspace) -> Answer:
    if "already" not in found.drivers:
        raise NotEnoughData("No driver of this analysis has a level that customers could already have reached.")
    table = found.drivers[["label", "importance", "already"]]
    return Answer("Performance against importance", table, performance(found.drivers.head(MOST_BARS)))


def _segments(found: DriverResult, asked: Drivers, workspace: Workspace) -> Answer:
    real = found.segments[found.segments["real"].astype(bool)] if len(found.segments) else found.segments
    if real.empty:
        raise NotEnoughData("No driver works differently between segments beyond what chance would do.")
    rows = real.assign(label=real["name"].map(found.drivers.set_index("name")["label"]))
    return Answer("Drivers that work differently in a segment", rows, segment_effects(rows), EFFECT_NOTE)


def _calibration(found: DriverResult, asked: Drivers, workspace: Workspace) -> Answer:
    if found.calibration.empty:
        raise NotEnoughData("There are too few customers to hold some back and try the model on them.")
    chart = calibration(found.calibration, is_share(found))
    return Answer("What the model says against what happened", found.calibration, chart, found.quality.sentence)


def _curve(found: DriverResult, asked: OneDriver, workspace: Workspace) -> Answer:
    rows = found.drivers.set_index("name")
    if asked.driver not in rows.index:
        raise NotFound(f"The analysis has no driver called {asked.driver!r}. It may have been left out of this data.")
    row = rows.loc[asked.driver].to_dict()
    points = found.curves[found.curves["name"] == asked.driver]
    if points.empty:
        raise NotEnoughData("This driver is one of a few categories, so it has no curve.")
    chart = charts.curve(points, str(row["label"]), found.outcome_label, _ends(row, points), is_share(found))
    return Answer(str(row["label"]), points.reset_index(drop=True), chart, EFFECT_NOTE)


def _ends(row: dict[Any, Any], points: pd.DataFrame) -> tuple[float, float] | None:
    """The two values that the effect compares, where they stand on a curve."""
    if len(points) <= 2 or isinstance(row["from_value"], str):
        return None
    return float(row["from_value"]), float(row["to_value"])


def _model(workspace: Workspace, asked: Moved | MovedDriver) -> WhatIf:
    return workspace.what_if(asked.question)


def _what_if(found: WhatIf, asked: Moved, workspace: Workspace) -> Answer:
    forecast = found.forecast(list(asked.moves))
    if not forecast.support.seen:
        raise NotEnoughData(forecast.support.sentence)
    rows: list[dict[str, Any]] = [
        {"figure": "now", "value": forecast.before},
        {"figure": "then", "value": forecast.after},
        {"figure": "change", "value": forecast.change.value, "low": forecast.change.low, "high": forecast.change.high},
    ]
    if forecast.kept is not None:
        kept = forecast.kept
        rows.append({"figure": "customers kept", "value": kept.value, "low": kept.low, "high": kept.high})
    rows += [
        {"figure": f"revenue per year {currency}".strip(), "value": each.value, "low": each.low, "high": each.high}
        for currency, each in forecast.revenue
    ]
    labels = {column.name: column.label for column in (*found.drivers, *found.categories)}
    told = "; ".join(move.words(labels.get(move.name, move.name)) for move in asked.moves) or "nothing is moved"
    table = pd.DataFrame(rows, columns=["figure", "value", "low", "high"])
    return Answer("What if", table, None, f"{told}. {forecast.support.sentence}")


def _moved(found: WhatIf, asked: MovedDriver, workspace: Workspace) -> Answer:
    labels = {column.name: column.label for column in found.drivers}
    if asked.move.name not in labels:
        raise NotFound(
            f"The analysis has no driver called {asked.move.name!r}. It may have been left out of this data."
        )
    after = found.moved([asked.move])
    rows = pd.DataFrame({"now": found.customers[asked.move.name], "then": after[asked.move.name]})
    label = labels[asked.move.name]
    chart = what_if_charts.moved(rows, label, found.population)
    return Answer(f"Customers now and after: {asked.move.words(label)}", rows.reset_index(drop=True), chart)


DEFINITIONS: tuple[Definition[Any, Any], ...] = (
    Definition("drivers.effects", "What a change of each driver goes with", "drivers", Effects, _effects, _within),
    Definition("drivers.importance", "How important each driver is", "drivers", Drivers, _importance, _asked),
    Definition("drivers.performance", "Performance against importance", "drivers", Drivers, _performance, _asked),
    Definition("drivers.segments", "Drivers that work differently in a segment", "drivers", Drivers, _segments, _asked),
    Definition(
        "drivers.calibration", "What the model says against what happened", "drivers", Drivers, _calibration, _asked
    ),
    Definition("drivers.curve", "One driver's curve", "drivers", OneDriver, _curve, _within),
    Definition("drivers.what_if", "What if", "drivers", Moved, _what_if, _model),
    Definition("drivers.moved", "Customers before and after a move", "drivers", MovedDriver, _moved, _model),
)
