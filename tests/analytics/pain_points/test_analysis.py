"""The whole analysis on a workspace."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import duckdb
import ibis
import numpy as np
import pandas as pd
import pytest

from analytics.errors import NotEnoughData
from analytics.pain_points.analysis import PainPoints
from analytics.pain_points.memory import Previous

Themed = tuple[list[str], list[str]]
UNTIL = datetime(2026, 6, 30)
PHASES = {"late": "purchase", "charge": "purchase", "login": "adoption", "grind": "adoption"}

NO_SURVEYS = pd.DataFrame(
    {
        **{name: pd.Series(dtype="string") for name in ("response_id", "question", "metric", "comment")},
        **{name: pd.Series(dtype=float) for name in ("score", "scale_low", "scale_high")},
    }
)


class Tables:
    """The part of a workspace that the analysis uses, over two frames."""

    def __init__(self, comments: pd.DataFrame, counted_sales: pd.DataFrame) -> None:
        self.connection = duckdb.connect()
        self.connection.register("comments", comments)
        self.connection.register("counted_sales", counted_sales)
        self.connection.register("surveys", NO_SURVEYS)
        self.engine = ibis.duckdb.from_connection(self.connection)

    def table(self, name: str) -> ibis.Table:
        return self.engine.table(name)

    def execute(self, expression: ibis.Expr) -> Any:
        return self.engine.execute(expression)

    def data_until(self) -> datetime:
        return UNTIL


def _previous(tables: Tables) -> Previous:
    """What a run on these tables leaves to go on from, when nobody corrects it."""
    placement = PainPoints().place(tables)
    return placement.as_previous(placement.places["computed"])


def _comments(texts: list[str], truth: list[str]) -> pd.DataFrame:
    """One ticket per text over ten months; "login" only in the last forty days; unhappy about "charge"."""
    at = range(len(texts))
    days = [(place * 7) % (40 if theme == "login" else 300) for place, theme in zip(at, truth, strict=True)]
    return pd.DataFrame(
        {
            "comment_id": [f"tickets:{place}" for place in at],
            "source": "tickets",
            "customer_id": [f"c{place % 50}" for place in at],
            "written_at": [UNTIL - timedelta(days=day, hours=1) for day in days],
            "text": texts,
            "phase": [PHASES.get(theme) for theme in truth],
            "touchpoint": None,
            "score": [0.1 if theme == "charge" else 0.8 for theme in truth],
            "language": None,
        }
    ).astype({"touchpoint": "string", "language": "string", "phase": "string"})


def _sales() -> pd.DataFrame:
    """c0 bought for 100 and got 30 back, c1 bought two years ago: 70 were spent in the last year."""
    return pd.DataFrame(
        {
            "customer_id": ["c0", "c1"],
            "ordered_at": [UNTIL - timedelta(days=9), UNTIL - timedelta(days=700)],
            "amount": [100.0, 999.0],
            "refunded": [30.0, None],
            "currency": ["EUR", "EUR"],
        }
    )


@pytest.fixture(scope="module")
def tables(themed: Themed) -> Tables:
    return Tables(_comments(*themed), _sales())


def test_themes_come_back_as_pain_points_with_their_figures(tables: Tables, themed: Themed) -> None:
    result = PainPoints().run(tables)
    points = result.pain_points.set_index("id")
    truth = pd.Series(themed[1], index=[f"tickets:{at}" for at in range(len(themed[1]))])
    theme = result.assignments.assign(theme=result.assignments["comment_id"].map(truth))
    of = theme.groupby("pain_point_id")["theme"].agg(lambda own: own.mode()[0])
    assert sorted(of) == ["charge", "grind", "late", "login"]
    assert points.loc[of == "charge", "severity"].item() > 0.8
    assert points.loc[of == "login", "phase"].item() == "adoption"
    assert points["emerging"].to_dict() == {name: own == "login" for name, own in of.items()}
    assert points["revenue_exposed"].max() == 70.0
    assert points["revenue_at_risk"].isna().all()
    assert all(1 <= len(own) <= 3 for own in points["examples"])


def test_every_comment_is_either_assigned_once_or_has_a_reason(tables: Tables) -> None:
    result = PainPoints().run(tables)
    told = [*result.assignments["comment_id"], *result.unassigned["comment_id"]]
    assert len(told) == len(set(told)) == result.comments == 240
    assert result.unassigned["reason"].notna().all()
    assert result.pain_points["comments"].sum() == len(result.assignments)


def test_a_phase_shows_its_comments_of_the_same_pain_points(tables: Tables) -> None:
    whole, part = PainPoints().run(tables), PainPoints(phase="adoption").run(tables)
    assert part.comments == 120
    names = whole.pain_points.set_index("id")["name"]
    assert (part.pain_points.set_index("id")["name"] == names[part.pain_points["id"]]).all()


def test_a_rerun_gives_the_same_and_more_data_keeps_what_was_assigned(themed: Themed) -> None:
    texts, truth = themed
    order = np.random.default_rng(5).permutation(len(texts))
    frame = _comments(texts, truth).iloc[order]
    first = PainPoints().run(Tables(frame.iloc[:216], _sales()))
    again = PainPoints().run(Tables(frame.iloc[:216], _sales()))
    pd.testing.assert_frame_equal(first.pain_points, again.pain_points)
    more = PainPoints().run(Tables(frame, _sales()), previous=_previous(Tables(frame.iloc[:216], _sales())))
    both = first.assignments.merge(more.assignments, on="comment_id")
    assert len(both) == len(first.assignments)
    assert (both["pain_point_id_x"] == both["pain_point_id_y"]).all()
    assert more.pain_points["name"].isin(first.pain_points["name"]).all()
    assert not more.pain_points["new"].any()


def test_grouping_afresh_keeps_the_identity_of_what_it_finds_again(tables: Tables) -> None:
    first = PainPoints().run(tables)
    afresh = PainPoints(regroup=True).run(tables, previous=_previous(tables))
    assert set(afresh.pain_points["id"]) == set(first.pain_points["id"])


def test_no_comments_and_too_few_are_refused_with_the_reason(themed: Themed) -> None:
    frame = _comments(*themed)
    with pytest.raises(NotEnoughData, match="no comments yet"):
        PainPoints().run(Tables(frame.iloc[:0], _sales()))
    with pytest.raises(NotEnoughData, match="too few for groups: read them"):
        PainPoints().run(Tables(frame.iloc[:20], _sales()))
