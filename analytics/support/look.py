"""Which tickets are looked at, and how their times are counted."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import numpy as np
import pandas as pd
from ibis import _, ir

from analytics.errors import NotEnoughData
from analytics.journey.phases import find_phase
from analytics.kpis.definition import Data
from analytics.kpis.estimates import Estimate, Quantile
from analytics.kpis.scope import Scope
from analytics.kpis.segments import OfSegment
from analytics.kpis.tickets import requests
from analytics.support.working_hours import WorkingHours

DETAILS = ("channel", "category", "priority")


@dataclass(frozen=True)
class Look:
    """The tickets of one phase (name or id) or of all, of the last ``days`` of the data or of all of it.

    With ``hours`` the times are counted in working hours, else by the clock. ``segment`` keeps the tickets of the customers
    whose column ("segment" or "acquisition_source") has a value.

    >>> Look(days=90).hours is None
    True
    """

    phase: str | None = None
    days: int | None = None
    hours: WorkingHours | None = None
    segment: tuple[str, str] | None = None

    def of(self, data: Data) -> Data:
        """The data of the segment's customers; all of it without one."""
        return data if self.segment is None else OfSegment(data, *self.segment)

    def scope(self, data: Data) -> Scope:
        """The rows that this means. NotEnoughData for a workspace without any dated row."""
        until = data.data_until()
        if until is None:
            raise NotEnoughData("Nothing with a date is loaded. Load support tickets on the page Load files.")
        phase = None if self.phase is None else find_phase(data.phases(), self.phase).id
        return Scope(until, until, days=self.days, phase=phase)

    def tickets(self, data: Data) -> ir.Table:
        """One row per ticket, as KPIs read them (see ``analytics.kpis.tickets.requests``), with channel, category,
        priority, ticket_id, hour (0 to 23) and weekday (0 is Monday) of its creation, and age (minutes since then).

        Tickets dated in the future are left out. Times are minutes. NotEnoughData where there are none.
        """
        scope = self.scope(data)
        rows = requests(self.of(data), scope, ("ticket_id", *DETAILS)).filter(~_.future)
        rows = rows.mutate(age=(ibis.timestamp(scope.until).epoch_seconds() - rows.created_at.epoch_seconds()) / 60)
        if self.hours:
            times = {
                name: self.hours.between(rows.created_at, rows[name]) for name in ("response", "resolution", "age")
            }
            rows = rows.mutate(**times)
        told = rows.created_at + ibis.interval(hours=self.hours.ahead if self.hours else 0)
        return rows.mutate(hour=told.hour(), weekday=told.day_of_week.index())


ALL = Look()


def estimated_by(data: Data, rows: ir.Table, by: list[str], wanted: dict[str, Estimate]) -> pd.DataFrame:
    """Estimates per group of rows: the columns ``by``, tickets (how many rows), and per estimate NAME, NAME_low,
    NAME_high (95 % interval; NaN where there is none) and NAME_n (the rows it rests on).
    """
    parts = {
        f"{name}_{part}": expression
        for name, estimate in wanted.items()
        for part, expression in estimate.parts().items()
    }
    query = (rows.group_by(by) if by else rows).aggregate(tickets=rows.count(), **parts)
    for name, estimate in wanted.items():
        if isinstance(estimate, Quantile):
            query = query.mutate(**estimate.picked(query, name)).drop(f"{name}_values")
    totals: pd.DataFrame = data.execute(query)
    found = totals[[*by, "tickets"]].copy()
    for name, estimate in wanted.items():
        there = {
            column.removeprefix(f"{name}_"): totals[column].to_numpy(dtype=float, na_value=np.nan)
            for column in totals.columns
            if column.startswith(f"{name}_")
        }
        value = estimate.estimated(there)
        known = value.n > 0
        found[name] = np.where(known, value.value, np.nan)
        found[f"{name}_low"] = np.where(known, value.interval[0], np.nan)
        found[f"{name}_high"] = np.where(known, value.interval[1], np.nan)
        found[f"{name}_n"] = np.nan_to_num(value.n).astype(int)
    return found
