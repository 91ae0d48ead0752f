"""How long customers stay, from whatever a workspace knows about it.

Five things can tell, the surest first: dates on which customers left, subscriptions with their ends, a column that says
how long each has been a customer beside a status, orders at regular intervals that stop, and, where nobody ever says
goodbye, how long it takes until a second order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import ibis
import numpy as np
import pandas as pd

from analytics.errors import NotEnoughData
from analytics.retention.attributes import attribute_frame, spoken
from analytics.retention.columns import active_statuses
from analytics.retention.orders_apart import are_regular, lapses, order_gaps
from analytics.retention.outcome import Tables

LEFT_DATES, SUBSCRIPTIONS, TENURE = "left_dates", "subscriptions", "tenure"
RHYTHM, SECOND_ORDER = "rhythm", "second_order"
# By these it is known when each came and went.
DATED = (LEFT_DATES, SUBSCRIPTIONS, RHYTHM)
_DAYS_PER = {"day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
_NEEDED = (
    "Nothing says when a customer left. Load subscriptions with their ends, customers with the date they left, or orders "
    "over time."
)


@dataclass(frozen=True)
class Stays:
    """How long each was seen (``rows``: customer_id, began, days, ended) and whether it then ended.

    ``basis`` is one of the names above, ``unit`` what is counted, ``note`` how, in a sentence. ``ended`` is False for
    whoever is still there; of second orders it is True for who came back.
    """

    rows: pd.DataFrame
    basis: str
    unit: str
    note: str

    @property
    def known_until(self) -> pd.Timestamp:
        """Up to when nearly all (95 %) of those still there are known to be there; NaT where nothing is dated."""
        over = (pd.to_datetime(self.rows["began"]) + pd.to_timedelta(self.rows["days"], unit="D")).sort_values()
        still = over[~self.rows["ended"].astype(bool)]
        ordered = (over if still.empty else still).reset_index(drop=True)
        return pd.Timestamp(ordered[len(ordered) // 20])


def stay_bases(workspace: Tables) -> tuple[str, ...]:
    """What tells in this workspace how long customers stay, the surest first."""
    profiles = workspace.table("profiles")
    subscriptions = workspace.table("subscriptions")
    found = []
    if workspace.execute(profiles.left_at.count()):
        found.append(LEFT_DATES)
    if workspace.execute(subscriptions.ended_at.count()):
        found.append(SUBSCRIPTIONS)
    if _tenure_column(workspace):
        found.append(TENURE)
    if workspace.count("purchases"):
        found += [RHYTHM, SECOND_ORDER] if are_regular(order_gaps(workspace)) else [SECOND_ORDER]
    return tuple(found)


def stays(workspace: Tables, basis: str | None = None, there: tuple[str, ...] | None = None) -> Stays:
    """How long everybody has stayed, by ``basis`` (None: the surest there is).

    Of some customers, ``there`` is what tells it of all: that none of these has left is known as well.
    Raises ``NotEnoughData`` where nothing says when customers leave.
    """
    there = stay_bases(workspace) if there is None else there
    chosen = basis or (there[0] if there else "")
    if chosen not in there:
        raise NotEnoughData(_NEEDED)
    found = _READERS[chosen](workspace, workspace.data_until() or datetime.max)
    kept = found.rows[found.rows["days"] >= 0].reset_index(drop=True)
    if kept.empty:
        raise NotEnoughData(_NEEDED)
    return Stays(kept, found.basis, found.unit, found.note)


def _left_dates(workspace: Tables, until: datetime) -> Stays:
    rows = workspace.table("profiles")
    dated = rows.filter(rows.joined_at.notnull() & (rows.joined_at <= until))
    frame = workspace.execute(dated.select("customer_id", began="joined_at", end="left_at"))
    note = (
        "From the day customers joined to the day they left (of subscribers: when none of theirs ran any more); who is "
        "still there counts for as long as was seen."
    )
    return Stays(_seen(frame, until), LEFT_DATES, "customers", note)


def _subscriptions(workspace: Tables, until: datetime) -> Stays:
    rows = workspace.table("subscriptions")
    begun = rows.filter(rows.started_at <= until)
    frame = workspace.execute(begun.select("customer_id", began="started_at", end="ended_at"))
    note = (
        "From a subscription's start to its end; one still running counts for as long as was seen. Several "
        "subscriptions of a customer each count, which makes the intervals a little too narrow."
        if frame["customer_id"].duplicated().any()
        else "From a subscription's start to its end; one still running counts for as long as was seen."
    )
    return Stays(_seen(frame, until), SUBSCRIPTIONS, "subscriptions", note)


def _seen(frame: pd.DataFrame, until: datetime) -> pd.DataFrame:
    """Whole days from began to end, or to the last moment at which it is known (``until``) that nothing had ended."""
    known = frame["known"] if "known" in frame else pd.Series(pd.Timestamp(until), index=frame.index)
    end = pd.to_datetime(frame["end"])
    ended = end.notna() & (end <= pd.Timestamp(until))
    days = (end.where(ended, known) - pd.to_datetime(frame["began"])).dt.days.astype(float)
    return frame[["customer_id", "began"]].assign(days=days, ended=ended)


def _tenure(workspace: Tables, until: datetime) -> Stays:
    frame, column = attribute_frame(workspace), _tenure_column(workspace)
    active, _ = active_statuses(frame["status"])
    known = frame.assign(number=pd.to_numeric(frame[column], errors="coerce")).dropna(subset=["number", "status"])
    unit = next((unit for unit in _DAYS_PER if unit in column.lower()), "month")
    rows = pd.DataFrame(
        {
            "customer_id": known.index,
            "began": pd.NaT,
            "days": np.floor(known["number"].to_numpy(dtype=float) * _DAYS_PER[unit]),
            "ended": ~known["status"].str.strip().str.lower().isin(active).to_numpy(),
        }
    )
    note = f'From the column "{column}", taken as {unit}s, and the status of each customer.'
    return Stays(rows, TENURE, "customers", note)


def _tenure_column(workspace: Tables) -> str:
    """The column that says how long each has been a customer, where a status says who has left; else empty."""
    if workspace.count("customers") == 0:
        return ""
    frame = attribute_frame(workspace)
    if "status" not in frame.columns:
        return ""
    try:
        active_statuses(frame["status"])
    except NotEnoughData:
        return ""
    named = (str(name) for name in frame.columns if "tenure" in spoken(str(name)).lower().split())
    return next((name for name in named if pd.to_numeric(frame[name], errors="coerce").notna().mean() > 0.5), "")


def _rhythm(workspace: Tables, until: datetime) -> Stays:
    note = (
        "From the first order on; customers here order at regular intervals, and who has let twice their own usual "
        "interval pass counts as gone from the day on which the next order was due."
    )
    return Stays(_seen(lapses(workspace, until), until), RHYTHM, "customers", note)


def _second_order(workspace: Tables, until: datetime) -> Stays:
    sales = workspace.table("purchases")
    counted = sales.filter(sales.ordered_at <= until)
    days = counted.select("customer_id", day=counted.ordered_at.date()).distinct()
    window = ibis.window(group_by="customer_id", order_by="day")
    placed = days.mutate(place=ibis.row_number().over(window), end=days.day.lead().over(window))
    frame = workspace.execute(placed.filter(placed.place == 0).select("customer_id", began="day", end="end"))
    note = (
        "From a customer's first order to the second (orders of one day are one); who has not come back counts as "
        "not yet back for as long as was seen."
    )
    return Stays(_seen(frame, datetime(until.year, until.month, until.day)), SECOND_ORDER, "customers", note)


_READERS: dict[str, Callable[[Tables, datetime], Stays]] = {
    LEFT_DATES: _left_dates,
    SUBSCRIPTIONS: _subscriptions,
    TENURE: _tenure,
    RHYTHM: _rhythm,
    SECOND_ORDER: _second_order,
}
