"""A whole meeting on a real set of files: scorecards, a review that nothing moves afterwards, and what is taken out of the room."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from pptx import Presentation
from python_calamine import CalamineWorkbook

from analytics import Workspace
from analytics.exports.exporting import export
from analytics.exports.report import Reporting
from analytics.reviews.actions import Action, promise
from analytics.reviews.reviews import close_review, decisions, open_review, snapshot_of
from analytics.scorecards.committing import commit
from analytics.scorecards.rescoring import Change

pytestmark = [pytest.mark.real, pytest.mark.slow]

FILES = ("customers.csv", "nps_surveys.csv", "support_tickets.csv", "billing.csv")
LOADED_AT = datetime(2026, 6, 1, 8)
MEETING = datetime(2026, 6, 2, 9)


def test_a_meeting_on_the_telco_files(real_data: Path, tmp_path: Path) -> None:
    workspace = Workspace()
    receipts = [workspace.load(real_data / "joined" / "telco" / name, who="Ada", now=LOADED_AT) for name in FILES]
    review = open_review(workspace, date(2026, 6, 2), ["Ada", "Bea"], "Ada", MEETING)
    stood = workspace.scorecard()
    steered = [kpi for phase in stood.phases for kpi in phase.kpis if kpi.target is not None][:3]
    assert len(steered) == 3
    changes = {kpi.subject: Change(weight=kpi.weight + 1, owner="Bea") for kpi in steered}
    commit(workspace.ledger, stood, changes, "Ada", "agreed in the meeting", MEETING)
    promise(workspace.ledger, Action("", "Answer sooner", "Bea", date(2026, 9, 1), review=review.id), "Ada", MEETING)
    review = close_review(workspace.ledger, review, "Ada", MEETING)

    workspace.undo(receipts[2].import_id)
    assert workspace.scorecard() != stood
    assert snapshot_of(workspace, review).scorecard == stood
    assert len(decisions(workspace.ledger, review)) == 3

    report = workspace.report(Reporting(MEETING))
    files = {ending: tmp_path / f"telco{ending}" for ending in (".pptx", ".xlsx", ".html")}
    for path in files.values():
        export(report, path)
    slides = Presentation(str(files[".pptx"])).slides
    assert len(slides) == len(report.result.phases) + 3  # a title, the company, decisions and actions
    shown = [
        cell.text
        for slide in slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    assert {"Answer sooner", "agreed in the meeting"} <= set(shown)
    assert any(kpi.name in shown for kpi in report.result.phases[4].kpis)
    workbook = CalamineWorkbook.from_path(files[".xlsx"])
    cells = [
        cell for name in workbook.sheet_names for row in workbook.get_sheet_by_name(name).to_python() for cell in row
    ]
    assert "Answer sooner" in cells
    assert "Answer sooner" in files[".html"].read_text(encoding="utf-8")
