"""Pain points last: names, merges, splits and moves survive three loads in a row, and what stood stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from analytics import Workspace
from analytics.pain_points import decisions, keeping
from analytics.pain_points.decisions import Decisions
from analytics.pain_points.meaning import Meaning
from analytics.pain_points.splitting import Splitting, comment_ids_of

Themed = tuple[list[str], list[str]]
START = datetime(2026, 1, 1)


def load(workspace: Workspace, folder: Path, rows: pd.DataFrame) -> None:
    """Load some of the themed comments as a file of tickets."""
    path = folder / f"tickets-{rows.index[0]}-{len(rows)}.csv"
    rows.to_csv(path, index=False)
    workspace.load(path, kind="tickets", who="Ada", now=datetime(2026, 12, 1))


@pytest.fixture(scope="module")
def tickets(themed: Themed) -> pd.DataFrame:
    """The 240 themed comments in random order, one every hour."""
    order = np.random.default_rng(3).permutation(len(themed[0]))
    return pd.DataFrame(
        {
            "ticket_id": [str(at) for at in range(len(order))],
            "created_at": [(START + timedelta(hours=at)).isoformat(sep=" ") for at in range(len(order))],
            "subject": [themed[0][at] for at in order],
            "customer_id": [f"c{at % 40}" for at in order],
            "category": [themed[1][at] for at in order],
        }
    )


def ids_by_theme(workspace: Workspace, tickets: pd.DataFrame) -> dict[str, str]:
    """The pain point that holds most comments of each theme."""
    put = workspace.pain_points().assignments
    theme = put["comment_id"].str.removeprefix("tickets:").map(tickets.set_index("ticket_id")["category"])
    return put["pain_point_id"].groupby(theme).agg(lambda own: own.mode()[0]).to_dict()


def test_names_merges_splits_and_moves_survive_three_loads(tickets: pd.DataFrame, tmp_path: Path) -> None:
    workspace = Workspace()
    load(workspace, tmp_path, tickets.iloc[:160])
    ids = ids_by_theme(workspace, tickets)
    assert len(set(ids.values())) == 4
    found = workspace.pain_points()
    own = comment_ids_of(found.assignments, ids["late"])
    part = decisions.Part("No courier", ("courier",), frozenset(own[:15]))
    stray = comment_ids_of(found.assignments, ids["grind"])[0]
    standing = Decisions()
    made = [
        decisions.renamed(ids["charge"], "Charged twice"),
        decisions.merged(standing, ids["login"], ids["charge"]),
        decisions.split(ids["late"], [part], []),
        decisions.moved([stray], ids["charge"]),
        decisions.sided(ids["grind"], "owner", "Ada") | decisions.sided(ids["grind"], "status", "being worked on"),
    ]
    for values in made:
        workspace.decide_on_pain_points(values, "Ada", "agreed")
    stood = workspace.pain_points().assignments.set_index("comment_id")["pain_point_id"]
    for first, last in ((160, 176), (176, 200), (200, 240)):
        load(workspace, tmp_path, tickets.iloc[first:last])
        found = workspace.pain_points()
        points = found.pain_points.set_index("id")
        now = found.assignments.set_index("comment_id")["pain_point_id"]
        assert points.loc[ids["charge"], "name"] == "Charged twice"
        assert ids["login"] not in points.index
        assert points.loc[f"{ids['late']}-1", "name"] == "No courier"
        assert now[stray] == ids["charge"]
        assert points.loc[ids["grind"], ["owner", "status"]].tolist() == ["Ada", "being worked on"]
        # Every earlier assignment stands, so none has to be listed.
        assert (now.reindex(stood.index) == stood).all()
        changes = workspace.pain_point_changes()
        assert changes.kept == changes.stood
        assert changes.moved.empty
        assert len(found.assignments) + len(found.unassigned) == found.comments == last
        stood = now


def test_undo_gives_back_what_was_found_also_after_more_data(tickets: pd.DataFrame, tmp_path: Path) -> None:
    plain, decided = Workspace(), Workspace()
    for workspace in (plain, decided):
        load(workspace, tmp_path, tickets.iloc[:160])
        workspace.pain_points()
    ids = ids_by_theme(decided, tickets)
    [number] = decided.decide_on_pain_points(decisions.merged(Decisions(), ids["login"], ids["charge"]), "Ada")
    for workspace in (plain, decided):
        load(workspace, tmp_path, tickets.iloc[160:])
        workspace.pain_points()
    decided.ledger.undo(number, "Ada")
    pd.testing.assert_frame_equal(decided.pain_points().assignments, plain.pain_points().assignments)


def test_what_is_shown_stands_in_the_database_too(tickets: pd.DataFrame, tmp_path: Path) -> None:
    workspace = Workspace()
    load(workspace, tmp_path, tickets.iloc[:160])
    ids = ids_by_theme(workspace, tickets)
    workspace.decide_on_pain_points(decisions.merged(Decisions(), ids["login"], ids["charge"]), "Ada")
    found = workspace.pain_points()
    places = workspace.execute(workspace.table("pain_point_places"))
    shown = places.dropna(subset=["pain_point_id"]).set_index("comment_id")["pain_point_id"].sort_index()
    told = found.assignments.set_index("comment_id")["pain_point_id"].sort_index()
    assert shown.to_dict() == told.to_dict()
    assert keeping.is_current(workspace)


def test_a_theme_that_arrives_later_is_proposed(tickets: pd.DataFrame, tmp_path: Path) -> None:
    early = tickets[tickets["category"] != "grind"]
    workspace = Workspace()
    load(workspace, tmp_path, early)
    assert not workspace.pain_points().pain_points["proposed"].any()
    load(workspace, tmp_path, tickets[tickets["category"] == "grind"])
    points = workspace.pain_points().pain_points
    new = points[points["proposed"]]
    assert len(new) >= 1
    assert (new["status"] == "proposed").all()
    assert set(workspace.pain_point_changes().rows.query("what == 'new'")["id"]) == set(new["id"])
    workspace.decide_on_pain_points(decisions.sided(new["id"].iloc[0], "status", "open"), "Ada")
    assert not workspace.pain_points().pain_points.set_index("id").loc[new["id"].iloc[0], "proposed"]


def test_a_merged_pain_point_falls_into_its_parts_again(tickets: pd.DataFrame, tmp_path: Path) -> None:
    """Two themes put together are two parts when one asks for them."""
    workspace = Workspace()
    load(workspace, tmp_path, tickets)
    ids = ids_by_theme(workspace, tickets)
    workspace.decide_on_pain_points(decisions.merged(Decisions(), ids["login"], ids["late"]), "Ada")
    own = comment_ids_of(workspace.pain_points().assignments, ids["late"])
    parts = Splitting(own, 2).run(workspace)
    theme = tickets.set_index("ticket_id")["category"]
    told = [theme[[at.removeprefix("tickets:") for at in proposed.part.comments]].mode()[0] for proposed in parts]
    assert sorted(told) == ["late", "login"]
    assert all(proposed.examples for proposed in parts)


def test_names_are_known_without_a_search(tickets: pd.DataFrame, tmp_path: Path) -> None:
    workspace = Workspace()
    load(workspace, tmp_path, tickets.iloc[:80])
    assert keeping.known_names(workspace) == {}, "nobody has looked for any yet"
    found = workspace.pain_points().pain_points
    assert keeping.known_names(workspace) == dict(zip(found["id"], found["name"], strict=True))
    first = found["id"].iloc[0]
    workspace.decide_on_pain_points(decisions.renamed(first, "Late again"), "Ada")
    assert keeping.known_names(workspace)[first] == "Late again"


@dataclass(frozen=True)
class ByLength(Meaning):
    """A stand-in for a model: a text means its length; ``asked`` counts how often."""

    asked: list[int] = field(default_factory=list)

    def vectors(self, masked: Sequence[str], *_: object) -> npt.NDArray[np.float32]:
        self.asked.append(len(masked))
        return np.array([[len(text), 1] for text in masked], dtype=np.float32)


def test_another_model_of_meaning_groups_afresh_and_decisions_stand(
    tickets: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace()
    load(workspace, tmp_path, tickets.iloc[:160])
    ids = ids_by_theme(workspace, tickets)
    workspace.decide_on_pain_points(decisions.renamed(ids["charge"], "Charged twice"), "Ada")
    before, version = workspace.pain_points(), workspace.data_version
    model = ByLength(tmp_path, "a model")
    with monkeypatch.context() as beside:
        beside.setattr(keeping, "meaning_beside", lambda path: model)
        assert not keeping.is_current(workspace)
        found = workspace.pain_points()
        assert len(model.asked) == 1
        assert workspace.data_version > version, "what was computed from the earlier groups is stale"
        assert found.pain_points.set_index("id").loc[ids["charge"], "name"] == "Charged twice"
        assert keeping.is_current(workspace)
        workspace.pain_points()
        assert len(model.asked) == 1, "the same model, the same groups"
    assert not keeping.is_current(workspace)
    pd.testing.assert_frame_equal(workspace.pain_points().assignments, before.assignments)
    assert len(model.asked) == 1
