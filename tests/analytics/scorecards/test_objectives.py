"""Objectives: people's words in the ledger, on the scorecard and in its past."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from analytics.errors import ChangedMeanwhile
from analytics.scorecards.objectives import KIND, LONGEST, decide_objectives, objectives

MAY, JUNE = datetime(2026, 5, 4), datetime(2026, 6, 1)


def test_only_what_changed_is_recorded(workspace) -> None:
    first = {"support/Customer": "Nobody  asks\ntwice", "support/Financial": ""}
    assert len(decide_objectives(workspace.ledger, first, {}, "Ada", "agreed", MAY)) == 1
    assert objectives(workspace.ledger) == {"support/Customer": "Nobody asks twice"}
    assert decide_objectives(workspace.ledger, first, objectives(workspace.ledger), "Ada", "again", JUNE) == []


def test_it_stands_on_the_scorecard_and_in_its_past(workspace) -> None:
    decide_objectives(workspace.ledger, {"support/Customer": "Nobody asks twice"}, {}, "Ada", "", MAY)
    decide_objectives(workspace.ledger, {"support/Customer": ""}, objectives(workspace.ledger), "Ada", "", JUNE)

    def stood(**asked) -> list[str]:
        return [card.objective for card in workspace.scorecard("Support", **asked).phases[0].perspectives]

    assert stood(as_of=date(2026, 5, 10)) == ["", "Nobody asks twice", "", ""]
    assert stood() == [""] * 4


def test_nonsense_and_endless_text_from_elsewhere_do_no_harm(workspace) -> None:
    workspace.ledger.record(KIND, "support/Customer", {"not": "a text"}, "Eve")
    workspace.ledger.record(KIND, "support/Financial", "x" * 999, "Eve")
    assert objectives(workspace.ledger) == {"support/Financial": "x" * LONGEST}
    decide_objectives(workspace.ledger, {"support/Customer": "sense"}, {}, "Ada")
    assert objectives(workspace.ledger)["support/Customer"] == "sense"


def test_somebody_else_is_not_overwritten_unseen(workspace) -> None:
    decide_objectives(workspace.ledger, {"support/Customer": "Bea's"}, {}, "Bea")
    with pytest.raises(ChangedMeanwhile) as error:
        decide_objectives(workspace.ledger, {"support/Customer": "Ada's"}, {}, "Ada")
    assert "Bea" in str(error.value)
    # What Ada left as it was on her screen is not put back to it.
    decide_objectives(workspace.ledger, {"support/Customer": "", "support/Financial": "less"}, {}, "Ada")
    assert objectives(workspace.ledger) == {"support/Customer": "Bea's", "support/Financial": "less"}
