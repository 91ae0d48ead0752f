"""Referrals: every view says something, with or without referrals in the data."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.referrals import VIEWS
from tests.pages.conftest import htmls, texts


def opened(app: AppTest, view: str) -> AppTest:
    app.run()
    app.query_params["referral_view"] = view
    at = app.switch_page("pages/referrals.py").run()
    assert not at.exception
    return at


@pytest.mark.parametrize("view", list(VIEWS))
def test_every_view_opens_on_a_small_shop(app: AppTest, shop: Path, view: str) -> None:
    at = opened(app, view)
    assert "Something went wrong" not in texts(at)
    assert at.get("vega_lite_chart") or "Load" in texts(at) or "Outcome" in htmls(at)


def test_an_empty_workspace_says_what_would_stand_there(app: AppTest, empty: Path) -> None:
    assert "Nothing is loaded into this workspace yet" in texts(opened(app, "Who sends them"))
