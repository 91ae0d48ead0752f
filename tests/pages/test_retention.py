"""Retention: every view on a small shop, on an empty workspace, and the list that can be taken out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from analytics.drivers.leaving import LeavingResult
from analytics.drivers.leaving_trial import trial
from pages.parts.retention_leaving import taken
from tests.pages.conftest import htmls, texts
from tests.pages.made_results import HOSTILE

LEFT = pd.Series([1.0, 0.0] * 50).to_numpy()


def opened(app: AppTest, view: str = "Rates") -> AppTest:
    app.run()
    at = app.switch_page("pages/retention.py").run()
    if view != "Rates":
        at = at.button_group(key="retention_view").set_value(view).run()
    assert not at.exception
    return at


def some_leaving() -> LeavingResult:
    customers = pd.DataFrame(
        {"customer_id": ["=cmd()", "bob"], "chance": [0.8, 0.1], "low": [0.7, 0.05], "high": [0.9, 0.2],
         "why": [f"hours {HOSTILE}", ""], "yearly": [120.0, float("nan")]}
    )  # fmt: skip
    tried = trial(LEFT, LEFT * 0.6 + 0.2)
    return LeavingResult("stayed", "how", 120, customers, "EUR", 1.0, 0.0, 2.0, 100, tried, tried, ())


def test_the_list_leaves_with_codes_unless_the_ids_are_asked_for() -> None:
    workspace = Workspace()
    coded = taken(workspace, some_leaving(), "Spent", plain=False).decode("utf-8-sig")
    assert "bob" not in coded
    assert coded.count("\nc-") == 2
    plain = taken(workspace, some_leaving(), "Spent", plain=True).decode("utf-8-sig")
    assert "\nbob," in plain
    assert "\n=cmd()" not in plain, "a spreadsheet would run it"


@pytest.mark.slow
def test_an_empty_workspace_says_what_to_load(app: AppTest, empty: Path) -> None:
    assert "Nothing is loaded" in texts(opened(app))


@pytest.mark.slow
def test_rates_carry_their_interval_and_n(app: AppTest, shop: Path) -> None:
    page = htmls(opened(app))
    assert "Customers retained" in page
    assert "95 %:" in page
    assert "· n 60" in page


@pytest.mark.slow
def test_chosen_customers_narrow_the_figures_and_go_along_to_the_next_page(app: AppTest, shop: Path) -> None:
    workspace = Workspace(shop)
    with workspace.database.write() as cursor:
        cursor.execute("UPDATE profiles SET segment = CASE WHEN customer_id < 'c3' THEN 'large' ELSE 'small' END")
    large = workspace.execute(
        workspace.table("profiles").filter(workspace.table("profiles").segment == "large").count()
    )
    workspace.close()
    app.run()
    app.query_params["segment"] = "Segment: large"  # as in a link
    at = app.switch_page("pages/retention.py").run()
    at.selectbox(key="period").select("Last 30 days").run()
    assert f"· n {large}" in htmls(at)
    assert "Of all time" in texts(at)
    at = at.switch_page("pages/adoption.py").run()
    assert not at.exception
    assert (at.selectbox(key="segment").value, at.selectbox(key="period").value) == ("Segment: large", "Last 30 days")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("Cohorts", "Only months that are over count"),
        ("How long they stay", "counts as gone"),
        ("Value", "Stays, of 36 months"),
    ],
)
def test_each_view_says_how_it_counts(app: AppTest, shop: Path, view: str, said: str) -> None:
    at = opened(app, view)
    if view == "Cohorts":
        at = at.button_group(key="cohort_kind").set_value("buying").run()
    page = texts(at) + htmls(at)
    assert said in page.replace("\\", "")


@pytest.mark.slow
def test_a_refusal_says_what_is_missing(app: AppTest, home: Path) -> None:
    workspace = Workspace(home / "mine.duckdb")
    file = home / "answers.csv"
    file.write_text("response_id,answered_at,nps_score\n" + "".join(f"r{n},2026-01-{n + 1:02d},9\n" for n in range(20)))
    workspace.load(file, who="Ada", now=datetime(2026, 6, 1))
    workspace.close()
    at = opened(app, "Who may leave")
    assert "Nothing says which customers stayed" in texts(at)


@pytest.mark.slow
def test_the_list_shows_chances_reasons_and_how_far_to_trust_them(
    app: AppTest, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pages.parts.retention_leaving.leaving_of", lambda *_: some_leaving())
    at = opened(app, "Who may leave")
    assert "1 are expected to leave within 120 days" in htmls(at)
    assert at.dataframe[0].value["Chance to leave"].tolist() == [80.0, 10.0]
    assert any("kept its promise" in text.value for text in at.text)
