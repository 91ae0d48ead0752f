"""Who may leave: the list with chances and reasons, how far it can be trusted, and taking it out."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from analytics.charts import style
from analytics.drivers.features_pain import named_assignments
from analytics.drivers.leaving import OUTCOMES, Leaving, LeavingResult
from analytics.drivers.leaving_trial import Trial
from analytics.errors import NotEnoughData
from analytics.files.spreadsheets import harmless
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.notebooks.view import View
from analytics.pain_points import keeping
from analytics.retention.outcomes import built_in_names, default_outcome
from analytics.store.codes import codes_for
from analytics.workspace import Workspace
from pages.parts.cached import kept, working_out
from pages.parts.driver_words import outcome_label
from pages.parts.figures import Figure, figures, percents
from pages.parts.results import pain_points_of
from pages.parts.seen_filters import tell_all_time
from pages.parts.shown import offer, show
from pages.parts.words import escaped, heading

_WINDOWS = (30, 60, 90, 120, 180, 365)
_SHOWN = 500


def show_leaving(workspace: Workspace, seen: Seen) -> None:
    """The question, the list (of the customers who are seen), and how well such lists of all customers did."""
    names = [
        name for name in kept(workspace, "built-in outcomes", lambda: built_in_names(workspace)) if name in OUTCOMES
    ]
    if not names:
        raise NotEnoughData(
            "Nothing says which customers stayed. Load sales or subscriptions over time, or customers with a status."
        )
    usual = kept(workspace, "default outcome", lambda: default_outcome(workspace))
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    outcome = left.selectbox(
        "Leaving means not having …", names, index=names.index(usual), key="leaving_outcome", format_func=outcome_label
    )
    days = right.select_slider("Within how many days", _WINDOWS, value=120, key="leaving_days")
    roles = workspace.driver_question().roles
    asked = Leaving(str(outcome), int(days), roles, seen=seen.whose)
    found = leaving_of(workspace, asked)
    tell_all_time(seen, "who may leave now follows from all that customers did.")
    heading(_sentence(found), "1.05rem")
    if asked.seen != EVERYTHING:
        st.caption(escaped(f"The list is of {asked.seen.words}. What goes with leaving was learnt from all customers."))
    _overview(found)
    _list(workspace, found)
    listed = View("retention.leaving", asked)
    offer(workspace, listed, "leaving", found)
    _trust(workspace, found, replace(asked, seen=EVERYTHING))


def leaving_of(workspace: Workspace, question: Leaving) -> LeavingResult:
    """The answer, kept until data or decisions change; pain points count among the reasons once they are found."""
    points = named_assignments(pain_points_of(workspace)) if keeping.is_current(workspace) else None
    return working_out(
        workspace,
        f"{question!r} {points is not None}",
        lambda progress: question.run(workspace, points, progress),
        "Learning from customers of the past who left",
    )


def _sentence(found: LeavingResult) -> str:
    return (
        f"Of {len(found.customers):,} customers who are there now, {found.expected:,.0f} are expected to leave within "
        f"{found.window_days} days (95 %: {found.low:,.0f} to {found.high:,.0f})."
    )


def _overview(found: LeavingResult) -> None:
    tried = found.later or found.held_back
    quality = tried.quality.auc or 0.5
    figures(
        [
            Figure("Learnt from", style.count(found.learnt), f"customers; {style.percent(found.held_back.happened, 1)} left",
                   found.note),
            Figure("Tells them apart", style.percent(quality), "of pairs right; 50 % is guessing",
                   "Area under the ROC curve, on customers that the model had not seen."),
            Figure("Of the tenth named first", style.percent(tried.first_share, 0),
                   f"left; of all {style.percent(tried.happened, 0)} · 95 %: "
                   f"{style.interval(tried.first_low, tried.first_high)} · n {tried.first_n:,}",
                   "Of past customers, the tenth with the highest chance to leave."),
        ]
    )  # fmt: skip
    if quality < 0.6:
        st.warning("The list is hardly better than guessing: what is known about these customers does not tell who leaves.",
                   icon=":material/warning:")  # fmt: skip


def _list(workspace: Workspace, found: LeavingResult) -> None:
    money = f"Spent in a year {found.currency}".strip()
    shown = _readable(found, money).head(_SHOWN)
    st.dataframe(
        shown, hide_index=True, width="stretch", height=330, key="leaving_list",
        column_config={
            "Chance to leave": st.column_config.ProgressColumn("Chance to leave", format="%.0f %%", min_value=0, max_value=100),
            "95 % from": st.column_config.NumberColumn(format="%.0f %%"),
            "to": st.column_config.NumberColumn(format="%.0f %%"),
            money: st.column_config.NumberColumn(format="localized"),
            "Goes with": st.column_config.TextColumn(width="large"),
        },
    )  # fmt: skip
    note, take = st.columns([3, 2], vertical_alignment="center")
    note.caption(
        f"The first {len(shown):,} of {len(found.customers):,}. What goes with leaving is an association: nobody knows whether "
        "it is the cause."
    )
    with take:
        plain = st.toggle("With customer ids as they are", key="leaving_plain", help="Else each is a code: the same for the same "
                          "customer in this workspace, and no way back to the id from it alone.")  # fmt: skip
        st.download_button(
            f"Download all {len(found.customers):,} as CSV",
            lambda: taken(workspace, found, money, plain),
            "who may leave.csv",
            "text/csv",
            on_click="ignore",
            key="leaving_csv",
            icon=":material/download:",
        )


def _readable(found: LeavingResult, money: str) -> pd.DataFrame:
    """The list under the words of the page, shares in per cent."""
    rows = found.customers
    table = pd.DataFrame({"Customer": rows["customer_id"], "Chance to leave": (100 * rows["chance"]).round(1),
                          "95 % from": (100 * rows["low"]).round(1), "to": (100 * rows["high"]).round(1)})  # fmt: skip
    if rows["yearly"].notna().any():
        table[money] = rows["yearly"].round(2)
    return table.assign(**{"Goes with": rows["why"]})


def taken(workspace: Workspace, found: LeavingResult, money: str, plain: bool) -> bytes:
    """The whole list as a file that no spreadsheet takes for formulas, with codes for ids unless asked otherwise."""
    table = _readable(found, money)
    if not plain:
        table = table.assign(Customer=codes_for(workspace.database, table["Customer"]))
    return harmless(table).to_csv(index=False).encode("utf-8-sig")


def _trust(workspace: Workspace, found: LeavingResult, asked: Leaving) -> None:
    later = found.later
    with st.expander(
        "How far this can be trusted", icon=":material/verified:", expanded=bool(later and not later.keeps_its_promise)
    ):
        if later is not None:
            st.text(_held(later, found.window_days))
        st.text(
            f"On {found.held_back.n:,} customers of the same time that it had not seen, the chances are as large as what "
            "happened; each group of the picture is a tenth of them."
        )
        show(workspace, View("retention.leaving_quality", asked), "leaving_calibration", found)
        st.text(f"Counted: {found.note} Leaving is the opposite.")
        if found.left_out:
            table = pd.DataFrame(list(found.left_out), columns=["Column", "Why it is not looked at"])
            st.dataframe(table, hide_index=True, width="stretch", key="leaving_left_out")


def _held(later: Trial, days: int) -> str:
    promised, happened = style.percent(later.promised, 1), style.percent(later.happened, 1)
    within = percents(later.low, later.high)
    tried = (
        f"Learnt {days} days earlier and tried on the last {days} days, it promised that {promised} would leave; "
        f"{happened} did (95 %: {within}, n {later.n:,})."
    )
    if later.keeps_its_promise:
        return f"{tried} It kept its promise over time."
    return f"{tried} Leaving changed between the two, so take the order of the list more seriously than the size of a chance."
