"""Pain points: what hurts, where, how much, in customers' words; and nothing that a text says is obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from analytics import Workspace
from analytics.errors import NotEnoughData
from pages.parts.session import opened as opened_workspace
from tests.pages import made_results
from tests.pages.conftest import htmls, texts

pytestmark = pytest.mark.slow


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
    at = app.switch_page("pages/pain_points.py").run()
    # A browser forgets the phase that the first page chose by itself; AppTest does not.
    at.session_state["phase"] = "all"
    at = at.run()
    assert not at.exception
    return at


def test_an_empty_workspace_says_what_to_load(app: AppTest, empty: Path) -> None:
    assert "Nothing is loaded" in texts(opened(app))


def test_tickets_without_text_say_so_and_show_what_they_can(app: AppTest, empty: Path, tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"
    rows = [f"{n},2026-01-{n + 1:02},{'high' if n % 2 else 'low'},{n % 5 + 1}" for n in range(20)]
    file.write_text("\n".join(["ticket_id,created_at,priority,satisfaction_score", *rows]))
    workspace = Workspace(empty)
    workspace.load(file, kind="tickets")
    workspace.close()
    at = opened(app)
    assert "hold no text" in texts(at)
    assert len(at.get("vega_lite_chart")) == 2


def test_the_worst_pain_point_stands_there_with_its_figures_and_comments(app: AppTest, shop: Path, found: None) -> None:
    page = htmls(opened(app))
    assert "Comments read" in page
    assert "3.0 of 10" in page
    assert "EUR 1,234" in page
    assert ">parcel</mark>" in page


def test_a_hostile_name_is_shown_and_never_active(app: AppTest, shop: Path, found: None) -> None:
    page = htmls(opened(app))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page


def test_choosing_another_pain_point_shows_its_comments(app: AppTest, shop: Path, found: None) -> None:
    at = opened(app)
    at = at.selectbox(key="pain_point").select("P2").run()
    assert not at.exception
    page = htmls(at)
    assert "<mark" in page
    assert "nobody gave a score" in page
    assert "▲ emerging" in page


def test_a_search_keeps_the_comments_that_hold_the_words(app: AppTest, shop: Path, found: None) -> None:
    at = opened(app)
    at = at.text_input(key="comments-P1-search").input("nowhere-to-be-found").run()
    assert not at.exception
    assert "None of the comments" in texts(at)


def test_choosing_a_phase_shows_that_phase_alone(app: AppTest, shop: Path, found: None) -> None:
    everything = htmls(opened(app))
    at = app.get("button_group")[0].set_value("support").run()
    assert not at.exception
    assert htmls(at) != everything


def test_comments_in_no_pain_point_are_counted_by_reason(app: AppTest, shop: Path, found: None) -> None:
    at = opened(app)
    assert any("Comments in no pain point" in expander.label for expander in at.expander)
    assert "praise" in htmls(at)


def test_too_few_comments_are_said_to_be_too_few_and_can_be_read(
    app: AppTest, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NotEnoughData("These 12 comments are too few for groups: read them.")

    monkeypatch.setattr(Workspace, "pain_points", refuse)
    at = opened(app)
    assert "too few for groups" in texts(at)
    assert "friendly people" in htmls(at)


def test_a_new_name_is_kept_and_shown(app: AppTest, shop: Path, found: None) -> None:
    at = opened(app)
    at.text_input(key="name-P1").input("Parcels come late")
    button(at, "Keep this name").click()
    at = at.run()
    assert not at.exception
    assert decided(shop)["P1/name"] == "Parcels come late"


def test_status_and_owner_are_decided_with_a_reason(app: AppTest, shop: Path, found: None) -> None:
    at = opened(app)
    at.selectbox(key="status-P1").select("being worked on")
    at.text_input(key="owner-P1").input("Ada")
    button(at, "Decide").click()
    at = at.run()
    assert not at.exception
    assert decided(shop) == {"P1/status": "being worked on", "P1/owner": "Ada"}


def test_an_action_is_promised_and_stands_in_the_history(app: AppTest, shop: Path, found: None) -> None:
    at = opened(app)
    at.text_area(key="act-what-P1").input("Another carrier")
    at.text_input(key="act-owner-P1").input("Carl")
    button(at, "Promise it").click()
    at = at.run()
    at = part(at, "History")
    assert not at.exception
    assert "Another carrier" in htmls(at)


@pytest.mark.parametrize("view", ["Over phases", "Map", "Compare", "What changed"])
def test_every_view_is_drawn(app: AppTest, shop: Path, found: None, view: str) -> None:
    at = opened(app)
    at.session_state["pain_point_view"] = view
    at = at.run()
    assert not at.exception
    assert not at.error


@pytest.mark.parametrize(("name", "told"), [("Customers", "customers"), ("Score", "NPS of all 60 answers 10.0")])
def test_every_part_of_the_detail_is_drawn(app: AppTest, shop: Path, found: None, name: str, told: str) -> None:
    at = part(opened(app), name)
    assert not at.exception
    assert not at.error
    assert told in texts(at) + htmls(at)


def test_a_proposed_pain_point_asks_for_a_decision(app: AppTest, shop: Path, found: None) -> None:
    at = opened(app)
    at.session_state["pain_point_view"] = "What changed"
    assert "Proposed from new data" in htmls(at.run())


def test_moved_weights_change_the_order_and_are_kept(app: AppTest, shop: Path, found: None) -> None:
    at = opened(app)
    for slider in at.slider:
        slider.set_value(0.0 if "Volume" in slider.label else 10.0)
    at = at.run()
    button(at, "Keep these weights").click()
    at = at.run()
    assert not at.exception
    assert decided(shop)["all/priority"]["volume"] == 0.0


def part(at: AppTest, name: str) -> AppTest:
    """The page with another part of the detail open."""
    at.session_state["pain_point_part"] = name
    return at.run()


def button(at: AppTest, label: str) -> Button:
    return next(button for button in at.button if button.label == label)


def decided(shop: Path) -> dict[str, object]:
    """What the ledger of the workspace holds about pain points."""
    return opened_workspace(str(shop)).ledger.present("pain_point")


def test_a_pain_point_becomes_a_kpi_on_the_scorecard_of_its_phase(app: AppTest, shop: Path, found: None) -> None:
    at = opened(app)
    at = next(button for button in at.button if button.label == "Add as a KPI").click().run()
    assert not at.exception
    workspace = opened_workspace(str(shop))
    (kept,) = (value for id, value in workspace.ledger.present("kpi").items() if id == "own_touched_p1")
    assert kept["pain_point"] == "P1"
    assert list(kept["phases"]) == ["support"]
    assert "is a KPI already" in texts(at)
