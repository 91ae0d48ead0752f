"""Phases learnt from comments that rules placed: how good it is, what it proposes, and agreeing on it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.charts import style
from analytics.errors import JourneyError
from analytics.journey.phase_model import BY_CLASSIFIER, SUBJECT, PhaseModel
from analytics.pain_points.phase_learning import LearntPhases, PhaseLearning
from analytics.pain_points.text import mask
from analytics.workspace import Workspace
from pages.parts.cached import result_of
from pages.parts.figures import Figure, figures, percents, share_figure
from pages.parts.journey_deciding import decide, reason_and_button
from pages.parts.plain_table import plain_table
from pages.parts.session import who
from pages.parts.words import escaped, paragraph

_EXAMPLES = 3
_CHANCES = {0.5: "likelier than not", 0.6: "60 %", 0.75: "75 %", 0.9: "90 %"}


def learning_form(workspace: Workspace) -> None:
    """What is agreed on, and trying out another."""
    st.caption(
        "Where no rule places a comment, its words may tell the phase. A model learns from comments that rules placed, and is "
        "judged on comments that it has not seen. It places nothing until you agree, and always after the rules."
    )
    version = str(workspace.ledger.position)
    _agreed(workspace, version)
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    least = left.select_slider(
        "Place a comment from which chance on", list(_CHANCES), 0.6, _CHANCES.__getitem__, key="learn-least"
    )
    question = PhaseLearning(float(least))
    asked = f"learnt-{workspace.name}-{workspace.data_version}"
    if right.button("Learn from placed comments", key="learn", icon=":material/model_training:", width="stretch"):
        st.session_state[asked] = True
    if not st.session_state.get(asked):
        return
    found = result_of(workspace, question, "Learning from placed comments, six times over: five of them to judge it")
    _show(workspace, found)
    if not found.is_better:
        st.warning(
            "On comments that it has not seen it is not surely better than always telling the biggest phase, so there is "
            "nothing to agree on. Rules on touchpoints or categories give it more to learn from.",
            icon=":material/rule:",
        )
        return
    reason = reason_and_button("Agree and place", f"learn-{version}", "Why comments are placed by it")
    if reason:
        value = found.model.as_value(found.about)
        decide(
            lambda: workspace.decide_on_journey(SUBJECT, value, who(), reason),
            "Comments that no rule places are placed by what was learnt, now and after every load.",
        )


def _agreed(workspace: Workspace, version: str) -> None:
    """The model that is in force, what it placed, and taking it back."""
    agreed = workspace.ledger.present("journey").get(SUBJECT)
    if not agreed:
        return
    placed = [
        f"{n:,} {name}" for name in ("surveys", "tickets")
        if (n := int(workspace.execute(workspace.table(name).phase_rule.isin([BY_CLASSIFIER]).sum().fill_null(0))))
    ]  # fmt: skip
    with st.container(border=True):
        st.markdown("**In force**")
        try:
            PhaseModel.from_value(agreed)
            paragraph(f"A model {agreed.get('about', '')}. It places {' and '.join(placed) or 'no row at present'}.")
        except JourneyError as refusal:
            st.warning(escaped(refusal), icon=":material/warning:")
        reason = reason_and_button("Take it back", f"unlearn-{version}", "Why it is not to place comments any more")
        if reason:
            decide(
                lambda: workspace.decide_on_journey(SUBJECT, None, who(), reason), "Its comments are in no phase again."
            )


def _show(workspace: Workspace, found: LearntPhases) -> None:
    names = {phase.id: phase.name for phase in workspace.phases()}
    proposed = found.proposed
    gain = found.gain
    figures(
        [
            share_figure("Right, of those it places", found.right.value, found.right.low, found.right.high, found.right.n,
                         "Held-back comments, each told by a model that has not seen it; the same text is never on both sides."),
            share_figure("Always the biggest phase", found.biggest.value, found.biggest.low, found.biggest.high, found.biggest.n),
            Figure("Gain", f"{gain.value * 100:+.1f} pp", f"95 %: {gain.low * 100:+.1f} to {gain.high * 100:+.1f}"),
            share_figure("Places, of held-back comments", found.placed.value, found.placed.low, found.placed.high, found.placed.n),
            Figure("Unplaced comments", style.count(len(found.proposals)), f"{len(proposed):,} would be placed"),
        ]
    )  # fmt: skip
    st.caption(
        f"Learnt from {found.learnt_from:,} comments. "
        + ("Too few were placed otherwise, so some were placed by rules on their very words: expect less on others. "
           if found.from_text_rules else "Rows placed by rules on their text are left out: they would only be learnt by heart. ")
        + "Held-back comments are ones that a rule could place; those that none could may be harder."
    )  # fmt: skip
    plain_table(["Phase", "Right there (held back)", "Would be placed there"], _per_phase(found, proposed, names),
                ["Right there (held back)", "Would be placed there"])  # fmt: skip
    _examples(proposed, names)


def _per_phase(found: LearntPhases, proposed: pd.DataFrame, names: dict[str, str]) -> list[list[str]]:
    here = proposed["phase"].value_counts()
    return [
        [
            names.get(row["phase"], row["phase"]),
            "–"
            if not row["n"]
            else f"{style.percent(row['right'])} ({percents(row['low'], row['high'])}, n {row['n']:,})",
            f"{int(here.get(row['phase'], 0)):,}",
        ]
        for row in found.per_phase.to_dict("records")
    ]


def _examples(proposed: pd.DataFrame, names: dict[str, str]) -> None:
    """The surest, the middle and the least sure comment proposed for each phase."""
    if proposed.empty:
        st.caption("No unplaced comment would be placed at present; agreed on, it places those that later loads bring.")
        return
    for phase, rows in proposed.sort_values("chance", ascending=False).groupby("phase", sort=False):
        with st.expander(escaped(f"Comments it would place in {names.get(str(phase), phase)} ({len(rows):,})")):
            picked = sorted({0, len(rows) // 2, len(rows) - 1})[:_EXAMPLES]
            for row in rows.iloc[picked].to_dict("records"):
                paragraph(style.short(mask(str(row["text"])), 300))
                paragraph(f"chance {style.percent(row['chance'])}", faint=True)
