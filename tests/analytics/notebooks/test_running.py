"""Running: only what depends is run again, a cell says when it is stale, and a notebook survives what happens to its data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from analytics import Workspace
from analytics.errors import Cancelled
from analytics.notebooks.keeping import keep_runs, make_notebook, runs_of
from analytics.notebooks.notebook import Analysis, Cell, Notebook, Picture, Query, Text
from analytics.notebooks.running import Runner
from analytics.notebooks.templates import TEMPLATES, template_cells
from analytics.notebooks.view import View
from analytics.notebooks.views_pain_points import OnePainPoint
from analytics.notebooks.views_scorecards import KpiOverTime
from analytics.pain_points.decisions import merged
from analytics.pain_points.keeping import decisions_of
from tests.filled_shop import THEMES

Clock = Callable[[], datetime]


@pytest.fixture
def numbers(workspace: Workspace, clock: Clock) -> Runner:
    """Four cells: two stand alone, one counts the first, and a chart shows that count."""
    cells: tuple[Cell, ...] = (
        Text("t", "# May"),
        Query("a", "days", "SELECT range AS day FROM range(5)"),
        Query("b", "apart", "SELECT 1 AS one"),
        Query("c", "counted", "SELECT count(*) AS n FROM days"),
        Picture("d", "chart", "counted", "bar", "n", "n"),
    )
    return Runner(workspace, make_notebook(workspace, "May", "Ada", cells), clock)


def changed(running: Runner, cell: Cell) -> Runner:
    return Runner(running.workspace, running.notebook.changing(cell), running.now, dict(running.runs))


def fresh(running: Runner) -> str:
    """The ids of the cells that would give what they gave."""
    return "".join(cell.id for cell in running.notebook.cells if not isinstance(cell, Text) and running.is_fresh(cell))


def test_a_result_can_be_asked_by_the_cells_below(numbers: Runner) -> None:
    runs = numbers.run_all()
    assert [run.refusal for run in runs] == ["", "", "", ""]
    counted = numbers.runs["c"].table
    assert counted is not None
    assert counted["n"].tolist() == [5]
    assert numbers.runs["d"].chart is not None


def test_what_ran_before_it_was_stopped_stays_and_nothing_begins_after(numbers: Runner) -> None:
    def tell(share: float, doing: str) -> None:
        if share > 0:
            numbers.cancel.set()

    with pytest.raises(Cancelled, match="stopped before apart ran"):
        numbers.run_all(tell)
    assert list(numbers.runs) == ["a"]


def test_only_what_depends_on_an_edited_cell_runs_again(numbers: Runner) -> None:
    numbers.run_all()
    assert fresh(numbers) == "abcd"
    edited = changed(numbers, Query("a", "days", "SELECT range AS day FROM range(7)"))
    assert fresh(edited) == "b"
    assert edited.run_with_dependants("a") == ["a", "c", "d"]
    assert edited.runs["b"] is numbers.runs["b"]
    assert fresh(edited) == "abcd"


def test_moving_and_collapsing_make_nothing_stale_and_renaming_does(numbers: Runner) -> None:
    numbers.run_all()
    moved = Runner(numbers.workspace, numbers.notebook.moving("b", -1), numbers.now, numbers.runs)
    assert fresh(moved) == "bacd"
    cell = numbers.notebook.cell("a")
    assert fresh(changed(numbers, replace(cell, collapsed=True))) == "abcd"
    assert "c" not in fresh(changed(numbers, replace(cell, name="dates")))  # type: ignore[call-arg]


def test_stale_sources_run_first(numbers: Runner) -> None:
    numbers.run("d")
    assert fresh(numbers) == "acd"


def test_running_what_is_stale_leaves_the_rest_alone(numbers: Runner) -> None:
    numbers.run_all()
    before = dict(numbers.runs)
    edited = changed(numbers, Query("b", "apart", "SELECT 2 AS one"))
    edited.run_all(only_stale=True)
    assert [id for id in "abcd" if edited.runs[id] is not before[id]] == ["b"]


def test_a_refusal_above_is_told_below_and_the_rest_goes_on(numbers: Runner) -> None:
    broken = changed(numbers, Query("a", "days", "SELECT nothing FROM nowhere"))
    broken.run_all()
    assert "does not run" in broken.runs["a"].refusal
    assert broken.runs["c"].refusal.startswith("days has no result:")
    assert broken.runs["d"].refusal.startswith("counted has no result:")
    assert not broken.runs["b"].refusal


def test_a_chart_of_a_result_that_is_gone_says_so(numbers: Runner) -> None:
    gone = Runner(numbers.workspace, numbers.notebook.without("c"), numbers.now, {})
    assert "no result called 'counted'" in gone.run("d").refusal


def test_a_cell_does_not_see_those_below_it(numbers: Runner) -> None:
    below = Runner(numbers.workspace, numbers.notebook.moving("c", -3), numbers.now, {})
    assert "does not run" in below.run("c").refusal


def test_a_table_that_was_kept_in_part_is_run_anew_before_it_is_used(workspace: Workspace, clock: Clock) -> None:
    cells = (
        Query("a", "many", "SELECT range AS n FROM range(6000)"),
        Query("b", "sum", "SELECT count(*) AS n FROM many"),
    )
    notebook = make_notebook(workspace, "May", "Ada", cells)
    first = Runner(workspace, notebook, clock)
    keep_runs(workspace, notebook.id, [first.run("a")])
    later = Runner(workspace, notebook, clock, runs_of(workspace, notebook.id))
    table = later.run("b").table
    assert table is not None
    assert table["n"].tolist() == [6000]


def test_new_data_makes_cells_stale_and_writing_notes_does_not(
    own_shop: Workspace, tmp_path: Path, clock: Clock
) -> None:
    view = View("kpi.over_time", KpiOverTime("nps"))
    cells = (Analysis("a", "nps", view.as_value()), Query("b", "all", "SELECT count(*) AS n FROM surveys"))
    running = Runner(own_shop, make_notebook(own_shop, "May", "Ada", cells), clock)
    running.run_all()
    own_shop.ledger.record("note", "support", "we called them", "Ada")
    assert fresh(running) == "ab"
    more = tmp_path / "survey.csv"
    more.write_text(
        "response_id,customer_id,answered_at,nps_score,comment,touchpoint\nnew,c1,2026-03-01 10:00,10,good,Delivery\n"
    )
    own_shop.load(more, who="Ada")
    assert fresh(running) == ""
    counted = running.run("b").table
    assert counted is not None
    assert counted["n"].tolist() == [301]


def test_a_notebook_survives_the_rename_of_its_phase(own_shop: Workspace, clock: Clock) -> None:
    cells = tuple(
        Analysis(id, id, View("kpi.over_time", KpiOverTime("nps", phase)).as_value())
        for id, phase in (("a", "adoption"), ("b", "Adoption"))
    )
    running = Runner(own_shop, make_notebook(own_shop, "May", "Ada", cells), clock)
    first = running.run("a").table
    assert first is not None
    phases = own_shop.phases()
    own_shop.set_phases([replace(p, name="Getting going") if p.id == "adoption" else p for p in phases], "Ada")
    again = running.run("a").table
    assert again is not None
    pd.testing.assert_frame_equal(again, first)  # by its id, it is the same phase
    assert not running.run("b").refusal  # a name of before still finds it, as long as no other phase has it


def test_a_cell_on_a_pain_point_follows_it_into_the_one_it_was_merged_into(own_shop: Workspace, clock: Clock) -> None:
    found = own_shop.pain_points().pain_points["id"].astype(str).tolist()
    assert len(found) == len(THEMES)
    view = View("pain_points.months", OnePainPoint(found[0]))
    running = Runner(own_shop, make_notebook(own_shop, "May", "Ada", [Analysis("a", "a", view.as_value())]), clock)
    before = running.run("a").table
    own_shop.decide_on_pain_points(merged(decisions_of(own_shop), found[0], found[1]), "Ada")
    assert not running.is_fresh(running.notebook.cells[0])  # type: ignore[arg-type]
    after = running.run("a").table
    assert before is not None
    assert after is not None
    assert after["comments"].sum() > before["comments"].sum()


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_says_something_or_why_not_in_every_cell(workspace: Workspace, clock: Clock, name: str) -> None:
    notebook = Notebook("n", name, template_cells(name))
    for run in Runner(workspace, notebook, clock).run_all():
        assert run.refusal or run.table is not None
    assert isinstance(notebook.cells[0], Text)


def test_a_cell_that_this_program_does_not_know_refuses_and_stops_nothing(workspace: Workspace, clock: Clock) -> None:
    cells = (Analysis("a", "old", {"view": "gone.view", "of": {}}), Query("b", "one", "SELECT 1 AS n"))
    runs = Runner(workspace, make_notebook(workspace, "May", "Ada", cells), clock).run_all()
    assert "no view called 'gone.view'" in runs[0].refusal
    assert not runs[1].refusal


def test_with_fifty_cells_it_is_told_at_once_what_is_stale(workspace: Workspace, clock: Clock) -> None:
    """Each uses the one above: telling is done by reading each query once."""
    cells = [
        Query("q0", "q0", "SELECT 1 AS n"),
        *(Query(f"q{n}", f"q{n}", f"SELECT n + 1 AS n FROM q{n - 1}") for n in range(1, 50)),
    ]
    running = Runner(workspace, make_notebook(workspace, "Long", "Ada", cells), clock)
    running.run("q2")
    started = datetime.now()
    assert len(fresh(running)) == len("q0q1q2")
    assert (datetime.now() - started).total_seconds() < 15
