"""The workbook, opened again with the reader of source files and looked into as it is stored."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from analytics.exports.report import Report
from analytics.exports.workbook import workbook
from tests.analytics.exports.conftest import OBJECTIVE


@pytest.fixture(scope="module")
def content(report: Report) -> bytes:
    return workbook(report)


@pytest.fixture(scope="module")
def sheets(content: bytes) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def parts(content: bytes, name: str) -> str:
    """The stored XML of all parts whose name has ``name`` in it."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return "".join(archive.read(part).decode() for part in archive.namelist() if name in part)


def test_values_intervals_and_targets_are_numbers_equal_to_the_scorecard(sheets, report) -> None:
    head, *rows = sheets["Scorecard"]
    kpis = [kpi for phase in report.result.phases for kpi in phase.kpis]
    assert len(rows) == len(kpis) > 20
    for row, kpi in zip(rows, kpis, strict=True):
        cells = dict(zip(head, row, strict=True))
        expected = {"Value": kpi.value, "Low": kpi.low, "High": kpi.high, "n": kpi.n, "Before": kpi.previous,
                    "Target": kpi.target, "Red at": kpi.threshold, "Weight": kpi.weight, "Score": kpi.score}  # fmt: skip
        for name, value in expected.items():
            assert cells[name] == ("" if value is None else pytest.approx(value, rel=1e-14)), (kpi.id, name)


def test_each_row_says_who_owns_the_kpi_and_where_its_value_comes_from(sheets, report) -> None:
    head, *rows = sheets["Scorecard"]
    told = {(row[0], row[2]): dict(zip(head, row, strict=True)) for row in rows}
    assert told["Support", "First response time (median)"]["Owner"] == "'=Grace"
    assert {row["Value is"] for row in told.values()} == {"computed"}


def test_every_perspective_of_every_phase_has_a_line_for_its_objective(sheets, report) -> None:
    head, *rows = sheets["Objectives"]
    assert head == ["Phase", "Perspective", "Objective", "KPIs"]
    assert len(rows) == 4 * len(report.result.phases)
    said = [row for row in rows if row[2]]
    assert [row[:3] for row in said] == [["Support", "Internal process", f"'{OBJECTIVE}"]]
    assert said[0][3] >= 1


def test_numbers_carry_the_format_of_their_unit(content) -> None:
    assert {'formatCode="0.0%"', 'formatCode="0.0"'} <= set(re.findall(r'formatCode="[^"]*"', parts(content, "styles")))


def test_no_cell_holds_a_formula_or_a_link(content, sheets) -> None:
    stored = parts(content, "worksheets/sheet")
    assert "<f>" not in stored
    assert "<hyperlink" not in stored
    texts = [cell for rows in sheets.values() for row in rows for cell in row if isinstance(cell, str)]
    assert '\'=HYPERLINK("http://x","y") <script>alert(1)</script>' in texts
    assert "'+Answer the phone" in texts
    assert not [text for text in texts if text.startswith(("=", "+", "@"))]


def test_the_overview_says_workspace_data_version_period_and_date(sheets, report) -> None:
    facts = {row[0]: row[1] for row in sheets["Overview"][1:6]}
    assert facts["Data version"] == report.data_version
    assert facts["Made on (UTC)"] == date(2026, 6, 20)
    assert facts["Figures of"] == report.period
    assert facts["Score of the company, 0 to 10"] == pytest.approx(report.result.score)


def test_the_history_has_a_column_per_month_and_feeds_a_sparkline_per_kpi(sheets, content, report) -> None:
    head, *rows = sheets["History"]
    kpi = next(kpi for phase in report.result.phases for kpi in phase.kpis if len(kpi.history) > 3)
    row = next(row for row in rows if row[1] == kpi.name)
    month, value = kpi.history[-1]
    assert row[head.index(month)] == pytest.approx(value)
    courses = sum(len(kpi.history) > 1 for phase in report.result.phases for kpi in phase.kpis)
    assert parts(content, "worksheets/sheet").count("<xm:f>") == courses


def test_dates_are_dates(sheets) -> None:
    assert sheets["Actions"][1][2] == date(2026, 6, 1)


def test_an_empty_workspace_gives_a_workbook_without_rows(empty_report) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(workbook(empty_report)))
    assert len(book.get_sheet_by_name("Scorecard").to_python()) == 1
