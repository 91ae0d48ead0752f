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
from analytics.drivers.moves import Move
from analytics.errors import NotEnoughData
from analytics.kpis.seen import Seen
from analytics.kpis.segments import COLUMNS, segments
from analytics.notebooks.views_pain_points import Compared, read_in
from analytics.notebooks.views_support import FIGURES
from analytics.pain_points.keeping import is_current
from analytics.pain_points.reading import ANY
from analytics.pain_points.screening import REASONS
from analytics.pain_points.sides import sides
from analytics.referrals.comparing import REFERRED
from analytics.retention.attributes import attribute_frame
from analytics.retention.cohorts import cohort_kinds
from analytics.retention.groups import group_names
from analytics.retention.outcomes import outcome_names
from analytics.retention.stays import stay_bases
from analytics.scorecards.chosen import known_kpis

if TYPE_CHECKING:
    from analytics.workspace import Workspace

Sort = Literal[
    "choice", "several", "flag", "whole", "number", "text", "day", "numbers", "inside", "seen", "moves", "move"
]

# What a parameter means, where its name does not say it; of one analysis where it is named before it.
LABELS = {
    "of": "Counted by",
    "by": "By",
    "days": "Days",
    "Foretelling.first": "First days looked at",
    "lags": "Later days looked at",
    "SideBySide.first": "One side",
    "SideBySide.second": "The other side",
    "id": "KPI",
    "look": "Tickets",
    "as_of": "As it stood on",
    "hours": "Times in working hours",
    "begins": "From (hour)",
    "ends": "To (hour)",
    "ahead": "Hours ahead of UTC",
    "count": "Number of groups",
    "question": "Question",
    "window_days": "Days looked ahead",
    "cutoffs": "Dates looked ahead from",
    "naive": "Beside a plain comparison",
    "one": "Compare",
    "other": "with",
    "pain_point_id": "Pain point",
    "segment": "Customers",
    "reason": "In none, because",
    "ShopValue.rate": "Discount a year",
    "SubscriptionValue.rate": "Discount a year",
    "ShopValue.held_back": "Last weeks to try the forecast on",
    "SubscriptionValue.held_back": "Last days to try the forecast on",
    "weights": "Own weights",
    "Comparison.value": "Value of its members",
}
# Parameters that nobody sets by hand.
_NOT_ASKED = {"seed", "roles", "contrasts", "own", "regroup", "only", "decided", "by_phase"}


@dataclass(frozen=True)
class Field:
    """One parameter: its name, what it is called, its sort, and for a choice the options with what they are called.

    Of sort ``inside`` is a parameter that is an analysis itself (``of``), ``seen`` are customers and days, ``moves`` and
    ``move`` are drivers that are moved; ``optional`` ones may be left open.
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
    label = LABELS.get(f"{of.__name__}.{name}") or LABELS.get(name, name.replace("_", " ").capitalize())
    if hint in _WHOLE:
        return Field(name, label, _WHOLE[hint], optional, _OPTIONS["segment"](workspace) if hint is Seen else {})
    if name in _OPTIONS and hint in (str, tuple[str, str], tuple[str, ...]):
        options = _offered(name, workspace)
        if options and hint == tuple[str, ...]:
            return Field(name, label, "several", optional, options)
        if options:
            return Field(name, label, "choice", optional, options)
    if typing.get_origin(hint) is Literal:
        words = _WORDS.get(name, {})
        told = {value: words.get(value, str(value).replace("_", " ")) or "none" for value in typing.get_args(hint)}
        return Field(name, label, "choice", optional, told)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return Field(name, label, "inside", optional, of=hint)
    sort = _SORTS.get(hint)
    return None if sort is None else Field(name, label, sort, optional)


def _offered(name: str, workspace: Workspace) -> dict[Any, str]:
    """What may be chosen; nothing where the data that tells of it is not loaded, which the analysis itself says."""
    try:
        return dict(_OPTIONS[name](workspace))
    except NotEnoughData:
        return {}


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


def _drivers(workspace: Workspace) -> dict[Any, str]:
    known = workspace.known_drivers()
    if known is None:
        return {}
    rows = known[0].drivers
    return dict(zip(rows["name"].astype(str), rows["label"].astype(str), strict=True))


def _attributes(workspace: Workspace) -> dict[Any, str]:
    return {str(name): str(name) for name in attribute_frame(workspace)}


def _currencies(workspace: Workspace) -> dict[Any, str]:
    found = workspace.execute(workspace.table("counted_sales").select("currency").distinct())["currency"].dropna()
    return {currency: currency for currency in sorted(found.astype(str))}


_OPTIONS: dict[str, Callable[[Workspace], dict[Any, str]]] = {
    "phase": _phases,
    "pain_point": _pain_points,
    "pain_point_id": lambda workspace: {ANY: "any or none"} | _pain_points(workspace),
    "driver": _drivers,
    "segment": lambda workspace: {each: f"{COLUMNS[each[0]]}: {each[1]}" for each in segments(workspace)},
    "source": lambda workspace: {"surveys": "surveys", "tickets": "tickets"},
    "reason": lambda workspace: {reason: reason for reason in REASONS},
    "of": lambda workspace: {kind: kind for kind in cohort_kinds(workspace)},
    "group": lambda workspace: {REFERRED: "referred customers"} | _attributes(workspace),
    "currency": _currencies,
    "id": lambda workspace: {kpi.id: kpi.name for kpi in known_kpis(workspace).values()},
    "steps": lambda workspace: {event: event for event in events_by_customers(workspace)},
    "outcome": lambda workspace: {name: name.replace("_", " ") for name in outcome_names(workspace)},
    "by": lambda workspace: {way: way for way in group_names(workspace)},
    "basis": lambda workspace: {basis: basis.replace("_", " ") for basis in stay_bases(workspace)},
    "one": _sides,
    "other": _sides,
}
# Parameters that one control sets as a whole.
_WHOLE: dict[Any, Sort] = {Seen: "seen", tuple[Move, ...]: "moves", Move: "move"}
# Values whose name is not what people call them.
_WORDS: dict[str, Mapping[Any, str]] = {
    "figure": FIGURES,
    "wait": {"response": "until the first response", "resolution": "until it is solved"},
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
