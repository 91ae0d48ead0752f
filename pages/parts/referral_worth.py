"""What referred customers, and members of a loyalty programme, are worth beside others like them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts import style
from analytics.kpis.seen import Seen
from analytics.notebooks.view import View
from analytics.referrals.comparing import OUTCOMES, Comparison, memberships
from analytics.retention.attributes import attribute_frame
from analytics.workspace import Workspace
from pages.parts.cached import kept, result_of
from pages.parts.plain_table import plain_table
from pages.parts.seen_filters import tell_all_time
from pages.parts.shown import show
from pages.parts.words import escaped

_WHY = "what customers are worth is what they bring from their first day on."


def show_worth(workspace: Workspace, seen: Seen) -> None:
    """The view of referred customers."""
    with st.columns(3)[0]:
        days = _days("referred")
    _show(workspace, Comparison(days=days, seen=seen.whose), "Referred")
    tell_all_time(seen, _WHY)


def show_loyalty(workspace: Workspace, seen: Seen) -> None:
    """The view of members of a programme: which column tells of it is for the person to say, when its name does not."""
    frame = kept(workspace, "attributes", lambda: attribute_frame(workspace))
    few = [str(name) for name in frame.columns if 2 <= frame[name].nunique() <= 30]
    named = kept(workspace, "memberships", lambda: memberships(workspace))
    if not few:
        st.info("Customers have no column that could tell who is a member. Load a customers file with one.")
        return
    left, middle, right = st.columns(3)
    with left:
        column = st.selectbox(
            "Column that tells who is a member", few, index=few.index(named[0]) if named else 0, key="loyalty_column"
        )
    values = sorted(frame[str(column)].dropna().astype(str).unique())
    value = middle.selectbox("Members have", values, index=len(values) - 1, key=f"loyalty_value_{column}")
    with right:
        days = _days("loyalty")
    if not named:
        st.caption("No column is named like a loyalty programme; any other attribute can be looked at the same way.")
    _show(workspace, Comparison(str(column), str(value), days, seen.whose), str(value))
    tell_all_time(seen, _WHY)


def _days(key: str) -> int:
    return int(
        st.selectbox(
            "Over their first", [90, 180, 365], index=1, format_func=lambda days: f"{days} days", key=f"days_{key}"
        )
    )


def _show(workspace: Workspace, asked: Comparison, who: str) -> None:
    found = result_of(workspace, asked)
    rows = found.outcomes
    plain_table(
        ["Outcome", who, "Others alike", "Difference", "95 % interval", "Nothing made alike", "Compared (n)"],
        [_line(row, found.currency) for _, row in rows.iterrows()],
        [who, "Others alike", "Difference", "95 % interval", "Nothing made alike", "Compared (n)"],
    )
    show(workspace, View("referrals.worth", asked), f"beside_{who}", found)
    alone = int(rows["alone"].max())
    st.caption(escaped(found.formula) + (f" {alone:,} had nobody like them and are left out." if alone else ""))


def _line(row: pd.Series, currency: str) -> list[str]:
    money = row["outcome"] == "revenue"

    def level(name: str) -> str:
        return f"{currency} {row[name]:,.2f}".strip() if money else f"{row[name] * 100:.1f} %"

    def apart(name: str) -> str:
        return f"{row[name]:+,.2f}" if money else f"{row[name] * 100:+.1f} pp"

    return [
        OUTCOMES[str(row["outcome"])].capitalize(), level("value"), level("others"), apart("difference"),
        f"{apart('low')} to {apart('high')}", apart("plain"),
        f"{style.count(row['n'])} with {style.count(row['n_others'])}",
    ]  # fmt: skip
