"""Entries of the ledger in words: what, about what, from, to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.charts.numbers import kpi_number
from analytics.kpis.catalogue import KPIS
from analytics.scorecards.cards import ScorecardResult
from pages.parts.review_words import subjects

KINDS = {
    "target": "Target, threshold, weight",
    "journey": "Phases and rules",
    "join": "Who is who",
    "query": "Table put together",
    "mapping": "Mapping of a file",
    "reading": "Reading of a file",
    "import": "Import",
    "pain_point": "Pain point",
    "review": "Review",
    "note": "Note",
    "action": "Action",
}
_LONGEST = 300

# Of records that hold more than a person wants to read, what is told.
_TOLD = {
    "action": ("what", "owner", "due", "expected", "state", "done_on"),
    "review": ("day", "people", "closed_at"),
}


def kind_words(kind: str) -> str:
    """What a kind of decision is called."""
    return KINDS.get(kind, kind.replace("_", " ").capitalize())


def in_words(entries: pd.DataFrame, result: ScorecardResult) -> pd.DataFrame:
    """Entries as people read them: When (UTC), Who, What, About, From, To, Why, No. ``result`` names phases and KPIs."""
    names = subjects(result)
    told = [_told(entry, names) for entry in entries.to_dict("records")]
    return pd.DataFrame(told, columns=["When (UTC)", "Who", "What", "About", "From", "To", "Why", "No."])


def _told(entry: Mapping[Any, Any], names: Mapping[str, str]) -> list[Any]:
    before, after = (_told_of(entry["kind"], _value(entry[name])) for name in ("previous", "value"))
    was, now = _changed(before, after)
    subject = str(entry["subject"])
    write = _target_writer(subject) if entry["kind"] == "target" else _written
    return [
        entry["decided_at"], entry["who"], kind_words(entry["kind"]), _about(subject, names),
        write(was)[:_LONGEST], write(now)[:_LONGEST], entry["reason"], entry["decision_id"],
    ]  # fmt: skip


def _told_of(kind: str, value: Any) -> Any:
    wanted = _TOLD.get(kind)
    if wanted is None or not isinstance(value, dict):
        return value
    return {name.replace("_", " "): value.get(name) for name in wanted if value.get(name) is not None}


def _value(text: object) -> Any:
    return json.loads(text) if isinstance(text, str) else None


def _changed(before: Any, after: Any) -> tuple[Any, Any]:
    """Of two records only what differs; of two lists too."""
    if isinstance(before, dict) and isinstance(after, dict):
        keys = [key for key in {**before, **after} if before.get(key) != after.get(key)]
        return {key: before.get(key) for key in keys}, {key: after.get(key) for key in keys}
    if isinstance(before, list) and isinstance(after, list):
        return [item for item in before if item not in after], [item for item in after if item not in before]
    return before, after


def _about(subject: str, names: Mapping[str, str]) -> str:
    if subject in names:
        return names[subject]
    head, slash, rest = subject.partition("/")
    if slash and rest in names:
        return f"{head}: {names[rest]}"
    return f"{names.get(head, head)} · {KPIS[rest].name}" if rest in KPIS else subject


def _target_writer(subject: str) -> Any:
    """Writes the numbers of a target in the unit of its KPI."""
    kpi = KPIS.get(subject.rpartition("/")[2])

    def write(value: Any) -> str:
        if not isinstance(value, dict):
            return _written(value)
        units = {"weight": "score"}
        return ", ".join(
            f"{name} {kpi_number(number, units.get(name, kpi.unit if kpi else ''))}" for name, number in value.items()
        )

    return write


def _written(value: Any) -> str:
    """A value of JSON as text."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_written(item)}" for key, item in value.items() if item is not None) or "–"
    if isinstance(value, list):
        return "; ".join(_written(item) for item in value) or "–"
    return str(value)
