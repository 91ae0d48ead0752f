"""Groups learnt from comments, and going on from them."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from analytics.errors import NotEnoughData
from analytics.pain_points.learning import continue_groups, learn_groups
from analytics.pain_points.screening import screen

Themed = tuple[list[str], list[str]]


def test_the_themes_and_their_number_are_found(themed: Themed) -> None:
    texts, truth = themed
    read = screen(texts)
    learnt = learn_groups(read, read.usable())
    assert learnt.count == 4
    assert adjusted_rand_score(truth, learnt.labels) > 0.95


@pytest.mark.parametrize("count", [2, 7])
def test_the_number_asked_for_is_given(themed: Themed, count: int) -> None:
    read = screen(themed[0])
    learnt = learn_groups(read, read.usable(), count)
    assert set(learnt.labels) - {-1} == set(range(count))


def test_the_order_of_the_file_changes_nothing(themed: Themed) -> None:
    texts = themed[0]
    order = np.random.default_rng(3).permutation(len(texts))
    one, other = screen(texts), screen([texts[at] for at in order])
    first = learn_groups(one, one.usable()).labels[order]
    second = learn_groups(other, other.usable()).labels
    assert np.array_equal(first, second)


def test_nonsense_has_no_structure(nonsense: list[str]) -> None:
    read = screen(nonsense)
    with pytest.raises(NotEnoughData, match="no structure"):
        learn_groups(read, read.usable())


def test_groups_of_nonsense_that_were_asked_for_are_said_to_mean_nothing(nonsense: list[str]) -> None:
    read = screen(nonsense)
    assert not learn_groups(read, read.usable(), 5).structured


def test_fewer_than_thirty_different_comments_are_to_be_read() -> None:
    read = screen(["The parcel is late", "My card was charged twice"] * 50)
    with pytest.raises(NotEnoughData, match="2 different comments are too few for groups: read them"):
        learn_groups(read, read.usable())


def test_going_on_keeps_what_was_placed_and_places_what_is_new(themed: Themed) -> None:
    texts, truth = themed
    read = screen(texts)
    known = np.array([["late", "charge", "login", "grind"].index(theme) for theme in truth])
    before = np.where(np.arange(len(texts)) % 3 == 0, -1, known)  # every third comment is new
    learnt = continue_groups(read, read.usable(), before, 4)
    assert np.array_equal(learnt.labels[before >= 0], before[before >= 0])
    new = before < 0
    assert (learnt.labels[new] == known[new]).mean() > 0.95


def test_a_theme_that_nobody_knew_becomes_a_new_group(themed: Themed) -> None:
    texts, truth = themed
    read = screen(texts)
    known = np.array([["late", "charge", "login", "grind"].index(theme) for theme in truth])
    learnt = continue_groups(read, read.usable(), np.where(known == 3, -1, known), 3)
    assert learnt.count >= 4
    assert (learnt.labels[known == 3] >= 3).mean() > 0.8
    assert np.array_equal(learnt.labels[known < 3], known[known < 3])


def test_strange_comments_that_have_nothing_in_common_become_no_group(themed: Themed) -> None:
    texts, truth = themed
    rng = np.random.default_rng(4)
    odd = [" ".join(f"{a}{b}{c}x" for a, b, c in rng.choice(list("bdfgklmnprst"), (7, 3))) for _ in range(60)]
    read = screen([*texts, *odd])
    known = np.array([["late", "charge", "login", "grind"].index(theme) for theme in truth])
    learnt = continue_groups(read, read.usable(), np.append(known, np.full(60, -1)), 4)
    assert learnt.count == 4
