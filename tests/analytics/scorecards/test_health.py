"""The check of a scorecard itself: each fault alone is found, and a sound scorecard has none."""

from __future__ import annotations

from dataclasses import replace

from analytics.scorecards.cards import PerspectiveCard
from analytics.scorecards.health import findings
from tests.made_scorecards import card, scorecard

SOUND = (card("csat", owner="Ada"), card("effort", timing="leading", owner="Bea"))


def checks(result, touched=None) -> list[str]:
    return [finding.check for finding in findings(result, touched)]


def test_a_sound_scorecard_has_no_faults() -> None:
    assert checks(scorecard(*SOUND), frozenset({"support/csat", "support/effort"})) == []


def test_a_perspective_without_figures_is_named() -> None:
    result = scorecard(*SOUND)
    phase = result.phases[0]
    empty = replace(phase, perspectives=(*phase.perspectives, PerspectiveCard("Financial", None, (), ("revenue",))))
    (found,) = findings(replace(result, phases=(empty,)))
    assert (found.check, "Financial" in found.sentence) == ("no KPIs", True)


def test_lagging_without_leading() -> None:
    assert checks(scorecard(SOUND[0])) == ["nothing leading"]
    assert checks(scorecard(SOUND[0], replace(SOUND[1], value=None))) == ["nothing leading"]


def test_what_nobody_touched_in_two_reviews_is_named_and_nothing_before_there_were_two() -> None:
    (found,) = findings(scorecard(*SOUND), frozenset({"support/csat"}))
    assert (found.check, "effort" in found.sentence, "csat" in found.sentence) == ("nobody moved", True, False)


def test_targets_without_owner_but_not_kpis_without_target() -> None:
    unowned = replace(SOUND[0], owner="")
    assert checks(scorecard(unowned, SOUND[1])) == ["no owner"]
    assert checks(scorecard(replace(unowned, target=None, threshold=None), SOUND[1])) == []


def test_a_red_that_hardly_counts_is_hidden() -> None:
    # Alone the red one scores 0 and the other 10: weighed 1 to 9 the perspective is at 9, weighed alike at 5.
    red = card("red", value=0.1, low=0.05, high=0.15, weight=1.0, owner="Ada", timing="leading")
    green = card("green", value=0.95, low=0.9, high=1.0, weight=9.0, owner="Ada")
    assert red.status == "red"
    assert checks(scorecard(red, green)) == ["red hidden"]
    assert checks(scorecard(replace(red, weight=9.0), green)) == []


def test_a_red_that_counts_nothing_is_hidden_whatever_the_score() -> None:
    red = card("red", value=0.1, low=0.05, high=0.15, weight=0.0, owner="Ada", timing="leading")
    other = card("other", value=0.2, low=0.15, high=0.25, weight=1.0, owner="Ada")
    assert checks(scorecard(red, other)) == ["red hidden"]
