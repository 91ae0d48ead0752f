"""The actions: what is overdue on top, what is new, what is done, and whether it worked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from analytics.errors import JourneyError, NotEnoughData
from analytics.kpis.segments import COLUMNS, segments
from analytics.reviews.actions import Action, actions, by_urgency, done, dropped, promise
from analytics.reviews.did_it_ease import DidItEase
from analytics.reviews.did_it_work import DidItWork, Effect
from analytics.reviews.reviews import Review
from analytics.reviews.snapshots import Reading, Snapshot
from analytics.scorecards.cards import ScorecardResult
from analytics.workspace import Workspace, utc_now
from pages.parts.cached import kept, result_of
from pages.parts.plain_table import plain_table
from pages.parts.review_words import VERDICTS, change_of, day_words, estimate, signed, subjects
from pages.parts.session import who
from pages.parts.words import escaped

NOTHING = "nothing measured"
_STATES = {"open": "○ open", "done": "● done", "dropped": "– dropped"}
_IN_A_MONTH = timedelta(days=30)


def actions_part(workspace: Workspace, review: Review, snapshot: Snapshot, earlier: tuple[Review, ...]) -> None:
    """All actions that are open or were promised or ended lately, then the forms."""
    today = utc_now().date()
    listed = by_urgency(actions(workspace.ledger), today)
    names = _names(workspace, snapshot.scorecard)
    if listed:
        columns = ["Action", "Owner", "Due", "Should move", "Expected", "State"]
        plain_table(columns, [_row(action, names, snapshot.scorecard, today) for action in listed], ["Expected"])
    else:
        st.caption("Nobody has promised anything yet.")
    if review.is_open:
        _new(workspace, review, snapshot.scorecard, names)
    if listed:
        _state(workspace, listed, names)
    _what_worked(workspace, [action for action in listed if action.state == "done"], names)


def _names(workspace: Workspace, result: ScorecardResult) -> dict[str, str]:
    """What an action can move, by what stands in it: KPIs by subject, pain points by id."""
    kpis = {subject: name for subject, name in subjects(result).items() if "/" in subject}
    try:
        found = kept(workspace, "pain points to act on", lambda: workspace.pain_points().pain_points[["id", "name"]])
    except NotEnoughData:
        return {NOTHING: NOTHING, **kpis}
    pains = {str(row["id"]): f"Pain point: {row['name']}" for row in found.to_dict("records")}
    return {NOTHING: NOTHING, **kpis, **pains}


def _row(action: Action, names: dict[str, str], result: ScorecardResult, today: date) -> list[str]:
    only = f"\nfor {action.segment[1]} only" if action.segment else ""
    late = f"\n■ {(today - action.due).days} days overdue" if action.is_overdue(today) else ""
    state = _STATES[action.state] + (f" {day_words(action.done_on)}" if action.done_on else "")
    return [
        action.what, action.owner, f"{day_words(action.due)}{late}", names.get(action.about, action.about or NOTHING) + only,
        _expected(action, result), state,
    ]  # fmt: skip


def _expected(action: Action, result: ScorecardResult) -> str:
    if action.expected is None:
        return "–"
    unit, currency = _unit(action.about, result)
    return signed(action.expected, unit, currency)


def _unit(about: str, result: ScorecardResult) -> tuple[str, str]:
    """Unit and currency of what an action moves; a pain point's share is told in per cent."""
    cards = {kpi.subject: kpi for phase in result.phases for kpi in phase.kpis}
    return (cards[about].unit, cards[about].currency) if about in cards else ("%", "")


# --- forms -------------------------------------------------------------------------------------------


def _new(workspace: Workspace, review: Review, result: ScorecardResult, names: dict[str, str]) -> None:
    with (
        st.expander("Add an action", expanded=not actions(workspace.ledger), icon=":material/add_task:"),
        st.form("new-action", border=False, clear_on_submit=True),
    ):
        first, second, third = st.columns([3, 1.2, 1])
        what = first.text_input("What is to be done", key="action-what")
        owner = second.text_input("Owner", key="action-owner")
        due = third.date_input("Due", value=utc_now().date() + _IN_A_MONTH, key="action-due")
        first, whom, second, third = st.columns([3, 1.6, 1.2, 1], vertical_alignment="bottom")
        about = first.selectbox(
            "Should move", list(names), key="action-about", format_func=lambda id: names.get(id, id)
        )
        offered = kept(workspace, "segments to act on", lambda: segments(workspace))
        segment = whom.selectbox(
            "For", [None, *offered], key="action-segment", disabled=not offered,
            format_func=lambda one: _segment_words(one) if one else "everybody",
            help="What is done for some customers alone is later compared with the others.",
        )  # fmt: skip
        change = second.number_input(
            "Expected change", value=None, key="action-expected", format="%g",
            help="With its sign, in the unit of the KPI; shares and pain points in percentage points: -3 is three points less.",
        )  # fmt: skip
        if third.form_submit_button("Add", key="add-action", type="primary", width="stretch"):
            _told_if_wrong(
                lambda: _promise(
                    workspace, review, result, Action("", what, owner, due, segment=segment), str(about), change
                )
            )


def _promise(
    workspace: Workspace, review: Review, result: ScorecardResult, action: Action, about: str, change: float | None
) -> None:
    cards = {kpi.subject: kpi for phase in result.phases for kpi in phase.kpis}
    if about in cards:
        kpi = cards[about]
        action = replace(action, moves="kpi", about=about, baseline=Reading(kpi.value, kpi.low, kpi.high, kpi.n))
    elif about != NOTHING:
        action = replace(action, moves="pain point", about=about)
    scale = 100 if _unit(about, result)[0] == "%" else 1
    expected = None if change is None or about == NOTHING else change / scale
    promise(workspace.ledger, replace(action, expected=expected, review=review.id, days=result.days), who())


def _state(workspace: Workspace, listed: list[Action], names: dict[str, str]) -> None:
    """Say that an action is done, from when, or that nobody will do it."""
    waiting = {action.id: action for action in listed if action.state == "open"}
    if not waiting:
        return
    with st.expander("Mark an action as done or dropped", icon=":material/task_alt:"):
        first, second, third, fourth = st.columns([3, 1.2, 1, 1], vertical_alignment="bottom")
        chosen = first.selectbox(
            "Action",
            list(waiting),
            key="action-state",
            format_func=lambda id: waiting[id].what if id in waiting else "",
        )
        on = second.date_input("Took effect on", value=utc_now().date(), key="action-on")
        if third.button("Done", key="action-done", type="primary", width="stretch"):
            _told_if_wrong(lambda: done(workspace.ledger, waiting[str(chosen)], on, who()))
        if fourth.button("Dropped", key="action-dropped", width="stretch"):
            _told_if_wrong(lambda: dropped(workspace.ledger, waiting[str(chosen)], who(), "dropped in a review"))


def _segment_words(segment: tuple[str, str]) -> str:
    column, value = segment
    return f"{COLUMNS.get(column, column)}: {value}"


def _told_if_wrong(record: object) -> None:
    try:
        record()  # type: ignore[operator]
    except JourneyError as error:
        st.error(escaped(error), icon=":material/error:")
        return
    st.rerun()


# --- did it work -------------------------------------------------------------------------------------


def _what_worked(workspace: Workspace, over: list[Action], names: dict[str, str]) -> None:
    measured = [action for action in over if action.moves != NOTHING]
    if not measured:
        return
    st.markdown("#### Did it work?")
    columns = ["Action", "Before", "After", "Change", "Less what happened elsewhere", "Answer"]
    now = workspace.scorecard()
    with st.spinner("Comparing with where nothing was done …"):
        rows = [_worked_row(workspace, action, names, now, over) for action in measured]
    plain_table(columns, rows)
    st.caption(
        "As many days after as before. Elsewhere: the other phases, where nothing was done for this KPI; of what was done for some "
        "customers, the other segments; of a pain point, everything else that customers wrote. 95 % intervals."
    )


def _worked_row(
    workspace: Workspace, action: Action, names: dict[str, str], now: ScorecardResult, over: list[Action]
) -> list[str]:
    effect = _effect(workspace, action, over)
    unit, currency = _unit(action.about, now)
    return [
        f"{action.what}\n{names.get(action.about, action.about)}", estimate(effect.before, unit, currency),
        estimate(effect.after, unit, currency), change_of(effect.change, unit, currency),
        change_of(effect.net, unit, currency), f"{VERDICTS[effect.verdict]}\n{effect.because}",
    ]  # fmt: skip


def _effect(workspace: Workspace, action: Action, over: list[Action]) -> Effect:
    assert action.done_on is not None
    if action.moves == "pain point":
        return result_of(workspace, DidItEase(action.about, action.done_on, action.days, action.expected))
    phase, _, kpi = action.about.partition("/")
    same = [
        other for other in over if other.moves == "kpi" and other.id != action.id and other.about.endswith(f"/{kpi}")
    ]
    if action.segment:
        of_column = {other.segment[1] for other in same if other.segment and other.segment[0] == action.segment[0]}
        touched = of_column - {action.segment[1]}
    else:
        touched = {other.about.partition("/")[0] for other in same} - {phase}
    question = DidItWork(
        phase, kpi, action.done_on, action.days, action.expected, tuple(sorted(touched)), action.segment
    )
    return result_of(workspace, question)
