"""The check of the scorecard itself: what is missing, what nobody answers for, what its weights hide."""

from __future__ import annotations

import streamlit as st

from analytics.reviews.since import touched_in_two_reviews
from analytics.scorecards.cards import PhaseCard, ScorecardResult
from analytics.scorecards.health import WORDS, findings
from analytics.workspace import Workspace
from pages.parts.cached import kept
from pages.parts.plain_table import plain_table


def quality_check(workspace: Workspace, result: ScorecardResult, phase: PhaseCard) -> None:
    """What was found about the scorecard of a phase, and on request of all phases."""
    touched = kept(workspace, "touched in two reviews", lambda: touched_in_two_reviews(workspace.ledger))
    found = findings(result, touched)
    here = [finding for finding in found if finding.phase == phase.id]
    label = f"Check of this scorecard: {len(here)} to look at" if here else "Check of this scorecard: nothing to mend"
    with st.expander(label, icon=":material/rule:" if here else ":material/check_circle:"):
        every = st.toggle(f"All phases ({len(found)})", key="check-all")
        names = {each.id: each.name for each in result.phases}
        rows = [[names[each.phase], WORDS[each.check], each.sentence] for each in (found if every else here)]
        if rows:
            plain_table(["Phase", "What", "What to do"], rows)
        else:
            st.caption("Every perspective has KPIs, some of them leading; targets have owners, and no red is hidden.")
