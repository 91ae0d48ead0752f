"""What changed since the last review that was closed, and what was touched in the last two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analytics.reviews.actions import KIND as ACTION
from analytics.reviews.actions import actions
from analytics.reviews.reviews import NOTE, Review, reviews, snapshot_of
from analytics.reviews.snapshots import Workspace
from analytics.scorecards.cards import KpiCard, ScorecardResult
from analytics.scorecards.targets import KIND as TARGET
from analytics.store.ledger import Ledger

# How many reviews are "lately".
_LATELY = 2


@dataclass(frozen=True)
class LastReview:
    """The day of the last closed review, and the KPIs as they stood then, by subject; of periods of ``days``."""

    day: date
    days: int
    cards: Mapping[str, KpiCard]

    def change(self, kpi: KpiCard) -> float | None:
        """By how much the value moved since, in the KPI's unit; None where one of the two is missing."""
        then = self.cards.get(kpi.subject)
        if then is None or then.value is None or kpi.value is None or then.scope != kpi.scope:
            return None
        return kpi.value - then.value


def last_review(workspace: Workspace, now: ScorecardResult) -> LastReview | None:
    """The last closed review; None before there is one, and where it looked at periods of another length than ``now``."""
    closed = [review for review in reviews(workspace.ledger) if not review.is_open]
    if not closed:
        return None
    latest = max(closed, key=_closing)
    then = snapshot_of(workspace, latest).scorecard
    if then.days != now.days:
        return None
    return LastReview(latest.day, then.days, {kpi.subject: kpi for phase in then.phases for kpi in phase.kpis})


def _closing(review: Review) -> int:
    return review.last or 0


def touched_in_two_reviews(ledger: Ledger) -> frozenset[str] | None:
    """The subjects of KPIs that somebody decided on, noted or promised something about since the last review but one opened.

    None before two reviews were closed.
    """
    closed = sorted((review for review in reviews(ledger) if not review.is_open), key=_closing)
    if len(closed) < _LATELY:
        return None
    entries = ledger.entries()
    lately = entries[entries["decision_id"] > closed[-_LATELY].first]
    decided = lately.loc[lately["kind"] == TARGET, "subject"]
    noted = lately.loc[lately["kind"] == NOTE, "subject"].str.partition("/")[2]
    known = set(lately.loc[lately["kind"] == ACTION, "subject"])
    promised = (action.about for action in actions(ledger) if action.id in known)
    return frozenset([*decided, *noted, *promised])
