"""What the pain points need from a workspace, as frames: comments, and what customers spent lately."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

import ibis
import pandas as pd

SPENDING_DAYS = 365


class Source(Protocol):
    """The part of a workspace that is used here."""

    def table(self, name: str) -> ibis.Table:
        """The table called ``name``."""

    def execute(self, expression: ibis.Expr) -> Any:
        """What an Ibis expression gives."""

    def data_until(self) -> datetime | None:
        """The latest time at which anything happened in the data."""


FACTS = ("comment_id", "source", "customer_id", "written_at", "phase", "touchpoint", "score", "language")


def comment_facts(source: Source, columns: Sequence[str] = FACTS) -> pd.DataFrame:
    """What is known about all comments but their text, one row each, in the order of their ids.

    So the order of the files changes nothing. ``columns`` are comment_id and others of :data:`FACTS`; score is 0 (bad)
    to 1 (good).
    """
    frame: pd.DataFrame = source.execute(source.table("comments").select(*columns))
    return frame.sort_values("comment_id", kind="stable", ignore_index=True)


def texts_of(source: Source, comment_ids: Collection[str] | None = None) -> pd.Series[str]:
    """The texts of some comments, or of all, by comment id and in its order."""
    comments = source.table("comments").select("comment_id", "text")
    if comment_ids is not None:
        comments = comments.filter(comments.comment_id.isin(list(comment_ids)))
    frame: pd.DataFrame = source.execute(comments)
    return frame.sort_values("comment_id", kind="stable").set_index("comment_id")["text"]


def spending(source: Source, days: int = SPENDING_DAYS) -> pd.DataFrame:
    """Net spending per customer and currency in the ``days`` up to the end of the data.

    Columns: customer_id, currency ("" where the file names none), spent.
    """
    until = source.data_until()
    if until is None:
        return pd.DataFrame({"customer_id": [], "currency": [], "spent": []})
    sales = source.table("counted_sales")
    recent = sales.filter(
        sales.customer_id.notnull(),
        sales.ordered_at > ibis.literal(until - timedelta(days=days)),
        sales.ordered_at <= ibis.literal(until),
    )
    net = recent.amount - recent.refunded.fill_null(0)
    frame: pd.DataFrame = source.execute(
        recent.group_by(recent.customer_id, currency=recent.currency.fill_null("")).aggregate(
            spent=net.sum().cast("float64")
        )
    )
    return frame.sort_values(["customer_id", "currency"]).reset_index(drop=True)
