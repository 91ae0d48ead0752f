"""Phases learnt from placed comments: judged on others, proposed for the rest, refused where there is nothing to learn."""

from __future__ import annotations

import numpy as np
import pytest

from analytics import Workspace
from analytics.errors import NotEnoughData
from analytics.journey.rules import Rule
from analytics.pain_points.phase_learning import LearntPhases, PhaseLearning

_ABOUT = {"support": "the parcel came late with courier", "purchase": "card was refused at the checkout till"}


def filled(workspace: Workspace, telling: bool, each: int = 90) -> Workspace:
    """Tickets of two categories, two thirds of one; their words tell the category, or (not ``telling``) nothing."""
    random = np.random.default_rng(1)
    rows = []
    for n in range(each * 2):
        phase = "support" if n % 3 else "purchase"
        words = _ABOUT[phase if telling else ("support", "purchase")[int(random.integers(2))]].split()
        rows.append(
            (
                f"t{n}",
                phase,
                " ".join(random.permutation(words)) + f" no {'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}",
            )
        )
    rows.append(("left", None, "where is the parcel, the courier is late"))
    with workspace.database.write() as cursor:
        cursor.executemany("INSERT INTO tickets (ticket_id, category, subject) VALUES (?, ?, ?)", rows)
    workspace.set_rules([Rule(phase, "tickets", "category", "is", (phase,)) for phase in _ABOUT], "Ada")
    return workspace


@pytest.fixture
def found(workspace: Workspace) -> LearntPhases:
    return PhaseLearning().run(filled(workspace, telling=True))


def test_words_that_tell_are_learnt_and_beat_the_biggest_phase(found: LearntPhases) -> None:
    assert found.right.value == 1.0
    assert found.biggest.value == pytest.approx(2 / 3, abs=0.02)
    assert found.is_better


def test_unplaced_comments_get_a_proposal_and_nothing_is_placed(found: LearntPhases, workspace: Workspace) -> None:
    assert found.proposed[["comment_id", "phase"]].to_numpy().tolist() == [["tickets:left", "support"]]
    assert workspace.database.value("SELECT phase FROM tickets WHERE ticket_id = 'left'") is None


def test_words_that_tell_nothing_are_not_surely_better(workspace: Workspace) -> None:
    assert not PhaseLearning(0.5).run(filled(workspace, telling=False)).is_better


def test_the_same_comments_give_the_same_model(found: LearntPhases, workspace: Workspace) -> None:
    assert PhaseLearning().run(workspace).model == found.model


def test_rules_on_the_text_are_not_learnt_by_heart_where_others_are_enough(workspace: Workspace) -> None:
    filled(workspace, telling=True)
    by_text = [Rule("retention", "tickets", "text", "mentions", ("courier",)), *workspace.rules()]
    workspace.set_rules(by_text, "Ada")
    # Every ticket of support speaks of a courier: without them one phase is left, so they are taken after all.
    assert PhaseLearning().run(workspace).from_text_rules


def test_too_few_comments_are_refused(workspace: Workspace) -> None:
    with pytest.raises(NotEnoughData, match="at least 100 comments"):
        PhaseLearning().run(filled(workspace, telling=True, each=30))
