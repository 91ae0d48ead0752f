"""The pain points of a workspace as they last: kept in its file, gone on from when data arrives, decisions laid over.

What was found and what people decided are kept apart. The places of the comments stand in a table of their own,
with the pain point found and the one shown, so that a page can search and turn pages in the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import ibis
import pandas as pd

from analytics.pain_points.analysis import PainPoints
from analytics.pain_points.changes import NO_CHANGES, Changes, compared
from analytics.pain_points.decisions import KIND, Decisions
from analytics.pain_points.grouping import Progress
from analytics.pain_points.meaning import code_of, meaning_beside
from analytics.pain_points.memory import Previous
from analytics.pain_points.placement import Placement
from analytics.store.database import Database
from analytics.store.deriving import outdate
from analytics.store.ledger import Ledger
from analytics.store.places import read_places, write_places
from analytics.store.results import keep, kept

LASTING = ""


class Keeper(Protocol):
    """What is used of a workspace."""

    database: Database
    ledger: Ledger

    @property
    def data_version(self) -> int:
        """A number that grows with every load."""

    def table(self, name: str) -> ibis.Table:
        """The table called ``name``."""

    def execute(self, expression: ibis.Expr) -> Any:
        """What an Ibis expression gives."""

    def data_until(self) -> Any:
        """The latest time at which anything happened in the data."""


@dataclass(frozen=True)
class Kept:
    """What is kept beside the places: portraits and notes as in a Placement, and what the last data changed."""

    portraits: pd.DataFrame
    notes: tuple[str, ...]
    changes: Changes


def decisions_of(workspace: Keeper) -> Decisions:
    """What people decided about pain points and stands."""
    return Decisions.of(workspace.ledger.present(KIND))


def current(workspace: Keeper, count: int | None = None, progress: Progress | None = None) -> Placement:
    """Where every comment stands, from the file when the data has not changed since.

    Without ``count`` these are the lasting pain points: earlier ones are gone on from. With it, a look at the
    same comments in that many groups, which keep the identity of the lasting ones that they resemble.
    Where another model of meaning lies beside the workspace than before, or none any more, all comments are grouped
    afresh: groups learnt with and without it are never mixed.
    """
    run = _run(count)
    meaning = meaning_beside(workspace.database.path)
    known = _known(workspace, run, code_of(meaning))
    if known is not None:
        placement = Placement(_found(workspace, run), known.portraits, known.notes)
        _show(workspace, run, placement)
        return placement
    earlier = earlier_placement(workspace)
    previous = _previous(workspace, earlier) if earlier else None
    afresh = earlier is not None and _learnt_with(workspace, LASTING) != code_of(meaning)
    placement = PainPoints(count=count, regroup=afresh).place(workspace, progress, previous, meaning)
    lasting = earlier if run == LASTING else None
    if lasting is not None and afresh:
        outdate(workspace.database)
    elif lasting is not None:
        placement = _remembering(lasting, placement)
    if progress is not None:
        progress(0.95, "Keeping what was found")
    _write(workspace, run, placement)
    told = Kept(placement.portraits, placement.notes, _changes(workspace, lasting, placement))
    keep(workspace.database, _name(run), workspace.data_version, told)
    # Last, so that what was cut off in between is begun again rather than taken for done.
    keep(workspace.database, f"meaning of {_name(run)}", workspace.data_version, code_of(meaning))
    return placement


def earlier_placement(workspace: Keeper) -> Placement | None:
    """The lasting pain points as they were last found, whatever was loaded since; None before the first time."""
    known = kept(workspace.database, _name(LASTING), None, Kept)
    return None if known is None else Placement(_found(workspace, LASTING), known.portraits, known.notes)


def known_names(workspace: Keeper) -> dict[str, str]:
    """What each lasting pain point is called, by id: as people named it, else as it was last found; looks for none."""
    known = kept(workspace.database, _name(LASTING), None, Kept)
    found = {} if known is None else dict(zip(known.portraits["id"], known.portraits["name"], strict=True))
    decided = decisions_of(workspace)
    return found | {id: part.name for id, part in decided.parts.items()} | dict(decided.sides.get("name", {}))


def is_current(workspace: Keeper) -> bool:
    """Whether the lasting pain points are those of the data, and of the model of meaning, as they are."""
    return _known(workspace, LASTING, meaning_code(workspace)) is not None


def meaning_code(workspace: Keeper) -> str:
    """What stands for the model of meaning that lies beside the workspace; "" where there is none."""
    return code_of(meaning_beside(workspace.database.path))


def last_changes(workspace: Keeper) -> Changes:
    """What the last new data changed; nothing before there was any."""
    known = kept(workspace.database, _name(LASTING), None, Kept)
    return NO_CHANGES if known is None else known.changes


def _run(count: int | None) -> str:
    return LASTING if count is None else f"count {count}"


def _known(workspace: Keeper, run: str, meaning: str) -> Kept | None:
    """What is kept of this data, if it was learnt with the same model of meaning."""
    if _learnt_with(workspace, run) != meaning:
        return None
    return kept(workspace.database, _name(run), workspace.data_version, Kept)


def _learnt_with(workspace: Keeper, run: str) -> str:
    """The code of the model that took part in a run; "" where none did."""
    return kept(workspace.database, f"meaning of {_name(run)}", None, str) or ""


def _name(run: str) -> str:
    """Under what the portraits of a run are kept."""
    return f"pain points {run}".strip()


def _found(workspace: Keeper, run: str) -> pd.DataFrame:
    places = read_places(workspace.database, run)
    return places.drop(columns=["pain_point_id"])


def _previous(workspace: Keeper, earlier: Placement) -> Previous:
    places = earlier.places
    return earlier.as_previous(decisions_of(workspace).taught(places["comment_id"], places["computed"]))


def _remembering(earlier: Placement, found: Placement) -> Placement:
    """What was found stays as it was found: corrections by hand taught the groups, and are laid over again."""
    before = earlier.places.set_index("comment_id")["computed"].reindex(found.places["comment_id"]).to_numpy()
    knew = pd.notna(before) & found.places["computed"].notna().to_numpy()
    computed = found.places["computed"].where(~knew, before)
    return Placement(found.places.assign(computed=computed.astype(object)), found.portraits, found.notes)


def _changes(workspace: Keeper, earlier: Placement | None, now: Placement) -> Changes:
    if earlier is None:
        return NO_CHANGES
    decisions = decisions_of(workspace)
    columns = ["comment_id", "pain_point_id", "similarity"]
    return compared(decisions.places(earlier.places)[columns], decisions.places(now.places)[columns])


def _show(workspace: Keeper, run: str, placement: Placement) -> None:
    """Renew what is shown where people decided since it was written."""
    shown = kept(workspace.database, f"shown {_name(run)}", workspace.data_version, str)
    if shown != decisions_of(workspace).structure:
        _write(workspace, run, placement)


def _write(workspace: Keeper, run: str, placement: Placement) -> None:
    decisions = decisions_of(workspace)
    write_places(workspace.database, run, decisions.places(placement.places))
    keep(workspace.database, f"shown {_name(run)}", workspace.data_version, decisions.structure)
