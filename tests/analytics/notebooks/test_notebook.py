"""Notebooks as values: whatever is edited, in whatever order, no cell is lost or doubled and every name stays usable."""

from __future__ import annotations

import keyword
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.errors import NotFound, UnknownView
from analytics.notebooks.notebook import Notebook, Picture, Query, Text, from_value

CELLS = st.one_of(
    st.builds(Text, st.sampled_from(["a", "b", ""]), st.text(max_size=20)),
    st.builds(Query, st.sampled_from(["a", "b", ""]), st.text(max_size=12), st.text(max_size=20)),
    st.builds(Picture, st.sampled_from(["a", "b", ""]), st.text(max_size=12), st.text(max_size=12)),
)
EDITS = st.lists(
    st.tuples(st.sampled_from(["add", "move", "copy", "drop", "change"]), CELLS, st.integers(-3, 12)), max_size=15
)


def edited(notebook: Notebook, edit: tuple) -> tuple[Notebook, int]:
    """The notebook after an edit, and how many cells it should have."""
    what, cell, number = edit
    if what == "add" or not notebook.cells:
        return notebook.adding(cell), len(notebook.cells) + 1
    chosen = notebook.cells[number % len(notebook.cells)].id
    if what == "move":
        return notebook.moving(chosen, number), len(notebook.cells)
    if what == "copy":
        return notebook.duplicating(chosen), len(notebook.cells) + 1
    if what == "drop":
        return notebook.without(chosen), len(notebook.cells) - 1
    return notebook.changing(replace(cell, id=chosen)), len(notebook.cells)


@given(EDITS)
def test_no_sequence_of_edits_loses_or_doubles_a_cell(edits: list[tuple]) -> None:
    notebook = Notebook("notebook-1", "May")
    for edit in edits:
        before = notebook
        notebook, expected = edited(notebook, edit)
        ids = [cell.id for cell in notebook.cells]
        names = [cell.name for cell in notebook.cells if not isinstance(cell, Text)]
        assert len(ids) == len(set(ids)) == expected
        assert len(names) == len(set(names))
        assert all(name.isidentifier() and not keyword.iskeyword(name) for name in names)
        if edit[0] == "move" and before.cells:
            assert sorted(ids) == sorted(cell.id for cell in before.cells)
        assert from_value(notebook.as_value()) == notebook


@given(st.text())
def test_a_free_name_is_one_that_sql_and_python_take_and_stays_what_it_is(wanted: str) -> None:
    notebook = Notebook("n", "")
    name = notebook.free_name(wanted)
    assert name.isidentifier()
    assert not keyword.iskeyword(name)
    assert notebook.free_name(name) == name


@pytest.mark.parametrize("taken", ["class", "Select", "workspace", "order", "None "])
def test_words_that_mean_something_else_are_no_names(taken: str) -> None:
    assert Notebook("n", "").free_name(taken) in (f"result_{taken.lower()}", "none")


def test_a_cell_keeps_its_name_when_it_is_changed_and_gives_way_when_it_is_taken() -> None:
    notebook = Notebook("n", "").adding(Query("a", "calls")).adding(Query("b", "late"))
    assert notebook.changing(Query("a", "calls", "SELECT 1")).cells[0].name == "calls"
    assert notebook.changing(Query("b", "Calls")).cells[1].name == "calls_2"


def test_a_cell_that_somebody_deleted_is_told_in_one_sentence() -> None:
    with pytest.raises(NotFound, match="not in the notebook any more"):
        Notebook("n", "").moving("gone", 1)


@pytest.mark.parametrize(
    "value", [None, 1, "x", [], {}, {"id": 1}, {"id": "n", "title": "t", "cells": [{"sort": "query"}]},
              {"id": "n", "title": "t", "cells": [{"id": "a", "sort": "python", "code": "1"}]}],
)  # fmt: skip
def test_what_is_no_notebook_is_refused_in_one_sentence(value: object) -> None:
    with pytest.raises(UnknownView, match="not the description of a notebook"):
        from_value(value)
