"""Journey: the phases side by side, what could not be placed, and rules that a person can change."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from analytics.journey.phases import DEFAULT_PHASES
from analytics.journey.rules import DEFAULT_RULES, Rule
from analytics.journey.touchpoints import DEFAULT_TOUCHPOINTS, Touchpoint
from analytics.kpis.catalogue import KPIS
from pages.parts.journey_cells import most_at_risk, worst
from pages.parts.journey_phases import as_table as phases_table
from pages.parts.journey_phases import from_table as phases_from
from pages.parts.journey_touchpoints import as_table as touchpoints_table
from pages.parts.journey_touchpoints import from_table as touchpoints_from
from pages.parts.rules_form import as_table, from_table
from tests.pages import made_results
from tests.pages.conftest import htmls, texts

NAMES = {phase.id: phase.name for phase in Workspace().phases()}


def counts(rules: int) -> pd.DataFrame:
    return pd.DataFrame(0, index=range(rules), columns=["takes", "contested", "missed"])


def test_rules_survive_the_table_in_which_they_are_edited() -> None:
    rows = as_table(DEFAULT_RULES, counts(len(DEFAULT_RULES)), NAMES).to_dict("records")
    assert from_table(rows, NAMES) == DEFAULT_RULES


def test_a_rule_with_another_number_moves_and_an_unfinished_line_is_no_rule() -> None:
    rules = [Rule("support", "", "text", "mentions", (word,)) for word in ("a", "b", "c")]
    rows = as_table(rules, counts(3), NAMES).to_dict("records")
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
    rows = [new, *as_table([Rule("support", "", "text", "any")], counts(1), NAMES).to_dict("records")]
    assert from_table(rows, NAMES)[-1] == Rule("adoption", "tickets", "text", "any")


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pain points known in advance."""
    monkeypatch.setattr(
        Workspace,
        "pain_points",
        lambda self, phase=None, progress=None: made_results.pain_points(self, phase),
    )


def opened(app: AppTest, edit: str | None = None, view: str = "Map") -> AppTest:
    """The page in one of its views, or one of the forms of its editor."""
    app.run()
    app.session_state["journey_view"] = "Edit" if edit else view
    if edit is not None:
        app.session_state["journey_edit"] = edit
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
    assert len(at.get("vega_lite_chart")) == 5
    assert "cannot log in" in htmls(at)
    assert "<script" not in htmls(at)
    assert "Not placed in any phase" in texts(at) or "Every row is placed" in texts(at)
    # What a click on a touchpoint remembers, and then a period without a row.
    at.session_state["behind"] = ("purchase", "Delivery")
    at.run()
    assert "Purchase · Delivery" in htmls(at)
    at.selectbox(key="period").select("Last 30 days").run()
    assert not at.exception
    assert "Pain points and scores are of all customers" in texts(at)


@pytest.mark.slow
def test_two_periods_stand_side_by_side(app: AppTest, shop: Path) -> None:
    at = opened(app, view="Side by side")
    at.selectbox(key="sides_days").select("6 months").run()
    assert not at.exception
    assert len(at.get("vega_lite_chart")) == 2
    assert "95 % interval" in texts(at)


@pytest.mark.slow
def test_saved_rules_are_a_decision_and_place_every_row_anew(app: AppTest, shop: Path, found: None) -> None:
    at = opened(app, "Rules")
    assert "Conflicts" in texts(at)
    assert "Left over" in texts(at)
    (editor,) = (button.key.removesuffix("-save") for button in at.button if str(button.key).endswith("-save"))
    # The first rule, which asks for the touchpoint, shall ask for nothing but a touchpoint at all.
    at.session_state[editor] = {
        "edited_rows": {0: {"Phase": "Advocacy", "Field": "touchpoint", "Test": "any", "Words or days": ""}},
        "added_rows": [],
        "deleted_rows": [],
    }
    at = at.run()
    at.text_input(key=f"{editor}-reason").input("all answers are praise")
    at = at.button(key=f"{editor}-save").click().run()
    assert not at.exception
    workspace = Workspace(shop)
    assert workspace.rules()[0] == Rule("advocacy", "", "touchpoint", "any")
    decided = workspace.ledger.entries("journey").iloc[-1]
    assert decided["reason"] == "all answers are praise"
    surveys = workspace.table("surveys")
    assert set(workspace.execute(surveys.select("phase"))["phase"]) == {"advocacy"}


@pytest.mark.slow
def test_a_removed_phase_says_where_everything_goes_needs_a_reason_and_comes_back_whole(
    app: AppTest, shop: Path
) -> None:
    workspace = Workspace(shop)
    before = rows_of(workspace)
    workspace.close()
    at = opened(app, "Phases")
    now = at.selectbox[-1].key.removeprefix("remove-into-")
    at.selectbox(key=f"remove-{now}").select("purchase").run()
    at.selectbox(key=f"remove-into-{now}").select("adoption").run()
    assert "is counted in Adoption" in texts(at)
    at.button(key=f"remove-{now}-go-save").click().run()
    assert "Say why" in texts(at)
    at.text_input(key=f"remove-{now}-go-reason").input("we sell nothing apart").run()
    at.button(key=f"remove-{now}-go-save").click().run()
    assert not at.exception
    workspace = Workspace(shop)
    assert "purchase" not in rows_of(workspace)
    assert rows_of(workspace)["adoption"] == before["adoption"] + before["purchase"]
    workspace.close()
    at.button(key=f"back-purchase-{int(now) + 1}").click().run()
    assert not at.exception
    assert rows_of(Workspace(shop)) == before


@pytest.mark.slow
@pytest.mark.parametrize("form", ["Phases", "Touchpoints", "Rules", "Learnt from comments"])
def test_the_journey_can_be_edited_before_anything_is_loaded(app: AppTest, empty: Path, form: str) -> None:
    assert not opened(app, form).exception


@pytest.mark.slow
def test_what_cannot_be_learnt_is_said(app: AppTest, empty: Path) -> None:
    at = opened(app, "Learnt from comments")
    at.button(key="learn").click().run()
    assert "at least 100 comments" in texts(at)


def rows_of(workspace: Workspace) -> dict[str | None, int]:
    """How many tickets, answers and orders stand in each phase."""
    return dict(
        workspace.database.rows(
            "SELECT phase, count(*) FROM (SELECT phase FROM tickets UNION ALL SELECT phase FROM surveys "
            "UNION ALL SELECT phase FROM sales) GROUP BY phase"
        )
    )


def test_phases_survive_the_table_in_which_they_are_edited_and_a_new_line_comes_last() -> None:
    rows = phases_table(DEFAULT_PHASES[:2], {"awareness": 3}).to_dict("records")
    rows[0]["No."] = 2.5
    rows.insert(0, {"No.": None, "Phase": "Renewal", "Rows": None, "id": None})
    assert phases_from(rows) == [("consideration", "Consideration"), ("awareness", "Awareness"), ("", "Renewal")]


def test_touchpoints_survive_their_table_and_get_the_metrics_that_fit() -> None:
    rows = touchpoints_table(DEFAULT_TOUCHPOINTS, NAMES, KPIS).to_dict("records")
    assert touchpoints_from(rows, NAMES, KPIS) == DEFAULT_TOUCHPOINTS
    new = {"Touchpoint": "Kiosk", "Phase": "Purchase", "Perspective": "Financial", "Metrics": None, "Words": None}
    found = touchpoints_from([new], NAMES, KPIS)
    assert found == (Touchpoint("Kiosk", "purchase", "Financial", ("revenue", "average_order_value", "refund_rate")),)


def test_of_the_money_at_risk_in_a_phase_the_most_is_told_and_only_where_it_is_known() -> None:
    points = pd.DataFrame(
        {"id": ["a", "b", "c"], "phase": ["support", "support", "adoption"], "revenue_at_risk": [1.0, 5.0, None]}
    )
    told = most_at_risk(points, "support")
    assert told is not None
    assert told["id"] == "b"
    assert most_at_risk(points, "adoption") is None


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
