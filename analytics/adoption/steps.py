"""Steps of getting started: product events that happen once to each customer, in the order in which they happen."""

from __future__ import annotations

import ibis
import numpy as np
import pandas as pd
from ibis import _, ir

from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data

# What happens nearly once per customer is a step; what is repeated is use.
_MOST_REPEATED = 1.05
_FEWEST = 0.03
_MOST_STEPS = 12


def used(data: Data) -> ir.Table:
    """Product events up to the end of the data: customer_id, event, occurred_at. NotEnoughData where there are none."""
    until = data.data_until()
    usage = data.table("usage").filter(_.customer_id.notnull() & _.event.notnull() & _.occurred_at.notnull())
    if until is None or not data.execute(usage.count()):
        raise NotEnoughData(
            "No product usage is loaded, so nobody's beginning can be followed. Load a file of events: customer, event, time."
        )
    return usage.filter(usage.occurred_at <= ibis.timestamp(until)).select("customer_id", "event", "occurred_at")


def known_steps(data: Data) -> list[str]:
    """The events that are steps, in the order in which most customers came to them.

    An event is a step when it happens about once per customer, to at least 3 % of those who did anything. The order is
    that of the mean rank among each customer's own steps, so that who came late does not move it.
    """
    events = used(data)
    counts = data.execute(
        events.group_by("event").aggregate(times=_.count(), customers=_.customer_id.nunique()).order_by("event")
    )
    everybody = int(data.execute(events.customer_id.nunique()))
    once = counts[
        (counts["times"] <= _MOST_REPEATED * counts["customers"]) & (counts["customers"] >= _FEWEST * everybody)
    ]
    names = once.nlargest(_MOST_STEPS, "customers", keep="all")["event"].tolist()[:_MOST_STEPS]
    return _in_order(first_times(data, names)) if names else []


def events_by_customers(data: Data) -> list[str]:
    """All events, those of most customers first."""
    events = used(data)
    counts = events.group_by("event").aggregate(customers=_.customer_id.nunique())
    return list(data.execute(counts.order_by(_.customers.desc(), "event"))["event"])


def first_times(data: Data, steps: list[str]) -> pd.DataFrame:
    """When each customer first came to each step: one row per customer (index customer_id), a column per step."""
    events = used(data)
    wanted = events.filter(events.event.isin(steps))
    columns = {f"step{n}": wanted.occurred_at.min(where=wanted.event == step) for n, step in enumerate(steps)}
    found: pd.DataFrame = data.execute(wanted.group_by("customer_id").aggregate(**columns).order_by("customer_id"))
    return found.set_index("customer_id").set_axis(steps, axis=1)


def _in_order(times: pd.DataFrame) -> list[str]:
    """The columns by when customers came to them: each before those that mostly came after it.

    Steps on one day have equal times: of these the one that more customers came to is first.
    """
    names = list(times.columns)
    at = times.to_numpy(dtype="datetime64[s]").astype("int64").astype(float)
    at[times.isna().to_numpy()] = np.nan
    reached = (~np.isnan(at)).sum(axis=0)
    # +1 where a customer came to the step in the row first, -1 where to the one in the column; NaN where only to one.
    first = np.nansum(np.sign(at[:, None, :] - at[:, :, None]), axis=0)
    wins = np.sign(first).sum(axis=1)
    return [names[place] for place in np.lexsort((names, -reached, -wins))]
