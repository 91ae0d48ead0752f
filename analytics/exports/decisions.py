"""Entries of the ledger as a meeting reads them: about what, from what to what."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pandas as pd

from analytics.charts.numbers import kpi_number
from analytics.errors import NotFound
from analytics.scorecards.cards import ScorecardResult
from analytics.scorecards.targets import KIND as TARGET

COLUMNS = ["when", "who", "about", "before", "after", "why"]

# Kinds of decisions that steer the scorecard; how files are read is told on the page that loads them.
_STEERING = {TARGET: "Target", "kpi": "KPI", "journey": "Journey", "pain_point": "Pain point"}


def decided(entries: pd.DataFrame, result: ScorecardResult, phases: Iterable[str]) -> pd.DataFrame:
    """The decisions that steer the scorecard, newest first, with the columns when, who, about, before, after, why.

    ``entries`` are those of the ledger. Of targets only those of ``phases`` (ids) are kept; a KPI that is no
    longer on the scorecard is called by its id.
    """
    shown = set(phases)
    rows = [
        {"when": entry["decided_at"], "who": entry["who"], "why": entry["reason"]} | _about(entry, result)
        for entry in entries.to_dict("records")
        if entry["kind"] in _STEERING and (entry["kind"] != TARGET or entry["subject"].partition("/")[0] in shown)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _about(entry: dict[Any, Any], result: ScorecardResult) -> dict[str, str]:
    before, after = (_value(entry[name]) for name in ("previous", "value"))
    if entry["kind"] != TARGET:
        about = f"{_STEERING[entry['kind']]}: {_name(after, before) or entry['subject']}"
        return {"about": about, "before": "", "after": "taken away" if after is None else "decided"}
    unit, currency, about = _kpi(entry["subject"], result)
    return {"about": about, "before": _target(before, unit, currency), "after": _target(after, unit, currency)}


def _kpi(subject: str, result: ScorecardResult) -> tuple[str, str, str]:
    """Unit, currency and name of the KPI that a target is about."""
    try:
        kpi = result.kpi(subject)
    except NotFound:
        return "", "", subject
    return kpi.unit, kpi.currency, f"{result.phase(kpi.phase).name}: {kpi.name}"


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
