"""Drivers: the question, the answer in a sentence, the evidence, and refusals that say what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from analytics.drivers.wording import change_words
from analytics.errors import NotEnoughData
from pages.parts.driver_words import effect_sentence, naive_sentence, second_sentence
from tests.pages import made_results
from tests.pages.conftest import htmls, texts

ROWS = {row["name"]: row for row in made_results.drivers().drivers.to_dict("records")}


def test_a_sign_that_turns_is_told_with_what_was_adjusted_for() -> None:
    said = naive_sentence(ROWS["wait"], ["segment", "plan"], "points")
    assert "wrong direction" in said
    assert "segment, plan" in said


def test_a_naive_difference_that_is_too_large_is_told_as_such() -> None:
    assert "larger" in naive_sentence(ROWS["nps"], [], "points")


def test_an_uncertain_effect_is_never_told_as_an_effect() -> None:
    said = effect_sentence(ROWS["nps"], "bought again", "points")
    assert "no effect that can be told from chance" in said


def test_an_effect_is_told_with_its_direction_and_interval() -> None:
    said = effect_sentence(ROWS["plan"], "bought again", "points")
    assert "5.0 points fewer customers who bought again" in said
    assert "-8.0 to -2.0" in said


def test_a_second_opinion_that_disagrees_is_a_warning() -> None:
    assert "caution" in second_sentence(ROWS["plan"], "points")
    assert second_sentence({"second_opinion_pp": None}, "points") == ""


def test_flags_change_between_no_and_yes_and_numbers_between_numbers() -> None:
    assert change_words(1.0, 0.0) == "yes → no"
    assert change_words(2.0, 1.0) == "2 → 1"


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drivers known in advance."""
    monkeypatch.setattr(Workspace, "drivers", lambda self, analysis=None, progress=None: made_results.drivers())


def opened(app: AppTest) -> AppTest:
    app.run()
    at = app.switch_page("pages/drivers.py").run()
    assert not at.exception
    return at


@pytest.mark.slow
def test_an_empty_workspace_says_what_to_load(app: AppTest, empty: Path) -> None:
    assert "Nothing is loaded" in texts(opened(app))


@pytest.mark.slow
def test_the_answer_stands_in_one_sentence_with_effects_importance_and_a_curve(
    app: AppTest, shop: Path, found: None
) -> None:
    at = opened(app)
    assert "Waiting less goes with 8 points more of them." in htmls(at)
    assert len(at.get("vega_lite_chart")) == 3


@pytest.mark.slow
def test_a_hostile_label_is_shown_and_never_active(app: AppTest, shop: Path, found: None) -> None:
    page = htmls(opened(app))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.slow
def test_a_driver_of_categories_has_words_and_no_curve(app: AppTest, shop: Path, found: None) -> None:
    at = opened(app)
    at = at.selectbox(key="driver").select("plan").run()
    assert not at.exception
    assert "no curve" in texts(at)
    assert "few customers changed" in texts(at)


@pytest.mark.slow
def test_what_was_left_out_is_told_with_the_reason(app: AppTest, shop: Path, found: None) -> None:
    at = opened(app)
    left_out = at.dataframe[0].value
    assert left_out.values.tolist() == [["cancelled_on", "filled in only for leavers"]]


@pytest.mark.slow
def test_a_refusal_is_told_and_the_question_can_be_changed(
    app: AppTest, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NotEnoughData("Only 3 of 60 customers left; drivers need at least 20.")

    monkeypatch.setattr(Workspace, "drivers", refuse)
    at = opened(app)
    assert "at least 20" in texts(at).replace("\\", "")
    assert at.selectbox(key="outcome").options
