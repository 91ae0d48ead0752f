"""Masking in DuckDB does what masking in Python does."""

from __future__ import annotations

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from analytics import masks
from analytics.sql import literal
from analytics.store.masking import HINTS, count_masks, masked
from analytics.store.placing import one_below_the_other
from tests.analytics.masking_snippets import SNIPPETS, plain
from tests.analytics.test_masks import WRITTEN

CONNECTION = duckdb.connect()
MASKED = masked("said")
TELLING = [
    text for snippets in SNIPPETS.values() for text in map(plain, snippets) if masks.masked(text) != text
]  # fmt: skip


def in_duckdb(texts: list[str]) -> list[str]:
    rows = CONNECTION.execute(f"SELECT {MASKED} FROM (SELECT unnest(?::VARCHAR[]) AS said)", [texts]).fetchall()
    return [row[0] for row in rows]


def test_both_give_the_same_for_every_snippet() -> None:
    texts = [plain(snippet) for snippets in SNIPPETS.values() for snippet in snippets]
    assert in_duckdb(texts) == [masks.masked(text) for text in texts]


@given(WRITTEN.filter(lambda text: "\0" not in text and "\v" not in text))
def test_both_give_the_same_for_any_text(text: str) -> None:
    assert in_duckdb([text]) == [masks.masked(text)]


@given(WRITTEN, st.sampled_from(TELLING), WRITTEN)
def test_whatever_is_masked_is_hinted_at_between_any_other_texts(above: str, text: str, below: str) -> None:
    texts = one_below_the_other(literal(part.replace("\0", "")) for part in (above, text, below))
    assert CONNECTION.execute(f"SELECT regexp_matches({texts}, {literal(HINTS)}, 'i')").fetchall() == [(True,)]


def test_nothing_stays_nothing() -> None:
    assert CONNECTION.execute(f"SELECT {masked('NULL::VARCHAR')}, {count_masks('NULL::VARCHAR')}").fetchall() == [
        (None, None)
    ]
