"""Keeping notebooks: undo gives back exactly what was there, and two people at once lose nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from analytics import Workspace
from analytics.errors import NotFound
from analytics.notebooks.keeping import (
    delete_notebook,
    edit_notebook,
    find_notebook,
    keep_runs,
    make_notebook,
    notebooks,
    runs_of,
    undo_last_change,
)
from analytics.notebooks.notebook import Notebook, Query, Text
from analytics.notebooks.running import Run
from analytics.store.asking import ask

AT = datetime(2026, 3, 21, 9, 30)


@given(st.lists(st.sampled_from(["add", "rename", "drop", "undo", "nothing"]), max_size=8))
def test_undo_restores_exactly_the_value_of_before(steps: list[str]) -> None:
    workspace = Workspace()
    made = make_notebook(workspace, "May", "Ada", [Text("first", "hello")])
    history = [made]
    for number, step in enumerate(steps):
        if step == "undo":
            undo_last_change(workspace, made.id, "Ada")
            if len(history) > 1:
                history.pop()
        else:
            history += [after for after in [_edited(workspace, made.id, step, number)] if after != history[-1]]
        assert find_notebook(workspace, made.id) == history[-1]
    workspace.close()


def _edited(workspace: Workspace, id: str, step: str, number: int) -> Notebook:
    edits = {
        "add": lambda there: there.adding(Query("q", f"result {number}")),
        "rename": lambda there: replace(there, title=f"June {number}"),
        "drop": lambda there: there.without(there.cells[-1].id) if there.cells else there,
        "nothing": lambda there: there,
    }
    return edit_notebook(workspace, id, edits[step], "Ada", step)


def test_undo_says_what_it_took_back_and_stops_at_the_making(workspace: Workspace) -> None:
    made = make_notebook(workspace, "May", "Ada")
    edit_notebook(workspace, made.id, lambda there: there.adding(Text("a", "x")), "Ada", "added a cell")
    assert undo_last_change(workspace, made.id, "Bob") == "added a cell"
    assert undo_last_change(workspace, made.id, "Bob") == ""
    assert find_notebook(workspace, "may") == made


def test_two_people_who_edit_different_cells_lose_nothing(workspace: Workspace) -> None:
    made = make_notebook(workspace, "May", "Ada", [Text("a", "one"), Text("b", "two")])

    def slow(there: Notebook) -> Notebook:
        """Ada's edit; Bob's is kept after she read and before she writes."""
        if there.cells[1].text == "two":  # type: ignore[union-attr]
            edit_notebook(workspace, made.id, lambda now: now.changing(Text("b", "Bob's")), "Bob")
        return there.changing(Text("a", "Ada's"))

    edit_notebook(workspace, made.id, slow, "Ada")
    assert [cell.text for cell in find_notebook(workspace, made.id).cells] == ["Ada's", "Bob's"]  # type: ignore[union-attr]


def test_a_title_that_is_taken_gets_a_number(workspace: Workspace) -> None:
    titles = [make_notebook(workspace, "May", "Ada").title for _ in range(3)]
    assert titles == ["May", "May (2)", "May (3)"]
    assert [notebook.title for notebook in notebooks(workspace)] == titles


def test_a_deleted_notebook_is_gone_and_undo_brings_it_back(workspace: Workspace) -> None:
    made = make_notebook(workspace, "May", "Ada", [Text("a", "one")])
    delete_notebook(workspace, made.id, "Ada")
    assert notebooks(workspace) == ()
    with pytest.raises(NotFound, match="not there any more"):
        edit_notebook(workspace, made.id, lambda there: there, "Ada")
    undo_last_change(workspace, made.id, "Ada")
    assert find_notebook(workspace, "May") == made


def test_an_unknown_notebook_is_told_with_those_that_there_are(workspace: Workspace) -> None:
    make_notebook(workspace, "May", "Ada")
    with pytest.raises(NotFound, match=r"called 'June'. There are: May"):
        find_notebook(workspace, "June")


# Each is a type of column that a query may give: numbers to the last digit, times with and without zone, parts within parts.
TYPES = (
    "9007199254740993::BIGINT", "0.1::DOUBLE + 0.2", "1.5::DECIMAL(10, 3)", "true", "NULL", "'a' || chr(128512)", "'inf'::DOUBLE",
    "DATE '2020-01-01'", "TIMESTAMP '0001-01-01'", "TIMESTAMPTZ '2020-01-01 00:00:00+02'", "INTERVAL 1 DAY", "'x'::ENUM('x', 'y')",
    "TIMESTAMP_NS '2020-01-01 00:00:00.123456789'",
)  # fmt: skip


@pytest.mark.parametrize("value", TYPES)
def test_a_kept_run_comes_back_equal(workspace: Workspace, value: str) -> None:
    table = ask(workspace.database, f"SELECT {value} AS v UNION ALL SELECT NULL")
    run = Run("a", "mark", AT, 3, 0.25, "Title", table, {"mark": "bar"}, "note", "", len(table))
    keep_runs(workspace, "n", [run])
    (back,) = runs_of(workspace, "n").values()
    assert back.table is not None
    assert_frame_equal(back.table, table, check_categorical=False)
    assert replace(back, table=None) == replace(run, table=None)
    assert back.is_whole


@pytest.mark.parametrize(
    "value", ["'ab'::BLOB", "uuid()", "['ab'::BLOB]", "[INTERVAL 1 DAY]", "{'a': [1, 2]}", "TIME '10:00'"]
)
def test_what_json_cannot_hold_is_kept_as_text_and_never_breaks_a_visit(workspace: Workspace, value: str) -> None:
    table = ask(workspace.database, f"SELECT {value} AS v")
    keep_runs(workspace, "n", [Run("a", "mark", AT, 3, 0.25, table=table, rows=1)])
    (back,) = runs_of(workspace, "n").values()
    assert back.table is not None
    assert len(back.table) == 1


def test_of_a_long_table_the_first_rows_are_kept_and_how_many_there_were(workspace: Workspace) -> None:
    table = pd.DataFrame({"n": range(7_000)})
    keep_runs(workspace, "n", [Run("a", "mark", AT, 3, 0.25, table=table, rows=7_000)])
    (back,) = runs_of(workspace, "n").values()
    assert back.table is not None
    assert (len(back.table), back.rows, back.is_whole) == (5_000, 7_000, False)
