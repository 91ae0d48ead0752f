"""Commands about notebooks: run one, and watch a folder for new files."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from analytics.commands.group import answer, bar, cli, opened_workspace, shared_options
from analytics.errors import JourneyError
from analytics.notebooks.following import Seen, load_new, run_followers
from analytics.notebooks.keeping import find_notebook, keep_runs, runs_of
from analytics.notebooks.running import Run, Runner
from analytics.notebooks.taking_home import FORMATS, Packed, format_of, write_home_with_data
from analytics.workspace import utc_now, whoami

_ENDINGS = ", ".join(f"{format.ending} ({format.name.lower()})" for format in FORMATS)


@cli.command("run")
@click.argument("notebook")
@click.option(
    "--to", "path", type=click.Path(path_type=Path, dir_okay=False), help=f"Also write it to this file: {_ENDINGS}."
)
@shared_options
def run_command(notebook: str, path: Path | None) -> None:
    """Run all cells of NOTEBOOK (its title or id); the exit status tells whether all of them ran."""
    if path is not None:
        format_of(path)  # before anything is computed
    with opened_workspace() as workspace:
        found = find_notebook(workspace, notebook)
        running = Runner(workspace, found, utc_now, runs_of(workspace, found.id))
        runs = running.run_all(bar())
        keep_runs(workspace, found.id, runs)
        told: dict[str, Any] = {
            "notebook": found.title,
            "data_version": workspace.data_version,
            "cells": _told(running, runs),
        }
        if path is not None:
            packed = Packed(found, running.runs, workspace.name, workspace.data_version, utc_now())
            told |= {"file": str(path), "bytes": write_home_with_data(workspace, packed, path)}
    answer(told, lambda: "\n".join(_line(cell) for cell in told["cells"]))
    refused = [run for run in runs if run.refusal]
    if refused:
        raise JourneyError(f"{len(refused)} of {len(runs)} cells gave no result. The first: {refused[0].refusal}")


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--once", is_flag=True, help="Look once and end, for cron; else look again and again until Ctrl-C.")
@click.option("--every", type=click.IntRange(min=1), default=60, show_default=True, help="Seconds between two looks.")
@shared_options
def watch(folder: Path, once: bool, every: int) -> None:
    """Load new files of FOLDER that match a remembered mapping, and run the notebooks that follow."""
    while True:
        with opened_workspace() as workspace:
            seen = load_new(workspace, folder, whoami())
            loaded = any(one.receipts for one in seen)
            ran = run_followers(workspace, utc_now, bar()) if loaded else {}
        if seen or once:
            _tell(seen, ran)
        if once:
            return
        try:
            time.sleep(every)
        except KeyboardInterrupt:
            return


def _tell(seen: Sequence[Seen], ran: dict[str, list[Run]]) -> None:
    files = [
        {"file": one.path.name, "loaded": sum(r.loaded for r in one.receipts), "read": sum(r.read for r in one.receipts),
         "updated": sum(r.updated for r in one.receipts), "unchanged": sum(r.unchanged for r in one.receipts),
         "rejected": sum(r.rejected for r in one.receipts), "left_alone": one.reason}
        for one in seen
    ]  # fmt: skip
    notebooks = {
        title: {"cells": len(runs), "refused": sum(bool(run.refusal) for run in runs)} for title, runs in ran.items()
    }
    lines = [one.sentence for one in seen] or ["Nothing new."]
    lines += [f"{title}: {len(runs)} cells run." for title, runs in ran.items()]
    answer({"files": files, "notebooks": notebooks}, lambda: "\n".join(lines))


def _told(running: Runner, runs: Sequence[Run]) -> list[dict[str, Any]]:
    names = {cell.id: getattr(cell, "name", "") for cell in running.notebook.cells}
    return [
        {
            "name": names[run.cell],
            "title": run.title,
            "rows": run.rows,
            "seconds": run.seconds,
            "refusal": run.refusal or None,
        }
        for run in runs
    ]


def _line(cell: dict[str, Any]) -> str:
    return f"{cell['name']}: {cell['refusal'] or format(cell['rows'], ',') + ' rows'} ({cell['seconds']:.1f} s)"
