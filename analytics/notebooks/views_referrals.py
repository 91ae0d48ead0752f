"""Looking at referrals: where customers come from, what referred ones are worth, and who sends them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from analytics.charts import referrals as charts
from analytics.notebooks.answer import Answer
from analytics.notebooks.definition import Definition
from analytics.referrals.chains import Chains, ChainsResult
from analytics.referrals.coming import Mentions, Referrals, ReferralsResult, Sources
from analytics.referrals.comparing import OUTCOMES, Comparison, Worth
from analytics.store.codes import codes_for

if TYPE_CHECKING:
    from analytics.workspace import Workspace


def _share(found: ReferralsResult, asked: Referrals, workspace: Workspace) -> Answer:
    note = "Customers who began in a month and were referred / all who began in it."
    return Answer("Customers who were referred", found.months, charts.share(found.months), note)


def _sources(found: pd.DataFrame, asked: Sources, workspace: Workspace) -> Answer:
    return Answer("Where customers come from", found, charts.sources(found) if len(found) else None)


def _mentions(found: pd.DataFrame, asked: Mentions, workspace: Workspace) -> Answer:
    return Answer("Where people talk", found, charts.mentions(found) if len(found) else None)


def _worth(found: Worth, asked: Comparison, workspace: Workspace) -> Answer:
    rows = found.outcomes
    shares = rows[rows["outcome"] != "revenue"]
    points = shares.assign(
        name=shares["outcome"].map(OUTCOMES), **{end: shares[end] * 100 for end in ("difference", "low", "high")}
    )
    group = asked.group if asked.value == "" else f"{asked.group}: {asked.value}"
    return Answer(
        f"{group.capitalize()}, beside others alike",
        rows,
        charts.beside(points) if len(points) else None,
        found.formula,
    )


def _chains(found: ChainsResult, asked: Chains, workspace: Workspace) -> Answer:
    codes = codes_for(workspace.database, found.referrers["customer_id"])
    note = f"Customers as codes. Revenue is in {found.currency}." if found.currency else "Customers as codes."
    return Answer("Who sends customers", found.referrers.assign(customer_id=codes), None, note)


DEFINITIONS: tuple[Definition[Any, Any], ...] = (
    Definition("referrals.share", "Customers who were referred", "referrals", Referrals, _share),
    Definition("referrals.sources", "Where customers come from", "referrals", Sources, _sources),
    Definition("referrals.mentions", "Where people talk", "referrals", Mentions, _mentions),
    Definition("referrals.worth", "What a group is worth beside others alike", "referrals", Comparison, _worth),
    Definition("referrals.chains", "Who sends customers", "referrals", Chains, _chains),
)
