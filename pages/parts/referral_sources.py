"""How many customers come by referral, where the others come from, and where people talk."""

from __future__ import annotations

import streamlit as st

from analytics.errors import NotEnoughData
from analytics.notebooks.view import View
from analytics.referrals.coming import Mentions, Referrals, ReferralsResult, Sources
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.figures import Figure, figures, share_figure
from pages.parts.shown import show
from pages.parts.words import escaped


def show_coming(workspace: Workspace) -> None:
    """The view."""
    sources = result_of(workspace, Sources())
    left, right = st.columns(2, gap="large")
    with left:
        try:
            _referred(workspace, result_of(workspace, Referrals()))
        except NotEnoughData as refusal:
            st.info(escaped(refusal), icon=":material/info:")
    with right:
        show(workspace, View("referrals.sources", Sources()), "sources", sources)
    mentions = result_of(workspace, Mentions())
    if mentions.empty:
        st.caption("No measure, ticket or answer tells of social media or reviews.")
    else:
        show(workspace, View("referrals.mentions", Mentions()), "mentions", mentions)


def _referred(workspace: Workspace, found: ReferralsResult) -> None:
    row = [Figure("Referred customers", f"{found.referred:,}", f"of {found.customers:,} who began")]
    if found.names_referrers:
        row.append(
            share_figure(
                "Customers who sent somebody", found.rate, found.rate_low, found.rate_high, found.customers,
                "Customers named as having referred another / customers who began.",
            )
        )  # fmt: skip
    figures(row)
    show(workspace, View("referrals.share", Referrals()), "referral_share", found)
