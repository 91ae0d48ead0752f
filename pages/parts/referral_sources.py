"""How many customers come by referral, where the others come from, and where people talk."""

from __future__ import annotations

import streamlit as st

from analytics.errors import NotEnoughData
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.notebooks.view import View
from analytics.referrals.coming import Mentions, Referrals, Sources
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.figures import Figure, figures, share_figure
from pages.parts.shown import show
from pages.parts.words import escaped


def show_coming(workspace: Workspace, seen: Seen) -> None:
    """The view."""
    sources = result_of(workspace, Sources(seen))
    left, right = st.columns(2, gap="large")
    with left:
        try:
            _referred(workspace, Referrals(seen))
        except NotEnoughData as refusal:
            st.info(escaped(refusal), icon=":material/info:")
    with right:
        show(workspace, View("referrals.sources", Sources(seen)), "sources", sources)
    if seen.when != EVERYTHING:
        st.caption("Of those who began in the period, its first month whole.")
    _talked(workspace, Mentions(seen.when), seen)


def _talked(workspace: Workspace, asked: Mentions, seen: Seen) -> None:
    mentions = result_of(workspace, asked)
    if mentions.empty:
        st.caption("No measure, ticket or answer tells of social media or reviews.")
        return
    show(workspace, View("referrals.mentions", asked), "mentions", mentions)
    if seen.whose != EVERYTHING:
        st.caption(escaped(f"Who talks is not known: mentions are of everybody, not of {seen.whose.words}."))


def _referred(workspace: Workspace, asked: Referrals) -> None:
    found = result_of(workspace, asked)
    row = [Figure("Referred customers", f"{found.referred:,}", f"of {found.customers:,} who began")]
    if found.names_referrers:
        row.append(
            share_figure(
                "Customers who sent somebody", found.rate, found.rate_low, found.rate_high, found.customers,
                "Customers named as having referred another / customers who began.",
            )
        )  # fmt: skip
    figures(row)
    show(workspace, View("referrals.share", asked), "referral_share", found)
