"""Writing a report to a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import JourneyError, NotFound
from analytics.exports.exporting import export, format_of
from analytics.exports.report import Report, Reporting
from tests.analytics.exports.conftest import DECIDED_AT, MADE_AT, all_files


def test_the_ending_names_the_format_and_the_size_is_told(report: Report, tmp_path: Path) -> None:
    for path in all_files(tmp_path):
        assert export(report, path) == path.stat().st_size > 5_000
    assert len(list(tmp_path.iterdir())) == 3, "nothing unfinished is left behind"


def test_an_unknown_ending_is_refused_with_those_there_are() -> None:
    with pytest.raises(NotFound) as error:
        format_of(Path("report.pdf"))
    assert ".pptx, .xlsx, .html" in str(error.value)
    assert "print it to PDF" in str(error.value)


def test_a_folder_that_is_not_there_is_said(report: Report, tmp_path: Path) -> None:
    with pytest.raises(JourneyError) as error:
        export(report, tmp_path / "nowhere" / "report.html")
    assert "could not be written" in str(error.value)


def test_a_report_as_of_a_day_knows_nothing_that_was_decided_later(shop) -> None:
    before = Reporting(MADE_AT, as_of=DECIDED_AT.date().replace(day=11)).run(shop)
    assert before.decisions.empty
    assert before.actions == ()
    assert before.result.kpi("support/first_response_minutes").agreed is None


def test_decisions_on_other_phases_are_left_out_of_the_report_on_one(shop) -> None:
    report = Reporting(MADE_AT, phase="Support").run(shop)
    assert report.decisions["about"].tolist() == [
        "Support: First response time (median)",
        "Support: objective, Internal process",
        "KPI: Orders refunded",
        "Support: Orders refunded",
    ]
