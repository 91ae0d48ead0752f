"""Entries of the ledger as a meeting reads them: about what, from what to what."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd

from analytics.charts.numbers import kpi_number
from analytics.exports.names import Names
from analytics.kpis.catalogue import KPIS
from analytics.kpis.custom import KIND as KPI
from analytics.pain_points.decisions import KIND as PAIN_POINT
from analytics.scorecards.objectives import KIND as OBJECTIVE
from analytics.scorecards.targets import KIND as TARGET

COLUMNS = ["when", "who", "about", "before", "after", "why"]

_NONE, _TAKEN_AWAY = "–", "taken away"

Told = tuple[str, str, str]  # about what, from what, to what


def decided(entries: pd.DataFrame, names: Names, phases: Iterable[str]) -> pd.DataFrame:
    """The decisions that steer the scorecard, newest first, with the columns when, who, about, before, after, why.

    ``entries`` are those of the ledger; how files are read is told on the page that loads them, not here. Of targets
    and objectives only those of ``phases`` (ids) are kept.
    """
    shown = set(phases)
    rows = [
        (entry["decided_at"], entry["who"], *_told(entry, names), entry["reason"])
        for entry in entries.to_dict("records")
        if entry["kind"] in _TELLERS
        and (entry["kind"] not in (TARGET, OBJECTIVE) or entry["subject"].partition("/")[0] in shown)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _told(entry: dict[Any, Any], names: Names) -> Told:
    before, after = (_value(entry[name]) for name in ("previous", "value"))
    return _TELLERS[entry["kind"]](str(entry["subject"]), before, after, names)


def _target_told(subject: str, before: Any, after: Any, names: Names) -> Told:
    kpi = names.target(subject)
    return kpi.name, _target(before, kpi.unit, kpi.currency), _target(after, kpi.unit, kpi.currency)


def _objective_told(subject: str, before: Any, after: Any, names: Names) -> Told:
    phase, _, perspective = subject.partition("/")
    return f"{names.phase(phase)}: objective, {perspective}", str(before or _NONE), str(after or _TAKEN_AWAY)


def _kpi_told(subject: str, before: Any, after: Any, names: Names) -> Told:
    def standing(value: Any) -> str:
        if isinstance(value, dict) and value.get("retired"):
            return "retired"
        return "on the scorecards" if value is not None or subject in KPIS else _NONE

    return f"KPI: {_name(after, before) or names.kpi(subject)}", standing(before), standing(after)


def _journey_told(subject: str, before: Any, after: Any, names: Names) -> Told:
    return f"Journey: {subject}", "", _TAKEN_AWAY if after is None else "decided"


def _pain_point_told(subject: str, before: Any, after: Any, names: Names) -> Told:
    about, _, side = subject.rpartition("/")

    def told(value: Any) -> str:
        if side in ("into", "moved") and isinstance(value, str):
            return names.pain_point(value)
        if side == "comments" and isinstance(value, dict):
            return str(value.get("name", "decided"))
        if side == "phase" and isinstance(value, str):
            return names.phase(value)
        return _NONE if value is None else "yes" if value is True else str(value)

    if side == "moved":
        return "A comment: moved to another pain point", told(before), told(after)
    return f"Pain point {names.pain_point(about)}: {_SIDES.get(side, side)}", told(before), told(after)


_SIDES = {"into": "merged into", "comments": "split off"}

_TELLERS: dict[str, Callable[[str, Any, Any, Names], Told]] = {
    TARGET: _target_told,
    OBJECTIVE: _objective_told,
    KPI: _kpi_told,
    "journey": _journey_told,
    PAIN_POINT: _pain_point_told,
}


def _target(value: Any, unit: str, currency: str) -> str:
    """A target in words.

    >>> _target({"target": 0.4, "threshold": 0.3, "weight": 2.0}, "%", "")
    'target 40.0 %, red at 30.0 %, weight 2'
    """
    if not isinstance(value, dict):
        return "–"
    told = [
        f"{words} {kpi_number(value[name], unit, currency)}"
        for name, words in (("target", "target"), ("threshold", "red at"))
        if isinstance(value.get(name), int | float)
    ]
    weight = value.get("weight")
    told += [f"weight {weight:g}"] if isinstance(weight, int | float) else []
    return ", ".join([*told, f"owner {value['owner']}"] if value.get("owner") else told)


def _name(*values: Any) -> str:
    """What the value of a decision calls its subject, where it does."""
    return next((str(value["name"]) for value in values if isinstance(value, dict) and value.get("name")), "")


def _value(text: Any) -> Any:
    return json.loads(text) if isinstance(text, str) else None
