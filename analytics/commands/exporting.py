"""The command that writes a report: export."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from analytics.commands.analyses import PHASE
from analytics.commands.group import answer, bar, cli, opened_workspace, shared_options
from analytics.exports.exporting import FORMATS, export, format_of
from analytics.exports.report import Reporting
from analytics.notebooks.keeping import find_notebook, runs_of
from analytics.notebooks.notebook import Notebook
from analytics.notebooks.running import Runner
from analytics.notebooks.taking_home import JUPYTER, Packed, write_home_with_data
from analytics.notebooks.taking_home import format_of as notebook_format_of
from analytics.notebooks.templates import template_cells
from analytics.workspace import utc_now

_ENDINGS = ", ".join(f"{format.ending} ({format.name.lower()})" for format in FORMATS) + ", .ipynb (Jupyter notebook)"


@cli.command("export")
@click.option(
    "--to", "path", type=click.Path(path_type=Path, dir_okay=False), required=True, help=f"The file: {_ENDINGS}."
)
@PHASE
@click.option("--notebook", help="The notebook to write, by title or id; .ipynb without one is the monthly review.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The scorecard as it stood at the end of this day.")
@shared_options
def export_command(path: Path, phase: str | None, notebook: str | None, as_of: datetime | None) -> None:
    """Write the scorecards, decisions and actions as slides, a workbook or a page to print; or a notebook."""
    if notebook is not None or path.suffix.lower() == ".ipynb":
        _export_notebook(path, phase, notebook)
        return
    format_of(path)  # before anything is computed
    with opened_workspace() as workspace:
        report = workspace.report(Reporting(utc_now(), phase, as_of.date() if as_of else None))
    size = export(report, path)
    answer({"file": str(path), "bytes": size}, lambda: f"{path}: {size:,} bytes.")


def _export_notebook(path: Path, phase: str | None, title: str | None) -> None:
    """A notebook of the workspace; without a title the template of the monthly review."""
    wanted = notebook_format_of(path)
    with opened_workspace() as workspace:
        notebook = (
            Notebook("", "Monthly review", template_cells("Monthly review", phase))
            if title is None
            else find_notebook(workspace, title)
        )
        running = Runner(workspace, notebook, utc_now, runs_of(workspace, notebook.id))
        if wanted is not JUPYTER:
            running.run_all(bar(), only_stale=True)
        packed = Packed(notebook, running.runs, workspace.name, workspace.data_version, utc_now())
        size = write_home_with_data(workspace, packed, path)
    answer({"file": str(path), "bytes": size}, lambda: f"{path}: {size:,} bytes.")
