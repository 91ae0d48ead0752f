"""The page Notebook: begun from a template or from a pin, edited, run, taken back."""

from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analytics import Workspace
from analytics.notebooks.catalogue import VIEWS
from analytics.notebooks.keeping import edit_notebook, find_notebook, make_notebook, runs_of
from analytics.notebooks.notebook import Analysis, Cell, Notebook, Query, Text
from analytics.notebooks.templates import TEMPLATES
from analytics.notebooks.view import View, parameters
from analytics.pain_points.reading import CommentQuery
from pages.parts.session import CELL_PAGE, EDITED
from tests.pages.conftest import texts


def opened(app: AppTest) -> AppTest:
    app.run()
    at = app.switch_page("pages/notebook.py").run()
    assert not at.exception
    return at


def press(at: AppTest, key: str) -> AppTest:
    at = at.button(key=key).click().run()
    assert not at.exception
    return at


def settled(at: AppTest) -> AppTest:
    """Look again until nothing runs in the background any more."""
    until = monotonic() + 60
    while any(button.label == "Stop" for button in at.button):
        assert monotonic() < until
        sleep(0.2)
        at.run()
    assert not at.exception
    return at


def kept(path: Path, *cells: Cell) -> Notebook:
    """A notebook of these cells in the workspace."""
    workspace = Workspace(path)
    made = make_notebook(workspace, "May", "Ada", cells)
    workspace.close()
    return made


def now(path: Path, title: str = "May") -> tuple[Notebook, dict[str, Any]]:
    """The notebook as it stands in the workspace, and what its cells gave."""
    workspace = Workspace(path)
    found = find_notebook(workspace, title)
    runs = runs_of(workspace, found.id)
    workspace.close()
    return found, runs


def test_an_empty_workspace_says_what_will_stand_here(app: AppTest, empty: Path) -> None:
    assert "Analyses that you pin stand here" in texts(opened(app))


def test_without_a_notebook_the_templates_are_offered_and_one_is_begun(app: AppTest, shop: Path) -> None:
    at = opened(app)
    assert all(name in texts(at) for name in TEMPLATES)
    at = press(at, "begin-Onboarding check")
    assert "not run yet" in texts(at)
    found, _ = now(shop, "Onboarding check")
    assert len(found.cells) == 6


def test_a_query_is_run_from_the_page_and_stays_for_the_next_visit(app: AppTest, shop: Path) -> None:
    made = kept(shop, Query("a", "counted", "SELECT count(*) AS tickets FROM tickets"))
    at = settled(press(opened(app), f"run-{made.id}-a"))
    assert "ran " in texts(at)
    assert at.dataframe[0].value["tickets"].tolist() == [240]
    _, runs = now(shop)
    assert runs["a"].table["tickets"].tolist() == [240]


def test_a_query_that_takes_too_long_is_stopped_and_what_stood_there_stays(app: AppTest, shop: Path) -> None:
    made = kept(shop, Query("a", "endless", "SELECT 1 AS n"))
    at = settled(press(opened(app), f"run-{made.id}-a"))
    endless = Query("a", "endless", "SELECT count(*) AS n FROM range(1000000000000) WHERE range % 3 = 1")
    workspace = Workspace(shop)
    edit_notebook(workspace, made.id, lambda there: there.changing(endless), "Ada", "asked too much")
    workspace.close()
    at = press(at, f"run-{made.id}-a")
    at = settled(press(at, f"stop-{made.id}-a"))
    assert any("was stopped" in toast.value for toast in at.toast)
    assert at.dataframe[0].value["n"].tolist() == [1]
    assert now(shop)[1]["a"].table["n"].tolist() == [1]


def test_run_all_runs_every_cell_and_tells_refusals_where_they_belong(app: AppTest, shop: Path) -> None:
    kept(
        shop,
        Query("a", "one", "SELECT 1 AS n"),
        Query("b", "broken", "SELECT gone FROM tickets"),
        Analysis("c", "odd", {"view": "<b>"}),
    )
    at = settled(press(opened(app), "run-all"))
    assert "The query does not run" in texts(at)
    assert "There is no view called" in texts(at)
    assert "Nothing is stale" in [button.label for button in at.button]


def test_a_cell_is_added_with_its_form_open_and_taken_back(app: AppTest, shop: Path) -> None:
    """Keeping what is entered runs the cell's fragment alone, which only a browser can do."""
    made = kept(shop, Text("t", "# May"))
    at = press(opened(app), "add-Words")
    cell = now(shop)[0].cells[-1]
    at.text_area(key=f"text-{made.id}-{cell.id}").set_value("What it means for us").run()
    assert "Not kept yet." in texts(at)
    press(at, "undo-notebook")
    assert now(shop)[0] == made


def test_a_form_of_any_analysis_that_is_opened_and_not_touched_changes_nothing(app: AppTest, shop: Path) -> None:
    """Also where its value is no longer among those that are offered: it stays until somebody chooses another."""
    cells = [Analysis(f"c{n}", f"look {n}", View(v, parameters(VIEWS[v], {})).as_value()) for n, v in enumerate(VIEWS)]
    gone = CommentQuery("P999", segment=("segment", "gone"), source="letters")
    cells.append(Analysis("gone", "gone", View("pain_points.comments", gone).as_value()))
    made = kept(shop, *cells)
    at = opened(app)
    for first in range(0, len(cells), 12):
        shown = cells[first : first + 12]
        at.session_state[EDITED] = {f"{made.id}-{cell.id}" for cell in shown}
        at.session_state[CELL_PAGE] = f"{first + 1}–{first + len(shown)}"
        at.run()
        assert not at.exception
        assert sum(button.label == "Keep and run" for button in at.button) == len(shown)
        assert "Not kept yet." not in texts(at)


@pytest.mark.parametrize("word", ["<script>alert(1)</script>", "![x](http://e.example/x.png)", ":material/home: $x$"])
def test_a_title_and_words_of_others_are_shown_as_they_are(app: AppTest, shop: Path, word: str) -> None:
    workspace = Workspace(shop)
    make_notebook(workspace, word, "Ada", [Text("t", word), Query("q", "asked", f"SELECT '{word}' AS \"{word}\"")])
    workspace.close()
    at = settled(press(opened(app), "run-all"))
    assert not any("![" in str(element.value) for element in at.markdown)
    assert not any(element.proto.allow_html for element in at.markdown)


def test_of_a_long_notebook_a_part_is_drawn(app: AppTest, shop: Path) -> None:
    kept(shop, *(Text(f"t{n}", f"Words number {n:02}.") for n in range(50)))
    said = texts(opened(app))
    assert "Words number 11." in said
    assert "Words number 12." not in said
