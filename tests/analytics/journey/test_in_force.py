"""What places rows: touchpoints that lead, rules, and where removed phases have gone; all of it undone whole."""

from __future__ import annotations

import pytest

from analytics import Workspace
from analytics.errors import JourneyError
from analytics.journey.in_force import all_phases, placing_rules, touchpoints_in_force
from analytics.journey.phase_editing import brought_back, edited, removed
from analytics.journey.phases import Phase, destinations
from analytics.journey.removal import what_removing_does
from analytics.journey.rules import Rule
from analytics.journey.touchpoints import SUBJECT, Touchpoint, as_values, checked, named

RULES = [Rule("support", "tickets", "category", "is", ("repair",)), Rule("purchase", "tickets", "category", "any")]


@pytest.fixture
def shop(workspace: Workspace) -> Workspace:
    """Three tickets of two phases, and one that has no category and so no phase."""
    with workspace.database.write() as cursor:
        cursor.execute(
            "INSERT INTO tickets (ticket_id, category) VALUES ('1', 'repair'), ('2', 'repair'), ('3', 'kiosk'), ('4', NULL)"
        )
    workspace.set_rules(RULES, "Ada")
    return workspace


def phases(workspace: Workspace) -> dict[str, str | None]:
    return dict(workspace.database.rows("SELECT ticket_id, phase FROM tickets ORDER BY ticket_id"))


def remove(workspace: Workspace, phase: str, into: str) -> int:
    workspace.set_phases(removed(all_phases(workspace.ledger), phase, into), "Ada", "fewer phases")
    return workspace.ledger.position


def test_a_removed_phase_takes_its_rows_and_rules_along_and_undo_brings_all_back(shop: Workspace) -> None:
    before = phases(shop)
    decision = remove(shop, "Support", "Retention")
    assert phases(shop) == {"1": "retention", "2": "retention", "3": "purchase", "4": None}
    assert "support" not in {phase.id for phase in shop.phases()}
    assert shop.rules() == tuple(RULES)
    shop.take_back(decision, "Ada")
    assert phases(shop) == before


def test_what_goes_into_a_phase_that_is_removed_later_goes_on_with_it(shop: Workspace) -> None:
    remove(shop, "Support", "Retention")
    remove(shop, "Retention", "Advocacy")
    assert phases(shop)["1"] == "advocacy"
    shop.set_phases(brought_back(all_phases(shop.ledger), "support"), "Ada")
    assert phases(shop)["1"] == "support"


def test_removing_says_what_stands_in_a_phase(shop: Workspace) -> None:
    shop.ledger.record("target", "support/csat", {"target": 0.9}, "Ada")
    effect = what_removing_does(shop, "support")
    assert (effect.rows, effect.rules, effect.touchpoints, effect.targets) == ({"Tickets": 2}, 1, 1, 1)


def test_targets_of_a_removed_phase_stay_in_the_ledger_and_return(shop: Workspace) -> None:
    shop.ledger.record("target", "support/csat", {"target": 0.9}, "Ada")
    remove(shop, "Support", "Retention")
    assert [phase.id for phase in shop.scorecard().phases].count("support") == 0
    assert shop.ledger.present("target") == {"support/csat": {"target": 0.9}}


def test_renaming_and_adding_move_no_row(shop: Workspace) -> None:
    version = shop.data_version
    wanted = [(phase.id, "Help" if phase.id == "support" else phase.name) for phase in shop.phases()]
    shop.set_phases(edited(all_phases(shop.ledger), [*wanted, ("", "Renewal")]), "Ada")
    assert shop.data_version == version
    assert [phase.name for phase in shop.phases()][4:] == ["Help", "Retention", "Advocacy", "Renewal"]


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ([("a", "A")], "Say into which phase B goes"),
        ([("a", "A"), ("b", "a")], "Two phases are called a"),
        ([("a", "A"), ("b", " ")], "needs a name"),
        ([("a", "A"), ("b", "B" * 41)], "too long"),
    ],
)
def test_phases_that_would_lose_or_confuse_are_refused(wanted: list[tuple[str, str]], says: str) -> None:
    with pytest.raises(JourneyError) as refusal:
        edited((Phase("a", "A"), Phase("b", "B")), wanted)
    assert says in str(refusal.value)


def test_a_phase_does_not_go_into_itself_nor_return_under_a_name_that_is_taken() -> None:
    phases = (Phase("a", "A"), Phase("b", "A", into="a"))
    with pytest.raises(JourneyError):
        removed(phases, "a", "a")
    with pytest.raises(JourneyError):
        brought_back(phases, "b")


def test_a_ledger_in_which_phases_go_round_in_circles_is_survived() -> None:
    assert set(destinations([Phase("a", "A", into="b"), Phase("b", "B", into="a")])) == {"a", "b"}


def test_a_touchpoint_that_leads_places_its_rows_ahead_of_the_rules(shop: Workspace) -> None:
    kiosk = Touchpoint("Kiosk", "awareness", "Customer", leads=True)
    shop.decide_on_journey(SUBJECT, as_values([kiosk]), "Ada", "seen first")
    assert phases(shop)["3"] == "awareness"
    decision = shop.ledger.position
    shop.take_back(decision, "Ada")
    assert phases(shop)["3"] == "purchase"
    assert placing_rules(shop.ledger) == tuple(RULES)


def test_touchpoints_of_a_removed_phase_stand_where_it_went(shop: Workspace) -> None:
    remove(shop, "Support", "Retention")
    assert {at.phase for at in touchpoints_in_force(shop.ledger) if at.name == "Support ticket"} == {"retention"}


@pytest.mark.parametrize(
    "wrong",
    [
        Touchpoint("", "support", "Customer"),
        Touchpoint("Kiosk", "nowhere", "Customer"),
        Touchpoint("Kiosk", "support", "Weather"),
        Touchpoint("Kiosk", "support", "Customer", ("moon_phase",)),
    ],
)
def test_touchpoints_that_name_what_there_is_not_are_refused(workspace: Workspace, wrong: Touchpoint) -> None:
    with pytest.raises(JourneyError):
        checked([wrong], workspace.phases(), ["csat"])


def test_a_touchpoint_is_known_by_its_words_at_the_start_of_a_word() -> None:
    # "Reshop" holds the word, but not at the start.
    shop = Touchpoint("Shop (any)", "purchase", "Customer", words=("shop",))
    assert [named(said, [shop]) for said in ("our_SHOP", "Shopping", "Reshop")] == [
        "Shop (any)",
        "Shop (any)",
        "Reshop",
    ]
