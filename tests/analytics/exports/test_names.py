"""What exports call things that stand on no scorecard any more."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from analytics import Workspace
from analytics.exports.decisions import decided
from analytics.exports.names import Names
from analytics.exports.promised import promised
from analytics.journey.phases import Phase, as_values
from analytics.pain_points.decisions import Decisions as PainPointDecisions
from analytics.pain_points.decisions import Part, merged, moved, renamed, sided, split
from analytics.reviews.actions import Action, promise

DAY = datetime(2026, 6, 1)


@pytest.fixture
def names(workspace: Workspace) -> Names:
    return Names.of(workspace, workspace.scorecard())


def told(workspace: Workspace) -> list[list[str]]:
    """About, from and to of every decision, oldest first."""
    names = Names.of(workspace, workspace.scorecard())
    frame = decided(workspace.ledger.entries(), names, [phase.id for phase in workspace.phases()])
    return frame[["about", "before", "after"]].iloc[::-1].to_numpy().tolist()


def test_a_kpi_without_data_has_its_name_and_unit(names: Names) -> None:
    target = names.target("support/first_response_minutes")
    assert (target.name, target.unit) == ("Support: First response time (median)", "minutes")


def test_what_nobody_knows_keeps_its_id(names: Names) -> None:
    assert names.target("elsewhere/own_thing").name == "elsewhere: own_thing"
    assert names.pain_point("P999") == "P999"


def test_a_phase_that_was_taken_away_keeps_its_last_name(workspace: Workspace) -> None:
    for phases in ([Phase("support", "Help desk"), Phase("adoption", "Adoption")], [Phase("adoption", "First weeks")]):
        workspace.ledger.record("journey", "phases", as_values(phases), "Ada", at=DAY)
    names = Names.of(workspace, workspace.scorecard())
    assert names.target("support/csat").name == "Help desk: Customer satisfaction"
    assert names.phase("adoption") == "First weeks"


def test_decisions_on_pain_points_are_told_with_the_names_people_gave(workspace: Workspace) -> None:
    stands = PainPointDecisions()
    part = Part("Torn bags", ("torn",), frozenset({"c1"}))
    for values in (
        renamed("P001", "Late parcels"), renamed("P002", "Parcel lost"), merged(stands, "P002", "P001"),
        split("P001", [part], []), moved(["tickets:1"], "P001"), sided("P001", "phase", "support"),
    ):  # fmt: skip
        workspace.ledger.record_all("pain_point", values, "Ada", at=DAY)
    assert told(workspace) == [
        ["Pain point Late parcels: name", "–", "Late parcels"],
        ["Pain point Parcel lost: name", "–", "Parcel lost"],
        ["Pain point Parcel lost: merged into", "–", "Late parcels"],
        ["Pain point Torn bags: split off", "–", "Torn bags"],
        ["A comment: moved to another pain point", "–", "Late parcels"],
        ["Pain point Late parcels: phase", "–", "Support"],
    ]


def test_an_action_says_the_name_of_the_pain_point_and_whom_it_is_for(workspace: Workspace) -> None:
    workspace.ledger.record_all("pain_point", renamed("P001", "Late parcels"), "Ada", at=DAY)
    action = Action(
        "", "Change the carrier", "Ada", DAY.date(), "pain point", "P001", -0.02, segment=("segment", "large")
    )  # fmt: skip
    promise(workspace.ledger, action, "Ada", DAY)
    (one,) = promised(workspace.ledger, Names.of(workspace, workspace.scorecard()), date(2026, 6, 2))
    assert (one.moves, one.expected) == ("Late parcels, for large only", "-2.0 points")
