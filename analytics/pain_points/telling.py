"""From placed comments and what people decided to the result that is shown: one table per question."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from analytics.pain_points import figures
from analytics.pain_points.decisions import Decisions
from analytics.pain_points.money import exposed_in_main_currency, revenue_exposed
from analytics.pain_points.placement import Placement
from analytics.pain_points.result import PainPointResult
from analytics.pain_points.score_effect import main_effects, responses, score_answers, score_effects
from analytics.pain_points.showing import example_texts, shown_portraits
from analytics.pain_points.source import Source, comment_facts, spending

NOT_READ = "not read yet"  # loaded after the pain points were last found


def tell(workspace: Source, placement: Placement, decisions: Decisions, phase: str | None = None) -> PainPointResult:
    """The result for all comments, or for those of one phase, with every decision honoured."""
    told = shown_places(placement, decisions, comment_facts(workspace))
    shown = told if phase is None else told[told["phase"] == phase]
    assigned = shown[shown["pain_point_id"].notna()]
    ids = sorted(assigned["pain_point_id"].unique())
    spent, until = spending(workspace), workspace.data_until()
    revenue = revenue_exposed(assigned, spent)
    effects = score_effects(score_answers(workspace), responses(workspace), assigned)
    table = pd.concat(
        [
            figures.sizes(assigned, ids, len(shown)),
            figures.moods(assigned, ids),
            figures.trends(assigned, shown["written_at"], ids, until),
            shown_portraits(placement, decisions, ids).drop(columns=["id"]),
        ],
        axis=1,
    )
    table = exposed_in_main_currency(table, revenue, spent)
    table = table.merge(main_effects(effects), on="id", how="left")
    table = _with_decided_phase(example_texts(workspace, table, assigned), decisions)
    return PainPointResult(
        _named_first(table).sort_values(["comments", "id"], ascending=[False, True], kind="stable", ignore_index=True),
        assigned[["comment_id", "pain_point_id", "similarity"]].reset_index(drop=True),
        shown.loc[shown["pain_point_id"].isna(), ["comment_id", "reason"]].reset_index(drop=True),
        revenue,
        len(shown),
        (*placement.notes, *_left_out(shown)),
        effects,
    )


def shown_places(placement: Placement, decisions: Decisions, facts: pd.DataFrame) -> pd.DataFrame:
    """Everything about each comment (see ``comment_facts``) with its mood, and the pain point it is shown in.

    Where people decided on the phase of a pain point, its comments count there.
    """
    told = facts.merge(decisions.places(placement.places), on="comment_id", how="left")
    told = told.assign(reason=told["reason"].where(told["pain_point_id"].notna() | told["reason"].notna(), NOT_READ))
    decided = decisions.sides.get("phase", {})
    if not decided:
        return told
    phase = told["pain_point_id"].map(decided)
    return told.assign(phase=phase.where(phase.notna(), told["phase"].astype(object)))


def _with_decided_phase(table: pd.DataFrame, decisions: Decisions) -> pd.DataFrame:
    phase = [decisions.get("phase", name) or found for name, found in zip(table["id"], table["phase"], strict=True)]
    return table.assign(phase=pd.Series(phase, index=table.index, dtype=object))


def _named_first(table: pd.DataFrame) -> pd.DataFrame:
    return table[["id", "name", *(column for column in table.columns if column not in ("id", "name"))]]


def _left_out(shown: pd.DataFrame) -> tuple[str, ...]:
    """What was left out, with the reasons, as one sentence; none when nothing was."""
    reasons: Counter[Any] = Counter(shown["reason"].dropna())
    if not reasons:
        return ()
    parts = ", ".join(f"{count:,} {reason}" for reason, count in sorted(reasons.items()))
    return (f"{sum(reasons.values()):,} of {len(shown):,} comments are in no pain point: {parts}.",)
