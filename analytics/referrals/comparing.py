"""What a group of customers is worth beside others like them: referred customers, members of a programme, any attribute."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.errors import NotEnoughData, NotFound
from analytics.kpis import intervals
from analytics.kpis.definition import Data
from analytics.kpis.intervals import Z
from analytics.kpis.sales import main_currency
from analytics.kpis.scope import Scope
from analytics.kpis.seen import EVERYTHING, Seen
from analytics.referrals.people import NO_REFERRALS, first_days, people
from analytics.retention.attributes import attribute_frame
from analytics.retention.outcome import Tables

OUTCOMES = {
    "revenue": "revenue per customer",
    "bought_again": "bought again",
    "still_there": "still a customer",
}
REFERRED = "referred"
_FEWEST = 10


@dataclass(frozen=True)
class Worth:
    """``outcomes``: one row per outcome with value (of the group), others (of others like them, weighted alike), difference
    with low and high, plain (the difference when nothing is made alike), n (of the group, compared), n_others and alone
    (of the group, without anybody like them). ``alike`` names what both groups share; revenue is in ``currency``.
    """

    outcomes: pd.DataFrame
    alike: tuple[str, ...]
    days: int
    currency: str = ""

    @property
    def formula(self) -> str:
        """The difference in words."""
        return (
            f"Within each {' and '.join(self.alike)}: the mean of the group less the mean of the others, over each customer's "
            f"first {self.days} days; averaged by the number of the group there. 95 % interval from the spread within, of shares by "
            "Newcombe. Customers who have not been there so long are left out. An association: what was not made alike may explain it."
        )


@dataclass(frozen=True)
class Comparison:
    """The question: what is the group worth in its first ``days``, beside others like it.

    ``group`` is "referred", or the name of an attribute of customers of which ``value`` makes a member.

    >>> Comparison("loyalty_member", "yes").days
    180
    """

    group: str = REFERRED
    value: str = ""
    days: int = 180
    seen: Seen = EVERYTHING

    def run(self, workspace: Data) -> Worth:
        """The answer. NotFound for an unknown attribute; NotEnoughData where fewer than ten can be compared."""
        workspace = self.seen.customers_of(workspace)
        everybody = people(workspace)
        members = _members(workspace, everybody, self)
        if self.group == REFERRED and not members.any():
            raise NotEnoughData(NO_REFERRALS)
        rows = first_days(workspace, everybody.assign(member=members), self.days)
        # Who was referred often has no other source: it would leave nobody alike.
        alike = ["month", "segment"] if self.group == REFERRED else ["month", "segment", "source"]
        own = {"acquisition_source": "source"}.get(self.group, self.group)
        alike = [name for name in alike if name != own and rows[name].notna().any()]
        found = [_compared(rows, alike, outcome) for outcome in OUTCOMES if rows[outcome].notna().any()]
        table = pd.DataFrame([row for row in found if row is not None])
        if table.empty:
            raise NotEnoughData(
                f"Fewer than {_FEWEST} customers of the group have been there for {self.days} days beside others who began in "
                "the same month. Load more customers with the dates on which they began, and their orders."
            )
        until = workspace.data_until()
        assert until is not None
        named = tuple({"month": "month of beginning"}.get(name, name) for name in alike)
        return Worth(table, named, self.days, main_currency(workspace, Scope(until, until)))


def memberships(workspace: Tables) -> list[str]:
    """Attributes that sound like a loyalty programme and have few values.

    They are found by their name: loyalty, member, club, rewards, points, VIP.
    """
    frame = attribute_frame(workspace)
    named = frame.columns[frame.columns.str.contains(r"loyal|member|club|reward|vip|tier", case=False, regex=True)]
    return [name for name in named if 2 <= frame[name].nunique() <= 8]


def _members(workspace: Data, everybody: pd.DataFrame, asked: Comparison) -> pd.Series:
    if asked.group == REFERRED:
        return everybody["referred"].astype(bool)
    frame = attribute_frame(workspace)
    if asked.group not in frame:
        raise NotFound(f"Customers have no attribute {asked.group}. It must be a column of the customers file.")
    values = everybody["customer_id"].map(frame[asked.group])
    return values.astype(str).str.lower() == asked.value.lower()


def _compared(rows: pd.DataFrame, alike: list[str], outcome: str) -> dict[str, Any] | None:
    """One outcome of members and of others alike; None where too few can be compared."""
    known = rows[rows[outcome].notna()]
    keys = [known[name].astype(object).where(known[name].notna(), "not told") for name in alike]
    sums = pd.DataFrame(
        known.groupby([*keys, known["member"]])[outcome].agg(["mean", "count", "var"]).unstack("member")
    )
    if ("count", True) not in sums or ("count", False) not in sums:
        return None
    n, m = sums["count", True].fillna(0), sums["count", False].fillna(0)
    both = (n > 0) & (m > 0)
    compared = n[both].sum()
    if compared < _FEWEST:
        return None
    weight = n[both] / compared
    value = float((weight * sums["mean", True][both]).sum())
    others = float((weight * sums["mean", False][both]).sum())
    if outcome == "revenue":
        noise = weight**2 * (_spread(sums, True) / n[both] + _spread(sums, False) / m[both])
        half = Z * float(np.sqrt(noise.sum()))
        low, high = value - others - half, value - others + half
    else:
        low, high = _between_shares(value, others, weight, n[both], m[both])
    plain = known.groupby("member")[outcome].mean()
    return {
        "outcome": outcome, "value": value, "others": others, "difference": value - others,
        "low": low, "high": high,
        "plain": float(plain[True] - plain[False]), "n": int(compared), "n_others": int(m[both].sum()),
        "alone": int(n[~both].sum()),
    }  # fmt: skip


def _between_shares(share: float, others: float, weight: pd.Series, n: pd.Series, m: pd.Series) -> tuple[float, float]:
    """Newcombe's interval of the difference of two weighted shares, which keeps a width where everybody did the same.

    Each share has Wilson's interval for as many customers as tell as much as the weighted ones do (Korn and Graubard
    1998, Confidence intervals for proportions with small expected number of positive counts estimated from survey data).
    """
    sides = []
    for told, customers in ((share, n), (others, m)):
        effective = 1 / float((weight**2 / customers).sum())
        low, high = intervals.wilson(told * effective, effective)
        sides.append((told, low, high))
    below, above = intervals.difference(*sides)
    return float(below), float(above)


def _spread(sums: pd.DataFrame, member: bool) -> float:
    """The variance within groups alike, pooled: single groups are too small to tell theirs."""
    free = (sums["count", member].fillna(0) - 1).clip(lower=0)
    return float((sums["var", member].fillna(0) * free).sum() / max(free.sum(), 1))
