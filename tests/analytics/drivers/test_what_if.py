"""What if, on customers whose true answer is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.drivers.collecting import Collected
from analytics.drivers.columns import Column
from analytics.drivers.explaining import study
from analytics.drivers.features import Features
from analytics.drivers.moves import Move
from analytics.drivers.what_if import WhatIf
from analytics.drivers.worth import Money
from analytics.errors import NotFound
from analytics.retention.outcome import Outcome
from analytics.store.results import keep, kept

COLUMNS = [
    Column("hours", "hours until the first response", unit="hours"),
    Column("vip", "VIP", sort="flag"),
    Column("noise", "noise"),
    Column("segment", "segment", "context", "category"),
]


def made(n: int, seed: int) -> tuple[pd.DataFrame, np.ndarray]:
    """Waiting harms up to 24 hours, VIPs stay; large customers wait longer and stay anyway."""
    rng = np.random.default_rng(seed)
    large = rng.random(n) < 0.3
    frame = pd.DataFrame(
        {
            "hours": np.exp(rng.normal(1.8 + 1.2 * large, 0.8, n)),
            "vip": (rng.random(n) < 0.4).astype(float),
            "noise": rng.normal(size=n),
            "segment": np.where(large, "Large", "Small"),
        }
    )
    return frame, (rng.random(n) < staying(frame)).astype(float)


def staying(frame: pd.DataFrame) -> np.ndarray:
    score = 1.2 - 1.2 * np.minimum(frame["hours"], 24) / 24 + 0.7 * frame["vip"] + 1.8 * (frame["segment"] == "Large")
    return 1 / (1 + np.exp(-score.to_numpy()))


def model_of(frame: pd.DataFrame, stayed: np.ndarray, money: Money | None = None) -> WhatIf:
    outcome = Outcome("bought_again", "bought again", pd.Series(stayed, index=frame.index), None)
    return study(Collected(outcome, Features(frame, COLUMNS, []), frame.index), money).what_if


@pytest.fixture(scope="module")
def model() -> WhatIf:
    frame, stayed = made(4000, 5)
    # each customer spends 100 a year, so revenue is a hundred times the customers kept
    return model_of(frame, stayed, Money(pd.DataFrame({"EUR": 100.0}, index=frame.index)))


MOVES = [
    [Move("hours", "at most", 4.0)],
    [Move("vip", "share", 0.8)],
    [Move("hours", "at most", 4.0), Move("vip", "share", 0.8)],
]


@pytest.mark.parametrize("moves", MOVES, ids=["one", "share", "both"])
def test_the_true_change_lies_in_the_interval(model: WhatIf, moves: list[Move]) -> None:
    frame = model.customers
    truth = staying(model.moved(moves)).mean() - staying(frame).mean()
    found = model.forecast(moves).change
    assert found.low <= truth <= found.high
    assert found.low > 0


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    # 24 draws: at 95 % fewer than 20 hits happen once in a thousand
    hits = 0
    for seed in range(24):
        frame, stayed = made(2000, 100 + seed)
        model = model_of(frame, stayed)
        found = model.forecast(MOVES[2]).change
        hits += found.low <= staying(model.moved(MOVES[2])).mean() - staying(frame).mean() <= found.high
    assert hits >= 20


def test_customers_kept_and_revenue_follow_from_the_change(model: WhatIf) -> None:
    found = model.forecast(MOVES[0])
    assert found.after - found.before == pytest.approx(found.change.value)
    assert found.kept is not None
    assert found.kept.value == pytest.approx(4000 * found.change.value)
    ((currency, revenue),) = found.revenue
    assert currency == "EUR"
    assert revenue.value == pytest.approx(100 * found.kept.value)


def test_nothing_moved_changes_nothing(model: WhatIf) -> None:
    found = model.forecast([])
    assert found.change.value == 0
    assert "Nothing is moved" in found.support.sentence


def test_a_bigger_move_of_something_good_does_more(model: WhatIf) -> None:
    changes = [model.forecast([Move("vip", "share", share)]).change.value for share in (0.5, 0.7, 0.9)]
    assert changes == sorted(changes)


def test_a_driver_that_does_not_exist_or_is_context_cannot_be_moved(model: WhatIf) -> None:
    for name in ("weather", "segment"):
        with pytest.raises(NotFound) as told:
            model.forecast([Move(name, "at most", 1.0)])
        assert "hours, vip, noise" in str(told.value)


def test_the_model_is_kept_as_json_and_answers_alike(workspace, model: WhatIf) -> None:
    keep(workspace.database, "model", 1, model)
    again = kept(workspace.database, "model", 1, WhatIf)
    assert again is not None
    assert again.forecast(MOVES[2]) == model.forecast(MOVES[2])


@pytest.fixture(scope="module")
def by_channel() -> WhatIf:
    """3,000 customers served by phone (60 %), by chat (30 %, of whom 25 points more stay) or at a desk (rest)."""
    rng = np.random.default_rng(8)
    channel = rng.choice(["phone", "chat", "desk"], 3000, p=[0.6, 0.3, 0.1])
    stayed = (rng.random(3000) < 0.5 + 0.25 * (channel == "chat")).astype(float)
    frame = pd.DataFrame({"channel": channel, "noise": rng.normal(size=3000)})
    columns = [Column("channel", "channel", sort="category"), Column("noise", "noise")]
    outcome = Outcome("bought_again", "bought again", pd.Series(stayed), None)
    return study(Collected(outcome, Features(frame, columns, []), frame.index), None).what_if


def test_more_customers_of_a_category_keep_as_many_as_planted(by_channel: WhatIf) -> None:
    assert [column.name for column in by_channel.categories] == ["channel"]
    found = by_channel.forecast([Move("channel", "share", 0.6, "chat")])
    assert found.change.low <= 0.3 * 0.25 <= found.change.high
    assert found.change.low > 0
    assert found.support.seen


def test_a_category_is_given_to_as_few_as_it_takes_and_taken_from_nobody(by_channel: WhatIf) -> None:
    before = by_channel.customers["channel"]
    more = by_channel.moved([Move("channel", "share", 0.5, "chat")])["channel"]
    assert (more == "chat").mean() == pytest.approx(0.5, abs=0.001)
    assert ((before == "chat") <= (more == "chat")).all()
    fewer = by_channel.moved([Move("channel", "share", 0.1, "chat")])["channel"]
    assert (fewer == before).all()


def test_a_number_has_no_categories_to_move_to(by_channel: WhatIf) -> None:
    with pytest.raises(NotFound) as refusal:
        by_channel.forecast([Move("noise", "share", 0.5, "chat")])
    assert "channel" in str(refusal.value)


def test_a_category_that_nobody_has_is_refused_with_those_there_are(by_channel: WhatIf) -> None:
    with pytest.raises(NotFound) as refusal:
        by_channel.forecast([Move("channel", "share", 0.5, "letter")])
    assert "phone, chat, desk" in str(refusal.value)


def test_a_move_to_a_category_survives_the_ledger() -> None:
    move = Move("channel", "share", 0.6, "chat")
    assert Move(**move.as_value()) == move
    assert "level" not in Move("hours", "at most", 4.0).as_value(), "written as by earlier versions"
