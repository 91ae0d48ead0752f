"""Load files: what a survey measures is seen before it is loaded, whichever form it has."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from tests.pages.conftest import texts

pytestmark = pytest.mark.slow

TYPES = "".join(f"R{n},C{n},2026-03-0{n + 1},{kind},{score},Fine\n" for n, (kind, score) in enumerate(
    [("NPS", 9), ("CSAT", 4), ("NPS", 2), ("CES", 6)]))  # fmt: skip


@pytest.fixture
def page(app: AppTest, empty: Path, tmp_path: Path) -> AppTest:
    path = tmp_path / "answers.csv"
    path.write_text(f"Response ID,Customer ID,Date,Survey type,Score,Comment\n{TYPES}")
    app.run()
    at = app.switch_page("pages/load_files.py").run()
    at.file_uploader(key="upload-0").upload(path.name, path.read_bytes(), "text/csv")
    return at.run()


def test_what_each_row_was_asked_is_shown_and_loaded(page: AppTest, empty: Path) -> None:
    assert not page.exception
    assert "each row answers one" in texts(page)
    at = page.button(key="load").click().run()
    assert not at.exception
    found = Workspace(empty).database.rows("SELECT metric, count(*) FROM surveys GROUP BY metric ORDER BY metric")
    assert found == [("ces", 1), ("csat", 1), ("nps", 2)]
