"""New files of a folder, loaded as files of their columns were loaded before; and the notebooks that follow them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from analytics.errors import JourneyError
from analytics.files.mapping import Mapping
from analytics.files.table import SourceTable
from analytics.notebooks.keeping import keep_runs, notebooks, runs_of
from analytics.notebooks.running import Progress, Run, Runner
from analytics.store.past_imports import remembered_mapping
from analytics.store.receipts import Receipt
from analytics.store.watched import is_known, remember_file

if TYPE_CHECKING:
    from analytics.workspace import Workspace

_HIDDEN = (".", "~")


@dataclass(frozen=True)
class Seen:
    """A file that was looked at: the ``receipts`` of its tables that were loaded, and why anything was left alone."""

    path: Path
    receipts: tuple[Receipt, ...]
    reason: str = ""

    @property
    def sentence(self) -> str:
        """What came of it, in words."""
        told = [
            f"{r.read:,} rows read, {r.loaded:,} loaded, {r.updated:,} updated, {r.rejected:,} rejected"
            for r in self.receipts
        ]
        return f"{self.path.name}: {'; '.join([*told, *([self.reason] if self.reason else [])])}"


def new_files(workspace: Workspace, folder: Path) -> list[Path]:
    """The files of the folder that were not looked at as they are now, the oldest first. JourneyError without a folder."""
    if not folder.is_dir():
        raise JourneyError(f"There is no folder {folder}. Name one that holds the files to load.")
    files = [path for path in folder.iterdir() if path.is_file() and not path.name.startswith(_HIDDEN)]
    return sorted(
        (path for path in files if not is_known(workspace.database, path)),
        key=lambda path: (path.stat().st_mtime, path.name),
    )


def load_new(workspace: Workspace, folder: Path, who: str) -> list[Seen]:
    """Load what is new in the folder and match a remembered mapping; everything else is left alone, with the reason."""
    seen = []
    for path in new_files(workspace, folder):
        one = _look_at(workspace, path, who)
        remember_file(workspace.database, path, one.sentence)
        seen.append(one)
    return seen


def run_followers(workspace: Workspace, now: Callable[[], datetime], progress: Progress) -> dict[str, list[Run]]:
    """Run what is stale in every notebook that follows; gives the runs by the notebook's title."""
    ran = {}
    for notebook in notebooks(workspace):
        if notebook.follows:
            running = Runner(workspace, notebook, now, runs_of(workspace, notebook.id))
            ran[notebook.title] = running.run_all(progress, only_stale=True)
            keep_runs(workspace, notebook.id, running.runs.values())
    return ran


def _look_at(workspace: Workspace, path: Path, who: str) -> Seen:
    receipts: list[Receipt] = []
    left: list[str] = []
    try:
        for table in workspace.examine(path):
            mapping = _known(workspace, table)
            if mapping is None:
                left.append(
                    f"{table.name} left alone: no file with such columns was loaded before. Load it once by hand."
                )
            else:
                receipts.append(workspace.load(table, mapping, who=who))
    except JourneyError as error:
        left.append(str(error))
    return Seen(path, tuple(receipts), " ".join(left))


def _known(workspace: Workspace, table: SourceTable) -> Mapping | None:
    return remembered_mapping(workspace.database, table)
