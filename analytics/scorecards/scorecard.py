"""The scorecard: the KPIs of each phase against what was agreed, at the end of the data or any day before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Protocol

import pandas as pd

from analytics.journey.phases import Phase, find_phase
from analytics.kpis.definition import PERSPECTIVES, Data, Kpi, Perspective
from analytics.kpis.values import KpiValues
from analytics.scorecards.cards import KpiCard, PerspectiveCard, PhaseCard, ScorecardResult
from analytics.scorecards.chosen import chosen
from analytics.scorecards.objectives import objectives
from analytics.scorecards.rescoring import company, judged, perspective_scored, phase_scored
from analytics.scorecards.targets import Decisions, Target, agreed, combined, consistent, proposed, subject
from analytics.store.watching import Progress, nobody

# How far back a proposal looks, and a sparkline.
_PERIODS = 8
_MONTHS = 24

# Fewer rows than these make a period's figure too unsteady to be anybody's best or worst.
_ROWS_NEEDED = 10

_TOTALS = ("money", "count", "hours")


class Workspace(Data, Protocol):
    """What a scorecard needs of a workspace."""

    @property
    def ledger(self) -> Decisions: ...

    def phases(self, as_of: datetime | None = None) -> tuple[Phase, ...]: ...

    def kept_frame(self, analysis: KpiValues) -> pd.DataFrame: ...


@dataclass(frozen=True)
class Scorecard:
    """The scorecards of all phases, or of one (by name or id), over the ``days`` up to a date.

    ``as_of`` takes a past date: rows dated up to its end, and targets and phases as they stood then (UTC). Without
    ``decided`` the targets are those proposed from history, as if nobody had ever decided on one.
    """

    phase: str | None = None
    as_of: date | None = None
    days: int = 90
    decided: bool = True

    def run(self, workspace: Workspace, progress: Progress = nobody) -> ScorecardResult:
        """The scorecards with values, statuses and scores."""
        phases = workspace.phases(self._end)
        shown = phases if self.phase is None else (find_phase(phases, self.phase),)
        until = self._until(workspace.data_until())
        picked = chosen(workspace, self._end)
        ids = tuple(dict.fromkeys(kpi.id for phase in shown for kpi in picked.of_phase(phase.id)))
        readings = _Readings.of(workspace, ids, until, self.days, progress) if until else None
        decided = agreed(workspace.ledger, self._end) if self.decided else {}
        wanted = objectives(workspace.ledger, self._end)
        cards = tuple(
            _with_objectives(_phase_card(phase, picked.of_phase(phase.id), readings, decided), wanted)
            for phase in shown
        )
        return company(ScorecardResult(until, self.days, None, None, None, cards))

    @property
    def _end(self) -> datetime | None:
        return datetime.combine(self.as_of, time.max) if self.as_of else None

    def _until(self, data_until: datetime | None) -> datetime | None:
        return data_until if data_until is None or self._end is None else min(self._end, data_until)


@dataclass(frozen=True)
class _Readings:
    """The values of all KPIs: in windows of ``days`` that end at ``until``, and per month."""

    until: datetime
    days: int
    windows: dict[tuple[str, str], pd.DataFrame]
    months: dict[tuple[str, str], pd.DataFrame]

    @staticmethod
    def of(workspace: Workspace, ids: tuple[str, ...], until: datetime, days: int, progress: Progress) -> _Readings:
        progress(0.0, f"Computing the KPIs of the last {days} days, and of the {days} days before them, and so on")
        windows = workspace.kept_frame(KpiValues(period="window", until=until, days=days, ids=ids, by_phase=True))
        since = (pd.Timestamp(until).to_period("M") - _MONTHS + 1).start_time
        back = (until - since).days + 1
        progress(0.5, "Computing the KPIs month by month")
        months = workspace.kept_frame(KpiValues(period="month", until=until, days=back, ids=ids, by_phase=True))
        months = months[months["period"] >= since.date().isoformat()]
        return _Readings(until, days, _by_kpi(windows), _by_kpi(months))

    def scope(self, phase: str, kpi: str) -> str | None:
        """The phase's id where it has rows of its own in the last window, "" for the company's figures.

        None for a KPI without figures.
        """
        known = [scope for scope in (phase, "") if (kpi, scope) in self.windows]
        return next((scope for scope in known if self.now(kpi, scope) is not None), known[0] if known else None)

    def now(self, kpi: str, scope: str) -> pd.Series | None:
        """The row of the last window, None when that has no rows."""
        rows = self.windows[kpi, scope]
        last = rows[rows["period"] == self._start(1)]
        return None if last.empty else last.iloc[0]

    def before(self, kpi: Kpi, scope: str) -> pd.Series:
        """The values of the earlier windows by their first day, oldest first; those too small left out.

        The oldest window is left out: the beginning of the data usually cuts it off, and knows no past.
        """
        rows = self.windows[kpi.id, scope].iloc[1:]
        steady = rows[rows["n"] >= _ROWS_NEEDED] if kpi.sampled else rows
        past = steady[(steady["period"] < self._start(1)) & (steady["period"] >= self._start(_PERIODS + 1))]
        return past.set_index("period")["value"]

    def previous(self, kpi: Kpi, scope: str) -> float | None:
        """The value of the window before the last."""
        return _number(self.before(kpi, scope).get(self._start(2)))

    def history(self, kpi: Kpi, scope: str) -> tuple[tuple[str, float], ...]:
        """The values per month; a total of a month that is not over is left out."""
        rows = self.months.get((kpi.id, scope))
        if rows is None:
            return ()
        ends = pd.to_datetime(rows["period"]) + pd.offsets.MonthEnd(1)
        over = ends <= self.until if kpi.unit in _TOTALS else ends.notna()
        return tuple(zip(rows.loc[over, "period"], rows.loc[over, "value"], strict=True))

    def _start(self, windows: int) -> str:
        return (self.until - windows * timedelta(days=self.days)).date().isoformat()


def _phase_card(
    phase: Phase, wanted: tuple[Kpi, ...], readings: _Readings | None, decided: dict[str, Target]
) -> PhaseCard:
    perspectives = tuple(
        _perspective_card(name, phase, [kpi for kpi in wanted if kpi.perspective == name], readings, decided)
        for name in PERSPECTIVES
    )
    return phase_scored(PhaseCard(phase.id, phase.name, None, None, None, perspectives))


def _with_objectives(phase: PhaseCard, wanted: dict[str, str]) -> PhaseCard:
    perspectives = tuple(
        replace(card, objective=wanted.get(subject(phase.id, card.perspective), "")) for card in phase.perspectives
    )
    return replace(phase, perspectives=perspectives)


def _perspective_card(
    name: Perspective,
    phase: Phase,
    kpis: Iterable[Kpi],
    readings: _Readings | None,
    decided: dict[str, Target],
) -> PerspectiveCard:
    cards: list[KpiCard] = []
    missing: list[Kpi] = []
    for kpi in kpis:
        scope = None if readings is None else readings.scope(phase.id, kpi.id)
        if readings is None or scope is None:
            missing.append(kpi)
        else:
            cards.append(judged(_kpi_card(kpi, phase, scope, readings, decided)))
    ids, names = tuple(kpi.id for kpi in missing), tuple(kpi.name for kpi in missing)
    return perspective_scored(PerspectiveCard(name, None, tuple(cards), ids, names))


def _kpi_card(kpi: Kpi, phase: Phase, scope: str, readings: _Readings, decided: dict[str, Target]) -> KpiCard:
    now = readings.now(kpi.id, scope)
    target = _target(kpi, phase, scope, readings, decided)
    return KpiCard(
        phase=phase.id,
        id=kpi.id,
        name=kpi.name,
        perspective=kpi.perspective,
        unit=kpi.unit,
        better=kpi.better,
        timing=kpi.timing,
        formula=kpi.formula if now is None else str(now["formula"]),
        bounds=kpi.bounds,
        sampled=kpi.sampled,
        scope="phase" if scope else "company",
        value=None if now is None else _number(now["value"]),
        low=None if now is None else _number(now["low"]),
        high=None if now is None else _number(now["high"]),
        n=0 if now is None else int(now["n"]),
        left_out=0 if now is None else int(now["left_out"]),
        currency="" if now is None else str(now["currency"]),
        previous=readings.previous(kpi, scope),
        history=readings.history(kpi, scope),
        target=target.target,
        threshold=target.threshold,
        weight=target.weight,
        provenance=target.provenance,
        agreed=target.agreed,
        origin=kpi.origin,
        owner=target.owner,
        agreed_by=target.agreed_by,
        agreed_on=target.agreed_on,
        earlier=tuple((str(day), float(value)) for day, value in readings.before(kpi, scope).items()),
    )


def _target(kpi: Kpi, phase: Phase, scope: str, readings: _Readings, decided: dict[str, Target]) -> Target:
    history = readings.before(kpi, scope).to_list()
    proposal = proposed(history, kpi.better, kpi.bounds, readings.days)
    return consistent(combined(decided.get(subject(phase.id, kpi.id)), proposal), kpi.better)


def _by_kpi(rows: pd.DataFrame) -> dict[tuple[str, str], pd.DataFrame]:
    """The rows of each KPI and phase ("": the company), in order of time."""
    groups = rows.assign(phase=rows["phase"].fillna("")).groupby(["id", "phase"], sort=False)
    return {(str(id), str(phase)): some.sort_values("period") for (id, phase), some in groups}


def _number(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)
