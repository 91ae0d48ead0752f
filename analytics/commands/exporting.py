"""The command that writes a report: export."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from analytics.commands.analyses import PHASE
from analytics.commands.group import answer, cli, opened_workspace, shared_options
from analytics.exports.exporting import FORMATS, export, format_of
from analytics.exports.report import Reporting
from analytics.workspace import utc_now

_ENDINGS = ", ".join(f"{format.ending} ({format.name.lower()})" for format in FORMATS)


@cli.command("export")
@click.option(
    "--to", "path", type=click.Path(path_type=Path, dir_okay=False), required=True, help=f"The file: {_ENDINGS}."
)
@PHASE
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The scorecard as it stood at the end of this day.")
@shared_options
def export_command(path: Path, phase: str | None, as_of: datetime | None) -> None:
    """Write the scorecards, decisions and actions as slides, a workbook or a page to print."""
    format_of(path)  # before anything is computed
    with opened_workspace() as workspace:
        report = workspace.report(Reporting(utc_now(), phase, as_of.date() if as_of else None))
    size = export(report, path)
    answer({"file": str(path), "bytes": size}, lambda: f"{path}: {size:,} bytes.")
