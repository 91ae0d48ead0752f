"""Comments page by page: every filter narrows, and the pages together hold each comment once."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from analytics import Workspace
from analytics.pain_points.reading import ANY, CommentQuery
from analytics.store.places import write_places


@pytest.fixture
def tickets(workspace: Workspace) -> Workspace:
    """Five tickets: three about parcels (one of them by nobody we know), one praise, one just loaded."""
    with workspace.database.write() as cursor:
        cursor.execute(
            "INSERT INTO tickets BY NAME SELECT * FROM (VALUES "
            "('1', 'ann', 'Late parcel', TIMESTAMP '2026-01-01', 1, 5), ('2', 'ann', 'LATE (again)', TIMESTAMP '2026-01-02', 5, 5), "
            "('3', NULL, 'parcel 100% lost', NULL, NULL, 5), ('4', 'bob', 'thanks', TIMESTAMP '2026-01-04', 5, 5), "
            "('5', 'bob', 'new', TIMESTAMP '2026-01-05', 1, 5)) "
            "AS t(ticket_id, customer_id, subject, created_at, satisfaction, satisfaction_scale)"
        )
    rows = [
        ("tickets:1", "P001", "P001", 0.9, None),
        ("tickets:2", "P001", "P001", 0.5, None),
        ("tickets:3", "P001", "P001", 0.7, None),
        ("tickets:4", None, None, None, "praise"),
    ]
    columns = ["comment_id", "computed", "pain_point_id", "similarity", "reason"]
    write_places(workspace.database, "", pd.DataFrame(rows, columns=columns).assign(mood=0.5))
    return workspace


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (CommentQuery(ANY), "54213"),
        (CommentQuery("P001"), "213"),
        (CommentQuery("P001", order="most typical"), "132"),
        (CommentQuery("P001", order="unhappiest"), "123"),
        (CommentQuery(None, reason="praise"), "4"),
        (CommentQuery("P001", words="PARCEL late"), "1"),
        (CommentQuery("P001", words="100%"), "3"),
        (CommentQuery("P001", words="(again"), "2"),
        (CommentQuery("P001", words="'; DROP"), ""),
        (CommentQuery(ANY, since=date(2026, 1, 2), until=date(2026, 1, 4)), "42"),
        (CommentQuery(ANY, unhappy=True), "51"),
        (CommentQuery(ANY, source="surveys"), ""),
        (CommentQuery(ANY, customer_id="bob"), "54"),
    ],
)
def test_a_query_gives_its_comments_in_its_order(tickets: Workspace, query: CommentQuery, expected: str) -> None:
    found = query.page(tickets, 0, 10)["comment_id"].str.removeprefix("tickets:")
    assert "".join(found) == expected
    assert query.count(tickets) == len(expected)


def test_pages_hold_every_comment_once(tickets: Workspace) -> None:
    pages = [CommentQuery().page(tickets, first, 2)["comment_id"].tolist() for first in (0, 2, 4)]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert len({at for page in pages for at in page}) == 5


def test_customers_are_those_who_wrote(tickets: Workspace) -> None:
    people = CommentQuery("P001").customers(tickets)
    assert people[["customer_id", "comments"]].values.tolist() == [["ann", 2]]


def test_a_comment_dated_in_the_future_is_not_the_newest(tickets: Workspace) -> None:
    with tickets.database.write() as cursor:
        cursor.execute("UPDATE tickets SET created_at = TIMESTAMP '2962-01-01' WHERE ticket_id = '1'")
    shown = CommentQuery(ANY).page(tickets, 0, 10)["comment_id"].tolist()
    assert shown[0] == "tickets:5"
    assert set(shown[-2:]) == {"tickets:1", "tickets:3"}, "mistaken and missing dates come last"
