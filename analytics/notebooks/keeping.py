"""Notebooks in a workspace: every change is appended, so that each can be undone, and nobody overwrites anybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import datetime
from typing import TYPE_CHECKING

from analytics.errors import ChangedMeanwhile, NotFound
from analytics.notebooks.notebook import Cell, Edit, Notebook, from_value
from analytics.notebooks.running import Run
from analytics.store.cell_runs import keep_run, kept_runs
from analytics.store.ledger import Ledger
from analytics.store.results import as_plain, from_plain

if TYPE_CHECKING:
    from analytics.workspace import Workspace

_KIND = "notebook"
_TRIES = 5
_ROWS_KEPT = 5_000
_FIELDS = {field.name for field in fields(Run)}


def notebooks(workspace: Workspace) -> tuple[Notebook, ...]:
    """All notebooks, in the order in which they were made."""
    return tuple(from_value(value) for value in _changes(workspace).present(_KIND).values())


def find_notebook(workspace: Workspace, wanted: str) -> Notebook:
    """The notebook with this id or title. NotFound, with those that there are."""
    known = notebooks(workspace)
    for notebook in known:
        if wanted == notebook.id or wanted.strip().casefold() == notebook.title.casefold():
            return notebook
    there = ", ".join(notebook.title for notebook in known) or "none yet"
    raise NotFound(f"There is no notebook called {wanted!r}. There are: {there}.")


def make_notebook(
    workspace: Workspace, title: str, who: str, cells: Sequence[Cell] = (), at: datetime | None = None
) -> Notebook:
    """Make a new notebook. A title that is taken gets a number."""
    taken = {notebook.title for notebook in notebooks(workspace)}
    wanted, number = title.strip() or "Notebook", 1
    title = wanted
    while title in taken:
        number += 1
        title = f"{wanted} ({number})"
    made = Notebook("", title)
    for cell in cells:
        made = made.adding(cell)
    changes = _changes(workspace)
    made = replace(made, id=changes.add(_KIND, made.as_value(), who, "made", at))
    changes.record(_KIND, made.id, made.as_value(), who, "made", at)
    return made


def edit_notebook(
    workspace: Workspace, notebook_id: str, edit: Edit, who: str, what: str = "", at: datetime | None = None
) -> Notebook:
    """Edit the notebook as it stands now; what somebody else did to other cells meanwhile is kept."""
    changes = _changes(workspace)
    for _ in range(_TRIES):
        before = changes.present(_KIND).get(notebook_id)
        if before is None:
            raise NotFound("This notebook is not there any more. Somebody may have deleted it meanwhile.")
        after = edit(from_value(before))
        if after.as_value() == before:
            return after
        try:
            changes.record(_KIND, notebook_id, after.as_value(), who, what, at, expected=before)
        except ChangedMeanwhile:
            continue
        return after
    raise ChangedMeanwhile("Others are changing this notebook right now. Try again in a moment.")


def delete_notebook(workspace: Workspace, notebook_id: str, who: str, at: datetime | None = None) -> None:
    """Take a notebook away; ``undo_last_change`` brings it back."""
    _changes(workspace).record(_KIND, notebook_id, None, who, "deleted", at)


def undo_last_change(workspace: Workspace, notebook_id: str, who: str, at: datetime | None = None) -> str:
    """Take the last change back that still stands, and say which it was; "" where only the making is left."""
    standing: list[tuple[int, str]] = []
    entries = _changes(workspace).entries(_KIND)
    for entry in entries[entries["subject"] == notebook_id].iloc[::-1].to_dict("records"):
        if entry["undoes"] == entry["undoes"] and entry["undoes"] is not None:
            standing = [each for each in standing if each[0] != int(entry["undoes"])]
        elif entry["reason"] != "made":
            standing.append((int(entry["decision_id"]), str(entry["reason"])))
    if not standing:
        return ""
    number, what = standing[-1]
    _changes(workspace).undo(number, who, at=at)
    return what or "the last change"


def keep_runs(workspace: Workspace, notebook_id: str, runs: Iterable[Run]) -> None:
    """Keep what cells gave, long tables with their first rows."""
    for run in runs:
        short = run if run.table is None else replace(run, table=run.table.head(_ROWS_KEPT))
        keep_run(workspace.database, notebook_id, run.cell, as_plain(short))


def runs_of(workspace: Workspace, notebook_id: str) -> dict[str, Run]:
    """What the cells of a notebook gave when they were last run, by the cell's id."""
    plain = kept_runs(workspace.database, notebook_id)
    return {cell: from_plain(content, Run) for cell, content in plain.items() if set(content) == _FIELDS}


def _changes(workspace: Workspace) -> Ledger:
    return Ledger(workspace.database, "notebook_changes")
