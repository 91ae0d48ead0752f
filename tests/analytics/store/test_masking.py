"""Masking in DuckDB does what masking in Python does."""

from __future__ import annotations

import duckdb
from hypothesis import given

from analytics import masks
from analytics.store.masking import count_masks, masked
from tests.analytics.masking_snippets import SNIPPETS, plain
from tests.analytics.test_masks import WRITTEN

CONNECTION = duckdb.connect()
MASKED = masked("said")


def in_duckdb(texts: list[str]) -> list[str]:
    rows = CONNECTION.execute(f"SELECT {MASKED} FROM (SELECT unnest(?::VARCHAR[]) AS said)", [texts]).fetchall()
    return [row[0] for row in rows]


def test_both_give_the_same_for_every_snippet() -> None:
    texts = [plain(snippet) for snippets in SNIPPETS.values() for snippet in snippets]
    assert in_duckdb(texts) == [masks.masked(text) for text in texts]


@given(WRITTEN.filter(lambda text: "\0" not in text and "\v" not in text))
def test_both_give_the_same_for_any_text(text: str) -> None:
    assert in_duckdb([text]) == [masks.masked(text)]


def test_nothing_stays_nothing() -> None:
    assert CONNECTION.execute(f"SELECT {masked('NULL::VARCHAR')}, {count_masks('NULL::VARCHAR')}").fetchall() == [
        (None, None)
    ]
