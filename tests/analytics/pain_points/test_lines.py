"""Lines held as numbers say the same as lists of words."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.pain_points import lines as lines_module
from analytics.pain_points.lines import Lines

# Words of which one begins another, and one with an apostrophe: they sort differently with and without spaces.
WORDS = st.sampled_from(["car", "card", "can't", "late", "ñ", "配送"])
LINES = st.lists(st.lists(WORDS, max_size=6), max_size=8)


@given(LINES, st.data())
def test_any_choice_of_lines_gives_back_their_words(texts: list[list[str]], data: st.DataObject) -> None:
    at = st.integers(0, max(0, len(texts) - 1))
    rows = np.array(data.draw(st.lists(at, max_size=6 if texts else 0)), dtype=np.int64)
    lines = Lines.of(texts)
    assert list(lines) == texts
    assert list(lines.take(rows)) == [texts[row] for row in rows]
    start, end = sorted(data.draw(st.tuples(at, at)))
    assert list(lines.slice(start, end)) == texts[start:end]


@given(LINES)
def test_presence_and_use_count_a_word_once_per_line(texts: list[list[str]]) -> None:
    lines = Lines.of(texts)
    column = np.arange(len(lines.table)) - 1  # the first word has no column
    found = lines.presence(column, len(lines.table)).toarray()
    known = lines.table[1:]
    assert found.tolist() == [[float(word in line) for word in known] + [0.0] * bool(lines.table) for line in texts]
    assert lines.used().tolist() == [sum(word in line for line in texts) for word in lines.table]


@given(LINES)
def test_pairs_are_neighbours_within_a_line(texts: list[list[str]]) -> None:
    wanted = [[*line, *(f"{a} {b}" for a, b in itertools.pairwise(line))] for line in texts]
    assert list(Lines.of(texts).with_pairs()) == wanted


@given(LINES)
def test_keys_sort_and_agree_as_the_sorted_words_do(texts: list[list[str]]) -> None:
    keys, words = Lines.of(texts).sorted_keys(), [sorted(line) for line in texts]
    assert [keys.index(key) for key in keys] == [words.index(line) for line in words]
    assert sorted(range(len(keys)), key=keys.__getitem__) == sorted(range(len(words)), key=words.__getitem__)


def test_lines_of_several_parts_are_worked_out_as_those_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [["card", "late"], ["late"], [], ["card", "card", "lost"], ["lost", "late"]]
    whole = Lines.of(texts)
    used, keys = whole.used().tolist(), whole.sorted_keys()
    monkeypatch.setattr(lines_module, "_BLOCK", 2)
    assert (whole.used().tolist(), whole.sorted_keys()) == (used, keys)
