"""Cohorts: of the customers who began in one month, how many are still there in each month after it."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import numpy as np
import pandas as pd

from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.intervals import wilson
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.retention.groups import customer_groups
from analytics.retention.outcome import Tables
from analytics.retention.stays import DATED, Stays, stay_bases, stays

COLUMNS = ["cohort", "month", "customers", "active", "share", "low", "high"]
BUYING, STAYING = "buying", "staying"
_MONTH = 30.4375
_BUYING_NOTE = (
    "Customers of a month's first orders who ordered again in the calendar month so many months later / all customers "
    "of that month. Only months that are over count."
)
_STAYING_NOTE = (
    "Of all {unit} that began in a month, those still there so many months (of 30.4 days) after their own beginning / "
    "all of that month. Only what the youngest of them has lived through counts."
)


@dataclass(frozen=True)
class CohortResult:
    """``table`` has one row per month of beginning and months since: cohort, month, customers, active, share, low, high.

    ``overall`` has the same for all cohorts together that are old enough: month, customers, active, share, low, high.
    ``of`` is "buying" or "staying", ``unit`` what is counted, ``note`` the formula in words.
    """

    of: str
    unit: str
    note: str
    table: pd.DataFrame
    overall: pd.DataFrame


@dataclass(frozen=True)
class Cohorts:
    """Who is still there: by staying where dates tell it, else by buying. ``only`` is (way to group, group)."""

    of: str | None = None
    only: tuple[str, str] | None = None
    seen: Seen = EVERYTHING

    def run(self, workspace: Data) -> CohortResult:
        """``NotEnoughData`` where there is neither a date of leaving nor an order, or nobody of the group."""
        there, bases = cohort_kinds(workspace), stay_bases(workspace)
        workspace = self.seen.customers_of(workspace)
        of = self.of or (there[0] if there else "")
        if of not in there:
            raise NotEnoughData("No order and no leaving has a date, so there are no cohorts. Load either over months.")
        members = None if self.only is None else customer_groups(workspace, self.only[0])
        chosen = None if members is None or self.only is None else members.index[members == self.only[1]]
        if chosen is not None and chosen.empty:
            raise NotEnoughData("Nobody is in the group that was asked for. Choose one that the page offers.")
        if of == BUYING:
            return _result(of, "customers", _BUYING_NOTE, cohort_table(workspace, chosen))
        found = stays(workspace, _dated(bases), bases)
        table = stay_cohorts(found, chosen)
        return _result(of, found.unit, _STAYING_NOTE.format(unit=found.unit), table)


def cohort_kinds(workspace: Tables) -> tuple[str, ...]:
    """What cohorts can be told by here, the better one first."""
    kinds = [STAYING] if _dated(stay_bases(workspace)) else []
    return tuple(kinds + ([BUYING] if workspace.count("purchases") else []))


def _dated(bases: tuple[str, ...]) -> str | None:
    return next((basis for basis in bases if basis in DATED), None)


def _result(of: str, unit: str, note: str, table: pd.DataFrame) -> CohortResult:
    if table.empty:
        raise NotEnoughData("No month of beginning is over yet, so there are no cohorts. Load a longer time.")
    sums = table.groupby("month", as_index=False)[["customers", "active"]].sum()
    return CohortResult(of, unit, note, table, _shared(sums))


def cohort_table(workspace: Tables, chosen: pd.Index | None = None) -> pd.DataFrame:
    """Who is still buying, per month of the first order and months since; of the ``chosen`` customers (None: all).

    Month 0 is the month of the first order. Only months that are over count, so that none looks worse for being
    young; shares bear Wilson's interval.
    """
    sales = workspace.table("purchases")
    until = workspace.data_until()
    if until is None:
        return pd.DataFrame(columns=COLUMNS)
    if chosen is not None:
        sales = sales.semi_join(
            ibis.memtable({"customer_id": list(chosen)}, schema={"customer_id": "string"}), "customer_id"
        )
    first = sales.group_by("customer_id").agg(began=sales.ordered_at.min().truncate("M"))
    bought = sales.select("customer_id", at=sales.ordered_at.truncate("M")).distinct()
    both = bought.join(first, "customer_id")
    months = (both["at"].year() - both.began.year()) * 12 + (both["at"].month() - both.began.month())
    counted = both.group_by(cohort=both.began, month=months).agg(active=ibis._.count())
    return _filled(workspace.execute(counted), pd.Timestamp(until))


def _filled(frame: pd.DataFrame, until: pd.Timestamp) -> pd.DataFrame:
    """Months without a buyer filled in, the unfinished last month taken away, shares with intervals."""
    size = frame[frame["month"] == 0].set_index("cohort")["active"]
    last = until.to_period("M") - (0 if until == until + pd.offsets.MonthEnd(0) else 1)
    rows = [
        (cohort, month, size[cohort])
        for cohort in sorted(size.index)
        for month in range((last - pd.Timestamp(cohort).to_period("M")).n + 1)
    ]
    whole = pd.DataFrame(rows, columns=["cohort", "month", "customers"])
    return _shared(whole.merge(frame, on=["cohort", "month"], how="left").fillna({"active": 0}))


def stay_cohorts(found: Stays, chosen: pd.Index | None = None) -> pd.DataFrame:
    """Who is still there, per month of beginning and months since their own beginning."""
    until = found.known_until
    rows = found.rows if chosen is None else found.rows[found.rows["customer_id"].isin(chosen)]
    month = rows["began"].dt.to_period("M")
    parts = []
    for cohort, own in rows.groupby(month):
        youngest = (until - cohort.end_time).days
        ages = np.arange(int(youngest // _MONTH) + 1) * _MONTH if youngest >= 0 else np.empty(0)
        gone = np.sort(own.loc[own["ended"], "days"].to_numpy(dtype=float))
        active = len(own) - np.searchsorted(gone, ages, "left")
        parts.append(pd.DataFrame({"cohort": cohort.to_timestamp(), "month": np.arange(len(ages)),
                                   "customers": len(own), "active": active}))  # fmt: skip
    return _shared(pd.concat(parts, ignore_index=True)) if parts else pd.DataFrame(columns=COLUMNS)


def _shared(table: pd.DataFrame) -> pd.DataFrame:
    """The table with each share and its interval."""
    low, high = wilson(table["active"], table["customers"])
    return table.assign(share=table["active"] / table["customers"], low=low, high=high)
