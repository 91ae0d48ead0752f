"""Suggested targets: from the KPI's own history, each with its reason, round and on the scale."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from analytics.scorecards.suggestions import suggestions
from tests.made_scorecards import card

# Moves of 4, 2 and 6 points, then 4 down to the present 50 %: the usual one is 4.
EARLIER = (("2025-01-01", 0.46), ("2025-04-01", 0.50), ("2025-07-01", 0.48), ("2025-10-01", 0.54))


def values(kpi) -> dict[str, float]:
    return {each.name: each.value for each in suggestions(kpi, 90)}


def test_best_step_and_stretch_are_computed_by_hand() -> None:
    assert values(card(earlier=EARLIER)) == {"Own best quarter": 0.54, "Realistic step": 0.54, "Stretch": 0.58}


def test_the_reason_names_the_period_of_the_best() -> None:
    assert suggestions(card(earlier=EARLIER), 90)[0].reason == "the best of 4 earlier ones, from 1 October 2025 on"
    assert suggestions(card(earlier=EARLIER), 30)[0].name == "Own best 30 days"


def test_less_is_better_where_it_is() -> None:
    slow = card(
        better="down", unit="minutes", bounds=(0.0, None), value=300.0, low=280.0, high=320.0,
        target=250.0, threshold=400.0, earlier=(("2025-07-01", 260.0), ("2025-10-01", 340.0)),
    )  # fmt: skip
    assert values(slow) == {"Own best quarter": 260.0, "Realistic step": 240.0, "Stretch": 200.0}


def test_the_present_may_be_the_best_there_was() -> None:
    risen = card(value=0.6, earlier=(("2025-07-01", 0.5), ("2025-10-01", 0.52)))
    assert values(risen)["Stretch"] > 0.6


def test_without_history_or_value_nothing_is_suggested() -> None:
    assert suggestions(card(earlier=EARLIER[:1]), 90) == ()
    assert suggestions(card(value=None, earlier=EARLIER), 90) == ()


@example(past=[0.0, 1.0], now=2.3e-309, better="up")  # next to nothing is no width for a step
@given(st.lists(st.floats(0.0, 1.0), min_size=2, max_size=8), st.floats(0.0, 1.0), st.sampled_from(["up", "down"]))
def test_suggestions_stay_on_the_scale_and_a_step_is_for_the_better(past, now, better) -> None:
    earlier = tuple((f"2025-{month:02}-01", value) for month, value in enumerate(past, 1))
    kpi = card(value=now, low=now, high=now, better=better, target=None, threshold=None, earlier=earlier)
    best, step, stretch = (each.value for each in suggestions(kpi, 90))
    assert all(0.0 <= value <= 1.0 for value in (best, step, stretch))
    sign = 1 if better == "up" else -1
    assert sign * stretch >= sign * best - 0.02  # to the slider's step
