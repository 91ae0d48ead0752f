"""Decisions are laid over what was found: no comment is lost or stands twice, and taking back restores exactly."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import JourneyError, NotFound
from analytics.pain_points import decisions
from analytics.pain_points.decisions import HIDDEN, Decisions, Part
from analytics.store.database import Database
from analytics.store.ledger import Ledger

IDS = [f"P{number:03d}" for number in range(1, 6)]
COMMENTS = [f"tickets:{number}" for number in range(12)]

merges = st.builds(lambda a, b: {f"{a}/into": b}, st.sampled_from(IDS), st.sampled_from(IDS))
hidings = st.builds(lambda a: {f"{a}/hidden": True}, st.sampled_from(IDS))
moves = st.builds(
    lambda comments, to: decisions.moved(comments, to),
    st.lists(st.sampled_from(COMMENTS), min_size=1, max_size=4),
    st.sampled_from(IDS),
)
splits = st.builds(
    lambda of, number, comments: {
        f"{of}-{number}/comments": {"name": "Part", "words": [], "comments": sorted(comments)}
    },
    st.sampled_from(IDS),
    st.integers(1, 2),
    st.frozensets(st.sampled_from(COMMENTS), max_size=6),
)
names = st.builds(lambda a: decisions.renamed(a, "A name"), st.sampled_from(IDS))
deciding = st.one_of(merges, hidings, moves, splits, names)
found = st.lists(st.sampled_from([*IDS, None]), min_size=len(COMMENTS), max_size=len(COMMENTS))


def places(computed: list[str | None]) -> pd.DataFrame:
    """Twelve comments, each found in a pain point or in none with a reason."""
    reasons = ["too short" if name is None else None for name in computed]
    return pd.DataFrame(
        {
            "comment_id": COMMENTS,
            "computed": pd.Series(computed, dtype=object),
            "reason": pd.Series(reasons, dtype=object),
        }
    )


def present(made: list[dict[str, Any]]) -> dict[str, Any]:
    """What stands after some decisions, one after the other."""
    stands: dict[str, Any] = {}
    for decision in made:
        stands |= decision
    return stands


@given(found, st.lists(deciding, max_size=8))
def test_no_comment_is_lost_and_none_stands_twice(computed: list[str | None], made: list[dict[str, Any]]) -> None:
    shown = Decisions.of(present(made)).places(places(computed))
    assert shown["comment_id"].tolist() == COMMENTS
    # Either in a pain point or with a reason for being in none, never both and never neither.
    assert (shown["pain_point_id"].notna() ^ shown["reason"].notna()).all()


@given(found, st.lists(deciding, max_size=6), deciding)
def test_taking_back_the_last_decision_restores_exactly(
    computed: list[str | None], made: list[dict[str, Any]], last: dict[str, Any]
) -> None:
    ledger = Ledger(Database())
    for decision in made:
        ledger.record_all(decisions.KIND, decision, "Ada", at=datetime(2026, 1, 1))
    before = Decisions.of(ledger.present(decisions.KIND)).places(places(computed))
    for number in reversed(ledger.record_all(decisions.KIND, last, "Ada", at=datetime(2026, 1, 2))):
        ledger.undo(number, "Ada", at=datetime(2026, 1, 3))
    after = Decisions.of(ledger.present(decisions.KIND)).places(places(computed))
    pd.testing.assert_frame_equal(before, after)


def test_a_ring_of_merges_joins_nothing() -> None:
    ring = Decisions.of({"P001/into": "P002", "P002/into": "P001"})
    assert ring.shown("P001") == "P001"
    assert ring.shown("P002") == "P002"


def test_a_chain_of_merges_ends_where_it_ends() -> None:
    chain = Decisions.of({"P001/into": "P002", "P002/into": "P003"})
    assert chain.shown("P001") == "P003"


def test_merging_what_is_one_already_is_refused() -> None:
    standing = Decisions.of({"P001/into": "P002"})
    with pytest.raises(JourneyError, match="one pain point already"):
        decisions.merged(standing, "P001", "P002")


def test_comments_placed_into_a_part_go_back_when_the_split_is_taken_back() -> None:
    # tickets:1 came with later data and was placed into the part.
    computed = ["P001-1" if at == 1 else "P001" for at in range(len(COMMENTS))]
    part = {"P001-1/comments": {"name": "Part", "words": [], "comments": ["tickets:0"]}}
    split = Decisions.of(part).places(places(computed))
    assert split.loc[:1, "pain_point_id"].tolist() == ["P001-1", "P001-1"]
    assert (Decisions().places(places(computed))["pain_point_id"] == "P001").all()


def test_hidden_comments_say_so() -> None:
    shown = Decisions.of({"P001/hidden": True}).places(places(["P001", *["P002"] * 11]))
    assert shown["reason"].tolist()[:2] == [HIDDEN, None]


def test_a_moved_comment_is_taught_and_a_merge_is_not() -> None:
    standing = Decisions.of({"P001/into": "P002", "tickets:0/moved": "P003"})
    frame = places(["P001"] * len(COMMENTS))
    taught = standing.taught(frame["comment_id"], frame["computed"])
    assert taught.tolist()[:2] == ["P003", "P001"]


def test_names_without_letters_and_unknown_statuses_are_refused() -> None:
    with pytest.raises(JourneyError, match="needs a name"):
        decisions.renamed("P001", "   ")
    with pytest.raises(NotFound, match="no status"):
        decisions.sided("P001", "status", "burning")


def test_parts_never_take_an_identity_that_was_used() -> None:
    part = Part("Part", (), frozenset({"tickets:1"}))
    assert list(decisions.split("P001", [part, part], ["P001-1/comments", "P001-1-4/comments"])) == [
        "P001-2/comments",
        "P001-3/comments",
    ]


def test_only_what_moves_comments_changes_the_structure() -> None:
    assert Decisions.of({"P001/name": "Late", "P001/owner": "Ada"}).structure == ""
    assert Decisions.of({"P001/into": "P002"}).structure != Decisions.of({"P001/into": "P003"}).structure
