"""How long customers stay: curves with intervals, for all and by group."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts import style
from analytics.errors import NotEnoughData
from analytics.kpis.seen import Seen
from analytics.notebooks.view import View
from analytics.retention.staying import EVERYBODY, Staying, StayingResult
from analytics.retention.stays import LEFT_DATES, RHYTHM, SECOND_ORDER, SUBSCRIPTIONS, TENURE, stay_bases
from analytics.workspace import Workspace
from pages.parts.cached import kept, result_of
from pages.parts.figures import Figure, figures, percents, share_figure
from pages.parts.retention_groups import choose_way
from pages.parts.seen_filters import tell_all_time
from pages.parts.shown import show
from pages.parts.words import escaped, heading

_BASES = {
    LEFT_DATES: "Until they left",
    SUBSCRIPTIONS: "Until a subscription ended",
    TENURE: "Until they left (by tenure)",
    RHYTHM: "Until the orders stopped",
    SECOND_ORDER: "Until the second order",
}

_SEEN = "n: who has been seen so long."


def show_staying(workspace: Workspace, seen: Seen) -> None:
    """The curves, the figures behind them, and whether groups differ."""
    whose = seen.whose
    bases = kept(
        workspace, "ways to tell stays", lambda: stay_bases(workspace), "Looking for what tells how long they stay"
    )
    if not bases:
        raise NotEnoughData(
            "Nothing says how long customers stay. Load subscriptions with their ends, customers with the date they "
            "left, or orders over time."
        )
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    basis = left.segmented_control(
        "How long", bases, default=bases[0], required=True, key="stay_basis",
        format_func=lambda name: _BASES.get(name, name), label_visibility="collapsed",
    )  # fmt: skip
    with right:
        by = choose_way(workspace, whose, "stay_by")
    asked = Staying(str(basis), by, whose)
    found = result_of(workspace, asked, "Following how long customers stay")
    tell_all_time(seen, "a stay that is cut off at its beginning would be a shorter one.")
    heading(_sentence(found, by), "1.05rem")
    if by is None:
        figures(_figures(found))
    show(workspace, View("retention.survival", asked), "survival", found)
    st.caption(escaped(found.note))
    with st.expander("As a table", icon=":material/table_view:", expanded=by is not None):
        st.dataframe(_table(found), hide_index=True, width="stretch", key="survival_table")


def _sentence(found: StayingResult, by: str | None) -> str:
    whole = found.groups
    if by is None:
        row = whole.iloc[0]
        done = "come back" if found.comes_back else "left"
        if not row["ended"]:
            return f"None of the {row['n']:,} {found.unit} has {done} in the time that was seen."
        median = _days(row["median"])
        half = f"half have {done} after {median}" if median != "–" else f"fewer than half have {done} in the time seen"
        return f"Of {row['n']:,} {found.unit}, {row['ended']:,} are known to have {done}; {half}."
    if found.chance != found.chance:
        return "There is nothing to tell groups apart by: one group, or nobody who left."
    if found.chance < 0.05:
        rare = "less than 0.1 %" if found.chance < 0.001 else f"{100 * found.chance:.1f} %"
        return f"Groups by {by} really differ: alike ones would differ so much only in {rare} of cases (log-rank test)."
    return f"Groups by {by} do not differ beyond what chance does (log-rank test, {100 * found.chance:.0f} %)."


def _figures(found: StayingResult) -> list[Figure]:
    word = "Back after" if found.comes_back else "There after"
    rows = found.marks[found.marks["group"] == EVERYBODY].to_dict("records")
    return [
        share_figure(f"{word} {row['day']} days", row["share"], row["low"], row["high"], row["at_risk"], _SEEN)
        for row in rows
    ]


def _table(found: StayingResult) -> pd.DataFrame:
    """One row per group: size, half, and the share at each mark with its interval."""
    rows = found.groups
    table = pd.DataFrame(
        {
            "Group": rows["group"],
            f"n ({found.unit})": rows["n"],
            "Came back" if found.comes_back else "Left": rows["ended"],
            "Half after": [_days(day) for day in rows["median"]],
            "95 %": [
                f"{_days(low)} to {_days(high)}"
                for low, high in zip(rows["median_low"], rows["median_high"], strict=True)
            ],
        }
    )
    for day, marks in found.marks.groupby("day"):
        told = {
            row["group"]: f"{style.percent(row['share'], 1)} ({percents(row['low'], row['high'])})"
            for row in marks.to_dict("records")
        }
        table[f"After {day} days (95 %)"] = rows["group"].map(told).fillna("–")
    return table


def _days(day: float) -> str:
    return "–" if day != day else f"{day:,.0f} days"
