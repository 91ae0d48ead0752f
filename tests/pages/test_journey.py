"""Journey: the phases side by side, what could not be placed, and rules that a person can change."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from analytics.journey.rules import DEFAULT_RULES, Rule
from pages.parts.journey_cells import worst
from pages.parts.rules_form import as_table, from_table
from tests.pages import made_results
from tests.pages.conftest import htmls, texts

NAMES = {phase.id: phase.name for phase in Workspace().phases()}


def test_rules_survive_the_table_in_which_they_are_edited() -> None:
    rows = as_table(DEFAULT_RULES, [0] * len(DEFAULT_RULES), NAMES).to_dict("records")
    assert from_table(rows, NAMES) == DEFAULT_RULES


def test_a_rule_with_another_number_moves_and_an_unfinished_line_is_no_rule() -> None:
    rules = [Rule("support", "", "text", "mentions", (word,)) for word in ("a", "b", "c")]
    rows = as_table(rules, [0, 0, 0], NAMES).to_dict("records")
    rows[2]["No."] = 0.5
    rows.append({"No.": None, "Phase": "Support", "Field": None, "Test": None})
    assert [rule.words for rule in from_table(rows, NAMES)] == [("c",), ("a",), ("b",)]


def test_a_line_added_without_a_number_comes_last() -> None:
    new = {
        "No.": None,
        "Phase": "Adoption",
        "Rows of": "tickets",
        "Field": "text",
        "Test": "any",
        "Words or days": None,
    }
    rows = [new, *as_table([Rule("support", "", "text", "any")], [0], NAMES).to_dict("records")]
    assert from_table(rows, NAMES)[-1] == Rule("adoption", "tickets", "text", "any")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pain points known in advance."""
    monkeypatch.setattr(
        Workspace,
        "pain_points",
        lambda self, phase=None, progress=None: made_results.pain_points(self, phase),
    )


def opened(app: AppTest) -> AppTest:
    app.run()
    at = app.switch_page("pages/journey.py").run()
    assert not at.exception
    return at


@pytest.mark.slow
def test_an_empty_workspace_says_what_to_load(app: AppTest, empty: Path) -> None:
    assert "Nothing is loaded" in texts(opened(app))


@pytest.mark.slow
def test_mood_standing_volume_and_who_goes_on_stand_side_by_side_with_the_worst_pain_points(
    app: AppTest, shop: Path, found: None
) -> None:
    at = opened(app)
    assert len(at.get("vega_lite_chart")) == 4
    assert "cannot log in" in htmls(at)
    assert "<script" not in htmls(at)


@pytest.mark.slow
def test_what_no_rule_places_is_counted(app: AppTest, shop: Path, found: None) -> None:
    said = texts(opened(app))
    assert "Not placed in any phase" in said or "Every row is placed" in said


@pytest.mark.slow
def test_saved_rules_are_a_decision_and_place_every_row_anew(app: AppTest, shop: Path, found: None) -> None:
    at = opened(app)
    (editor,) = (key for key in _keys(at) if key.startswith("rules-") and key.count("-") == 2)
    # The first rule, which asks for the touchpoint, shall ask for nothing but a touchpoint at all.
    at.session_state[editor] = {
        "edited_rows": {0: {"Phase": "Advocacy", "Field": "touchpoint", "Test": "any", "Words or days": ""}},
        "added_rows": [],
        "deleted_rows": [],
    }
    at = at.run()
    at.text_input(key=editor.replace("rules-", "rules-reason-")).input("all answers are praise")
    at = at.button(key=editor.replace("rules-", "rules-save-")).click().run()
    assert not at.exception
    workspace = Workspace(shop)
    assert workspace.rules()[0] == Rule("advocacy", "", "touchpoint", "any")
    decided = workspace.ledger.entries("journey").iloc[-1]
    assert decided["reason"] == "all answers are praise"
    surveys = workspace.table("surveys")
    assert set(workspace.execute(surveys.select("phase"))["phase"]) == {"advocacy"}


def _keys(at: AppTest) -> list[str]:
    """The keys of the data editors on the page."""
    return [element.key for element in at.get("data_editor") or [] if element.key] or [
        button.key.replace("rules-save-", "rules-") for button in at.button if button.key.startswith("rules-save-")
    ]


def test_the_worst_of_a_phase_are_counted_there_and_not_elsewhere(workspace: Workspace) -> None:
    with workspace.database.write() as cursor:
        cursor.execute(
            "INSERT INTO tickets BY NAME SELECT * FROM (VALUES ('1', 'my parcel', 'support'), "
            "('2', 'parcel again', 'support'), ('3', 'I cannot log in', 'adoption')) "
            "AS t(ticket_id, subject, phase)"
        )
    found = made_results.pain_points(workspace)
    comments = workspace.execute(workspace.table("comments")).merge(found.assignments, on="comment_id")
    assert worst(found.pain_points, comments, "support")["here"].tolist() == [2]
    assert worst(found.pain_points, comments, "advocacy").empty
