"""Ways to tell customers apart: segment, source, plan, first product, year of beginning, and attributes of few values."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analytics.retention.attributes import FIELDS, attribute_frame, spoken
from analytics.retention.outcome import Tables

MOST_GROUPS = 6
FEWEST_IN_GROUP = 30
OTHERS = "all others"
_FIRST_PRODUCT, _PLAN, _BEGAN = "first product", "plan", "year of beginning"


def group_names(workspace: Tables) -> tuple[str, ...]:
    """The ways to group this workspace's customers that give at least two groups of thirty."""
    return tuple(name for name, read in _candidates(workspace).items() if _large_ones(read()).nunique() > 1)


def customer_groups(workspace: Tables, name: str) -> pd.Series:
    """The group of each customer (index customer_id) of whom it is known.

    The six largest groups keep their names, the rest are ``all others``; groups of fewer than thirty are left out.
    Nobody has one where ``name`` is no way to group the customers.
    """
    read = _candidates(workspace).get(name)
    return pd.Series(dtype=object) if read is None else _large_ones(read())


def _large_ones(found: pd.Series) -> pd.Series:
    """The groups with their sizes seen to."""
    values = found.dropna().astype(str).str.strip()
    values = values[values != ""]
    largest = values.value_counts().sort_index().sort_values(ascending=False, kind="stable").index[:MOST_GROUPS]
    grouped = values.where(values.isin(largest), OTHERS)
    counts = grouped.value_counts()
    return grouped[grouped.isin(counts.index[counts >= FEWEST_IN_GROUP])]


def _candidates(workspace: Tables) -> dict[str, Callable[[], pd.Series]]:
    """What each way to group reads, by its name in words."""
    found: dict[str, Callable[[], pd.Series]] = {}
    profiles = workspace.table("profiles")
    for field in ("segment", "acquisition_source"):
        if workspace.execute(profiles[field].count()):
            found[spoken(field)] = lambda field=field: _of_profiles(workspace, field)  # type: ignore[misc]
    sales, subscriptions = workspace.table("purchases"), workspace.table("subscriptions")
    if workspace.execute(subscriptions.plan.count()):
        last = subscriptions.group_by("customer_id").agg(group=subscriptions.plan.argmax(subscriptions.started_at))
        found[_PLAN] = lambda: _indexed(workspace.execute(last))
    if workspace.execute(sales.product.count()):
        first = sales.group_by("customer_id").agg(group=sales["product"].argmin(sales.ordered_at))
        found[_FIRST_PRODUCT] = lambda: _indexed(workspace.execute(first))
    if workspace.execute(profiles.joined_at.count()):
        began = profiles.select("customer_id", group=profiles.joined_at.year())
        found[_BEGAN] = lambda: _indexed(workspace.execute(began).astype({"group": "Int64"}))
    return found | {name: read for name, read in _attributes(workspace).items() if name not in found}


def _of_profiles(workspace: Tables, field: str) -> pd.Series:
    profiles = workspace.table("profiles")
    return _indexed(workspace.execute(profiles.select("customer_id", group=profiles[field])))


def _indexed(frame: pd.DataFrame) -> pd.Series:
    return frame.set_index("customer_id")["group"]


def _attributes(workspace: Tables) -> dict[str, Callable[[], pd.Series]]:
    """Columns of the customers with two to six values."""
    if workspace.count("customers") == 0:
        return {}
    frame = attribute_frame(workspace)
    few = [name for name in frame.columns if name not in FIELDS and 2 <= frame[name].nunique() <= MOST_GROUPS]
    return {spoken(str(name)): lambda name=name: frame[name] for name in few}  # type: ignore[misc]
