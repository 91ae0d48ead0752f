"""The values of KPIs on a workspace, with intervals: the analysis behind every KPI figure on screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import numpy as np
import pandas as pd
from ibis import ir

from analytics.journey.phases import find_phase
from analytics.kpis.catalogue import named
from analytics.kpis.compiling import compiled
from analytics.kpis.custom import OwnKpi
from analytics.kpis.definition import Data, Kpi, Source
from analytics.kpis.estimates import Quantile
from analytics.kpis.growth import Growth, beside_previous, growth_scope
from analytics.kpis.sales import main_currency
from analytics.kpis.scope import COMPANY, Period, Scope

COLUMNS = [
    "id",
    "phase",
    "perspective",
    "period",
    "value",
    "low",
    "high",
    "n",
    "unit",
    "left_out",
    "currency",
    "formula",
]

# Figures are rounded to this many digits: sums over parallel threads differ in the last ones.
_DIGITS = 12

_WINDOW_DAYS = 90


@dataclass(frozen=True)
class KpiValues:
    """All KPIs of the catalogue, or those with ``ids``, for the company or per phase.

    ``phase`` (name or id) takes the rows of one phase; ``by_phase`` gives every phase and the company.
    ``period`` is all, month, quarter, week, or window: consecutive windows of ``days`` ending at
    ``until``. ``until`` is the last moment that counts (None: the end of the data), ``days`` how far to
    look back from it. A KPI without data has no row. ``own`` are KPIs that people added; ``ids`` may name them, too.
    """

    phase: str | None = None
    period: Period = "all"
    until: datetime | None = None
    days: int | None = None
    ids: tuple[str, ...] | None = None
    by_phase: bool = False
    own: tuple[OwnKpi, ...] = ()

    def run(self, workspace: Data) -> pd.DataFrame:
        """One row per KPI, phase and period.

        Columns: id, phase (None: the whole company), perspective, period (ISO date of its first day, or
        "all"), value, low and high (95 % interval, NaN where there is none), n (rows it rests on), unit
        (shares are "%" and 0..1), left_out (rows that would falsify it), currency (of money), formula.
        """
        data_until = workspace.data_until()
        if data_until is None:
            return pd.DataFrame(columns=COLUMNS)
        kpis = self._kpis
        phase = None if self.phase is None else find_phase(workspace.phases(), self.phase).id
        by_phase = self.by_phase and phase is None
        scope = Scope(self.until or data_until, data_until, self.period, self._days, phase, by_phase)
        rows = _preferred(list(_computed(workspace, scope, _available(workspace, kpis))))
        currency = main_currency(workspace, scope) if (rows["unit"] == "money").any() else ""
        rows["currency"] = np.where(rows["unit"] == "money", currency, "")
        return _in_order(rows, [kpi.id for kpi in kpis], [phase.id for phase in workspace.phases()])

    def with_own(self, own: Iterable[OwnKpi]) -> KpiValues:
        """The same with those of people's own KPIs that ``ids`` names."""
        return replace(self, own=tuple(kpi for kpi in own if self.ids is None or kpi.id in self.ids))

    def parted(self) -> tuple[KpiValues, KpiValues]:
        """The same of the KPIs that rest on loaded data alone, and of those that rest on decisions."""
        decided = {kpi.id for kpi in self._kpis if kpi.decided}
        ids = [kpi.id for kpi in self._kpis]
        parts = [tuple(id for id in ids if (id in decided) == rests) for rests in (False, True)]
        of_data, of_decisions = (replace(self, ids=part).with_own(self.own) for part in parts)
        return of_data, of_decisions

    @property
    def _kpis(self) -> tuple[Kpi, ...]:
        return named(self.ids, {kpi.id: compiled(kpi) for kpi in self.own})

    @property
    def _days(self) -> int | None:
        return self.days or (_WINDOW_DAYS if self.period == "window" else None)


@dataclass(frozen=True)
class _Job:
    """One source of one KPI; ``rank`` is its place among the KPI's sources, 0 the best."""

    kpi: Kpi
    source: Source
    rank: int

    @property
    def name(self) -> str:
        """What the columns of this job begin with in a query that serves several."""
        return f"{self.kpi.id}_{self.rank}"

    def aggregates(self) -> dict[str, Any]:
        """The job's aggregates over its view."""
        parts = {f"{self.name}_{part}": expr for part, expr in self.source.estimate.parts().items()}
        faulty = {} if self.source.faulty is None else {f"{self.name}_faulty": self.source.faulty}
        return parts | faulty


def _available(data: Data, kpis: tuple[Kpi, ...]) -> list[_Job]:
    """The sources of the KPIs whose needed fields are filled somewhere."""
    fields: dict[str, set[str]] = {}
    for need in {need for kpi in kpis for need in kpi.needs}:
        table, field = need.split(".")
        fields.setdefault(table, set()).add(field)
    filled = set()
    for name, columns in fields.items():
        table = data.table(name)
        found = data.execute(table.aggregate(**{column: table[column].count() > 0 for column in sorted(columns)}))
        filled |= {f"{name}.{column}" for column in columns if found[column].iloc[0]}
    return [
        _Job(kpi, source, rank)
        for kpi in kpis
        for rank, source in enumerate(kpi.sources)
        if all(any(field in filled for field in need.split("|")) for need in source.needs)
    ]


def _computed(data: Data, scope: Scope, jobs: list[_Job]) -> Iterator[pd.DataFrame]:
    """The rows of all jobs in one scope: one query for all that share a view."""
    passes: dict[tuple[Any, Scope], list[_Job]] = {}
    for job in jobs:
        source = job.source
        if not (source.company and scope.phase is not None):
            where = replace(scope, by_phase=False) if source.company else scope
            where = growth_scope(where) if isinstance(source.estimate, Growth) else where
            passes.setdefault((source.view, where), []).append(job)
    for (view, where), together in passes.items():
        table = view(data, where)
        if table is None:
            continue
        totals = _aggregated(data, table, together, where)
        for job in together:
            grows = isinstance(job.source.estimate, Growth)
            yield _estimated(beside_previous(totals, job.name, where) if grows else totals, job, where, scope)


def _aggregated(data: Data, table: ir.Table, jobs: list[_Job], scope: Scope) -> pd.DataFrame:
    """The aggregates of all jobs over one view, per phase and period."""
    aggregates = {name: expr for job in jobs for name, expr in job.aggregates().items()}
    keyed = table.group_by(scope.keys) if scope.keys else table
    query = keyed.aggregate(**aggregates)
    for job in jobs:
        if isinstance(job.source.estimate, Quantile):
            query = query.mutate(**job.source.estimate.picked(query, job.name))
    query = query.drop(*(name for name in query.columns if name.endswith("_values")))
    found: pd.DataFrame = data.execute(query)
    constants = {"phase": scope.phase, "period": "all"}
    return found.assign(**{key: value for key, value in constants.items() if key not in scope.keys})


def _estimated(totals: pd.DataFrame, job: _Job, computed: Scope, asked: Scope) -> pd.DataFrame:
    """The values of one job; a row for each phase and period that has data."""
    prefix = f"{job.name}_"
    parts = {
        name.removeprefix(prefix): totals[name].to_numpy(dtype=float, na_value=np.nan)
        for name in totals.columns
        if name.startswith(prefix) and not name.endswith("_first")
    }
    found = job.source.estimate.estimated(parts)
    rows = pd.DataFrame(
        {
            "id": job.kpi.id,
            "phase": totals["phase"].astype(object).replace(COMPANY, None),
            "perspective": job.kpi.perspective,
            "period": totals["period"],
            "value": _rounded(found.value),
            "low": _rounded(np.clip(found.interval[0], *job.kpi.bounds)),
            "high": _rounded(np.clip(found.interval[1], *job.kpi.bounds)),
            "n": np.nan_to_num(found.n).astype(np.int64),
            "unit": job.kpi.unit,
            "left_out": np.nan_to_num(parts.get("faulty", np.zeros(len(totals)))).astype(np.int64),
            "formula": job.source.formula,
            "rank": job.rank,
        }
    )
    rows = rows[(rows["n"] > 0) & rows["value"].notna()]
    if computed.period != asked.period:  # growth over all time: of the windows, only the last was asked for
        return rows[rows["period"] == 0].assign(period="all")
    return rows.assign(period=[computed.label(period) for period in rows["period"]])


def _preferred(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """Of several sources of a KPI in a phase, the rows of the first that has any."""
    filled = [frame for frame in frames if not frame.empty]
    if not filled:
        return pd.DataFrame(columns=[*COLUMNS, "rank"])
    rows = pd.concat(filled, ignore_index=True)
    best = rows.groupby(["id", rows["phase"].fillna("")])["rank"].transform("min")
    return rows[rows["rank"] == best]


def _in_order(rows: pd.DataFrame, ids: list[str], phases: list[str]) -> pd.DataFrame:
    """The rows by KPI, then the company before its phases in order, then time."""
    places = {
        "id": {id: place for place, id in enumerate(ids)},
        "phase": {id: i for i, id in enumerate(phases)},
    }
    by = rows.sort_values(
        ["id", "phase", "period"],
        key=lambda column: column.map(places[str(column.name)]) if column.name in places else column,
        na_position="first",
    )
    return by[COLUMNS].reset_index(drop=True)


def _rounded(values: np.ndarray[Any, np.dtype[np.float64]]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The values to so many significant digits that the order of summing no longer shows."""
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.floor(np.log10(np.abs(values)))
    unit = 10.0 ** (_DIGITS - 1 - np.where(np.isfinite(size), size, 0.0))
    rounded: np.ndarray[Any, np.dtype[np.float64]] = np.round(values * unit) / unit
    return rounded
