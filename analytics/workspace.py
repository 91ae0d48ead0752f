"""A workspace: the loaded data of one file and every decision taken on it.

This is the one object that pages, the command line and notebooks talk to.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import ibis
import pandas as pd

from analytics.drivers.analysis import DriverResult, Drivers
from analytics.errors import NotEnoughData, UnreadableFile
from analytics.files.mapping import Mapping as ColumnMapping
from analytics.files.reading import examine
from analytics.files.recognise import recognise
from analytics.files.table import Layout, SourceTable
from analytics.journey import phases as phase_values
from analytics.journey import rules as rule_values
from analytics.journey.phases import DEFAULT_PHASES, Phase, find_phase
from analytics.journey.rules import DEFAULT_RULES, Rule
from analytics.kpis.scope import Period
from analytics.kpis.values import KpiValues
from analytics.pain_points.analysis import PainPoints
from analytics.pain_points.money import with_revenue_at_risk
from analytics.pain_points.result import PainPointResult
from analytics.scorecards.cards import ScorecardResult
from analytics.scorecards.scorecard import Scorecard
from analytics.store import imports, status
from analytics.store.database import Database
from analytics.store.deriving import derive
from analytics.store.ledger import Ledger
from analytics.store.loading import Progress
from analytics.store.receipts import Receipt
from analytics.store.results import keep, kept

Kept = TypeVar("Kept")
Share = Callable[[float, str], None]

# How the driver analysis calls "wrote about this pain point".
PAIN = "pain:"


class Workspace:
    """The loaded data of one DuckDB file and every decision taken on it.

    Without a path the workspace lives in memory. Opening raises WorkspaceUnavailable when the file is
    damaged, was made by a newer version, or is open in another program.

    >>> workspace = Workspace()
    >>> workspace.phases()[0].name
    'Awareness'
    >>> workspace.is_empty
    True
    """

    def __init__(self, path: str | Path | None = None) -> None:
        self.database = Database(Path(path) if path is not None else None)
        self.ledger = Ledger(self.database)

    # --- tables ---------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """What a person calls this workspace."""
        return self.database.name

    def table(self, name: str) -> ibis.Table:
        """A table as an unbound Ibis table: what is built on it runs on DuckDB and on Spark alike."""
        return self.database.table(name)

    def execute(self, expression: ibis.Expr) -> Any:
        """What an Ibis expression gives: a frame, a column or one value."""
        return self.database.execute(expression)

    def count(self, name: str) -> int:
        """How many rows a table has."""
        return int(self.execute(self.table(name).count()))

    @property
    def data_version(self) -> int:
        """A number that grows with every load, every import taken back and every change of the rules."""
        return status.data_version(self.database)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is loaded."""
        return not self.status()["tables"]

    def data_until(self) -> datetime | None:
        """The latest time at which anything happened in the data: the present of all analyses.

        Rows that are dated after they were loaded do not count; None while there is no dated row.
        """
        return status.data_until(self.database, self.loaded_at())

    def loaded_at(self) -> datetime:
        """When something was last loaded (UTC): what is dated later is dated in the future."""
        return status.loaded_at(self.database) or utc_now()

    def status(self) -> dict[str, Any]:
        """What is in the workspace: tables, join coverage and warnings."""
        return {
            "tables": status.tables(self.database),
            "joins": [
                {
                    "table": join.table,
                    "with": join.with_table,
                    "rows": join.rows,
                    "matched": join.matched,
                    "coverage": join.coverage,
                    "sentence": join.sentence,
                }
                for join in status.joins(self.database)
            ],
            "warnings": status.warnings(self.database, self.loaded_at()),
        }

    # --- files ----------------------------------------------------------------------------------

    def examine(self, path: str | Path, name: str | None = None, told: Layout | None = None) -> tuple[SourceTable, ...]:
        """The tables of a source file, with what the reader decided about each."""
        return examine(Path(path), name, told)

    def propose(
        self,
        table: SourceTable,
        kind: str | None = None,
        fields: Mapping[str, str] | None = None,
        timezone: str = "",
    ) -> ColumnMapping:
        """How the columns of a table would fill the fields of its kind.

        A mapping that a person confirmed for the same columns is taken before anything is guessed.
        """
        remembered = imports.remembered_mapping(self.database, table.columns)
        if remembered and kind in (None, remembered.kind) and not fields:
            return remembered
        return recognise(table, kind=kind, fields=fields or {}, timezone=timezone)

    def load(
        self,
        source: str | Path | SourceTable,
        mapping: ColumnMapping | None = None,
        *,
        kind: str | None = None,
        fields: Mapping[str, str] | None = None,
        timezone: str = "",
        who: str | None = None,
        now: datetime | None = None,
        progress: Progress = lambda step: None,
    ) -> Receipt:
        """Load one table: whole and with a receipt, or not at all.

        Without a mapping the proposed one is followed. A file with several tables is loaded table by
        table, from what ``examine`` gives.
        """
        table = source if isinstance(source, SourceTable) else self._only_table(source)
        mapping = mapping or self.propose(table, kind, fields, timezone)
        return imports.load(
            self.database, table, mapping, self.rules(), who or whoami(), now or utc_now(), timezone, progress
        )

    def _only_table(self, path: str | Path) -> SourceTable:
        tables = self.examine(path)
        if len(tables) > 1:
            names = ", ".join(table.name for table in tables)
            raise UnreadableFile(f"{Path(path).name} holds several tables ({names}). Say which one to load.")
        return tables[0]

    def undo(self, import_id: str, now: datetime | None = None) -> int:
        """Take an import back. Returns how many records it had spoken about."""
        return imports.undo(self.database, import_id, self.rules(), now or utc_now())

    def imports(self) -> pd.DataFrame:
        """All imports that stand, newest first."""
        return imports.list_imports(self.database)

    def rejected_cells(self, import_id: str) -> pd.DataFrame:
        """The cells for which rows of an import were rejected: row, column, value, reason."""
        return imports.rejected_cells(self.database, import_id)

    def rejected_rows(self, import_id: str) -> pd.DataFrame:
        """The rejected rows of an import as they came, ready to be mended and loaded again."""
        return imports.rejected_rows(self.database, import_id)

    # --- analyses -------------------------------------------------------------------------------

    def pain_points(
        self, phase: str | None = None, count: int | None = None, progress: Share | None = None
    ) -> PainPointResult:
        """The pain points in everything that customers wrote, kept until the data changes.

        On new data the earlier ones are gone on from: they keep their identities, and new comments
        are placed into them first. ``progress`` is told a share (0 to 1) and what is being done.
        """
        analysis = PainPoints(find_phase(self.phases(), phase).id if phase else None, count)
        company = replace(analysis, phase=None)
        earlier = kept(self.database, repr(company), None, PainPointResult) if analysis == company else None
        if analysis != company:
            earlier = self.pain_points(count=count, progress=progress)
        found = self._kept(
            analysis, PainPointResult, lambda: analysis.run(self, progress, earlier.as_previous() if earlier else None)
        )
        return self._with_revenue_at_risk(found)

    def drivers(self, analysis: Drivers | None = None, progress: Share | None = None) -> DriverResult:
        """What goes with whether customers stay, kept until the data changes."""
        analysis = analysis or Drivers()
        return self._kept(analysis, DriverResult, lambda: analysis.run(self, progress, self._assignments(progress)))

    def scorecard(self, phase: str | None = None, as_of: date | None = None, days: int = 90) -> ScorecardResult:
        """The scorecards of all phases or of one, now or as they stood on a past day."""
        return Scorecard(phase, as_of, days).run(self)

    def kpis(self, phase: str | None = None, period: Period = "all") -> pd.DataFrame:
        """The values of all KPIs that the data can carry, with their intervals."""
        return KpiValues(phase, period).run(self)

    def kept_frame(self, analysis: KpiValues) -> pd.DataFrame:
        """The frame that an analysis of KPIs gives, kept until the data changes."""
        return self._kept(analysis, pd.DataFrame, lambda: analysis.run(self))

    def _with_revenue_at_risk(self, found: PainPointResult) -> PainPointResult:
        """What each pain point does to retention, once the driver analysis has been run on this data."""
        drivers = kept(self.database, repr(Drivers()), self.data_version, DriverResult)
        if drivers is None:
            return found
        of_pain = drivers.drivers[drivers.drivers["name"].str.startswith(PAIN)]
        effects = pd.DataFrame(
            {
                "pain_point_id": of_pain["name"].str.removeprefix(PAIN),
                "effect": of_pain["effect_pp"],
                "low": of_pain["effect_low"],
                "high": of_pain["effect_high"],
            }
        )
        return replace(found, pain_points=with_revenue_at_risk(found.pain_points, effects))

    def _assignments(self, progress: Share | None) -> pd.DataFrame | None:
        """Which comment belongs to which pain point, by name; None where there are no pain points to find."""
        try:
            found = self.pain_points(progress=progress)
        except NotEnoughData:
            return None
        names = found.pain_points[["id", "name"]].rename(columns={"id": "pain_point_id"})
        return found.assignments.merge(names, on="pain_point_id")

    def _kept(self, analysis: Any, of: type[Kept], compute: Callable[[], Kept]) -> Kept:
        version = self.data_version
        found = kept(self.database, repr(analysis), version, of)
        if found is None:
            found = compute()
            keep(self.database, repr(analysis), version, found)
        return found

    # --- the journey ----------------------------------------------------------------------------

    def phases(self, as_of: datetime | None = None) -> tuple[Phase, ...]:
        """The phases of the journey, in order."""
        decided = self.ledger.present("journey", as_of).get("phases")
        return phase_values.from_values(decided) if decided else DEFAULT_PHASES

    def rules(self, as_of: datetime | None = None) -> tuple[Rule, ...]:
        """The rules that place rows in phases, in order."""
        decided = self.ledger.present("journey", as_of).get("rules")
        return rule_values.from_values(decided) if decided else DEFAULT_RULES

    def set_rules(self, rules: Iterable[Rule], who: str, reason: str = "", at: datetime | None = None) -> None:
        """Decide on other rules and place every row anew."""
        checked = rule_values.checked(rules, [phase.id for phase in self.phases()])
        self.ledger.record("journey", "rules", rule_values.as_values(checked), who, reason, at)
        with self.database.write() as cursor:
            derive(cursor, checked)

    def set_phases(self, phases: Iterable[Phase], who: str, reason: str = "", at: datetime | None = None) -> None:
        """Decide on other phases, or other names for them."""
        self.ledger.record("journey", "phases", phase_values.as_values(phases), who, reason, at)

    # --- the file -------------------------------------------------------------------------------

    def copy_to(self, path: str | Path) -> None:
        """Write a consistent copy of the workspace to ``path``."""
        self.database.copy_to(Path(path))

    def close(self) -> None:
        """Close the file, so that another program can open it."""
        self.database.close()


def utc_now() -> datetime:
    """The present in UTC, without a time zone as the tables hold it."""
    return datetime.now(UTC).replace(tzinfo=None)


def whoami() -> str:
    """The name under which this person works on this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"
