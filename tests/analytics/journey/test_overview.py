"""The phases side by side: what is counted where, and what is told as not placed."""

from __future__ import annotations

import pytest

from analytics import Workspace
from analytics.journey.overview import Journey


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    """Rows placed by hand: what is tested is the counting, not the rules."""
    with workspace.database.write() as cursor:
        cursor.execute(
            """
            INSERT INTO surveys BY NAME SELECT * FROM (VALUES
                ('r1', 'Q', 'nps', 10.0, 'support', 'any row'),   -- mood 1.0
                ('r2', 'Q', 'nps', 5.0, 'support', 'any row'),    -- mood 0.5
                ('r3', 'Q', 'nps', 11.0, 'support', 'any row'),   -- outside its scale: no mood, still a row
                ('r4', 'Q', 'nps', 0.0, NULL, NULL)               -- placed by no rule
            ) AS t(response_id, question, metric, score, phase, phase_rule)
            """
        )
        cursor.execute(
            """
            INSERT INTO tickets BY NAME SELECT * FROM (VALUES
                ('t1', 'late', 3.0, 5, 'support', 'tickets whose text mentions late'), -- mood 0.5
                ('t2', 'broken', 1.0, 1, 'adoption', 'tickets whose text mentions broken'), -- good: 1.0
                ('t3', NULL, NULL, 5, 'adoption', 'tickets whose text mentions broken') -- neither
            ) AS t(ticket_id, subject, satisfaction, satisfaction_scale, phase, phase_rule)
            """
        )
    return workspace


def test_every_kind_is_counted_per_phase_and_shares_are_of_what_is_placed(filled: Workspace) -> None:
    cells = Journey().run(filled).volumes.set_index(["what", "phase"])
    assert cells.loc[("Survey answers", "support"), "rows"] == 3
    assert cells.loc[("Survey answers", "support"), "share"] == 1.0
    assert cells.loc[("Tickets", "adoption"), "rows"] == 2
    assert cells.loc[("Comments", "adoption"), "rows"] == 1
    assert cells.loc[("Tickets", "awareness"), "rows"] == 0


def test_kinds_that_are_not_loaded_are_not_shown(filled: Workspace) -> None:
    assert Journey().run(filled).kinds == ["Comments", "Tickets", "Survey answers"]


def test_what_no_rule_placed_is_counted(filled: Workspace) -> None:
    assert Journey().run(filled).unplaced.to_dict("records") == [{"what": "Survey answers", "rows": 1, "of": 4}]


def test_mood_is_the_mean_of_answers_and_tickets_within_their_scales(filled: Workspace) -> None:
    moods = Journey().run(filled).phases.set_index("phase")
    # 1.0, 0.5 and the ticket's 0.5; the 11 is not counted.
    assert moods.loc["support", "mood"] == pytest.approx(2 / 3)
    assert moods.loc["support", "n"] == 3
    assert moods.loc["support", "low"] < 2 / 3 < moods.loc["support", "high"]


def test_one_score_has_no_interval_and_none_has_no_mood(filled: Workspace) -> None:
    moods = Journey().run(filled).phases.set_index("phase")
    assert moods.loc["adoption", "mood"] == 1.0
    assert moods.loc["adoption", ["low", "high"]].isna().all()
    assert moods.loc["awareness", "n"] == 0
    assert moods["mood"].isna().sum() == 5


def test_an_empty_workspace_has_phases_and_nothing_else(workspace: Workspace) -> None:
    overview = Journey().run(workspace)
    assert list(overview.phases["phase"]) == [phase.id for phase in workspace.phases()]
    assert overview.volumes.empty
    assert overview.unplaced.empty
