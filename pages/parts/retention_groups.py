"""Which customers are looked at: a way to group them, or one group."""

from __future__ import annotations

import streamlit as st

from analytics.kpis.seen import Seen
from analytics.retention.groups import customer_groups, group_names
from analytics.workspace import Workspace
from pages.parts.cached import kept
from pages.parts.filters import forget_unless_in

_NONE = ""


def choose_way(workspace: Workspace, seen: Seen, key: str, apart: bool = False) -> str | None:
    """Let a person choose how customers are told apart; None: not at all. ``apart`` begins with the first way there is."""
    ways = [_NONE, *_ways(workspace, seen)]
    forget_unless_in(key, ways)
    first = min(int(apart), len(ways) - 1)
    chosen = st.selectbox("By", ways, index=first, key=key, format_func=lambda way: way or "all together")
    return str(chosen) if chosen else None


def choose_group(workspace: Workspace, seen: Seen, key: str) -> tuple[str, str] | None:
    """Let a person choose one group of customers; None: all of them."""
    pairs = kept(workspace, f"groups of customers {seen!r}", lambda: _pairs(workspace, seen))
    labels = {_NONE: "everybody"} | {f"{way}={group}": f"{way}: {group}" for way, group in pairs}
    forget_unless_in(key, labels)
    chosen = st.selectbox("Only customers with", list(labels), key=key, format_func=lambda name: labels.get(name, name))
    return dict(zip(list(labels)[1:], pairs, strict=True)).get(str(chosen))


def _ways(workspace: Workspace, seen: Seen) -> tuple[str, ...]:
    return kept(workspace, f"ways to group customers {seen!r}", lambda: group_names(seen.of(workspace)))


def _pairs(workspace: Workspace, seen: Seen) -> list[tuple[str, str]]:
    """Each way to group customers with each of its groups."""
    data = seen.of(workspace)
    return [(way, group) for way in _ways(workspace, seen) for group in sorted(customer_groups(data, way).unique())]
