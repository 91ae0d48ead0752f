"""Comments placed by the agreed model: after the rules, on later data too, and taken back whole."""

from __future__ import annotations

import pytest

from analytics import Workspace
from analytics.errors import JourneyError
from analytics.journey.in_force import all_phases
from analytics.journey.phase_editing import removed
from analytics.journey.phase_model import BY_CLASSIFIER, SUBJECT, PhaseModel
from analytics.journey.rules import Rule
from analytics.store.classifying import proposals
from analytics.store.deriving import derive_after

# "late" tells support, "prix" purchase; "it's" is a word with an apostrophe in it.
MODEL = PhaseModel(
    ("purchase", "support"),
    (0.1, -0.1),
    {"late": (1.5, -3.0, 3.0), "prix": (2.0, 3.0, -3.0), "it's": (1.1, -1.0, 1.0), "été": (1.0, 2.0, -2.0)},
    0.9,
)
TEXTS = {
    "told": "It is LATE again",
    "curly": "it\u2019s late",
    "both": "late prix",  # the words speak against each other
    "unknown": "hello",
    "masked": "[late] prix",
    "accent": "En ÉTÉ",
    "rule": "late, but billing",
}


@pytest.fixture
def shop(workspace: Workspace) -> Workspace:
    with workspace.database.write() as cursor:
        for ticket_id, text in TEXTS.items():
            cursor.execute("INSERT INTO tickets (ticket_id, subject) VALUES (?, ?)", [ticket_id, text])
    workspace.set_rules([Rule("retention", "tickets", "text", "mentions", ("billing",))], "Ada")
    return workspace


def phases(workspace: Workspace) -> dict[str, str | None]:
    return dict(workspace.database.rows("SELECT ticket_id, phase FROM tickets"))


def agree(workspace: Workspace) -> int:
    workspace.decide_on_journey(SUBJECT, MODEL.as_value("made up"), "Ada", "it is good enough")
    return workspace.ledger.position


def test_the_database_weighs_words_as_the_model_does(shop: Workspace) -> None:
    told = proposals(shop.database, MODEL)
    expected = MODEL.chances(list(told["text"])).max(axis=1)
    assert told["chance"].to_numpy(dtype=float) == pytest.approx(expected, nan_ok=True)
    assert len(told) == len(TEXTS) - 1


@pytest.mark.parametrize(
    "change",
    [
        {"words": {"late": [1.0, "much", 2.0]}}, {"words": {"late": [1.0]}}, {"words": ["late"]}, {"intercepts": [0.0]},
        {"least": "nan"}, {"least": None}, {"phases": []}, {"intercepts": ["1e999", "0"]}, {"words": {"late": [0, 1, 1]}},
    ],
)  # fmt: skip
def test_a_model_from_elsewhere_that_is_none_places_nothing_and_stops_nothing(shop: Workspace, change: dict) -> None:
    hostile = MODEL.as_value("made up") | change
    with pytest.raises(JourneyError, match="learn anew"):
        PhaseModel.from_value(hostile)
    shop.decide_on_journey(SUBJECT, hostile, "Eve")
    assert set(phases(shop).values()) == {"retention", None}


def test_only_what_no_rule_places_and_is_sure_enough_is_placed(shop: Workspace) -> None:
    agree(shop)
    assert phases(shop) == {
        "told": "support", "curly": "support", "both": None, "unknown": None, "masked": "purchase", "accent": "purchase",
        "rule": "retention",
    }  # fmt: skip
    said = dict(shop.database.rows("SELECT ticket_id, phase_rule FROM tickets"))
    assert said["told"] == BY_CLASSIFIER
    assert said["rule"] != BY_CLASSIFIER


def test_rules_come_first_when_they_change_later(shop: Workspace) -> None:
    agree(shop)
    shop.set_rules([Rule("advocacy", "tickets", "text", "mentions", ("late",))], "Ada")
    assert phases(shop)["told"] == "advocacy"
    shop.set_rules([Rule("advocacy", "tickets", "text", "mentions", ("nothing",))], "Ada")
    assert phases(shop)["told"] == "support"


def test_taken_back_nothing_of_it_stays(shop: Workspace) -> None:
    before = phases(shop)
    shop.take_back(agree(shop), "Ada")
    assert phases(shop) == before


def test_later_rows_are_placed_by_it(shop: Workspace) -> None:
    agree(shop)
    with shop.database.write() as cursor:
        cursor.execute("INSERT INTO tickets (ticket_id, subject, import_id) VALUES ('new', 'late', 'i2')")
        derive_after(cursor, shop.rules(), "tickets", "i2", all_placed=False)
    assert phases(shop)["new"] == "support"


def test_a_ledger_from_elsewhere_brings_no_sql(shop: Workspace) -> None:
    hostile = MODEL.as_value("made up") | {"intercepts": ["0) FROM tickets; DROP TABLE tickets; --", 0]}
    shop.decide_on_journey(SUBJECT, hostile, "Eve")
    assert shop.count("tickets") == len(TEXTS)


def test_its_phases_go_where_removed_ones_went(shop: Workspace) -> None:
    agree(shop)
    shop.set_phases(removed(all_phases(shop.ledger), "support", "advocacy"), "Ada")
    assert phases(shop)["told"] == "advocacy"
