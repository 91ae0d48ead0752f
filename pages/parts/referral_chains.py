"""Who sends customers, how far their chains go, and what all of them have spent."""

from __future__ import annotations

import streamlit as st

from analytics.charts import style
from analytics.kpis.seen import Seen
from analytics.notebooks.view import View
from analytics.referrals.chains import Chains
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.figures import Figure, figures
from pages.parts.seen_filters import tell_all_time
from pages.parts.shown import offer

_SHOWN = 200


def show_chains(workspace: Workspace, seen: Seen) -> None:
    """The view."""
    asked = Chains(seen.whose)
    found = result_of(workspace, asked)
    steps = [
        Figure(f"Step {step}", style.count(n), "sent by a customer" if step == 1 else f"sent by step {step - 1}")
        for step, n in zip(found.lengths["step"], found.lengths["customers"], strict=True)
    ]
    figures([Figure("Customers who sent somebody", style.count(len(found.referrers))), *steps])
    st.caption(
        "Step 1: sent by a customer who came by themselves; step 2: sent by one of those; and so on."
        + (f" {found.unknown:,} name a referrer who is no customer." if found.unknown else "")
        + (f" {found.circles:,} stand in or below a circle of referrals and are left out." if found.circles else "")
    )
    tell_all_time(seen, "a chain takes its time.")
    spent = f"Spent by all of them {found.currency}".strip()
    st.dataframe(
        found.referrers.head(_SHOWN).rename(
            columns={"customer_id": "Customer", "direct": "Sent", "all": "Sent, with theirs", "longest": "Longest chain",
                     "revenue": "Spent by all of them"}
        ),
        hide_index=True, width="stretch", height=420,
        column_config={"Spent by all of them": st.column_config.NumberColumn(spent, format="%.2f")},
    )  # fmt: skip
    view = View("referrals.chains", asked)
    offer(workspace, view, "chains", found)
    if len(found.referrers) > _SHOWN:
        st.caption(f"The {_SHOWN} with the longest reach of {len(found.referrers):,}.")
