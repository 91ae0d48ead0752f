"""Which customers are looked at: a way to group them, or one group."""

from __future__ import annotations

import streamlit as st

from analytics.retention.groups import customer_groups, group_names
from analytics.workspace import Workspace
from pages.parts.cached import kept
from pages.parts.filters import forget_unless_in
from pages.parts.words import escaped

_NONE = ""


def choose_way(workspace: Workspace, key: str, apart: bool = False) -> str | None:
    """Let a person choose how customers are told apart; None: not at all. ``apart`` begins with the first way there is."""
    ways = [_NONE, *kept(workspace, "ways to group customers", lambda: group_names(workspace))]
    forget_unless_in(key, ways)
    first = min(int(apart), len(ways) - 1)
    chosen = st.selectbox(
        "By", ways, index=first, key=key, format_func=lambda way: escaped(way) if way else "all together"
    )
    return str(chosen) if chosen else None


def choose_group(workspace: Workspace, key: str) -> tuple[str, str] | None:
    """Let a person choose one group of customers; None: all of them."""
    ways = kept(workspace, "ways to group customers", lambda: group_names(workspace))
    pairs = kept(
        workspace, "groups of customers", lambda: [(way, group) for way in ways for group in _groups(workspace, way)]
    )
    labels = {_NONE: "everybody"} | {f"{way}={group}": f"{way}: {group}" for way, group in pairs}
    forget_unless_in(key, labels)
    chosen = st.selectbox("Only customers with", list(labels), key=key, format_func=lambda name: labels.get(name, name))
    return dict(zip(list(labels)[1:], pairs, strict=True)).get(str(chosen))


def _groups(workspace: Workspace, way: str) -> list[str]:
    return sorted(customer_groups(workspace, way).unique())
