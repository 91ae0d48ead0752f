"""Reviews: a dated meeting with what stood, what was said, decided and promised, and what came of it."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics.errors import JourneyError
from analytics.reviews.reviews import Review, close_review, open_review, reviews, snapshot_of
from analytics.reviews.snapshots import Snapshot
from analytics.workspace import Workspace, utc_now
from pages.parts.empty import nothing_loaded
from pages.parts.filters import forget_unless_in
from pages.parts.review_actions import actions_part
from pages.parts.review_changes import changes_part
from pages.parts.review_decisions import decisions_part
from pages.parts.review_evidence import evidence_part
from pages.parts.review_notes import notes_part
from pages.parts.session import REVIEW, current_workspace, who
from pages.parts.words import escaped

PARTS = {
    "Since last time": changes_part,
    "Scorecards and notes": notes_part,
    "Decisions": decisions_part,
    "Actions": actions_part,
    "Evidence": evidence_part,
}


def render(workspace: Workspace) -> None:
    """The page."""
    title, choice = st.columns([3, 1.3], vertical_alignment="bottom")
    title.title("Reviews")
    if workspace.is_empty:
        nothing_loaded("The reviews stand here: what was on the scorecards, said, decided and promised.")
        return
    known = reviews(workspace.ledger)
    if not any(review.is_open for review in known):
        _opening(workspace, first=not known)
    if known:
        _shown(workspace, known, _chosen(known, choice))


def _opening(workspace: Workspace, first: bool) -> None:
    """The form that opens a review; it stands open until there is one."""
    if first:
        st.markdown(
            "A review fixes the scorecards as they stand, whatever happens to the data afterwards. During the meeting you write "
            "notes and promise actions; the decisions gather themselves. The next review begins with what became of them."
        )
    with (
        st.expander("Open a review", expanded=first, icon=":material/add:"),
        st.form("open-review", border=False),
    ):
        day, people, button = st.columns([1, 3, 1], vertical_alignment="bottom")
        on = day.date_input("Date", value=utc_now().date(), key="review-day")
        there = people.text_input("Who is there", value=who(), key="review-people", help="Names, parted by commas.")
        if button.form_submit_button("Open the review", key="open-review-now", type="primary", width="stretch"):
            _open(workspace, on, there)


def _open(workspace: Workspace, day: date, people: str) -> None:
    try:
        with st.spinner("Fixing the scorecards as they stand …"):
            review = open_review(workspace, day, people.split(","), who(), utc_now())
    except JourneyError as error:
        st.error(escaped(error), icon=":material/error:")
        return
    # A widget's value cannot be set once it is drawn; it is set before the next run draws it.
    st.session_state["show_review"] = review.id
    st.rerun()


def _chosen(known: tuple[Review, ...], place: st.delta_generator.DeltaGenerator) -> Review:
    """The review that a person chose, else the latest."""
    by_id = {review.id: review for review in known}
    if "show_review" in st.session_state:
        st.session_state[REVIEW] = st.session_state.pop("show_review")
    forget_unless_in(REVIEW, by_id)
    chosen = place.selectbox(
        "Review", list(by_id), key=REVIEW, bind="query-params", label_visibility="collapsed",
        format_func=lambda id: f"{by_id[id].title}{' (open)' if by_id[id].is_open else ''}" if id in by_id else "",
    )  # fmt: skip
    return by_id[str(chosen)]


def _shown(workspace: Workspace, known: tuple[Review, ...], review: Review) -> None:
    snapshot = snapshot_of(workspace, review)
    _head(workspace, review, snapshot)
    earlier = known[known.index(review) + 1 :]
    part = st.segmented_control(
        "Part", list(PARTS), default="Since last time" if earlier else "Scorecards and notes", required=True,
        key=f"part-{review.id}", label_visibility="collapsed",
    )  # fmt: skip
    PARTS[str(part)](workspace, review, snapshot, earlier)


def _head(workspace: Workspace, review: Review, snapshot: Snapshot) -> None:
    """Which meeting this is, on what it rests, and the button that closes it."""
    name, button = st.columns([5, 1], vertical_alignment="center")
    badge = ":green-badge[open]" if review.is_open else f":gray-badge[closed {review.closed_at:%d %B %Y, %H:%M} UTC]"
    name.markdown(f"### {review.title} {badge}")
    there = ", ".join(map(escaped, review.people)) or "nobody named"
    until = f"data up to {snapshot.scorecard.as_of:%d %B %Y}" if snapshot.scorecard.as_of else "no dated data"
    name.caption(
        f"{there}. Scorecards as they stood on {snapshot.taken_at:%d %B %Y at %H:%M} (UTC): {until}, data version "
        f"{snapshot.data_version}, {len(snapshot.sources)} imports, decisions up to number {snapshot.position}."
    )
    if review.is_open and button.button(
        "Close the review", key="close-review", icon=":material/done_all:", width="stretch"
    ):
        try:
            close_review(workspace.ledger, review, who(), utc_now())
        except JourneyError as error:
            st.error(escaped(error), icon=":material/error:")
            return
        st.rerun()


if __name__ == "__main__":
    render(current_workspace())
