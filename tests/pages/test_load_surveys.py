"""Load files: what a survey measures is seen before it is loaded, whichever form it has."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from tests.analytics.store.test_leaving_out import ROWS, survey
from tests.pages.conftest import read, upload

pytestmark = pytest.mark.slow

TYPES = "".join(f"R{n},C{n},2026-03-0{n + 1},{kind},{score},Fine\n" for n, (kind, score) in enumerate(
    [("NPS", 9), ("CSAT", 4), ("NPS", 2), ("CES", 6)]))  # fmt: skip


def test_what_each_row_was_asked_is_shown_and_loaded(load_files: AppTest, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(f"Response ID,Customer ID,Date,Survey type,Score,Comment\n{TYPES}")
    at = upload(load_files, path)
    assert not at.exception
    assert "each row answers one" in read(at)
    at = at.button(key="load").click().run()
    assert not at.exception
    found = Workspace(empty).database.rows("SELECT metric, count(*) FROM surveys GROUP BY metric ORDER BY metric")
    assert found == [("ces", 1), ("csat", 1), ("nps", 2)]


def test_previews_of_a_survey_are_left_out_on_demand(load_files: AppTest, empty: Path, tmp_path: Path) -> None:
    at = upload(load_files, survey(tmp_path, ROWS))
    assert any("some are previews of the survey or answers that were not finished" in one.label for one in at.expander)
    (toggle,) = (one for one in at.toggle if "previews of the survey" in one.label)
    assert "1 of the first 14 rows" in toggle.label
    at = toggle.set_value(True).run()
    at = at.button(key="load").click().run()
    assert not at.exception
    assert "left out as wished: Status is Survey Preview" in read(at)
    receipt = Workspace(empty).imports().iloc[0]
    assert (receipt["read"], receipt["loaded"], receipt["rejected"]) == (14, 12, 2)
