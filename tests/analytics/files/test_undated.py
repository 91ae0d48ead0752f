"""Surveys without a date: one day for all answers, told and correctable."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from analytics.errors import UnclearMapping
from analytics.files.recognise import recognise
from tests.analytics.files.tables import table

COLUMNS = "response_id,nps_score,comment"
ROWS = [("r1", "9", "Great service, thank you"), ("r2", "3", "It took far too long")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that was last written on 5 March 2026."""
    path = tmp_path / "survey.csv"
    path.write_text("only its time of writing counts")
    os.utime(path, times=(datetime(2026, 3, 5, 12, tzinfo=UTC).timestamp(),) * 2)
    return path


def test_a_survey_without_a_date_is_dated_by_its_file_and_that_is_told(path: Path) -> None:
    mapping = recognise(table(COLUMNS, *ROWS, path=path))
    dated = mapping.use_of("answered_at")
    assert mapping.kind == "surveys"
    assert dated is not None
    assert (dated.column, dated.constant) == ("", "2026-03-05")
    assert "2026-03-05" in mapping.doubts[-1]
    assert mapping.confidence <= 0.7


def test_a_day_that_was_told_wins(path: Path) -> None:
    mapping = recognise(table(COLUMNS, *ROWS, path=path), "surveys", {"answered_at": "2025-12-31"})
    dated = mapping.use_of("answered_at")
    assert dated is not None
    assert dated.constant == "2025-12-31"


def test_only_a_time_can_be_told_as_a_day(path: Path) -> None:
    with pytest.raises(UnclearMapping, match="no column called"):
        recognise(table(COLUMNS, *ROWS, path=path), "surveys", {"customer_id": "2025-12-31"})


def test_texts_alone_without_a_date_are_no_survey(path: Path) -> None:
    rows = [("How do I activate my card", "activate"), ("Where is my card now please", "arrival")]
    assert recognise(table("text,category", *rows, path=path)).kind == "other"


def test_comments_on_named_questions_are_one(path: Path) -> None:
    rows = [("What could we do better?", "The wait was much too long"), ("What was good?", "The staff were very kind")]
    mapping = recognise(table("question,feedback", *rows, path=path))
    assert (mapping.kind, mapping.column_of("comment")) == ("surveys", "feedback")


def test_answers_that_name_their_response_have_its_date_elsewhere(path: Path) -> None:
    rows = [("R1", "What could we do better?", "The wait was too long")]
    assert recognise(table("response_id,question,text", *rows, path=path)).kind == "other"
