"""Adoption: every view says something, with or without usage in the data."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from pages.adoption import VIEWS
from pages.parts.adoption_foretelling import strongest
from pages.parts.adoption_obstacles import changed
from tests.pages import made_results
from tests.pages.conftest import texts


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pain points known in advance."""
    monkeypatch.setattr(
        Workspace, "pain_points", lambda self, phase=None, progress=None: made_results.pain_points(self, phase)
    )


def opened(app: AppTest, view: str) -> AppTest:
    app.run()
    app.query_params["adoption_view"] = view
    at = app.switch_page("pages/adoption.py").run()
    assert not at.exception
    return at


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_view_opens_on_a_small_shop(app: AppTest, shop: Path, view: str) -> None:
    assert "Something went wrong" not in texts(opened(app, view))


def test_an_empty_workspace_says_what_would_stand_there(app: AppTest, empty: Path) -> None:
    assert "Nothing is loaded into this workspace yet" in texts(opened(app, "Rates"))


def test_what_goes_with_orders_is_no_news() -> None:
    rows = pd.DataFrame(
        {"leading": ["orders", "steps"], "lagging": ["revenue", "stayed"], "lag": [90, 180], "correlation": [0.9, 0.3],
         "upper": [9.0, 0.8], "lower": [1.0, 0.5], "n": [500, 400], "sure": [True, True]}
    )  # fmt: skip
    assert "steps of getting started foretell most: still active by day 180, 80.0%" in strongest(rows)
    assert "nothing in the first weeks" in strongest(rows.assign(sure=False))


def test_only_changed_sorts_are_decided() -> None:
    rows = pd.DataFrame({"id": ["P1", "P2"], "sort": ["other", "difficulty"]})
    assert changed(rows, pd.DataFrame({"Sort": ["resistance", "difficulty"]})) == {"P1": "resistance"}
