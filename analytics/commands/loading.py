"""Loading the tables of files one after the other: what cannot be loaded is told by its name, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analytics.commands.fitting import Fitting
from analytics.errors import Cancelled, JourneyError
from analytics.files.mapping import Mapping
from analytics.files.table import SourceTable
from analytics.store.receipts import Receipt


@dataclass
class Loading:
    """What was loaded, with its receipts, and what was not, with a sentence each; ``cancelled`` where a person ended it."""

    examine: Callable[[Path], Iterable[SourceTable]]
    propose: Callable[[SourceTable], Mapping]
    load: Callable[[SourceTable, Mapping], Receipt]
    fitting: Fitting
    done: list[dict[str, Any]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    cancelled: Cancelled | None = None

    def run(self, files: Iterable[Path]) -> None:
        """Load every table of ``files``; those last that an option does not fit, once it is known what else it fits."""
        try:
            waiting: list[SourceTable] = []
            for path in files:
                waiting += [table for table in self._tables(path) if not self._loaded(table, wait=True)]
            for table in waiting:
                self._loaded(table, wait=False)
        except Cancelled as error:
            self.cancelled = error

    def _tables(self, path: Path) -> tuple[SourceTable, ...]:
        try:
            return tuple(self.examine(path))
        except Cancelled:
            raise
        except JourneyError as error:
            self.failures.append(str(error))
            return ()

    def _loaded(self, table: SourceTable, wait: bool) -> bool:
        """Load the table, or tell why not; False where it has to ``wait``."""
        try:
            mapping, against = self.fitting.applied(self.propose(table), table)
            if refusal := self.fitting.refusal(against):
                if wait:
                    return False
                raise refusal
            receipt = self.load(table, mapping)
        except Cancelled:
            raise
        except JourneyError as error:
            known = table.name in str(error) and table.layout.sheet in str(error)
            self.failures.append(str(error) if known else f"{table.title}: {error}")
        else:
            named = {"sheet": table.layout.sheet, "title": table.title}
            told = receipt.as_dict() | named | {"mapping": columns_told(mapping)}
            aside = [f"{option} does not fit this table, so it was loaded without." for option in against]
            self.done.append(told | {"notes": [*told["notes"], *aside]})
        return True


def columns_told(mapping: Mapping) -> dict[str, str | list[str]]:
    """Which column fills which field; of measures in wide form all columns that hold values."""
    filled: dict[str, str | list[str]] = {use.field: use.column for use in mapping.uses}
    return filled | ({"value": [use.column for use in mapping.figures]} if mapping.figures else {})
