"""Running a notebook: each cell once, those that use the results of others after them, and nothing that is as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.errors import Cancelled, JourneyError, UnclearQuery, UnknownView
from analytics.notebooks.answer import Answer
from analytics.notebooks.drawing import drawn
from analytics.notebooks.notebook import Analysis, Cell, Named, Notebook, Picture, Query, Text
from analytics.store.asking import ask, mentioned
from analytics.store.watching import Cancel

if TYPE_CHECKING:
    from analytics.workspace import Workspace

Progress = Callable[[float, str], None]

# What people write down, and what no figure of an analysis depends on.
_WORDS_ONLY = ("note", "action", "review", "mapping", "reading", "scenario")
_OF_SCORECARDS = ("target", "objective")
MOST_ROWS = 1_000_000


@dataclass(frozen=True)
class Run:
    """What a cell gave: a ``table`` and perhaps a ``chart`` (Vega-Lite with its data), or a ``refusal`` in one sentence.

    ``fingerprint`` tells what it was run on: the same cell on the same data and decisions has the same one. ``rows`` is how
    many the table has when it was not kept whole.
    """

    cell: str
    fingerprint: str
    ran_at: datetime
    data_version: int
    seconds: float
    title: str = ""
    table: pd.DataFrame | None = None
    chart: dict[str, Any] | None = None
    note: str = ""
    refusal: str = ""
    rows: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether the table has all its rows."""
        return self.table is not None and len(self.table) == self.rows


@dataclass(frozen=True)
class State:
    """What results depend on: the version of the data, and the last decision with and without those on targets."""

    data_version: int
    decided: int
    decided_without_targets: int

    @classmethod
    def of(cls, workspace: Workspace) -> State:
        """As it is now."""
        ledger = workspace.ledger
        without_targets = ledger.position_without((*_WORDS_ONLY, *_OF_SCORECARDS))
        return cls(workspace.data_version, ledger.position_without(_WORDS_ONLY), without_targets)

    def behind(self, cell: Cell) -> tuple[int, int]:
        """The part of it that a cell depends on: only scorecards know of targets."""
        page = ""
        if isinstance(cell, Analysis):
            with suppress(UnknownView):  # the cell's own run tells that its view is not known
                page = cell.looking.definition.page
        return self.data_version, self.decided if page == "scorecards" else self.decided_without_targets


Runs = Mapping[str, Run]


@dataclass
class Runner:
    """Runs cells of one notebook on one workspace. ``runs`` (by cell id) are those there are; ``now`` gives the time (UTC).

    Once ``cancel`` is set, a query ends, and after an analysis no other cell begins; what ran whole stays.
    """

    workspace: Workspace
    notebook: Notebook
    now: Callable[[], datetime]
    runs: dict[str, Run] = field(default_factory=dict)
    cancel: Cancel = field(default_factory=Cancel)

    def run(self, cell_id: str) -> Run:
        """Run a cell, after those whose results it uses and that are not as they would be now. Raises Cancelled."""
        cell = self.notebook.cell(cell_id)
        assert not isinstance(cell, Text)
        for source in self.uses(cell):
            if not self._is_ready(source):
                self.run(source.id)
        if self.cancel.is_set:
            raise Cancelled(f"It was stopped before {cell.name} ran; what stood there stays.")
        started, at = perf_counter(), self.now()
        mark = self._mark(cell)
        made = Run(cell.id, mark, at, self.workspace.data_version, 0.0)
        try:
            found = self._answer(cell)
            drawn = found.drawn.to_dict() if found.drawn is not None else None
            made = replace(
                made, title=found.title, table=found.table, chart=drawn, note=found.note, rows=len(found.table)
            )
        except Cancelled:
            raise
        except JourneyError as refusal:
            made = replace(made, refusal=str(refusal))
        self.runs[cell.id] = replace(made, seconds=perf_counter() - started)
        return self.runs[cell.id]

    def run_all(self, progress: Progress = lambda share, doing: None, only_stale: bool = False) -> list[Run]:
        """Run every cell from the first to the last; with ``only_stale`` those that would give something else now."""
        cells = [cell for cell in self.notebook.cells if not isinstance(cell, Text)]
        wanted = self.stale() if only_stale else cells
        for place, cell in enumerate(wanted):
            progress(place / len(wanted), f"running {cell.name}")
            self.run(cell.id)
        return [self.runs[cell.id] for cell in cells]

    def run_with_dependants(self, cell_id: str) -> list[str]:
        """Run a cell and all that use its result, directly or through others; gives the ids of those that ran."""
        ran = [cell_id]
        self.run(cell_id)
        for cell in self.notebook.cells:
            if not isinstance(cell, Text) and any(source.id in ran for source in self.uses(cell)):
                self.run(cell.id)
                ran.append(cell.id)
        return ran

    def is_fresh(self, cell: Named) -> bool:
        """Whether the cell would give what it gave."""
        known = self.runs.get(cell.id)
        return known is not None and known.fingerprint == self._mark(cell)

    def stale(self) -> list[Named]:
        """The cells that would give something else now, or never ran."""
        state = State.of(self.workspace)
        return [
            cell
            for cell in self.notebook.cells
            if not isinstance(cell, Text)
            and (cell.id not in self.runs or self.runs[cell.id].fingerprint != self._mark(cell, state))
        ]

    def uses(self, cell: Named) -> tuple[Named, ...]:
        """The cells above whose results it uses."""
        return uses(self.notebook, cell)

    def _mark(self, cell: Named, state: State | None = None) -> str:
        return fingerprint(self.workspace, self.notebook, cell, state)

    def _is_ready(self, source: Named) -> bool:
        return self.is_fresh(source) and (self.runs[source.id].is_whole or bool(self.runs[source.id].refusal))

    def _answer(self, cell: Named) -> Answer:
        if isinstance(cell, Analysis):
            return cell.looking.run(self.workspace)
        tables = {source.name: self._table(source) for source in self.uses(cell)}
        if isinstance(cell, Query):
            return Answer(cell.name, self._asked(cell.sql, tables))
        if cell.source not in tables:
            raise UnclearQuery(f"There is no result called {cell.source!r} above this chart. Choose one that there is.")
        table = tables[cell.source]
        return drawn(table, cell.mark, cell.x, cell.y, cell.colour, cell.aggregate, cell.spec, cell.name)

    def _asked(self, sql: str, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
        return ask(self.workspace.database, sql, MOST_ROWS, frames=tables, cancel=self.cancel)

    def _table(self, source: Named) -> pd.DataFrame:
        known = self.runs[source.id]
        if known.table is None:
            raise UnclearQuery(f"{source.name} has no result: {known.refusal}")
        return known.table


def uses(notebook: Notebook, cell: Cell) -> tuple[Named, ...]:
    """The cells above whose results a cell uses: those that its SQL mentions, or the one that its chart shows."""
    above = {source.name: source for source in notebook.above(cell.id)}
    if isinstance(cell, Picture):
        return (above[cell.source],) if cell.source in above else ()
    if isinstance(cell, Query):
        try:
            return tuple(above[name] for name in mentioned(cell.sql, above))
        except UnclearQuery:
            return ()
    return ()


def fingerprint(workspace: Workspace, notebook: Notebook, cell: Cell, state: State | None = None) -> str:
    """What tells whether a cell would give the same again: what it asks, of which data, under which decisions."""
    state = state or State.of(workspace)
    asked = {key: value for key, value in cell_value(cell).items() if key not in ("id", "collapsed")}
    above = [fingerprint(workspace, notebook, source, state) for source in uses(notebook, cell)]
    on = above if isinstance(cell, Picture) else [*above, *state.behind(cell)]
    return hashlib.sha256(json.dumps([asked, on], sort_keys=True).encode()).hexdigest()[:24]


def cell_value(cell: Cell) -> dict[str, Any]:
    """A cell as JSON holds it."""
    value: dict[str, Any] = Notebook("", "", (cell,)).as_value()["cells"][0]
    return value
