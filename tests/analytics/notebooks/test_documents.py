"""A notebook as one HTML page and as Markdown: whatever its cells hold stays text, and nothing is fetched from anywhere."""

from __future__ import annotations

import json
import re
from datetime import datetime
from html.parser import HTMLParser

import pandas as pd
import pytest

from analytics.charts.built import built
from analytics.notebooks.documents import as_html, as_markdown
from analytics.notebooks.notebook import Cell, Notebook, Query, Text
from analytics.notebooks.running import Run

AT = datetime(2026, 3, 21, 9, 30)
HOSTILE = (
    "</script><script>alert(1)</script>", "<!--<script>", '<img src="http://e.example/x.png" onerror="alert(1)">', "]]><svg onload=a()>",
    "[x](javascript:alert(1))", "![x](http://e.example/x.png)", '"><iframe src="http://e.example">', "{{x}} \\u003c/script> | a",
)  # fmt: skip


class Page(HTMLParser):
    """What stands in a page: the elements with their attributes, and what stands within scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self._open = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag == "script"
        if self._open:
            self.scripts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.scripts[-1] += data


def page(word: str, chart: bool = True) -> Page:
    """A page in which the word stands wherever somebody can write one."""
    table = pd.DataFrame({word: [word, "b"], "n": [1, 2]})
    drawn = built(table, "bar", word, "n").to_dict() if chart else None
    run = Run("q", "mark", AT, 3, 0.1, word, table, drawn, word, rows=2)
    cells: tuple[Cell, ...] = (Text("t", word), Query("q", "asked"), Query("r", "refused"), Query("s", "not_run"))
    refused = Run("r", "mark", AT, 3, 0.1, refusal=word)
    return Page(as_html(Notebook("n", word, cells), {"q": run, "r": refused}, word))


@pytest.mark.parametrize("word", HOSTILE)
def test_a_word_stays_a_word_wherever_it_stands(word: str) -> None:
    plain, hostile = page("plain"), page(word)
    links = [attributes for tag, attributes in hostile.elements if tag == "a"]
    tags = [tag for tag, _ in hostile.elements if tag != "a"]
    assert sorted(tags) == sorted(tag for tag, _ in plain.elements)
    assert all(not (link["href"] or "").lower().startswith("javascript") for link in links)
    for _, attributes in hostile.elements:
        assert not any(name.startswith("on") for name in attributes)
        assert "src" not in attributes
    (spec,) = (json.loads(script) for script in hostile.scripts if script.startswith("{"))
    assert word in json.dumps(spec, ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\")


def test_the_page_may_reach_no_address_and_names_none_to_fetch() -> None:
    found = page("plain")
    (policy,) = [str(a["content"]) for tag, a in found.elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert "connect-src" not in policy
    assert not {tag for tag, _ in found.elements} & {"link", "iframe", "object", "embed", "base", "img"}


def test_a_page_without_charts_carries_no_script() -> None:
    assert page("plain", chart=False).scripts == []


@pytest.mark.parametrize("word", HOSTILE)
def test_in_markdown_nothing_of_a_table_is_active(word: str) -> None:
    table = pd.DataFrame({word: [word], "n": [1]})
    run = Run("q", "mark", AT, 3, 0.1, "Asked", table, None, word, rows=1)
    told = as_markdown(Notebook("n", "May", (Text("t", word), Query("q", "asked"))), {"q": run}, "made here")
    rows = [line for line in told.splitlines() if line.startswith("| ")]
    assert len(rows) == 3
    assert not re.search(r"(?<!\\)<", "".join(rows))
    assert "![" not in told


def test_a_long_table_says_how_many_rows_it_has() -> None:
    table = pd.DataFrame({"n": range(500)})
    told = as_html(
        Notebook("n", "May", (Query("q", "asked"),)), {"q": Run("q", "m", AT, 1, 0.1, table=table, rows=900)}, ""
    )
    assert "The first 200 of 900 rows" in told
