import json

import numpy as np
import pandas as pd
import pytest

from analytics.drivers import Contrast, Drivers
from analytics.drivers.analysis import explain
from analytics.drivers.columns import Column
from analytics.drivers.features import Features
from analytics.errors import NotEnoughData, NotFound
from analytics.retention.outcome import Outcome

COLUMNS = [
    Column("hours", "hours until the first response", unit="hours"),
    Column("vip", "VIP", sort="flag"),
    Column("noise", "noise"),
    Column("segment", "segment", "context", "category"),
]
FRAME_COLUMNS = [
    "name", "label", "importance", "low", "high", "top_three", "effect_pp", "effect_low", "effect_high",
    "from_value", "to_value", "direction", "n", "second_opinion_pp", "second_opinion_low",
    "second_opinion_high", "agrees", "naive_pp", "already", "group", "warning",
]  # fmt: skip


def _explain(frame: pd.DataFrame, stayed: np.ndarray, columns: list[Column] = COLUMNS, asked=()):
    outcome = Outcome("bought_again", "bought again", pd.Series(stayed, index=frame.index), None)
    return explain(outcome, Features(frame, columns, []), asked)


def test_the_planted_driver_comes_first_with_its_effect_and_the_sign_put_right(planted):
    frame, stayed, truth = planted
    found = _explain(frame, stayed, asked=(Contrast("hours", 24, 4),))
    assert list(found.drivers.columns) == FRAME_COLUMNS
    hours = found.drivers.set_index("name").loc["hours"]
    assert hours["effect_low"] <= 100 * truth <= hours["effect_high"]
    assert (hours["direction"], bool(hours["agrees"])) == ("down", True)
    assert hours["naive_pp"] < 0
    assert found.drivers["name"].iloc[-1] == "noise"
    assert found.drivers["importance"].sum() == pytest.approx(1)
    assert (found.drivers["low"] <= found.drivers["importance"]).all()
    assert (found.drivers["importance"] <= found.drivers["high"]).all()
    assert found.adjusted_for == ("segment",)
    assert "certain" in found.sentence
    assert any("not known what came first" in note for note in found.notes)


def test_a_leak_is_named_left_out_and_never_ranked(planted):
    frame, stayed, _ = planted
    leaking = frame.assign(cancel_fee=np.where(stayed == 1, 0.0, 25.0))
    found = _explain(leaking, stayed, [*COLUMNS, Column("cancel_fee", "cancel fee")])
    assert "cancel_fee" not in set(found.drivers["name"])
    assert "almost alone" in dict(found.left_out)["cancel_fee"]


def test_drivers_that_move_together_carry_a_warning_and_are_ranked_as_one(planted):
    frame, stayed, _ = planted
    twin = frame.assign(wait=frame["hours"] ** 1.2 + np.random.default_rng(0).normal(size=len(frame)) / 10)
    result = _explain(twin, stayed, [*COLUMNS, Column("wait", "wait")])
    found = result.drivers.set_index("name")
    assert "moves together with wait" in found.loc["hours", "warning"]
    ranked = result.importance
    assert ranked["label"].iloc[0] in (
        "hours until the first response and wait",
        "wait and hours until the first response",
    )
    assert len(ranked) == len(found) - 1
    both = found.loc[["hours", "wait"]]
    assert ranked["importance"].iloc[0] == pytest.approx(both["importance"].sum())
    together = ranked["high"].iloc[0] - ranked["low"].iloc[0]
    assert together < (both["high"] - both["low"]).sum(), "what falls on which of them is uncertain, their sum is not"
    assert ranked["importance"].sum() == pytest.approx(1)


def test_the_same_question_gives_the_same_answer(planted):
    frame, stayed, _ = planted
    first, again = _explain(frame, stayed), _explain(frame, stayed)
    pd.testing.assert_frame_equal(first.drivers, again.drivers, check_exact=True)
    pd.testing.assert_frame_equal(first.curves, again.curves, check_exact=True)


def test_pure_noise_is_said_to_be_noise():
    rng = np.random.default_rng(0)  # one seed in twenty may well find something in noise
    frame = pd.DataFrame({"noise": rng.normal(size=1000)})
    found = _explain(frame, (rng.random(1000) < 0.8).astype(float), [COLUMNS[2]])
    assert found.sentence.startswith("The one driver in the data, noise, does not go with")
    assert "guessing" in found.quality.sentence


def test_too_few_leavers_are_refused(planted):
    frame, _, _ = planted
    with pytest.raises(NotEnoughData, match="Only 5 of"):
        _explain(frame, np.array([0.0] * 5 + [1.0] * (len(frame) - 5)))


def test_nobody_in_the_population_is_refused():
    with pytest.raises(NotEnoughData, match="0 customers"):
        _explain(pd.DataFrame({"noise": np.empty(0)}), np.empty(0), [COLUMNS[2]])


@pytest.mark.slow
def test_from_tables_to_the_answer(workspace, put):
    # 600 customers with one ticket each; those who waited 30 hours leave three times as often
    rng = np.random.default_rng(0)
    waited = np.where(rng.random(600) < 0.5, 30.0, 2.0) + rng.random(600)
    stays = rng.random(600) < np.where(waited > 24, 0.5, 0.85)
    ids = [f"c{n:03d}" for n in range(600)]
    put("tickets", [
        {"ticket_id": c, "customer_id": c, "created_at": pd.Timestamp("2026-05-10"),
         "first_response_minutes": 60 * w}
        for c, w in zip(ids, waited, strict=True)
    ])  # fmt: skip
    first = [
        {"order_id": f"a{c}", "customer_id": c, "ordered_at": pd.Timestamp("2026-05-01"), "amount": 9.0} for c in ids
    ]
    second = [o | {"order_id": f"b{o['customer_id']}", "ordered_at": pd.Timestamp("2026-10-28")}
              for o, stayed in zip(first, stays, strict=True) if stayed]  # fmt: skip
    put("sales", first + second)
    heard: list[float] = []
    asked = (Contrast("first_response_hours", 30, 3),)
    found = Drivers(contrasts=asked).run(workspace, lambda share, text: heard.append(share))
    row = found.drivers.set_index("name").loc["first_response_hours"]
    assert found.outcome == "bought_again"
    assert row["effect_low"] <= 35 <= row["effect_high"]
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    with pytest.raises(NotFound, match="The drivers are"):
        Drivers(contrasts=(Contrast("weather", 0, 1),)).run(workspace)


@pytest.mark.real
@pytest.mark.slow
def test_ibm_telco_gives_an_answer_that_stands_up_to_a_plain_regression(workspace, put, real_data):
    table = pd.read_csv(real_data / "churn" / "ibm_telco" / "Telco-Customer-Churn.csv", dtype=str)
    kept = table.drop(columns="customerID").to_dict("records")
    put("customers", [
        {"customer_id": c, "extra": json.dumps(row)} for c, row in zip(table["customerID"], kept, strict=True)
    ])  # fmt: skip
    found = Drivers(outcome="customers.churn", contrasts=(Contrast("Contract", "Month-to-month", "Two year"),))
    result = found.run(workspace)
    assert result.n == 7043
    assert result.quality.auc > 0.845
    assert 0.9 < result.quality.calibration_slope < 1.1
    contract = result.drivers.set_index("name").loc["Contract"]
    assert contract["effect_high"] < -10
    assert contract["agrees"]
    assert "tenure" in result.adjusted_for
