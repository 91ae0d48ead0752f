"""A notebook as .ipynb: valid, brought back in as it was, and nothing that a hostile file tells becomes code."""

from __future__ import annotations

import ast
import json
import os
import sys
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import packages_distributions, requires
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbclient import NotebookClient
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from analytics import Workspace
from analytics.errors import JourneyError, UnreadableFile
from analytics.notebooks.ipynb import as_ipynb, from_ipynb
from analytics.notebooks.keeping import make_notebook
from analytics.notebooks.notebook import Analysis, Notebook, Picture, Query, Text
from analytics.notebooks.running import Runner
from analytics.notebooks.templates import TEMPLATES, template_cells
from analytics.store.results import as_plain

ROOT = Path(__file__).parents[3]
NOTEBOOK = Notebook(
    "n", "May", (
        Text("t", "# May\nwords"),
        Query("q", "orders", 'SELECT 1 AS n -- "quoted" \\n "'), Picture("p", "picture", "orders", "bar", "n", "n"),
        Analysis("a", "loaded", {"view": "data.loaded", "version": 1, "of": {}}),
    ),
)  # fmt: skip


def code_of(text: str) -> str:
    return "\n".join(cell.source for cell in nbformat.reads(text, 4).cells if cell.cell_type == "code")


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_valid_python_in_a_valid_file_and_comes_back(name: str) -> None:
    notebook = Notebook("n", name, template_cells(name))
    text = as_ipynb(notebook, "shop.duckdb")
    nbformat.validate(nbformat.reads(text, 4))
    ast.parse(code_of(text))
    back = from_ipynb(text.encode())
    assert (back.title, back.cells) == (name, notebook.cells)


@given(st.text(), st.text())
def test_whatever_is_in_a_query_stands_in_the_code_as_one_text(sql: str, title: str) -> None:
    text = as_ipynb(Notebook("n", title, (Query("q", "asked", sql),)), "shop.duckdb")
    calls = [node for node in ast.walk(ast.parse(code_of(text))) if isinstance(node, ast.Call)]
    assert len(calls) == 2  # Workspace(...) and workspace.ask(...)
    asked = ast.literal_eval(calls[-1].args[0])
    assert asked.strip().split() == sql.replace("\r\n", "\n").replace("\r", "\n").strip().split()


@pytest.mark.parametrize(
    "cell",
    [
        {"sort": "analysis", "id": "a", "name": "x", "view": {"view": "data.loaded", "of": {"a=boom(), b": 1}}},
        {"sort": "analysis", "id": "a", "name": "x", "view": {"view": "boom()", "of": {"boom()": "boom()"}}},
        {"sort": "analysis", "id": "a", "name": "x", "view": {"view": ["boom()"], "of": "boom()"}},
        {"sort": "analysis", "id": "a", "name": "x = boom(); y", "view": {}},
        {"sort": "query", "id": "a", "name": "boom()", "sql": '"""); boom(); ("""'},
        {"sort": "query", "id": "a", "name": "x", "sql": "\\"},
        {"sort": "picture", "id": "a", "name": "x", "source": "boom()", "x": "'); boom(); ('", "spec": "boom()"},
    ],
)
def test_nothing_in_a_file_that_is_brought_in_becomes_code_when_it_is_taken_home(cell: dict[str, Any]) -> None:
    file = json.loads(as_ipynb(NOTEBOOK, "shop.duckdb"))
    file["cells"] = [{"cell_type": "code", "source": "", "metadata": {"journey_scorecard": {"cell": cell}}}]
    code = ast.parse(code_of(as_ipynb(from_ipynb(json.dumps(file).encode()), "shop.duckdb")))
    called = {
        getattr(node.func, "id", getattr(node.func, "attr", ""))
        for node in ast.walk(code)
        if isinstance(node, ast.Call)
    }
    assert called <= {"Workspace", "look", "ask", "draw"}


def test_code_of_others_stays_outside_and_their_words_come_along() -> None:
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell("import os; os.remove('x')"), nbformat.v4.new_markdown_cell("their words")]
    )
    found = from_ipynb(nbformat.writes(made).encode(), "theirs.ipynb")
    assert found.title == "theirs"
    assert [cell.text for cell in found.cells] == ["their words"]  # type: ignore[union-attr]


def test_words_that_were_edited_in_jupyter_are_those_that_count() -> None:
    file = json.loads(as_ipynb(NOTEBOOK, "shop.duckdb"))
    file["cells"][2]["source"] = ["edited ", "there"]
    assert from_ipynb(json.dumps(file).encode()).cells[0] == Text("t", "edited there")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{}", b"null", b"\xff\xfe", b"1" * 10_000, b"[" * 100_000, b'{"cells": 1, "metadata": {}}',
        b'{"cells": [1], "metadata": {}}', b'{"cells": [], "metadata": {"journey_scorecard": []}}',
        b'{"cells": [{"metadata": {"journey_scorecard": {"cell": 1}}, "source": ""}], "metadata": {}}',
        b'{"cells": [{"metadata": {}, "cell_type": "markdown", "source": "\\ud800"}], "metadata": {}}',
        b'{"cells": [' + b'{"metadata": {}, "cell_type": "markdown", "source": "x"},' * 600 + b"1]}", b" " * 20_000_001,
    ],
)  # fmt: skip
def test_what_is_no_notebook_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"^theirs.ipynb (is|has) "):
        from_ipynb(content, "theirs.ipynb")


@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    file = json.loads(as_ipynb(NOTEBOOK, "shop.duckdb"))
    place: Any = file
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else list(range(len(place)))))
        if not (isinstance(place[key], dict | list) and place[key]) or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(st.sampled_from([None, 1, "x", [], {}, [1], {"a": 1}, True]))
    try:
        as_ipynb(from_ipynb(json.dumps(file).encode()), "shop.duckdb")
    except JourneyError as refused:
        said = str(refused)
    else:
        said = "read"
    assert "\n" not in said


def test_the_onboarding_check_gives_the_same_numbers_in_jupyter(
    own_shop: Workspace, clock: Callable[[], datetime], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run in a kernel of this Python: in a fresh clone that is the environment that `make test` has just made.

    Whoever takes it home has installed requirements.txt and Jupyter: what else stands here cannot be imported there.
    """
    asked = Query("q", "many", "SELECT step, customers FROM funnel WHERE customers > 10")
    cells = (*template_cells("Onboarding check"), asked, Picture("p", "drawn", "many", "bar", "step", "customers"))
    notebook = make_notebook(own_shop, "Onboarding", "Ada", cells)
    running = Runner(own_shop, notebook, clock)
    running.run_all()
    # A cell that gives nothing in the app stops Jupyter with the same sentence: only what has a table is taken along.
    for cell in notebook.cells:
        if cell.id in running.runs and running.runs[cell.id].refusal:
            notebook = notebook.without(cell.id)
    own_shop.copy_to(tmp_path / "copy.duckdb")
    file = nbformat.reads(as_ipynb(notebook, "copy.duckdb"), 4)
    telling = (
        "import json\nfrom analytics.store.results import as_plain\n"
        "print(json.dumps({n: as_plain(a.table) for n, a in list(globals().items()) if type(a).__name__ == 'Answer'}))"
    )
    absent = f"import sys\nsys.modules.update(dict.fromkeys({sorted(not_at_home())!r}))"
    file.cells.insert(0, nbformat.v4.new_code_cell(absent))
    file.cells.append(nbformat.v4.new_code_cell(telling))
    _kernel(tmp_path, monkeypatch)
    NotebookClient(file, timeout=300, kernel_name="ours", resources={"metadata": {"path": str(tmp_path)}}).execute()
    told = json.loads(next(output.text for output in file.cells[-1].outputs if output.output_type == "stream"))
    compared = [cell for cell in notebook.cells if not isinstance(cell, Text)]
    assert len(compared) >= 5
    for cell in compared:
        assert told[cell.name] == json.loads(json.dumps(as_plain(running.runs[cell.id].table))), cell.name


def not_at_home() -> set[str]:
    """The modules of this environment that neither requirements.txt nor Jupyter's kernel brings."""
    needs = (ROOT / "requirements.txt").read_text().splitlines()
    there = brings([*(line for line in needs if line[:1].isalpha()), "ipykernel"])
    homes = {module: {canonicalize_name(home) for home in found} for module, found in packages_distributions().items()}
    return {module for module, found in homes.items() if not found & there}


def brings(wanted: list[str]) -> set[str]:
    """The names of all distributions that come when these are installed."""
    found: set[str] = set()
    left = [Requirement(line) for line in wanted]
    while left:
        one = left.pop()
        name = canonicalize_name(one.name)
        if name in found:
            continue
        found.add(name)
        parts = [Requirement(line) for line in requires(name) or []]
        left += [
            part
            for part in parts
            if part.marker is None or any(part.marker.evaluate({"extra": extra}) for extra in ("", *one.extras))
        ]
    return found


def _kernel(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kernel of this very Python that finds the program, wherever the test was started."""
    spec = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "ours", "language": "python",
        "env": {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "1")},
    }  # fmt: skip
    (folder / "kernels" / "ours").mkdir(parents=True)
    (folder / "kernels" / "ours" / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_PATH", str(folder))
