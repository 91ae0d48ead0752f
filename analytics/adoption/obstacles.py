"""What stands in the way of adoption: the pain points of that phase, sorted, and how many customers each stopped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

import pandas as pd

from analytics.adoption.steps import first_times, known_steps
from analytics.errors import NotEnoughData
from analytics.kpis.definition import Data
from analytics.kpis.intervals import wilson
from analytics.pain_points.result import PainPointResult
from analytics.store.ledger import Ledger

Sort = Literal["difficulty", "technical trouble", "resistance", "competition", "other"]
SORTS: tuple[Sort, ...] = get_args(Sort)
KIND = "obstacle"
_STOPPED = ["id", "stopped", "n", "share", "low", "high"]
COLUMNS = ["id", "name", "sort", "decided", "comments", "customers", *_STOPPED[1:]]
# A group with less than this share of the phase's comments belongs to another phase.
_LEAST = 0.01

# Told by the words of a pain point's name, its telling words and examples; whoever knows better says so.
_WORDS: dict[Sort, str] = {
    "competition": r"competit|alternativ|other (provider|shop|brand)|another (provider|shop|brand)|switch(ed|ing)? to|rival",
    "technical trouble": r"crash|error|bug|log ?in|sign ?in|password|app\b|update|load|freez|broken|connect|sync|install|code",
    "difficulty": r"confus|difficult|complicat|hard to|unclear|understand|how (do|to)|set ?up|setting|guide|instruction|manual|quiz|learn",
    "resistance": r"no need|don'?t need|useless|prefer|used to|old (way|one)|pointless|trust|privacy|expensive|worth",
}


class Analysed(Data, Protocol):
    """What is used of a workspace."""

    ledger: Ledger


def sorted_as(text: str) -> Sort:
    """The sort of obstacle whose words are the most frequent in a text; ``other`` where none is there.

    >>> sorted_as("the set-up guide is confusing"), sorted_as("the app crashes"), sorted_as("late parcel")
    ('difficulty', 'technical trouble', 'other')
    """
    counts = {
        sort: len(re.findall(pattern, text.lower().replace("set-up", "set up"))) for sort, pattern in _WORDS.items()
    }
    best = max(counts, key=lambda sort: counts[sort])
    return best if counts[best] else "other"


def decided_sorts(ledger: Ledger) -> dict[str, Sort]:
    """The sorts that people gave pain points (by id)."""
    return {subject: value for subject, value in ledger.present(KIND).items() if value in SORTS}


def decide_sort(ledger: Ledger, pain_point_id: str, sort: Sort, who: str, reason: str = "") -> None:
    """Say what sort of obstacle a pain point is."""
    ledger.record(KIND, pain_point_id, sort, who, reason)


@dataclass(frozen=True)
class Obstacles:
    """The question: what keeps customers from getting started, and how many did each obstacle stop.

    >>> Obstacles().days
    60
    """

    days: int = 60

    def run(self, workspace: Analysed, found: PainPointResult) -> pd.DataFrame:
        """One row per pain point with at least 1 % of the phase's comments (``found`` is of that phase alone), most first.

        Columns: id, name, sort, decided (by a person), comments, customers, stopped (of the customers who wrote about
        it, who did not come to the last step of getting started within ``days``), share with low and high, n (of
        them, who began). The last five are missing where no steps are known.
        """
        sorts = decided_sorts(workspace.ledger)
        if found.pain_points.empty:
            return pd.DataFrame(columns=COLUMNS)
        table = found.pain_points[found.pain_points["share"] >= _LEAST]
        told = (table["name"] + " " + table["words"].map(" ".join) + " " + table["examples"].map(" ".join)).astype(str)
        rows = pd.DataFrame(
            {
                "id": table["id"],
                "name": table["name"],
                "sort": [sorts.get(id, sorted_as(text)) for id, text in zip(table["id"], told, strict=True)],
                "decided": table["id"].isin(sorts),
                "comments": table["comments"],
                "customers": table["customers"],
            }
        )
        stopped = self._stopped(workspace, found)
        return rows.merge(stopped, on="id", how="left").sort_values("comments", ascending=False, ignore_index=True)

    def _stopped(self, workspace: Analysed, found: PainPointResult) -> pd.DataFrame:
        try:
            steps = known_steps(workspace)
        except NotEnoughData:
            steps = []
        if len(steps) < 2:
            return pd.DataFrame(columns=_STOPPED)
        times = first_times(workspace, steps)
        times = times[times[steps[0]].notna()]
        finished = (times[steps[-1]] - times[steps[0]]).dt.days <= self.days
        began = pd.DataFrame({"customer_id": times.index, "finished": finished.to_numpy()})
        comments = workspace.table("comments").select("comment_id", "customer_id")
        wrote = found.assignments.merge(workspace.execute(comments), on="comment_id").merge(began, on="customer_id")
        touched = wrote.drop_duplicates(["pain_point_id", "customer_id"]).groupby("pain_point_id")["finished"]
        table = touched.agg(n="size", done="sum").reset_index().rename(columns={"pain_point_id": "id"})
        table["stopped"] = table["n"] - table.pop("done")
        low, high = wilson(table["stopped"], table["n"])
        return table.assign(share=table["stopped"] / table["n"], low=low, high=high)[_STOPPED]
