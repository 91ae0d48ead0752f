"""What was said last time and what happened; what changed since, and whether world, target or data changed it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics.charts.numbers import kpi_number
from analytics.charts.style import count
from analytics.reviews.actions import actions
from analytics.reviews.comparing import Comparison, KpiChange, Parts, compare
from analytics.reviews.expectations import Said, of_actions, of_targets, track_record
from analytics.reviews.reviews import Review, decisions, snapshot_of
from analytics.reviews.snapshots import Snapshot, recompute
from analytics.scorecards.cards import ScorecardResult
from analytics.workspace import Workspace, utc_now
from pages.parts.cached import kept
from pages.parts.plain_table import plain_table
from pages.parts.review_words import OUTCOMES, change_of, day_words, estimate, one_place, signed, signed_score
from pages.parts.words import escaped

TODAY = "today"
_TOLD = 8  # KPIs in the first table; the rest is a click away


def changes_part(workspace: Workspace, review: Review, snapshot: Snapshot, earlier: tuple[Review, ...]) -> None:
    """What became of what was said, and what changed, from any earlier review to this one or to today."""
    then, to = _choose(review, earlier)
    now = workspace.scorecard() if to == TODAY else snapshot.scorecard
    if then == review and to == TODAY:
        st.caption("The first review: next time this page begins with what was said here. Below: what changed since.")
    _said(workspace, [then, *_before(then, earlier)], now, utc_now().date() if to == TODAY else review.day)
    found = kept(
        workspace, f"compare {then.id} {review.id} {to}", lambda: _compared(workspace, then, snapshot, to, now)
    )
    _changed(found, then)


def _choose(review: Review, earlier: tuple[Review, ...]) -> tuple[Review, str]:
    known = {each.id: each for each in (*earlier, review)}
    left, right, _ = st.columns([1, 1, 1.5])
    chosen = left.selectbox(
        "From", list(known), key=f"compare-{review.id}", format_func=lambda id: known[id].title if id in known else ""
    )
    ends = [TODAY] if chosen == review.id else [review.id, TODAY]
    to = right.selectbox(
        "To", ends, key=f"until-{review.id}-{chosen}", format_func=lambda id: "Today" if id == TODAY else review.title
    )
    return known[str(chosen)], str(to)


def _before(then: Review, earlier: tuple[Review, ...]) -> list[Review]:
    return [review for review in earlier if review.first < then.first]


def _compared(workspace: Workspace, then: Review, snapshot: Snapshot, to: str, now: ScorecardResult) -> Comparison:
    """The earlier period is recomputed on the data of the later end, where that was fixed, else on today's."""
    before = snapshot_of(workspace, then).scorecard
    readings = None if to == TODAY else snapshot.readings(then.id)
    return compare(before, recompute(workspace, before) if readings is None else readings, now)


# --- what we said ------------------------------------------------------------------------------------


def _said(workspace: Workspace, so_far: list[Review], now: ScorecardResult, today: date) -> None:
    """What was said in the latest of the earlier reviews, and the record of all of them."""
    latest = _expectations(workspace, so_far[0], now, today)
    every = [said for review in so_far for said in _expectations(workspace, review, now, today)]
    st.markdown(f"#### What we said in the {escaped(so_far[0].title[:1].lower() + so_far[0].title[1:])}")
    if not latest:
        st.caption("No target was decided and no action with an expected effect was promised then.")
    else:
        columns = ["What", "Who", "Due", "Was", "Expected", "Happened, 95 % interval", "Outcome"]
        plain_table(columns, [_said_row(said) for said in latest], ["Was", "Expected"])
    if every:
        st.markdown(
            f":material/target: **How good our expectations have been so far:** {escaped(track_record(every).sentence)}"
        )


def _expectations(workspace: Workspace, review: Review, now: ScorecardResult, today: date) -> tuple[Said, ...]:
    promised = [action for action in actions(workspace.ledger) if action.review == review.id]
    then = snapshot_of(workspace, review).scorecard
    return (*of_actions(promised, now, today), *of_targets(then, decisions(workspace.ledger, review), now))


def _said_row(said: Said) -> list[str]:
    unit, currency = ("", "") if said.card is None else (said.card.unit, said.card.currency)
    what = f"Target of {said.what}" if said.source == "target" else said.what
    if said.source != "target" and said.card is not None:
        what += f"\n{said.card.name}"
    return [
        what, said.who, day_words(said.due) if said.due else "–", kpi_number(said.baseline, unit, currency),
        kpi_number(said.expected, unit, currency), estimate(said.happened, unit, currency), OUTCOMES[said.outcome],
    ]  # fmt: skip


# --- what changed ------------------------------------------------------------------------------------


def _changed(found: Comparison, then: Review) -> None:
    st.markdown(f"#### What changed since the {escaped(then.title[:1].lower() + then.title[1:])}")
    columns = ["Phase", "Score then", "Now", "Data corrected", "World moved", "Target changed"]
    rows = [_score_row(phase.name, phase.score) for phase in found.phases if phase.kpis]
    plain_table(columns, [_score_row("Whole company", found.score), *rows], columns[1:])
    st.caption(
        "Points of a score of 10. Corrected: the earlier period as the data has it now. World: what happened since. Target: "
        "target, threshold or weight. Taken in this order; they add up to the change."
    )
    kpis = sorted(((phase.name, kpi) for phase in found.phases for kpi in phase.kpis), key=_size, reverse=True)
    moved = [(phase, kpi) for phase, kpi in kpis if _size((phase, kpi)) >= 0.05 or kpi.target_changed]
    if moved:
        _kpi_table(moved[:_TOLD])
    if len(moved) > _TOLD:
        with st.expander(f"{count(len(moved) - _TOLD)} more KPIs that changed"):
            _kpi_table(moved[_TOLD:])


def _size(named: tuple[str, KpiChange]) -> float:
    score = named[1].score
    return max(abs(part or 0.0) for part in (score.change, score.corrected, score.world, score.target))


def _score_row(name: str, score: Parts) -> list[str]:
    parts = [signed_score(part) for part in (score.corrected, score.world, score.target)]
    return [name, one_place(score.before), one_place(score.now), *parts]


def _kpi_table(kpis: list[tuple[str, KpiChange]]) -> None:
    columns = ["KPI", "Then", "Corrected by", "World moved by, 95 % interval", "Now", "Target", "Score"]
    plain_table(columns, [_kpi_row(phase, kpi) for phase, kpi in kpis], ["Then", "Corrected by", "Now", "Score"])


def _kpi_row(phase: str, kpi: KpiChange) -> list[str]:
    unit, currency = kpi.card.unit, kpi.card.currency
    then, now = (None if card is None else card.value for card in (kpi.before, kpi.now))
    world = change_of(kpi.moved, unit, currency)
    if kpi.moved is not None and kpi.moved.side == 0:
        world += "\nmay be chance"
    return [
        f"{phase} · {kpi.card.name}", kpi_number(then, unit, currency), signed(kpi.corrected, unit, currency), world,
        kpi_number(now, unit, currency), _target(kpi), signed_score(kpi.score.change),
    ]  # fmt: skip


def _target(kpi: KpiChange) -> str:
    unit, currency = kpi.card.unit, kpi.card.currency
    was, now = (kpi_number(card.target, unit, currency) if card else "–" for card in (kpi.before, kpi.now))
    if was != now:
        return f"{was} → {now}"
    return f"{now} (threshold or weight changed)" if kpi.target_changed else now
