"""Did an action work: the figure before and after, against what happened where nothing was done."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

import pandas as pd

from analytics.kpis.catalogue import named
from analytics.kpis.definition import Kpi
from analytics.kpis.segments import OfSegment, is_of_customers, segments
from analytics.kpis.values import KpiValues
from analytics.reviews.differences import Estimate, difference, usual
from analytics.reviews.snapshots import Workspace, estimate_of
from analytics.scorecards.chosen import chosen, known_kpis

Verdict = Literal["it worked", "it made things worse", "no effect to be seen", "cannot be told"]

# Fewer days or rows than these say nothing about before and after.
_DAYS_NEEDED = 14
_ROWS_NEEDED = 10

# What is counted or summed grows with what it is counted of, and times are skewed: phases are compared by ratio.
_RELATIVE = ("money", "count", "hours", "days", "minutes")


@dataclass(frozen=True)
class Effect:
    """What came of an action. ``change`` is after less before; ``net`` is that less what is usual elsewhere.

    ``elsewhere`` has the change of every phase or segment that served as comparison (of relative figures: the logarithm of the ratio).
    All others are in the KPI's unit. ``because`` says in a sentence what the verdict rests on.
    """

    verdict: Verdict
    because: str
    days: int = 0
    before: Estimate | None = None
    after: Estimate | None = None
    rows_before: int = 0
    rows_after: int = 0
    change: Estimate | None = None
    net: Estimate | None = None
    elsewhere: tuple[tuple[str, Estimate], ...] = ()


@dataclass(frozen=True)
class DidItWork:
    """Whether KPI ``kpi`` of ``phase`` moved after day ``on`` other than where nothing was done.

    Difference in differences: as many days after as before, at most ``days``. It is compared with the other phases; what
    was done for one ``segment`` of the customers alone (column and value) with the other segments. Those in ``touched``
    (where other actions were done for the same KPI) are left out. ``expected`` is the change that was promised.
    """

    phase: str
    kpi: str
    on: date
    days: int = 90
    expected: float | None = None
    touched: tuple[str, ...] = ()
    segment: tuple[str, str] | None = None

    def run(self, workspace: Workspace) -> Effect:
        """The effect, or a refusal that says what is missing."""
        until = workspace.data_until()
        start = datetime.combine(self.on, time.min)
        length = 0 if until is None else min(self.days, (until - start).days)
        if length < _DAYS_NEEDED:
            known = (
                f"The data ends {max(length, 0)} days after it took effect"
                if length > 0
                else "The data ends before it took effect"
            )
            return Effect("cannot be told", f"{known}; {_DAYS_NEEDED} days are needed.")
        kpi = named([self.kpi], known_kpis(workspace))[0]
        if self.segment is not None and not is_of_customers(kpi):
            return Effect("cannot be told", f"{kpi.name} is not known per segment of the customers.", length)
        own, others = (self._segments if self.segment else self._phases)(workspace, start, length)
        if own is None or own.after is None or own.before is None:
            return Effect("cannot be told", f"{kpi.name} has too few rows before or after to be compared.", length)
        found = Effect(
            "cannot be told", "", length, own.before, own.after, own.rows_before, own.rows_after,
            difference(own.after, own.before),
        )  # fmt: skip
        return _judged(found, kpi, own, others, self.expected, "segment" if self.segment else "phase")

    def _phases(self, workspace: Workspace, start: datetime, length: int) -> _Compared:
        """The phase's windows (the company's where it has none of its own), and those of the other phases by name."""
        windows = _windows(workspace.kept_frame(self._analysis(start, length)), start, length)
        if self.phase not in windows:
            return windows.get(""), {}
        names = {phase.id: phase.name for phase in workspace.phases()}
        others = {phase: each for phase, each in windows.items() if phase not in ("", self.phase, *self.touched)}
        return windows[self.phase], {names.get(phase, phase): each for phase, each in others.items()}

    def _segments(self, workspace: Workspace, start: datetime, length: int) -> _Compared:
        """The windows of the segment, and those of the other segments, in the phase where it has rows of its own."""
        assert self.segment is not None
        column, value = self.segment
        analysis = self._analysis(start, length).with_own(chosen(workspace).own)
        found = {}
        for each in (name for of, name in segments(workspace) if of == column and name not in self.touched):
            windows = _windows(analysis.run(OfSegment(workspace, column, each)), start, length)
            found[each] = windows.get(self.phase) or windows.get("")
        own = found.pop(value, None)
        return own, {name: each for name, each in found.items() if each is not None}

    def _analysis(self, start: datetime, length: int) -> KpiValues:
        until = start + timedelta(days=length)
        return KpiValues(period="window", until=until, days=length, ids=(self.kpi,), by_phase=True)


@dataclass(frozen=True)
class _Windows:
    """A KPI in the window after, the one before, and the one before that; None where there are too few rows."""

    after: Estimate | None
    before: Estimate | None
    earlier: Estimate | None
    rows_after: int
    rows_before: int

    def change(self, relative: bool) -> Estimate | None:
        return _change(self.after, self.before, relative)

    def earlier_change(self, relative: bool) -> Estimate | None:
        return _change(self.before, self.earlier, relative)


_Compared = tuple[_Windows | None, Mapping[str, _Windows]]


def _windows(values: pd.DataFrame, start: datetime, length: int) -> dict[str, _Windows]:
    """The windows of every phase that has any ("": the company)."""
    firsts = [(start + timedelta(days=k * length)).date().isoformat() for k in (0, -1, -2)]
    found = {}
    for phase, rows in values.assign(phase=values["phase"].fillna("")).groupby("phase"):
        by_first = {row["period"]: row for row in rows.to_dict("records")}
        after, before, earlier = (_steady(by_first.get(first)) for first in firsts)
        counts = [int(by_first[first]["n"]) if first in by_first else 0 for first in firsts]
        found[str(phase)] = _Windows(after, before, earlier, counts[0], counts[1])
    return found


def _steady(row: Mapping[Any, Any] | None) -> Estimate | None:
    if row is None or int(row["n"]) < _ROWS_NEEDED:
        return None
    value, low, high = (None if pd.isna(row[name]) else float(row[name]) for name in ("value", "low", "high"))
    return None if low is None or high is None else estimate_of(value, low, high)


def _change(after: Estimate | None, before: Estimate | None, relative: bool) -> Estimate | None:
    if after is None or before is None:
        return None
    if not relative:
        return difference(after, before)
    if min(after.low, before.low) <= 0:
        return None
    return difference(_log(after), _log(before))


def _log(estimate: Estimate) -> Estimate:
    return Estimate(math.log(estimate.value), math.log(estimate.low), math.log(estimate.high))


def _judged(
    found: Effect,
    kpi: Kpi,
    own: _Windows,
    others: Mapping[str, _Windows],
    expected: float | None,
    sort: str,
) -> Effect:
    """The effect with its verdict, from the windows of where it was done and of those to compare with, by name.

    ``sort`` is what these are: "phase" or "segment".
    """
    relative = kpi.unit in _RELATIVE
    change = own.change(relative)
    changes = {name: each.change(relative) for name, each in others.items()}
    elsewhere = tuple((name, each) for name, each in changes.items() if each is not None)
    if change is None or not elsewhere:
        why = f"No other {sort} has figures of its own to compare with, so this may have happened everywhere."
        return replace(found, verdict="cannot be told", because=why)
    pulling = _apart_before(own, others, relative)
    net = difference(change, usual([each for _, each in elsewhere]))
    net = _in_units(net, own.before) if relative else net
    found = replace(found, net=net, elsewhere=elsewhere)
    if pulling:
        return replace(
            found,
            verdict="cannot be told",
            because=f"The {sort} was moving apart from the others before anything was done.",
        )
    return _verdict(found, kpi, net, expected, sort)


def _apart_before(own: _Windows, others: Mapping[str, _Windows], relative: bool) -> bool:
    """Whether the phase had clearly moved other than the others in the period before: then it may just have gone on."""
    change = own.earlier_change(relative)
    rest = [each for windows in others.values() if (each := windows.earlier_change(relative)) is not None]
    return change is not None and bool(rest) and difference(change, usual(rest)).side != 0


def _in_units(net: Estimate, before: Estimate | None) -> Estimate:
    """A logarithm of a ratio as what it makes of the figure before."""
    assert before is not None
    return Estimate(*(before.value * math.expm1(number) for number in (net.value, net.low, net.high)))


def _verdict(found: Effect, kpi: Kpi, net: Estimate, expected: float | None, sort: str) -> Effect:
    better = net.side if kpi.better == "up" else -net.side
    among = f"compared with {len(found.elsewhere)} other {sort}{'s' if len(found.elsewhere) > 1 else ''}"
    if better > 0:
        return replace(
            found, verdict="it worked", because=f"It moved for the better, {among}, by more than chance explains."
        )
    if better < 0:
        return replace(
            found,
            verdict="it made things worse",
            because=f"It moved for the worse, {among}, by more than chance explains.",
        )
    if expected is not None and net.low <= expected <= net.high:
        why = f"The rows are too few: {among}, both no effect and the expected one are possible."
        return replace(found, verdict="cannot be told", because=why)
    return replace(found, verdict="no effect to be seen", because=f"It moved no more than chance explains, {among}.")
