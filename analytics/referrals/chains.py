"""Chains of referrals: whom a customer sent, whom those sent, and what all of them have spent."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace

import pandas as pd
from ibis import _

from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.sales import main_currency
from analytics.kpis.scope import Scope
from analytics.kpis.seen import EVERYTHING, Seen


@dataclass(frozen=True)
class ChainsResult:
    """``referrers``: one row per customer who sent somebody (customer_id, direct, all, longest, revenue), most first.
    ``lengths``: how many customers stand how far down a chain (step 1: sent by somebody who was not sent; customers).
    ``unknown``: referred by an id that is no customer's; ``circles``: customers in a circle of referrals, which count nowhere.
    Revenue is in ``currency``.
    """

    referrers: pd.DataFrame
    lengths: pd.DataFrame
    unknown: int
    circles: int
    currency: str = ""


@dataclass(frozen=True)
class Chains:
    """The question: who sends customers, and how far do chains of referrals go.

    Of some customers, those are told; whom they sent, and who sent them, may be others.

    >>> Chains().seen.words
    'everything'
    """

    seen: Seen = EVERYTHING

    def run(self, data: Data) -> ChainsResult:
        """The answer; NotEnoughData where the data does not name who referred whom."""
        whose = self.seen.customers_of(data).table("profiles").select("customer_id")
        profiles, until = data.table("profiles"), data.data_until()
        currency = main_currency(data, Scope(until, until)) if until else ""
        # Money in other currencies is not added to it.
        counted = (_.currency.fill_null("") == currency).ifelse(_.revenue, None)
        rows: pd.DataFrame = data.execute(
            profiles.select("customer_id", "referred_by", revenue=counted.cast("float64")).order_by("customer_id")
        )
        if rows["referred_by"].isna().all():
            raise NotEnoughData(
                "Nobody is named as having referred a customer. Load customers or orders with a column such as Referred by."
            )
        told = None if self.seen.is_everything else set(data.execute(whose)["customer_id"])
        return replace(chains(rows, told), currency=currency)


def chains(rows: pd.DataFrame, told: Set[str] | None = None) -> ChainsResult:
    """The chains among customers with the columns customer_id, referred_by and revenue; only the ``told`` are counted.

    >>> three = pd.DataFrame({"customer_id": ["a", "b", "c"], "referred_by": [None, "a", "b"], "revenue": [1.0, 2.0, 4.0]})
    >>> chains(three).referrers.values.tolist()
    [['a', 1, 2, 2, 6.0], ['b', 1, 1, 1, 4.0]]
    """
    known = set(rows["customer_id"])
    sent = rows[rows["referred_by"].isin(known)]
    parent = dict(zip(sent["customer_id"], sent["referred_by"], strict=True))
    step = _steps(parent, known)
    revenue = dict(zip(rows["customer_id"], rows["revenue"].fillna(0.0), strict=True))
    direct, below, longest, worth = (dict.fromkeys(known, 0.0) for _ in range(4))
    # From the far end of the chains to their beginning, so that whom somebody sent is complete before it is passed on.
    for customer in sorted((c for c in parent if c in step), key=lambda c: -step[c]):
        sender = parent[customer]
        direct[sender] += 1
        below[sender] += 1 + below[customer]
        longest[sender] = max(longest[sender], 1 + longest[customer])
        worth[sender] += revenue[customer] + worth[customer]
    counted = known if told is None else known & told
    found = pd.DataFrame(
        [(c, int(direct[c]), int(below[c]), int(longest[c]), worth[c]) for c in counted if direct[c]],
        columns=["customer_id", "direct", "all", "longest", "revenue"],
    ).sort_values(["all", "revenue", "customer_id"], ascending=[False, False, True], ignore_index=True)
    stands = pd.Series([step[c] for c in parent if c in step and c in counted], dtype=int).value_counts().sort_index()
    lengths = pd.DataFrame({"step": stands.index, "customers": stands.to_numpy()})
    nobodys = rows["referred_by"].notna() & ~rows["referred_by"].isin(known)
    unknown = int((nobodys & rows["customer_id"].isin(counted)).sum())
    return ChainsResult(found, lengths, unknown, sum(c not in step for c in parent if c in counted))


def _steps(parent: dict[str, str], known: set[str]) -> dict[str, int]:
    """How far down each customer stands (0: sent by nobody); who stands in or below a circle is missing."""
    children: dict[str, list[str]] = {}
    for customer, sender in parent.items():
        children.setdefault(sender, []).append(customer)
    step = dict.fromkeys(known - set(parent), 0)
    reached = list(step)
    while reached:
        sender = reached.pop()
        for customer in children.get(sender, ()):
            step[customer] = step[sender] + 1
            reached.append(customer)
    return step
