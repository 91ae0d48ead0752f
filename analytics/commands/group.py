"""What all commands share: the workspace, JSON output, exit status, and errors as one sentence."""

from __future__ import annotations

import json
import math
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pandas as pd

from analytics import shelf
from analytics.errors import Cancelled, JourneyError
from analytics.store.watching import Cancel
from analytics.workspace import Workspace

_BAR = 30  # signs


class _Stopped(click.ClickException):
    """Ended by Ctrl-C, with the exit status that shells expect then."""

    exit_code = 130


class OneSentenceGroup(click.Group):
    """A group whose commands end with status 1 and one sentence when the input is at fault."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except JourneyError as error:
            raise (_Stopped if isinstance(error, Cancelled) else click.ClickException)(str(error)) from error
        except BrokenPipeError:
            # The reader of our output went away (``| head``): nothing is wrong with the input.
            sys.stderr.close()
            return None


@click.group(cls=OneSentenceGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--workspace", type=click.Path(path_type=Path), help="The workspace file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")
@click.pass_context
def cli(ctx: click.Context, workspace: Path | None, as_json: bool) -> None:
    """Journey Scorecard without a screen: load files, look at figures, check the scorecard."""
    ctx.obj = {"workspace": workspace, "as_json": as_json}


def shared_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let ``--workspace`` and ``--json`` stand behind the command as well as before it."""

    def remember(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
        def callback(ctx: click.Context, _: click.Parameter, value: Any) -> None:
            if value:
                ctx.obj[name] = value

        return callback

    for option in (
        click.option(
            "--workspace",
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=remember("workspace"),
            help="The workspace file; without it the default one.",
        ),
        click.option(
            "--json",
            is_flag=True,
            expose_value=False,
            callback=remember("as_json"),
            help="Print one JSON document and nothing else.",
        ),
    ):
        command = option(command)
    return command


@contextmanager
def opened_workspace(*, must_exist: bool = True) -> Iterator[Workspace]:
    """The workspace that the command is about, closed again at the end."""
    path = click.get_current_context().obj["workspace"] or shelf.default_path()
    if must_exist and not path.exists():
        raise JourneyError(
            f"There is no workspace file {path}. Load files first, or name another one with --workspace."
        )
    workspace = Workspace(path)
    try:
        yield workspace
    finally:
        workspace.close()


def answer(document: Any, text: Callable[[], str]) -> None:
    """Print the result: one JSON document, or the text for people."""
    if click.get_current_context().obj["as_json"]:
        click.echo(json.dumps(_plain(document), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        click.echo(text())


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A frame as a list of objects."""
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False, name=None)]


def steps() -> Callable[[str], None]:
    """Tells on standard error what a long command is doing, when somebody is watching."""
    if not sys.stderr.isatty():
        return lambda step: None
    return lambda step: click.echo(f"\r\x1b[K{step}{' ...' if step else ''}", err=True, nl=False)


def bar() -> Callable[[float, str], None]:
    """Shows on standard error how far a long command is and what it is doing, when somebody is watching."""
    told = steps()

    def show(share: float, step: str) -> None:
        done = round(share * _BAR)
        told(f"[{'#' * done}{'-' * (_BAR - done)}] {share:4.0%}  {step}")

    return show


@contextmanager
def cancelled_by_ctrl_c() -> Iterator[Cancel]:
    """Inside, Ctrl-C asks what is running to end in an orderly way; a second one ends the program at once."""
    cancel = Cancel()

    def wish(*_: object) -> None:
        cancel.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, wish)
    try:
        yield cancel
    finally:
        steps()("")
        signal.signal(signal.SIGINT, before)


def as_table(frame: pd.DataFrame) -> str:
    """A frame as text in columns."""
    return (
        "nothing" if frame.empty else str(frame.to_string(index=False, na_rep="-", float_format=lambda v: f"{v:,.3g}"))
    )


def _plain(value: Any) -> Any:
    """The value as JSON can hold it: no number that is none, times as ISO text."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, datetime | date):
        return None if pd.isna(value) else value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    if value is pd.NA or value is pd.NaT or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value
