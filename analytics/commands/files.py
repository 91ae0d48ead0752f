"""Commands about files: read, load, undo, status, sample."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

import click
import pandas as pd

from analytics.commands.asking_options import Asked, asking_options
from analytics.commands.files_in_words import receipt_in_words, table_in_words
from analytics.commands.fitting import fitting_options
from analytics.commands.group import answer, bar, cancelled_by_ctrl_c, cli, opened_workspace, shared_options, steps
from analytics.commands.loading import Loading, columns_told
from analytics.commands.privacy_options import privacy_options
from analytics.commands.reading_options import Choose, reading_options
from analytics.errors import Cancelled, JourneyError
from analytics.files.columns import columns_of
from analytics.files.day_order import in_order
from analytics.files.identifying import PrivacyChoice
from analytics.files.kinds import KINDS
from analytics.files.mapping import Mapping
from analytics.files.reading import examine, write_csv
from analytics.files.recognise import recognise
from analytics.files.row_notes import RowNotes
from analytics.files.table import SourceTable
from analytics.files.units import UNITS
from analytics.sample import fill_with_sample
from analytics.store.proposing import Proposal
from analytics.store.queries import all_remembered
from analytics.workspace import Workspace

FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))


@cli.command()
@FILES
@click.option(
    "--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Write each as CSV into this folder."
)
@reading_options
@shared_options
def read(files: Sequence[Path], folder: Path | None, choose: Choose) -> None:
    """Tell what the reader understood of FILES, and write it as plain CSV; loads nothing."""
    told, failures = [], []
    taken = {str(path.resolve()).casefold() for path in files}  # no file is written over, be it read or written here
    for path in files:
        try:
            told.append(_read_one(path, folder, choose, taken))
        except JourneyError as error:
            # The other files are still read; the exit status tells that one was at fault.
            failures.append(str(error))
            told.append({"file": path.name, "error": str(error)})
    if len(files) == 1 and failures:
        raise JourneyError(failures[0])
    answer(told[0] if len(files) == 1 else told, lambda: "\n\n".join(map(table_in_words, _tables_of(told))))
    if failures:
        raise JourneyError(" ".join(failures))


def _tables_of(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Every table: the first of a file carries the others."""
    return [table for one in told for table in (one, *one.get("tables", ()))]


def _read_one(path: Path, folder: Path | None, choose: Choose, taken: set[str]) -> dict[str, Any]:
    tables = choose(examine(path))
    told = [_understood(table) for table in tables]
    for table, about in zip(tables, told, strict=True):
        target = Path(os.devnull)
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            target = _free_target(folder, path.name, taken)
            about["written"] = str(target)
        notes = RowNotes()
        about["rows"] = write_csv(table, target, notes)
        about["skipped"] += notes.sentences()
    return told[0] if len(told) == 1 else told[0] | {"tables": told[1:]}


def _free_target(folder: Path, name: str, taken: set[str]) -> Path:
    """Where a table is written: a CSV of the file's name; further sheets and files of that name get a number.

    Names in other cases are the same on many a disk. The name is then ``taken``.

    >>> taken = set()
    >>> [_free_target(Path("out"), name, taken).name for name in ("x.xlsx", "X.xlsx")]
    ['x.xlsx.csv', 'X.xlsx.2.csv']
    """
    targets = (folder / f"{name}{f'.{number}' if number > 1 else ''}.csv" for number in count(1))
    found = next(target for target in targets if str(target.resolve()).casefold() not in taken)
    taken.add(str(found.resolve()).casefold())
    return found


def _understood(table: SourceTable) -> dict[str, Any]:
    mapping = recognise(table)
    layout = table.layout
    return {
        "file": table.path.name,
        "table": table.name,
        "sheet": layout.sheet,
        "title": table.title,
        "format": layout.format,
        "encoding": layout.encoding,
        "delimiter": layout.delimiter,
        "quote": layout.quote,
        "ruled": bool(layout.ruler),
        "header_rows": layout.header_rows,
        "skipped": list(layout.skipped),
        "rows": 0,
        "columns": list(table.columns),
        "vendor": mapping.vendor or None,
        "kind": mapping.kind,
        "confidence": mapping.confidence,
    }


@cli.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--as", "kind", type=click.Choice([*KINDS, "other"]), help="What the files hold.")
@click.option("--map", "pairs", multiple=True, metavar="FIELD=COLUMN", help="Which column fills a field.")
@click.option(
    "--without",
    "lacking",
    multiple=True,
    type=click.Choice(sorted({field.name for kind in KINDS.values() for field in kind.fields if field.asked})),
    help="No column fills this field: such orders count in revenue, and in nothing about customers.",
)
@click.option(
    "--unit", "units", multiple=True, metavar="COLUMN=UNIT", help=f"What a duration counts: {', '.join(UNITS)}."
)
@click.option(
    "--leave-out",
    "unwanted",
    multiple=True,
    metavar="COLUMN=VALUE",
    help='Rows not to load, such as "Status=Survey Preview".',
)
@click.option("--no-sale", "no_sale", multiple=True, metavar="STATUS", help="A status of orders that count nowhere.")
@click.option(
    "--sale", multiple=True, metavar="STATUS", help="A status of orders that count although it sounds otherwise."
)
@click.option(
    "--day-first/--month-first", default=None, help="How to read dates such as 03/04/2026, where none tells the order."
)
@click.option("--timezone", default="", help="The zone in which times without one were written, such as Europe/Berlin.")
@reading_options
@privacy_options
@asking_options
@shared_options
def load(
    files: Sequence[Path],
    kind: str | None,
    pairs: Sequence[str],
    lacking: Sequence[str],
    units: Sequence[str],
    unwanted: Sequence[str],
    no_sale: Sequence[str],
    sale: Sequence[str],
    day_first: bool | None,
    timezone: str,
    choose: Choose,
    privacy: PrivacyChoice,
    asked: Asked,
) -> None:
    """Load FILES into the workspace; prints a receipt per file."""
    fields = dict.fromkeys(lacking, "") | _pairs(pairs, "--map", "FIELD=COLUMN")
    left_out: dict[str, list[str]] = {}
    for text in unwanted:
        for column, value in _pairs([text], "--leave-out", "COLUMN=VALUE").items():
            left_out.setdefault(column, []).append(value)
    fitting = fitting_options(_units(units), left_out, no_sale, sale)
    progress = bar()
    agreed: list[Proposal] = []
    if not files and not asked.anything:
        raise click.UsageError("Missing argument 'FILES...'.")
    with cancelled_by_ctrl_c() as cancel, opened_workspace(must_exist=False) as workspace:

        def proposed(table: SourceTable) -> Mapping:
            mapping = workspace.propose(table, kind, fields, timezone)
            if day_first is not None:
                mapping = in_order(mapping, columns_of(table), "day" if day_first else "month")
            return privacy.applied(mapping, columns_of(table))

        loading = Loading(
            lambda path: choose(workspace.examine(path)),
            proposed,
            lambda table, mapping: workspace.load(table, mapping, timezone=timezone, progress=progress, cancel=cancel),
            fitting,
        )
        loading.run(files)
        done, failures = loading.done, loading.failures
        try:
            if not loading.cancelled:
                for receipt, followed in asked.load(workspace, kind, fields, timezone, progress):
                    done.append(receipt.as_dict() | {"mapping": columns_told(followed) if followed else {}})
                agreed = asked.agree(workspace)
        except JourneyError as error:
            failures.append(str(error))
    steps()("")
    if done or not loading.cancelled:  # what was loaded before somebody ended it is loaded
        answer({"files": done, "agreed": [one.as_dict() for one in agreed]}, lambda: _loaded_in_words(done, agreed))
    if loading.cancelled:
        raise Cancelled(" ".join([*failures, str(loading.cancelled)]))
    if failures:
        raise JourneyError(" ".join(failures))


def _loaded_in_words(done: list[dict[str, Any]], agreed: list[Proposal]) -> str:
    lines = [*map(receipt_in_words, done), *(f"Agreed: {one.sentence}" for one in agreed)]
    return "\n\n".join(lines) or "Nothing was loaded."


def _pairs(texts: Sequence[str], option: str, form: str) -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise click.BadParameter(f"{text!r} is not {form}", param_hint=option)
        pairs[name.strip()] = value.strip()
    return pairs


def _units(texts: Sequence[str]) -> dict[str, str]:
    units = _pairs(texts, "--unit", "COLUMN=UNIT")
    if unknown := [unit for unit in units.values() if unit not in UNITS]:
        raise click.BadParameter(f"{unknown[0]!r} is none of {', '.join(UNITS)}", param_hint="--unit")
    return units


@cli.command()
@click.argument("import_id")
@shared_options
def undo(import_id: str) -> None:
    """Take the import IMPORT_ID back: what was there before it is there again. join:TABLE takes back a rule for ids."""
    with opened_workspace() as workspace:
        removed = _taken_back(workspace, import_id)
    answer({"removed": removed}, lambda: f"{removed:,} records taken back.")


def _taken_back(workspace: Workspace, what: str) -> int:
    """The number of records that went; the ids of a table go back to what the files said, and no record goes."""
    if not what.startswith("join:"):
        return workspace.undo(what)
    workspace.take_back_join(what.removeprefix("join:"))
    return 0


@cli.command()
@shared_options
def status() -> None:
    """Tell what is in the workspace: tables, joins, warnings."""
    with opened_workspace() as workspace:
        found = workspace.status()
        found["proposals"] = [proposal.as_dict() for proposal in workspace.propose_joins()]
        found["rules"] = [{"table": rule.table, "sentence": rule.sentence} for rule in workspace.join_rules()]
        found["queries"] = [
            {"name": query.name, "sql": query.sql, "kind": query.kind, "state": query.sentence}
            for query in all_remembered(workspace.database)
        ]
        found["imports"] = workspace.imports()[["import_id", "file", "kind", "read"]].to_dict("records")
    answer(found, lambda: _status_in_words(found))


def _status_in_words(found: dict[str, Any]) -> str:
    lines = [
        f"{name}: {about['rows']:,} rows"
        + (f", {about['customers']:,} customers" if about["customers"] is not None else "")
        + (f", {about['first'][:10]} to {about['last'][:10]}" if about["first"] else "")
        for name, about in found["tables"].items()
    ]
    lines += [join["sentence"] for join in found["joins"]]
    lines += [f"Rule: {rule['sentence']} (undo join:{rule['table']})." for rule in found["rules"]]
    lines += [f"Proposed (load --join {one['table']}): {one['sentence']}" for one in found["proposals"]]
    lines += [f"Query {query['name']}, loaded as {query['kind']}: {query['state']}" for query in found["queries"]]
    lines += [f"Warning: {sentence}" for sentence in found["warnings"]]
    imports = pd.DataFrame(found["imports"])
    return "\n".join(lines or ["The workspace is empty."]) + (
        f"\n\n{imports.to_string(index=False)}" if len(imports) else ""
    )


@cli.command()
@shared_options
def sample() -> None:
    """Fill the workspace with the sample data of an invented shop."""
    with opened_workspace(must_exist=False) as workspace:
        receipts = fill_with_sample(workspace, progress=bar())
    done = [receipt.as_dict() | {"mapping": {}} for receipt in receipts]
    answer({"files": done}, lambda: "\n\n".join(receipt_in_words(one) for one in done))
