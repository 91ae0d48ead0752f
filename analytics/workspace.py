"""A workspace: the loaded data of one file and every decision taken on it.

This is the one object that pages, the command line and notebooks talk to.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import ibis
import pandas as pd

from analytics.drivers import keeping as driver_keeping
from analytics.drivers.analysis import DriverResult, Drivers
from analytics.drivers.roles import decided_roles
from analytics.drivers.what_if import WhatIf
from analytics.errors import UnreadableFile
from analytics.exports.report import Report, Reporting
from analytics.files.corrections import Correction, as_remembered, series_of
from analytics.files.mapping import Mapping as ColumnMapping
from analytics.files.reading import examine
from analytics.files.recognise import recognise
from analytics.files.table import Layout, SourceTable
from analytics.journey import phases as phase_values
from analytics.journey import rules as rule_values
from analytics.journey.in_force import all_phases, decided_rules, placing_rules
from analytics.journey.phases import Phase, find_phase
from analytics.journey.rules import Rule
from analytics.kpis.keeping import kept_values
from analytics.kpis.scope import Period
from analytics.kpis.values import KpiValues
from analytics.notebooks.answer import Answer
from analytics.notebooks.drawing import drawn
from analytics.notebooks.running import MOST_ROWS
from analytics.notebooks.view import View
from analytics.pain_points import decisions, keeping
from analytics.pain_points.changes import Changes
from analytics.pain_points.money import with_revenue_at_risk
from analytics.pain_points.result import PainPointResult
from analytics.pain_points.telling import tell
from analytics.reviews.replaying import AsItStood
from analytics.reviews.snapshots import fix_before_change
from analytics.scorecards.cards import ScorecardResult
from analytics.scorecards.chosen import chosen
from analytics.scorecards.scorecard import Scorecard
from analytics.store import history, imports, joining, past_imports, status
from analytics.store.asking import ask
from analytics.store.database import Database
from analytics.store.deriving import derive
from analytics.store.faults import rows_behind
from analytics.store.joining import JoinRule
from analytics.store.ledger import Ledger
from analytics.store.proposing import Proposal, propose
from analytics.store.receipts import Receipt
from analytics.store.watching import Cancel, Progress, nobody

Share = Callable[[float, str], None]


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
        return status.is_empty(self.database)

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
        joins, faults = status.joins(self.database), status.faults(self.database, self.loaded_at())
        lost = [join.sentence for join in joins if not join.matched]
        return {
            "tables": status.tables(self.database),
            "joins": [join.as_dict() for join in joins],
            "warnings": [*(fault.sentence for fault in faults), *lost],
            "faults": [asdict(fault) for fault in faults],
        }

    def rows_behind(self, warning: str, import_id: str | None = None, first: int = 0, most: int = 1000) -> pd.DataFrame:
        """The rows that a data-quality warning (by name) is about, of one import or all, page by page."""
        return rows_behind(self.database, warning, self.loaded_at(), import_id, first, most)

    # --- customers under several ids ---------------------------------------------------------------

    def join_rules(self) -> tuple[JoinRule, ...]:
        """The rules by which ids find their customer, as people agreed to them."""
        return joining.decided(self.database)

    def propose_joins(self) -> list[Proposal]:
        """Rules under which clearly more rows would find their customer, with what each would do."""
        with self.database.read() as cursor:
            return propose(cursor)

    def agree_join(self, rule: JoinRule, who: str | None = None, reason: str = "", at: datetime | None = None) -> None:
        """Decide on a rule: it holds for what is loaded, and for all that will be."""
        fix_before_change(self, at or utc_now())
        joining.agree(self.database, rule, who or whoami(), reason, at)
        self._settle_ids()

    def take_back_join(self, table: str, who: str | None = None, reason: str = "", at: datetime | None = None) -> None:
        """Decide that the ids of a table are to be as they were loaded."""
        fix_before_change(self, at or utc_now())
        joining.take_back(self.database, table, who or whoami(), reason, at)
        self._settle_ids()

    def _settle_ids(self) -> None:
        rules = self.join_rules()
        with self.database.write() as cursor:
            joining.settle_ids(cursor, rules)
            derive(cursor, placing_rules(self.ledger))

    # --- files ----------------------------------------------------------------------------------

    def examine(self, path: str | Path, name: str | None = None, told: Layout | None = None) -> tuple[SourceTable, ...]:
        """The tables of a source file, with what the reader decided about each, or was told.

        A correction that a person made to a file of the same name (numbers aside) is followed again.
        """
        found = examine(Path(path), name, told)
        return found if told else tuple(as_remembered(table, self._corrections()) for table in found)

    def _corrections(self) -> dict[str, Any]:
        return self.ledger.present("reading")

    def remember_reading(self, table: SourceTable, correction: Correction, who: str) -> None:
        """Read the next file of this name (numbers aside) as this one was corrected."""
        if correction.values() != (self._corrections().get(series_of(table)) or {}):
            self.ledger.record("reading", series_of(table), correction.values() or None, who)

    def propose(
        self,
        table: SourceTable,
        kind: str | None = None,
        fields: Mapping[str, str] | None = None,
        timezone: str = "",
        complete: bool = True,
    ) -> ColumnMapping:
        """How the columns of a table would fill the fields of its kind.

        A mapping that a person confirmed for the same columns is taken before anything is guessed, as far as
        the values still fit it. With ``complete`` off, required fields may be left open for a person to fill.
        """
        remembered = past_imports.remembered_mapping(self.database, table)
        if remembered and kind in (None, remembered.kind) and not fields:
            return remembered
        return recognise(table, kind, fields or {}, timezone, complete)

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
        progress: Progress = nobody,
        cancel: Cancel | None = None,
    ) -> Receipt:
        """Load one table: whole and with a receipt, or not at all.

        Without a mapping the proposed one is followed. A file with several tables is loaded table by
        table, from what ``examine`` gives. ``progress`` is told a share (0 to 1) and what is being done;
        ``cancel`` ends the load from another thread, with Cancelled.
        """
        table = source if isinstance(source, SourceTable) else self._only_table(source)
        mapping = mapping or self.propose(table, kind, fields, timezone)
        now, who = now or utc_now(), who or whoami()
        fix_before_change(self, now)
        receipt = imports.load(
            self.database, table, mapping, placing_rules(self.ledger), who, now, timezone, progress, cancel
        )
        self._remember_mapping(table, mapping, who, now)
        return receipt

    def _remember_mapping(self, table: SourceTable, mapping: ColumnMapping, who: str, now: datetime) -> None:
        """Let the ledger tell under which mapping files of this name (numbers aside) are loaded, when it is another one."""
        value = {"kind": mapping.kind, "columns": {use.column: use.field for use in mapping.uses}}
        if self.ledger.present("mapping").get(series_of(table)) != value:
            self.ledger.record("mapping", series_of(table), value, who, at=now)

    def _only_table(self, path: str | Path) -> SourceTable:
        tables = self.examine(path)
        if len(tables) > 1:
            names = ", ".join(table.layout.sheet or table.name for table in tables)
            raise UnreadableFile(f"{Path(path).name} holds several tables ({names}). Say which one to load.")
        return tables[0]

    def undo(self, import_id: str, now: datetime | None = None, who: str | None = None) -> int:
        """Take an import back. Returns how many records it had spoken about."""
        now = now or utc_now()
        fix_before_change(self, now)
        removed = imports.undo(self.database, import_id, placing_rules(self.ledger), now)
        self.ledger.record("import", import_id, {"taken back": True}, who or whoami(), at=now)
        return removed

    def import_history(self) -> pd.DataFrame:
        """All imports there ever were, oldest first, with the time at which each was taken back."""
        return history.import_history(self.database)

    def imports(self) -> pd.DataFrame:
        """All imports that stand, newest first."""
        return past_imports.list_imports(self.database)

    def rejected_cells(self, import_id: str) -> pd.DataFrame:
        """The cells for which rows of an import were rejected: row, column, value, reason."""
        return past_imports.rejected_cells(self.database, import_id)

    def rejected_rows(self, import_id: str) -> pd.DataFrame:
        """The rejected rows of an import as they came, ready to be mended and loaded again."""
        return past_imports.rejected_rows(self.database, import_id)

    # --- analyses -------------------------------------------------------------------------------

    def pain_points(
        self, phase: str | None = None, count: int | None = None, progress: Share | None = None
    ) -> PainPointResult:
        """The pain points in everything that customers wrote, with every decision on them honoured.

        What was found is kept until the data changes. On new data the earlier ones are gone on from: they keep
        their identities, and new comments are placed into them first. ``progress`` is told a share (0 to 1) and
        what is being done.
        """
        phase_id = find_phase(self.phases(), phase).id if phase else None
        placement = keeping.current(self, count, progress)
        return self._with_revenue_at_risk(tell(self, placement, keeping.decisions_of(self), phase_id))

    def earlier_pain_points(self, phase: str | None = None) -> PainPointResult | None:
        """The pain points as they were found before data arrived that is still to be read; None before the first."""
        placement = keeping.earlier_placement(self)
        return None if placement is None else tell(self, placement, keeping.decisions_of(self), phase)

    def pain_point_changes(self) -> Changes:
        """What the last new data changed about the pain points."""
        return keeping.last_changes(self)

    def decide_on_pain_points(
        self, values: Mapping[str, Any], who: str | None = None, reason: str = "", at: datetime | None = None
    ) -> list[int]:
        """Record decisions on pain points (made by ``analytics.pain_points.decisions``); gives their numbers."""
        return self.ledger.record_all(decisions.KIND, dict(values), who or whoami(), reason, at)

    def drivers(self, analysis: Drivers | None = None, progress: Share | None = None) -> DriverResult:
        """What goes with whether customers stay, kept until the data changes."""
        return driver_keeping.answer(self, analysis or self.driver_question(), progress)

    def what_if(self, analysis: Drivers | None = None, progress: Share | None = None) -> WhatIf:
        """The model behind ``drivers``, for asking what would be if; kept with it."""
        return driver_keeping.model(self, analysis or self.driver_question(), progress)

    def known_drivers(self) -> tuple[DriverResult, WhatIf] | None:
        """The usual driver analysis and the model behind it, where somebody has had them computed on this data."""
        return driver_keeping.known(self, self.driver_question())

    def driver_question(self, outcome: str | None = None) -> Drivers:
        """The driver analysis with the roles that people gave columns."""
        return Drivers(outcome, roles=decided_roles(self.ledger))

    def scorecard(self, phase: str | None = None, as_of: date | None = None, days: int = 90) -> ScorecardResult:
        """The scorecards of all phases or of one, now or as they stood on a past day."""
        if as_of is not None:
            return AsItStood(as_of, phase, days).run(self).scorecard
        return Scorecard(phase, days=days).run(self)

    def kpis(self, phase: str | None = None, period: Period = "all") -> pd.DataFrame:
        """The values of all KPIs that the data can carry, with their intervals."""
        return KpiValues(phase, period, own=chosen(self).own).run(self)

    def look(self, view: View | str, /, **parameters: Any) -> Answer:
        """The table and the chart of a view (``analytics.notebooks.catalogue`` names them), and how they were computed.

        >>> workspace = Workspace()
        >>> workspace.look("support.overall")
        Traceback (most recent call last):
            ...
        analytics.errors.NotEnoughData: Nothing with a date is loaded. Load support tickets on the page Load files.
        """
        asked = View.from_value({"view": view, "of": parameters}) if isinstance(view, str) else view
        return asked.run(self)

    def ask(self, sql: str, /, **tables: pd.DataFrame) -> Answer:
        """What a query gives, over the loaded tables and those that are given by name; at most a million rows.

        >>> Workspace().ask("SELECT count(*) AS n FROM more", more=pd.DataFrame({"a": [1, 2]})).table["n"].tolist()
        [2]
        """
        return Answer("Query", ask(self.database, sql, MOST_ROWS, frames=tables))

    def draw(self, table: pd.DataFrame, **chart: str) -> Answer:
        """A chart of a table: ``mark``, ``x``, ``y``, ``colour`` and ``aggregate``, or ``spec`` (see ``analytics.charts.built``)."""
        return drawn(table, **chart)

    def report(self, wanted: Reporting) -> Report:
        """What an export holds: scorecards, decisions and actions."""
        return wanted.run(self)

    def kept_frame(self, analysis: KpiValues) -> pd.DataFrame:
        """The frame that an analysis of KPIs gives; what rests on loaded data is kept until that changes."""
        return kept_values(self, analysis.with_own(chosen(self).own))

    def _with_revenue_at_risk(self, found: PainPointResult) -> PainPointResult:
        """What each pain point does to retention, once the driver analysis has been run on this data."""
        effects = driver_keeping.effects_of_pain(self, self.driver_question())
        return (
            found if effects is None else replace(found, pain_points=with_revenue_at_risk(found.pain_points, effects))
        )

    # --- the journey ----------------------------------------------------------------------------

    def phases(self, as_of: datetime | None = None) -> tuple[Phase, ...]:
        """The phases of the journey, in order."""
        return phase_values.standing(all_phases(self.ledger, as_of))

    def rules(self, as_of: datetime | None = None) -> tuple[Rule, ...]:
        """The rules that people decided on, in order; what stands before them and where they lead: ``placing_rules``."""
        return decided_rules(self.ledger, as_of)

    def set_rules(self, rules: Iterable[Rule], who: str, reason: str = "", at: datetime | None = None) -> None:
        """Decide on other rules and place every row anew."""
        checked = rule_values.checked(rules, [phase.id for phase in all_phases(self.ledger)])
        self.decide_on_journey("rules", rule_values.as_values(checked), who, reason, at)

    def set_phases(self, phases: Iterable[Phase], who: str, reason: str = "", at: datetime | None = None) -> None:
        """Decide on other phases, or other names for them; removed ones (``Phase.into``) take their rows along."""
        phases = tuple(phases)
        moved = phase_values.destinations(phases) != phase_values.destinations(all_phases(self.ledger))
        self.decide_on_journey("phases", phase_values.as_values(phases), who, reason, at, moved)

    def decide_on_journey(
        self, subject: str, value: Any, who: str, reason: str = "", at: datetime | None = None, moves: bool = True
    ) -> None:
        """Record a decision on the journey, and place every row anew when it ``moves`` any."""
        fix_before_change(self, at or utc_now())
        self.ledger.record("journey", subject, value, who, reason, at)
        if moves:
            with self.database.write() as cursor:
                derive(cursor, placing_rules(self.ledger))

    def take_back(self, decision_id: int, who: str, reason: str = "", at: datetime | None = None) -> int:
        """Take a decision back by a new entry of the ledger, and put rows and ids where they then belong.

        Raises ChangedMeanwhile when somebody decided otherwise since.
        """
        fix_before_change(self, at or utc_now())
        number = self.ledger.undo(decision_id, who, reason, at)
        if self.ledger.kind_of(number) in ("journey", "join"):
            self._settle_ids()
        return number

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
