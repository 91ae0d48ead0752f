"""The parameters of an analysis as a form needs them: what each is, and what may be chosen for it."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

from analytics.adoption.steps import events_by_customers
from analytics.notebooks.views_pain_points import Compared, read_in
from analytics.pain_points.keeping import is_current
from analytics.pain_points.sides import sides
from analytics.retention.groups import group_names
from analytics.retention.outcomes import outcome_names
from analytics.retention.stays import stay_bases
from analytics.scorecards.chosen import known_kpis

if TYPE_CHECKING:
    from analytics.workspace import Workspace

Sort = Literal["choice", "several", "flag", "whole", "number", "text", "day", "numbers", "inside"]

# What a parameter means, where its name does not say it.
LABELS = {
    "of": "Counted by",
    "by": "By",
    "days": "Days",
    "first": "First days looked at",
    "lags": "Later days looked at",
    "id": "KPI",
    "look": "Tickets",
    "as_of": "As it stood on",
    "hours": "Times in working hours",
    "only": "Only",
    "count": "Number of groups",
    "question": "Question",
    "naive": "Beside a plain comparison",
    "one": "Compare",
    "other": "with",
    "pain_point_id": "Pain point",
}
# Parameters that nobody sets by hand.
_NOT_ASKED = {"seed", "roles", "contrasts", "own", "regroup", "only", "moves", "move", "decided", "by_phase", "seen"}


@dataclass(frozen=True)
class Field:
    """One parameter: its name, what it is called, its sort, and for a choice the options with what they are called.

    ``inside`` are the fields of a parameter that is an analysis itself; ``optional`` ones may be left open.
    """

    name: str
    label: str
    sort: Sort
    optional: bool = False
    options: Mapping[Any, str] = dataclasses.field(default_factory=dict)
    of: type | None = None


def fields_of(of: type, workspace: Workspace) -> tuple[Field, ...]:
    """The parameters of an analysis that a person may set."""
    hints = typing.get_type_hints(of)
    made = [_field(of, each.name, hints[each.name], workspace) for each in dataclasses.fields(of)]
    return tuple(field for field in made if field is not None)


def _field(of: type, name: str, hint: Any, workspace: Workspace) -> Field | None:
    if name in _NOT_ASKED:
        return None
    hint, optional = _without_none(hint)
    label = LABELS.get(name, name.replace("_", " ").capitalize())
    if name in _OPTIONS and hint in (str, tuple[str, ...]):
        options = _OPTIONS[name](workspace)
        if options and typing.get_origin(hint) is tuple:
            return Field(name, label, "several", optional, options)
        if options:
            return Field(name, label, "choice", optional, options)
    if typing.get_origin(hint) is Literal:
        told = {value: str(value).replace("_", " ") or "none" for value in typing.get_args(hint)}
        return Field(name, label, "choice", optional, told)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return Field(name, label, "inside", optional, of=hint)
    sort = _SORTS.get(hint)
    return None if sort is None else Field(name, label, sort, optional)


def _without_none(hint: Any) -> tuple[Any, bool]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        rest = [each for each in typing.get_args(hint) if each is not type(None)]
        return (rest[0] if len(rest) == 1 else Any), len(rest) < len(typing.get_args(hint))
    return hint, False


def _phases(workspace: Workspace) -> dict[Any, str]:
    return {phase.id: phase.name for phase in workspace.phases()}


def _pain_points(workspace: Workspace) -> dict[Any, str]:
    if not is_current(workspace):
        return {}
    rows = workspace.pain_points().pain_points
    return dict(zip(rows["id"].astype(str), rows["name"].astype(str), strict=True))


def _sides(workspace: Workspace) -> dict[Any, str]:
    if not is_current(workspace):
        return {}
    return {name: name for name in sides(workspace, read_in(workspace, Compared()).comments)}


_OPTIONS: dict[str, Callable[[Workspace], dict[Any, str]]] = {
    "phase": _phases,
    "pain_point": _pain_points,
    "pain_point_id": _pain_points,
    "id": lambda workspace: {kpi.id: kpi.name for kpi in known_kpis(workspace).values()},
    "steps": lambda workspace: {event: event for event in events_by_customers(workspace)},
    "outcome": lambda workspace: {name: name.replace("_", " ") for name in outcome_names(workspace)},
    "by": lambda workspace: {way: way for way in group_names(workspace)},
    "basis": lambda workspace: {basis: basis.replace("_", " ") for basis in stay_bases(workspace)},
    "one": _sides,
    "other": _sides,
}
_SORTS: dict[Any, Sort] = {
    bool: "flag",
    int: "whole",
    float: "number",
    str: "text",
    date: "day",
    datetime: "day",
    tuple[int, ...]: "numbers",
}
