"""Comments page by page, searched and filtered where they lie: the database turns the pages, not the browser."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Literal

import ibis
import pandas as pd
from ibis import _, ir

from analytics.kpis.segments import members
from analytics.pain_points.evidence import Comments

Order = Literal["newest", "most typical", "unhappiest"]
ORDERS: tuple[Order, ...] = ("newest", "most typical", "unhappiest")
ANY = "any"


@dataclass(frozen=True)
class CommentQuery:
    """Which comments, and in which order.

    ``pain_point_id`` None asks for comments in none (for a ``reason``, if given); :data:`ANY` for all.
    ``words`` must all stand in the text, in any order and case. ``low`` keeps comments with a score in the lower half.
    ``touchpoints`` are touchpoints or categories as the data calls them (empty: any); ``segment`` a column of the customers'
    profiles ("segment", "acquisition_source") and its value.
    """

    pain_point_id: str | None = ANY
    reason: str | None = None
    phase: str | None = None
    source: str | None = None
    words: str = ""
    since: date | None = None
    until: date | None = None
    unhappy: bool = False
    customer_id: str | None = None
    touchpoints: tuple[str, ...] = ()
    segment: tuple[str, str] | None = None
    order: Order = "newest"

    def count(self, workspace: Comments) -> int:
        """How many there are."""
        return int(workspace.execute(self._rows(workspace).count()))

    def page(self, workspace: Comments, first: int, most: int) -> pd.DataFrame:
        """Some of them, from position ``first``: the columns of the comments, with pain_point_id, similarity, reason."""
        rows = self._rows(workspace)
        frame: pd.DataFrame = workspace.execute(
            rows.order_by(self._keys(rows, workspace.data_until())).limit(most, offset=first)
        )
        return frame

    def customers(self, workspace: Comments, most: int = 1000) -> pd.DataFrame:
        """Who wrote them: customer_id, comments, last (when), orders and revenue so far, those with most comments first."""
        rows = self._rows(workspace).filter(_.customer_id.notnull())
        people = rows.group_by("customer_id").aggregate(comments=_.count(), last=_.written_at.max())
        profiles = workspace.table("profiles").select(
            "customer_id", "segment", "orders", "revenue", "currency", "left_at"
        )
        told = people.left_join(profiles, "customer_id").drop("customer_id_right")
        frame: pd.DataFrame = workspace.execute(
            told.order_by([ibis.desc("comments"), ibis.desc("last"), "customer_id"]).limit(most)
        )
        return frame.astype({"revenue": float})

    def _rows(self, workspace: Comments) -> ir.Table:
        places = workspace.table("pain_point_places").filter(_.run == "")
        comments = workspace.table("comments")
        joined = comments.left_join(places, "comment_id").select(
            comments.comment_id,
            comments.source,
            comments.customer_id,
            comments.written_at,
            comments.text,
            comments.phase,
            comments.touchpoint,
            comments.score,
            places.pain_point_id,
            places.similarity,
            places.reason,
        )
        found = joined.filter(self._conditions(joined))
        if self.segment is None:
            return found
        return found.semi_join(members(workspace, *self.segment), "customer_id")

    def _conditions(self, rows: ir.Table) -> list[Any]:
        wanted: list[Any] = [rows.comment_id.notnull()]
        if self.pain_point_id is None:
            wanted.append(rows.pain_point_id.isnull())
        elif self.pain_point_id != ANY:
            wanted.append(rows.pain_point_id == self.pain_point_id)
        for column, value in (("reason", self.reason), ("phase", self.phase), ("source", self.source)):
            if value is not None:
                wanted.append(rows[column] == value)
        if self.customer_id is not None:
            wanted.append(rows.customer_id == self.customer_id)
        if self.since is not None:
            wanted.append(rows.written_at >= ibis.literal(datetime.combine(self.since, time.min)))
        if self.until is not None:
            wanted.append(rows.written_at <= ibis.literal(datetime.combine(self.until, time.max)))
        if self.touchpoints:
            wanted.append(rows.touchpoint.isin(self.touchpoints))
        if self.unhappy:
            wanted.append(rows.score <= 0.5)
        return [*wanted, *(rows.text.lower().contains(word) for word in self.words.lower().split())]

    def _keys(self, rows: ir.Table, until: datetime | None) -> list[Any]:
        """What the comments are ordered by; the id last, so that a page is the same page each time.

        Those dated after the data end are no news but mistakes: they come last among the newest.
        """
        if self.order == "newest":
            mistaken = [] if until is None else [ibis.asc((rows.written_at > ibis.literal(until)).fill_null(True))]
            return [*mistaken, ibis.desc("written_at", nulls_first=False), "comment_id"]
        by_similarity = self.order == "most typical"
        first = ibis.desc("similarity", nulls_first=False) if by_similarity else ibis.asc("score", nulls_first=False)
        return [first, "comment_id"]
