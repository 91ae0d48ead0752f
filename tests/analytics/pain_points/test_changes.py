"""What new data did: grew, shrank, is new, drifted, is gone, moved; and what deserves a decision."""

from __future__ import annotations

import pandas as pd

from analytics.pain_points.changes import NO_CHANGES, asks, compared


def places(counts: dict[str | None, int], begin: int = 0, alike: float = 0.6) -> pd.DataFrame:
    """So many comments per pain point, numbered from ``begin``; their likeness varies a little."""
    names = [name for name, n in counts.items() for _ in range(n)]
    return pd.DataFrame(
        {
            "comment_id": [f"c{begin + at}" for at in range(len(names))],
            "pain_point_id": pd.Series(names, dtype=object),
            "similarity": [alike + 0.01 * (at % 3) for at in range(len(names))],
        }
    )


def test_growth_and_shrinking_are_told_when_chance_does_not_explain_them() -> None:
    before = places({"grows": 100, "shrinks": 100, "stays": 100, "small": 4, None: 200})
    new = places({"grows": 60, "shrinks": 10, "stays": 30, "small": 2, None: 60}, begin=1000)
    found = compared(before, pd.concat([before, new]))
    told = dict(zip(found.rows["id"], found.rows["what"], strict=True))
    assert told == {"grows": "grew", "shrinks": "shrank"}
    assert found.sentence == "162 comments arrived. 304 of 304 earlier assignments stand (100.0 %)."


def test_new_comments_that_are_less_alike_have_drifted() -> None:
    before, new = places({"P1": 100}), places({"P1": 20}, begin=1000, alike=0.3)
    assert compared(before, pd.concat([before, new])).rows["what"].tolist() == ["drifted"]


def test_every_comment_that_stands_elsewhere_is_listed() -> None:
    before = places({"P1": 3, "P2": 2})
    after = before.assign(pain_point_id=["P1", "P2", None, "P2", "P2"])
    found = compared(before, after)
    assert found.moved["comment_id"].tolist() == ["c1", "c2"]
    assert found.kept == found.stood - 2


def test_what_deserves_a_decision() -> None:
    shown = pd.DataFrame(
        {
            "id": ["new", "back", "wild", "calm"],
            "status": ["proposed", "solved", "open", "open"],
            "emerging": [False, True, True, False],
            "owner": [None, "Ada", None, None],
        }
    )
    assert asks(shown)["id"].tolist() == ["new", "back", "wild"]
    assert NO_CHANGES.rows.empty
