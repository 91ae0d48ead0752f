"""Reasons to leave a comment out, and repeats."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analytics.pain_points.lines import Lines
from analytics.pain_points.screening import distinct, screen


def test_each_reason_is_told() -> None:
    english = ["The parcel is late and nobody answers"] * 40
    read = screen([*english, "n/a", "...", "Slow", "Das Paket ist nicht da und wir warten"])
    assert read.reasons[:40] == [None] * 40
    assert read.reasons[40:] == ["no content", "no content", "too short", "another language"]


def test_a_known_language_is_believed() -> None:
    assert screen(["Paket kaputt hier"] * 31, ["DE"] * 31).language[0] == "de"


def test_case_order_punctuation_numbers_and_masks_make_no_different_text() -> None:
    read = screen(["Order 12 is LATE!", "late is order 99", "order is late a@b.example", "app is slow"])
    once = distinct(read.stems)
    assert sorted(once.weight.tolist()) == [1, 3]
    assert once.of[0] == once.of[1] == once.of[2] != once.of[3]


@given(st.lists(st.lists(st.sampled_from(["late", "lost", "slow"]), max_size=3), min_size=1))
def test_every_comment_belongs_to_one_distinct_text(lines: list[list[str]]) -> None:
    once = distinct(Lines.of(lines))
    assert once.weight.sum() == len(lines)
    assert all(sorted(lines[once.first[of]]) == sorted(line) for of, line in zip(once.of, lines, strict=True))
