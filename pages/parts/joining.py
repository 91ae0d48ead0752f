"""How the tables find their customers: coverage, proposed rules for ids, and the rules that were agreed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.errors import JourneyError
from analytics.store.id_steps import in_words
from analytics.store.joining import JoinRule
from analytics.store.proposing import Proposal
from analytics.workspace import Workspace
from pages.parts.results import join_proposals_of
from pages.parts.session import who
from pages.parts.words import escaped


def show_joins(workspace: Workspace, joins: list[dict[str, object]]) -> None:
    """Coverage between the tables, what would better it, and the rules that hold."""
    rules = workspace.join_rules()
    if not joins and not rules:
        return
    st.subheader("Who is who")
    st.caption("Tickets, answers and orders tell about the same customer where they name the same id.")
    for join in joins:
        share = float(join["coverage"])  # type: ignore[arg-type]
        colour = "green" if share > 0.9 else "orange" if share else "red"
        st.markdown(f":{colour}[:material/link:] {join['sentence']}")
    for proposal in join_proposals_of(workspace):
        _offer(workspace, proposal)
    for rule in rules:
        _show_rule(workspace, rule)


def _offer(workspace: Workspace, proposal: Proposal) -> None:
    rule = proposal.rule
    with st.container(border=True):
        text, button = st.columns([5, 1], vertical_alignment="center")
        text.markdown(
            f":material/lightbulb: **{proposal.before / proposal.rows:.0%} → {proposal.after / proposal.rows:.0%}** of "
            f"{proposal.rows:,} {rule.table} would find their customer in {rule.with_table}, "
            f"{in_words(rule.steps, rule.table, rule.with_table)}."
        )
        text.caption("For example " + "; ".join(f"{escaped(a)} = {escaped(b)}" for a, b in proposal.examples))
        if proposal.collisions or proposal.unclear:
            text.caption(f":material/warning: {escaped(proposal.price)}")
        if button.button("Apply", key=f"join-{rule.table}", icon=":material/link:", width="stretch"):
            _do(lambda: workspace.agree_join(rule, who(), proposal.sentence), f"The ids of {rule.table} were matched.")


def _show_rule(workspace: Workspace, rule: JoinRule) -> None:
    text, button = st.columns([5, 1], vertical_alignment="center")
    text.markdown(f":material/rule: Agreed: {rule.sentence}. It holds for files loaded later as well.")
    if button.button("Take back", key=f"unjoin-{rule.table}", icon=":material/undo:", width="stretch"):
        _do(lambda: workspace.take_back_join(rule.table, who()), f"The ids of {rule.table} are as they were loaded.")


def _do(change: Callable[[], None], done: str) -> None:
    try:
        with st.spinner("Matching customers and renewing their profiles ..."):
            change()
    except JourneyError as error:
        st.error(escaped(error))
        return
    st.toast(done)
    st.rerun()
