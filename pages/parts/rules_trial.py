"""What rules do, before and after they are saved: the rows each takes, conflicts between them, and what is left over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics.charts import style
from analytics.journey.in_force import all_phases, redirected
from analytics.journey.leftovers import leftovers
from analytics.journey.phases import destinations
from analytics.journey.rules import Rule
from analytics.journey.touchpoints import decided_touchpoints, leading_rules
from analytics.journey.trial import Trial, try_out
from analytics.workspace import Workspace
from pages.parts.cached import kept
from pages.parts.plain_table import plain_table
from pages.parts.words import escaped

_HEIGHT = 290


@dataclass(frozen=True)
class Tried:
    """All rules in order, how many of them are touchpoints', and what they do."""

    rules: tuple[Rule, ...]
    leading: int
    found: Trial

    @property
    def own(self) -> pd.DataFrame:
        """What people's own rules do."""
        return self.found.rules.iloc[self.leading :].reset_index(drop=True)


def trial_of(workspace: Workspace, rules: tuple[Rule, ...]) -> Tried:
    """What ``rules`` do behind the touchpoints that lead. Nothing is placed by it."""
    leading = leading_rules(decided_touchpoints(workspace.ledger))
    everything = redirected((*leading, *rules), destinations(all_phases(workspace.ledger)))

    found = kept(
        workspace,
        f"trial of {everything!r}",
        lambda: try_out(workspace.database, everything),
        "Counting the rows of each rule",
    )
    return Tried(everything, len(leading), found)


def show_trial(
    workspace: Workspace, wanted: tuple[Rule, ...], saved: Tried, changed: bool, names: Mapping[str, str]
) -> None:
    """What the rules do as they are saved, or as they are edited once somebody asks for it."""
    shown = saved
    if changed:
        if not st.toggle("Try out the edited rules", key="rules-try", help="Counts only: nothing is placed by it."):
            st.caption("What stands below is of the saved rules.")
        else:
            shown = trial_of(workspace, wanted)
            st.caption(_moved(saved, shown))
    left, right = st.columns(2, gap="medium")
    with left:
        _conflicts(shown, names)
    with right:
        _leftovers(workspace, shown, shown is saved)


def _moved(saved: Tried, edited: Tried) -> str:
    """How much less or more is left over than now."""
    before, after = (int(tried.found.leftovers["rows"].sum()) for tried in (saved, edited))
    return f"With the edited rules {after:,} rows would be placed nowhere; now {before:,} are."


def _conflicts(tried: Tried, names: Mapping[str, str]) -> None:
    """Rows that a later rule of another phase would also have taken."""
    st.markdown("**Conflicts**")
    found = tried.found.conflicts
    if found.empty:
        st.caption("No row fits rules of two phases.")
        return
    contested = int(tried.found.rules["contested"].sum())
    st.caption(
        f"{contested:,} rows fit a later rule of another phase, too. The upper rule takes them; move a rule to change that."
    )
    told = {
        column: [_told(tried, int(number), names) for number in found[column.lower()]]
        for column in ("Earlier", "Later")
    }
    st.dataframe(
        pd.DataFrame({"Rows": found["rows"]} | told), hide_index=True, width="stretch", height=_HEIGHT,
        column_config={
            "Rows": st.column_config.NumberColumn(format="localized", width="small"),
            "Earlier": st.column_config.TextColumn("Taken by", width="medium"), "Later": "also fits",
        },
    )  # fmt: skip


def _told(tried: Tried, number: int, names: Mapping[str, str]) -> str:
    rule = tried.rules[number]
    place = f"rule {number - tried.leading + 1}" if number >= tried.leading else "a touchpoint"
    return f"{names.get(rule.phase, rule.phase)} ({place}): {style.short(rule.sentence, 70)}"


def _leftovers(workspace: Workspace, tried: Tried, saved: bool) -> None:
    """Rows that no rule takes, and what they have in common."""
    st.markdown("**Left over**")
    found = tried.found.leftovers
    if found.empty:
        st.caption("Every row fits a rule.")
        return
    rows = [[row["table"], f"{row['rows']:,}", f"of {row['of']:,}"] for row in found.to_dict("records")]
    plain_table(["Rows of", "fit no rule", ""], rows, ["fit no rule", ""])
    if not saved:
        return
    table = st.selectbox("What they hold", list(found["table"]), key="leftovers-of")
    told = kept(workspace, f"leftovers of {table}", lambda: leftovers(workspace, str(table)))
    lines = [[row["field"], "(empty)" if row["value"] is None else style.short(row["value"], 60), f"{row['rows']:,}"]
             for row in told.to_dict("records")]  # fmt: skip
    if lines:
        plain_table(["Field", "Value", "Rows"], lines, ["Rows"])
    else:
        st.caption(escaped(f"All {table} are placed by what was learnt from comments."))
