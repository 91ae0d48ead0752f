"""Reviews: opened on a day by people, with notes and decisions until they are closed; all in the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pandas as pd

from analytics.errors import NotFound, ReviewClosed, ReviewOpen
from analytics.reviews.snapshots import EARLIER, Snapshot, Workspace, fix, fixed
from analytics.store.ledger import Ledger

KIND = "review"
NOTE = "note"
ACTION = "action"

# What a note can be about beside a phase ("adoption") and a KPI of it ("adoption/nps").
EVERYTHING = "all"


@dataclass(frozen=True)
class Review:
    """A dated meeting: who was there, the snapshot that it fixed, and the decisions between opening and closing.

    ``first`` is the number of the latest decision when it opened, ``last`` when it closed (None: still open). Times
    are UTC.
    """

    id: str
    day: date
    people: tuple[str, ...]
    snapshot: int
    opened_at: datetime
    first: int
    last: int | None = None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether the meeting is still going on."""
        return self.last is None

    @property
    def title(self) -> str:
        """What people call it: the day.

        >>> Review("review-1", date(2026, 6, 9), (), 1, datetime(2026, 6, 9, 14), 7).title
        'Review of 9 June 2026'
        """
        return f"Review of {self.day.day} {self.day:%B %Y}"


@dataclass(frozen=True)
class Note:
    """What was noted in a review about a phase, a KPI of it, or everything; ``who`` wrote it last, and when (UTC)."""

    review: str
    about: str
    text: str
    who: str
    at: datetime


def reviews(ledger: Ledger) -> tuple[Review, ...]:
    """All reviews, the latest opened first."""
    present = ledger.present(KIND)
    found = [_review(subject, value) for subject, value in present.items()]
    return tuple(sorted(found, key=lambda review: review.first, reverse=True))


def find_review(ledger: Ledger, review_id: str) -> Review:
    """The review with this id; NotFound when there is none."""
    for review in reviews(ledger):
        if review.id == review_id:
            return review
    raise NotFound(f"There is no {review_id}. Choose one of the reviews that are listed.")


def open_review(workspace: Workspace, day: date, people: Iterable[str], who: str, at: datetime) -> Review:
    """Open a review at ``at`` (UTC): the scorecards as they stand are fixed, with the earlier reviews' periods.

    Raises ReviewOpen when another one is still open (decisions would belong to both), ChangedMeanwhile when somebody
    opens one at the same time.
    """
    before = reviews(workspace.ledger)
    _refuse_second(before)
    past = {review.id: snapshot_of(workspace, review).scorecard for review in before[:EARLIER]}
    snapshot = fix(workspace, at, past)
    value = {
        "day": day.isoformat(),
        "people": [name.strip() for name in people if name.strip()],
        "snapshot": snapshot,
        "opened_at": at.isoformat(),
        "first": fixed(workspace, snapshot).position,
    }
    subject = f"{KIND}-{len(before) + 1}"
    workspace.ledger.record(KIND, subject, value, who, at=at, expected=None)
    return _review(subject, value)


def close_review(ledger: Ledger, review: Review, who: str, at: datetime) -> Review:
    """Close it at ``at`` (UTC): what is decided later belongs to the next one. ReviewClosed when it is closed."""
    now = find_review(ledger, review.id)
    _refuse_closed(now)
    value = ledger.present(KIND)[review.id]
    closed = value | {"last": ledger.position, "closed_at": at.isoformat()}
    ledger.record(KIND, review.id, closed, who, at=at, expected=value)
    return _review(review.id, closed)


def snapshot_of(workspace: Workspace, review: Review) -> Snapshot:
    """The scorecards as they stood when the review opened, to the last digit."""
    return fixed(workspace, review.snapshot)


def write_note(ledger: Ledger, review: Review, about: str, text: str, who: str, seen: str | None = None) -> None:
    """Write a note about ``about`` over the one that was ``seen`` there (None: none); an empty text takes it away.

    Raises ReviewClosed when the review is closed, ChangedMeanwhile when somebody else wrote there since.
    """
    _refuse_closed(find_review(ledger, review.id))
    ledger.record(NOTE, f"{review.id}/{about}", text.strip() or None, who, expected=seen)


def notes(ledger: Ledger, review: Review) -> dict[str, Note]:
    """The notes of a review by what they are about."""
    entries = ledger.entries(NOTE)
    mine = entries[entries["subject"].str.startswith(f"{review.id}/")].drop_duplicates("subject")
    present = ledger.present(NOTE)
    found = {}
    for row in mine.to_dict("records"):
        if row["subject"] in present:
            about = row["subject"].removeprefix(f"{review.id}/")
            text = str(present[row["subject"]])
            found[about] = Note(review.id, about, text, row["who"], row["decided_at"].to_pydatetime())
    return found


def decisions(ledger: Ledger, review: Review) -> pd.DataFrame:
    """What was decided while the review was open, as entries of the ledger, oldest first.

    Notes and actions stand in their own places.
    """
    entries = ledger.entries()
    last = ledger.position if review.last is None else review.last
    within = entries["decision_id"].between(review.first + 1, last)
    return entries[within & ~entries["kind"].isin([KIND, NOTE, ACTION])].iloc[::-1].reset_index(drop=True)


def _review(subject: str, value: dict[str, Any]) -> Review:
    opened = Review(
        subject,
        date.fromisoformat(value["day"]),
        tuple(value["people"]),
        int(value["snapshot"]),
        datetime.fromisoformat(value["opened_at"]),
        int(value["first"]),
    )
    if value.get("closed_at") is None:
        return opened
    return replace(opened, last=int(value["last"]), closed_at=datetime.fromisoformat(value["closed_at"]))


def _refuse_second(known: Iterable[Review]) -> None:
    for review in known:
        if review.is_open:
            raise ReviewOpen(f"The {_named(review)} is still open. Close it, then open the next one.")


def _refuse_closed(review: Review) -> None:
    if not review.is_open:
        raise ReviewClosed(f"The {_named(review)} is closed and stays as it is. Open the next one to go on.")


def _named(review: Review) -> str:
    return f"r{review.title[1:]}"
