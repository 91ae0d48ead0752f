"""The page to print: self-contained, escaped, and with the figures of the scorecard."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from analytics.charts.numbers import kpi_number
from analytics.exports.printable import printable_page
from analytics.exports.report import Report
from tests.analytics.exports.conftest import OBJECTIVE


class Page(HTMLParser):
    """The tags of a page with their attributes, and the texts of its table rows."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


@pytest.fixture(scope="module")
def text(report: Report) -> str:
    return printable_page(report).decode()


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


def test_nothing_is_fetched_and_nothing_runs(page, text) -> None:
    assert not {"script", "link", "iframe", "object", "form", "a"} & {tag for tag, _ in page.tags}
    sources = [attributes["src"] for tag, attributes in page.tags if tag == "img"]
    assert sources
    assert all(source.startswith("data:image/") for source in sources)
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert "url(" not in text


def test_what_people_typed_is_text(text) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "Write &lt;b&gt;guides&lt;/b&gt;" in text
    assert "\x0b" not in text


def test_every_figure_of_the_scorecard_stands_there_with_its_rows(page, report) -> None:
    rows = [row for row in page.rows if len(row) == 13]
    for phase in report.result.phases:
        for kpi in phase.kpis:
            value, n = kpi_number(kpi.value, kpi.unit, kpi.currency), f"{kpi.n:,}"
            wanted = (value, n, kpi.owner)
            assert [row for row in rows if row[0].removesuffix(" *") == kpi.name and (row[1], row[4], row[9]) == wanted]


def test_objectives_stand_in_the_head_of_their_perspective(page, text) -> None:
    assert "&lt;i&gt;answer&lt;/i&gt;" in text
    assert [row[0] for row in page.rows if OBJECTIVE in row[0]] == ["Internal process" + OBJECTIVE]


def test_decisions_stand_there_whole(text) -> None:
    assert "target 90 min, red at 2.1 days, weight 1, owner =Grace" in text


def test_every_sheet_says_where_its_figures_come_from(text, report) -> None:
    assert text.count("<section>") == len(report.result.phases) + 2
    assert text.count(f"<footer>{report.provenance}</footer>") == text.count("<section>")


def test_paper_has_a_size_and_a_page_per_phase(text) -> None:
    assert "@page { size: A4 landscape" in text
    assert "break-after: page" in text


def test_an_empty_workspace_gives_a_page_that_says_so(empty_report) -> None:
    text = printable_page(empty_report).decode()
    assert "nothing is loaded yet" in text
    assert "There is no data for this phase yet." in text
