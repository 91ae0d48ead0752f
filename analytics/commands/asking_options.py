"""Options of ``load`` for what is no file: the result of a query, and ids that find their customers."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from analytics.errors import NotFound
from analytics.files.mapping import Mapping
from analytics.queries import ask_and_load, run_again
from analytics.store.coverage import RANKED
from analytics.store.proposing import Proposal
from analytics.store.queries import all_remembered
from analytics.store.receipts import Receipt
from analytics.store.watching import Progress
from analytics.workspace import Workspace

_OPTIONS = (
    click.option("--query", help="Load what this SELECT over the loaded tables gives, and remember it."),
    click.option("--query-file", type=click.Path(path_type=Path, dir_okay=False), help="The same, from a file."),
    click.option("--name", default="query", show_default=True, help="What the query is called."),
    click.option("--again", multiple=True, metavar="NAME", help="Run a remembered query again; 'all': each out of date."),
    click.option(
        "--join", "joins", multiple=True, type=click.Choice([*RANKED[1:], "all"]),
        help="Agree to the proposed rule by which the ids of a table find their customers.",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What to do beside loading files."""

    query: str
    name: str
    again: tuple[str, ...]
    joins: tuple[str, ...]

    @property
    def anything(self) -> bool:
        """Whether there is anything to do without a file."""
        return bool(self.query or self.again or self.joins)

    def load(
        self, workspace: Workspace, kind: str | None, fields: dict[str, str], timezone: str, progress: Progress
    ) -> Iterator[tuple[Receipt, Mapping | None]]:
        """Load the query's result, and those of remembered ones: the receipts, with the mapping where it is new."""
        if self.query:
            yield ask_and_load(workspace, self.name, self.query, kind, fields, timezone, progress=progress)
        for name in self._names(workspace):
            yield run_again(workspace, name, progress=progress), None

    def agree(self, workspace: Workspace) -> list[Proposal]:
        """Agree to the proposals for the named tables; NotFound where nothing is proposed for one."""
        if not self.joins:
            return []
        proposed = {proposal.rule.table: proposal for proposal in workspace.propose_joins()}
        wanted = [*proposed] if "all" in self.joins else [*dict.fromkeys(self.joins)]
        if missing := [table for table in wanted if table not in proposed]:
            raise NotFound(f"No rule is proposed for {', '.join(missing)}. `status` lists the proposals.")
        for table in wanted:
            workspace.agree_join(proposed[table].rule, reason=proposed[table].sentence)
        return [proposed[table] for table in wanted]

    def _names(self, workspace: Workspace) -> list[str]:
        if "all" not in self.again:
            return list(self.again)
        return [query.name for query in all_remembered(workspace.database) if query.changed or not query.stands]


def asking_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command these options; it is called with ``asked``."""

    @functools.wraps(command)
    def with_asked(
        *args: Any, query: str | None, query_file: Path | None, name: str, again: tuple[str, ...],
        joins: tuple[str, ...], **others: Any,
    ) -> Any:  # fmt: skip
        if query and query_file:
            raise click.UsageError("Give either --query or --query-file.")
        if query_file is not None and not query_file.is_file():
            raise NotFound(f"There is no file {query_file}. Check the name and the folder.")
        sql = query or (query_file.read_text(encoding="utf-8-sig") if query_file else "")
        return command(*args, asked=Asked(sql, name, again, joins), **others)

    for option in reversed(_OPTIONS):
        with_asked = option(with_asked)
    return with_asked
