"""Entries of the ledger in words: what, about what, from, to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.charts.numbers import kpi_number
from analytics.kpis.definition import Kpi
from analytics.reviews.actions import actions
from analytics.reviews.reviews import reviews
from analytics.scorecards.cards import ScorecardResult
from analytics.scorecards.chosen import known_kpis
from analytics.workspace import Workspace
from pages.parts.review_words import subjects

KINDS = {
    "target": "Target",
    "objective": "Objective",
    "kpi": "KPI",
    "kpi value": "Typed-in value",
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
    "journey": ("about",),  # of a classifier; phases and rules are lists
}


def kind_words(kind: str) -> str:
    """What a kind of decision is called."""
    return KINDS.get(kind, kind.replace("_", " ").capitalize())


@dataclass(frozen=True)
class Names:
    """What the subjects of entries are called, and all KPIs by id: those, too, that stand on no scorecard any more."""

    subjects: Mapping[str, str]
    kpis: Mapping[str, Kpi]


def names_of(workspace: Workspace, result: ScorecardResult) -> Names:
    """The names of phases, KPIs, reviews and actions."""
    held = {review.id: review.title for review in reviews(workspace.ledger)}
    promised = {action.id: action.what for action in actions(workspace.ledger)}
    return Names(subjects(result) | held | promised, known_kpis(workspace))


def in_words(entries: pd.DataFrame, names: Names) -> pd.DataFrame:
    """Entries as people read them: When (UTC), Who, What, About, From, To, Why, No."""
    told = [_told(entry, names) for entry in entries.to_dict("records")]
    return pd.DataFrame(told, columns=["When (UTC)", "Who", "What", "About", "From", "To", "Why", "No."])


def _told(entry: Mapping[Any, Any], names: Names) -> list[Any]:
    before, after = (_told_of(entry["kind"], _value(entry[name])) for name in ("previous", "value"))
    was, now = _changed(before, after)
    subject = str(entry["subject"])
    write = _target_writer(names.kpis.get(subject.rpartition("/")[2])) if entry["kind"] == "target" else _written
    return [
        entry["decided_at"], entry["who"], kind_words(entry["kind"]), _about(subject, names.subjects, names.kpis),
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


def _about(subject: str, names: Mapping[str, str], known: Mapping[str, Kpi]) -> str:
    if subject in names:
        return names[subject]
    head, slash, rest = subject.partition("/")
    if slash and rest in names:
        return f"{names.get(head, head)}: {names[rest]}"
    if head in known:  # a KPI itself, or a value that was typed in for it
        return f"{known[head].name} · {rest}" if rest else known[head].name
    if rest in known:
        return f"{names.get(head, head)} · {known[rest].name}"
    return f"{names[head]} · {rest}" if rest and head in names else subject


def _target_writer(kpi: Kpi | None) -> Any:
    """Writes the numbers of a target in the unit of its KPI."""

    def write(value: Any) -> str:
        if not isinstance(value, dict):
            return _written(value)
        return ", ".join(f"{name} {_number(name, told, kpi)}" for name, told in value.items())

    return write


def _number(name: str, told: Any, kpi: Kpi | None) -> str:
    """A part of a target: weights have no unit, and owners are no numbers."""
    if told is not None and (isinstance(told, bool) or not isinstance(told, int | float)):
        return _written(told)
    return kpi_number(told, "score" if name == "weight" or kpi is None else kpi.unit)


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
